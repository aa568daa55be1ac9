"""The keys of `[tool.reportlint]`: how each value is read, and its JSON Schema."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reportlint.diagnostic import Severity, Stage
from reportlint.formatting import Number, instead, one_of
from reportlint.report.patterns import as_number
from reportlint.rules.registry import PROTECTED, REPORT_RULES, matching, suggestion

STAGES = tuple(stage.label for stage in Stage)
LEVELS = tuple(severity.label for severity in Severity)
FAIL_ON = (*LEVELS, "never")
_MOST_QUESTIONS = 999
"""The highest question number in a schema."""


class WrongError(ValueError):
    """A value does not fit its key; `key` is the inner key if the value is in a table."""

    def __init__(self, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.key = key


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise WrongError("this must be a string in quotes")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise WrongError('this must be a list of strings, such as ["..."]')
    return tuple(value)


def _template(value: object) -> str:
    return _portable(_text(value))


def _portable(path: str) -> str:
    if "\\" in path:
        raise WrongError(f"write / in place of \\ in {path!r}: it separates folders on Windows only")
    return path


def _paths(value: object) -> tuple[str, ...]:
    paths = tuple(map(_portable, _texts(value)))
    if not paths:
        raise WrongError("name at least one path, or leave it out: then the report is searched for")
    if "-" in paths:
        raise WrongError("- is standard input, which only the command line can name")
    return paths


def _excluded(value: object) -> tuple[str, ...]:
    return tuple(map(_portable, _texts(value)))


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
            raise WrongError(f"use {one_of(LEVELS)} here; to switch a rule off, list it under ignore", key)
        found[key] = level
    return found


def _questions(value: object) -> Mapping[str, tuple[Number, ...]]:
    found = {}
    for key, numbers in _items(value):
        if matching(key) <= PROTECTED:
            raise WrongError("this cannot be ignored in a question: fix what it finds", key)
        if not isinstance(numbers, list) or not all(_is_number(number) for number in numbers):
            raise WrongError("this must be a list of questions, such as [4, 17]", key)
        found[key] = tuple(as_number(str(number)) for number in numbers)
    return found


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return value.isascii() and value.isalnum()
    return isinstance(value, int) and 0 < value <= _MOST_QUESTIONS and value is not True


_PATH = {"type": "string", "pattern": r"^[^\\]+$"}
RULE = {
    "description": "A rule's code, the beginning of several codes, or a rule's name.",
    "anyOf": [
        {"enum": [word for rule in REPORT_RULES for word in (rule.code, rule.name)]},
        {"type": "string", "pattern": "^[Rr][Ll][0-9]{0,3}$"},
    ],
}
"""JSON Schema of a word that names rules; the keys refer to it as `rule`."""
_RULE = {"$ref": "#/definitions/rule"}
_QUESTION = {
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": _MOST_QUESTIONS},
        {"type": "string", "pattern": "^[0-9A-Za-z]+$"},
    ]
}


class ConfigKey(NamedTuple):
    """A key of the table."""

    read: Callable[[object], object]
    """Returns the value in the form that the run uses; raises `WrongError` if it does not fit."""
    schema: Mapping[str, object]
    """JSON Schema of the value; it accepts everything that `read` accepts."""
    description: str


def _list_of(items: Mapping[str, object], least: int = 0) -> Mapping[str, object]:
    return {"type": "array", "items": items, "minItems": least}


def _by_rule(values: Mapping[str, object]) -> Mapping[str, object]:
    return {"type": "object", "propertyNames": _RULE, "additionalProperties": values}


KEYS: Mapping[str, ConfigKey] = {
    "paths": ConfigKey(
        _paths,
        _list_of(_PATH, 1),
        "Reports, folders or globs, relative to this file; searched for if left out.",
    ),
    "exclude": ConfigKey(
        _excluded,
        _list_of(_PATH),
        "Folders, files or globs, relative to this file, that every search and glob leaves out.",
    ),
    "template": ConfigKey(
        _template, _PATH, "An edition, or a schema file relative to this one; detected if left out."
    ),
    "stage": ConfigKey(_one_of(STAGES), {"enum": STAGES}, "The stage of the report."),
    "select": ConfigKey(_selection, _list_of(_RULE, 1), "Only these rules; all if left out."),
    "ignore": ConfigKey(_codes, _list_of(_RULE), "Rules to leave out."),
    "fail-on": ConfigKey(_one_of(FAIL_ON), {"enum": FAIL_ON}, "The lowest severity that fails the run."),
    "severity": ConfigKey(
        _severities,
        _by_rule({"enum": LEVELS}),
        "Severities by rule, for both stages; a rule that is silent in a stage stays silent there.",
    ),
    "ignore-questions": ConfigKey(
        _questions, _by_rule(_list_of(_QUESTION)), "By rule, the questions in which it is ignored."
    ),
}
