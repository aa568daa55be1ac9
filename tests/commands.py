"""What the runner of GitHub Actions makes of what a step prints: act keeps no caps and no columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

LEVELS = ("error", "warning", "notice")
PER_LEVEL = 10
MESSAGE_LIMIT = 4096

_HARMLESS = {"debug", "group", "endgroup"}
_FORBIDDEN = set(
    "add-mask add-matcher add-path echo internal-set-repo-path "
    "remove-matcher save-state set-env set-output stop-commands".split()
)
_COMMANDS = {*LEVELS, *_HARMLESS, *_FORBIDDEN}
_NUMBERS = ("line", "endline", "col", "endcolumn")
# What .NET trims, which leaves the separators U+001C to U+001F alone.
_SPACE = "".join(c for c in map(chr, range(0x3001)) if c.isspace() and not "\x1c" <= c <= "\x1f")
# `%25` comes last: `%250A` stays `%0A`.
_DATA = {"%0D": "\r", "%0A": "\n", "%25": "%"}
_PROPERTY = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
_OLD = {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%25": "%"}


class Annotation(NamedTuple):
    level: str
    message: str
    title: str = ""
    file: str = ""
    line: int | None = None
    end_line: int | None = None
    column: int | None = None
    end_column: int | None = None


class Command(NamedTuple):
    name: str
    properties: Mapping[str, str]
    data: str


@dataclass
class Printed:
    """What a step has printed: the annotations that are kept, and those over the cap; the rest is the log."""

    annotations: list[Annotation] = field(default_factory=list)
    dropped: list[Annotation] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    """Lines with a command that no linter has to give, or with a property that does not exist."""
    log: list[str] = field(default_factory=list)

    def annotate(self, annotation: Annotation) -> None:
        # A character of .NET is a unit of UTF-16.
        cut = annotation.message.encode("utf-16-le", "surrogatepass")[: 2 * MESSAGE_LIMIT]
        kept = sum(other.level == annotation.level for other in self.annotations) < PER_LEVEL
        (self.annotations if kept else self.dropped).append(
            annotation._replace(message=cut.decode("utf-16-le", "ignore"))
        )


def read(printed: bytes, workspace: Path) -> Printed:
    """Return what the runner makes of the bytes that one step printed."""
    seen = Printed()
    *lines, rest = re.split(r"\r\n|\r|\n", printed.decode("utf-8", "replace"))
    for line in [*lines, rest] if rest else lines:
        command = parse(line)
        if command is None:
            seen.log.append(line)
        elif command.name in LEVELS:
            _annotate(seen, command, line, workspace)
        elif command.name not in _HARMLESS:
            seen.violations.append(line)
    return seen


def _annotate(seen: Printed, command: Command, line: str, workspace: Path) -> None:
    said = command.properties
    unknown = said.keys() - {*_NUMBERS, "file", "title"}
    if unknown or any(not _whole(said[name]) for name in _NUMBERS if name in said):
        seen.violations.append(line)
    file = _relative(said.get("file", ""), workspace)
    span = _span(*(int(said[n]) if _whole(said.get(n, "")) else None for n in _NUMBERS))
    seen.annotate(Annotation(command.name, command.data, said.get("title", ""), file, *span))


def _relative(file: str, workspace: Path) -> str:
    path = Path(file)
    inside = path.is_absolute() and path.is_relative_to(workspace)
    return PurePosixPath(path.relative_to(workspace)).as_posix() if inside else file


def _whole(number: str) -> bool:
    return re.fullmatch(r"\s*[-+]?[0-9]+\s*", number) is not None


def _span(
    line: int | None, end_line: int | None, column: int | None, end_column: int | None
) -> tuple[int | None, ...]:
    """Return the place as far as the runner accepts it."""
    line = end_line if line is None else line
    column = end_column if column is None else column
    if line is None or end_line not in (None, line):
        column = end_column = None
    if line is not None and end_line is not None and end_line < line:
        line = end_line = None
    if column is not None and end_column is not None and end_column < column:
        column = end_column = None
    return line, end_line, column, end_column


def parse(line: str) -> Command | None:
    """Return the command in a line: the new form at its start, otherwise the old form anywhere."""
    return _new_form(line.lstrip(_SPACE)) or _old_form(line)


def _new_form(line: str) -> Command | None:
    head, found, data = line.removeprefix("::").partition("::")
    name, _, properties = head.partition(" ")
    if not line.startswith("::") or not found or name.lower() not in _COMMANDS:
        return None
    read = _properties(properties.strip(_SPACE).split(","), _PROPERTY)
    return Command(name.lower(), read, _unescape(data, _DATA))


def _old_form(line: str) -> Command | None:
    _, start, rest = line.partition("##[")
    head, end, data = rest.partition("]")
    name, _, properties = head.partition(" ")
    if not start or not end or name.lower() not in _COMMANDS:
        return None
    return Command(name.lower(), _properties(properties.split(";"), _OLD), _unescape(data, _OLD))


def _properties(pairs: list[str], escapes: Mapping[str, str]) -> dict[str, str]:
    # .NET leaves empty parts out, so signs in a row count as one and an empty value as no property.
    split = (pair.lstrip("=").partition("=") for pair in pairs)
    found = ((key.lower(), value.lstrip("=")) for key, _, value in split)
    return {key: _unescape(value, escapes) for key, value in found if value}


def _unescape(escaped: str, escapes: Mapping[str, str]) -> str:
    for code, character in escapes.items():
        escaped = escaped.replace(code, character)
    return escaped
