"""`[tool.reportlint]` of a pyproject.toml: text in, settings or mistakes out."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from reportlint.config_values import WrongError, read_value
from reportlint.schema.model import Number

_TABLE = "tool.reportlint"
# Compiled only where a configuration is read.
_OURS = (
    r"""(?m)^(?:[^#"'\n]|"[^"\n]*"|'[^'\n]*')*"""
    r"""(?:\breportlint[ \t]*[.=\]]|["']reportlint["'][ \t]*[.=]|\.[ \t]*["']reportlint["'][ \t]*\])"""
)
"""Where a file that is no TOML was meant to hold the table: a key, in no comment and no text."""
_HEADER = r"\[([^\[\]#]+)\]"
_KEY = r"""([\w"'-][\w"'. \t-]*)="""
_PART = r"""[\w-]+|"[^"]*"|'[^']*'"""
_TEXT = r"""(?s)#[^\n]*|"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'"""
"""A comment or a text, of one line or of several."""
_LEVELS = 4
"""How many keys lead to the deepest value: tool.reportlint.severity.RL204."""

Path = tuple[str, ...]
"""The keys that lead to a value."""


class Config(NamedTuple):
    """Settings as they are written; nothing where one is not."""

    paths: tuple[str, ...] | None = None
    template: str | None = None
    stage: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    severity: Mapping[str, str] | None = None
    """By code, beginning or name: replaces the severity in both stages, but where a rule is silent."""
    ignore_questions: Mapping[str, tuple[Number, ...]] | None = None
    """By code, beginning or name, the questions that it says nothing of."""


class Loaded(NamedTuple):
    """What a file says."""

    config: Config | None
    """Nothing where it has no such table, or mistakes in it."""
    origins: Mapping[str, str]
    """The place, `pyproject.toml:7`, of each setting that the file has, by its field's name."""
    mistakes: tuple[str, ...] = ()
    """Each one sentence behind its place."""


_PARTS = 50
_DEEP = rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{_PARTS}}}"""
"""A key that nobody writes: what parses it takes the square of its length."""


def load(text: str, name: str) -> Loaded:
    """Return the settings in the text of the file `name`; TOML that is broken elsewhere has none."""
    # It takes as long to import as a small report to lint, and most repositories do not need it.
    import tomllib

    if re.search(_DEEP, text):
        return Loaded(None, {}, (f"{name}: a key of more than {_PARTS} parts is no configuration",))
    try:
        document: Mapping[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        wrong = f"{name}: not TOML: {error}"
        return Loaded(None, {}, (wrong,) if re.search(_OURS, text) else ())
    tool = document.get("tool")
    table = tool.get("reportlint") if isinstance(tool, dict) else None
    if table is None:
        return Loaded(None, {})
    return _Reader(name, _lines(text)).read(table)


class _Reader(NamedTuple):
    name: str
    lines: Mapping[Path, int]

    def read(self, table: object) -> Loaded:
        """Return the settings of the table, or all its mistakes, at most one a key."""
        if not isinstance(table, dict):
            return Loaded(None, {}, (f"{self.place()}: {_TABLE}: this must be a table",))
        values: dict[str, Any] = {}
        mistakes: list[str] = []
        for key, value in table.items():
            try:
                values[key.replace("-", "_")] = read_value(key, value)
            except WrongError as error:
                keys = (key, error.key) if error.key else (key,)
                mistakes.append(f"{self.place(*keys)}: {'.'.join((_TABLE, *keys))}: {error}")
        origins = {key.replace("-", "_"): self.place(key) for key in table}
        return Loaded(None if mistakes else Config(**values), origins, tuple(mistakes))

    def place(self, *keys: str) -> str:
        """Return the file and, where it is found, the line of a key in the table, else of what holds it."""
        path = (*_TABLE.split("."), *keys)
        prefixes = (path[:length] for length in range(len(path), 1, -1))
        line = next((self.lines[prefix] for prefix in prefixes if prefix in self.lines), None)
        return self.name if line is None else f"{self.name}:{line}"


def _lines(text: str) -> Mapping[Path, int]:
    """Return the lines (from 1) of our table and the keys in it, as far as that shows without parsing."""
    lines: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(re.sub(_TEXT, _blank, text).split("\n"), 1):
        line = line.strip()
        if header := re.match(_HEADER, line):
            table = path = _split(header[1])
        elif key := re.match(_KEY, line):
            path = (*table, *_split(key[1]))
        else:
            continue
        if ".".join(path[:2]) == _TABLE:
            for length in range(2, len(path) + 1):
                lines.setdefault(path[:length], number)
    return lines


def _blank(token: re.Match[str]) -> str:
    """Return the lines that a text goes over without what they hold, which may look like ours."""
    return "\n" * token[0].count("\n") or token[0]


def _split(keys: str) -> Path:
    return tuple(part[0].strip("\"'") for part in islice(re.finditer(_PART, keys), _LEVELS))
