"""`[tool.reportlint]` of a `pyproject.toml`: read, checked, and told where each value stands."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from reportlint.diagnostic import Severity, Stage
from reportlint.formatting import Number
from reportlint.report.patterns import as_number
from reportlint.rules.registry import PROTECTED, matching, nearest, suggestion

STAGES = tuple(stage.label for stage in Stage)
LEVELS = tuple(severity.label for severity in Severity)
FAIL_ON = (*LEVELS, "never")
_MOST_QUESTIONS = 999
"""The highest number that a schema can give a question."""


class WrongError(ValueError):
    """A value is not what its key wants; `key` is the inner key if it stands in a table."""

    def __init__(self, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.key = key


def read_value(key: str, value: object) -> object:
    """Return the value of a key of the table as the run takes it; raises `WrongError` for what it is not."""
    if key not in _READERS:
        raise WrongError(f"no such key: {instead(key, list(_READERS))}")
    return _READERS[key](value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise WrongError("this must be a text in quotes")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise WrongError('this must be a list of texts, such as ["..."]')
    return tuple(value)


def _template(value: object) -> str:
    return _portable(_text(value))


def _portable(path: str) -> str:
    if "\\" in path:
        raise WrongError(f"write / in place of \\ in {path!r}: it parts folders on Windows only")
    return path


def _paths(value: object) -> tuple[str, ...]:
    paths = tuple(map(_portable, _texts(value)))
    if not paths:
        raise WrongError("name at least one path, or leave it out: then the report is searched for")
    if "-" in paths:
        raise WrongError("- is standard input, which only the command line can name")
    return paths


def _one_of(names: Sequence[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value)
        if text in names:
            return text
        raise WrongError(f"no {text!r} here: {instead(text, names)}")

    return read


def _codes(value: object) -> tuple[str, ...]:
    words = _texts(value)
    for word in words:
        _code(word, None)
    return words


def _selection(value: object) -> tuple[str, ...]:
    words = _codes(value)
    if not words:
        raise WrongError("this names no rule, and nothing would be checked: leave it out for all rules")
    return words


def _code(word: str, key: str | None) -> frozenset[str]:
    if codes := matching(word):
        return codes
    raise WrongError(f"no rule {word!r}{suggestion(word)}", key)


def _items(value: object) -> Iterator[tuple[str, Any]]:
    """Yield the items of a table whose keys name rules."""
    if not isinstance(value, dict):
        raise WrongError('this must be a table, such as {RL204 = ...}, "RL204" being a code')
    for key, item in value.items():
        _code(key, key)
        yield key, item


def _severities(value: object) -> Mapping[str, str]:
    found = {}
    for key, level in _items(value):
        if level not in LEVELS:
            raise WrongError(f"use {_or(LEVELS)} here; to switch a rule off, list it under ignore", key)
        found[key] = level
    return found


def _questions(value: object) -> Mapping[str, tuple[Number, ...]]:
    found = {}
    for key, numbers in _items(value):
        if matching(key) <= PROTECTED:
            raise WrongError("this cannot be ignored in a question: mend what it finds", key)
        if not isinstance(numbers, list) or not all(_is_number(number) for number in numbers):
            raise WrongError("this must be a list of questions, such as [4, 17]", key)
        found[key] = tuple(as_number(str(number)) for number in numbers)
    return found


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return value.isascii() and value.isalnum()
    return isinstance(value, int) and 0 < value <= _MOST_QUESTIONS and value is not True


def instead(word: str, names: Sequence[str]) -> str:
    """Return what to write in place of a word that is none of `names`."""
    near = nearest(word, list(names))
    return f"did you mean {near}?" if near else f"use {_or(names)}"


def _or(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}"


_READERS: Mapping[str, Callable[[object], object]] = {
    "paths": _paths,
    "template": _template,
    "stage": _one_of(STAGES),
    "select": _selection,
    "ignore": _codes,
    "fail-on": _one_of(FAIL_ON),
    "severity": _severities,
    "ignore-questions": _questions,
}
"""How the value of each key is read."""

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
