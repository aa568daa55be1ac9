"""The values that `[tool.reportlint]` takes, key by key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from reportlint.codes import PROTECTED, matching, nearest, suggestion
from reportlint.diagnostic import Severity, Stage
from reportlint.forms import as_number
from reportlint.schema.model import Number

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
        near = nearest(key, list(_READERS))
        raise WrongError("no such key" + (f": did you mean {near}?" if near else f": use {_or(_READERS)}"))
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
        near = nearest(text, list(names))
        raise WrongError(f"no {text!r} here: " + (f"did you mean {near}?" if near else f"use {_or(names)}"))

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


def _or(names: Sequence[str] | Mapping[str, object]) -> str:
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
