"""`[tool.reportlint]` in `pyproject.toml`: reads it, checks it, and describes it by a JSON Schema."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from reportlint.config.keys import KEYS, RULE, WrongError
from reportlint.formatting import Number, instead

_TABLE = "tool.reportlint"


def json_schema() -> dict[str, object]:
    """Return a JSON Schema for the file that contains the table, for editors."""
    keys = {name: {"description": key.description, **key.schema} for name, key in KEYS.items()}
    table: dict[str, object] = {"type": "object", "additionalProperties": False, "properties": keys}
    for name in reversed(_TABLE.split(".")):
        table = {"type": "object", "properties": {name: table}}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "[tool.reportlint]",
        "definitions": {"rule": RULE},
        **table,
    }


class Config(NamedTuple):
    """Settings as written; None if not set."""

    paths: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    template: str | None = None
    stage: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    severity: Mapping[str, str] | None = None
    """Severity overrides by code, beginning or name; stages in which a rule is silent stay silent."""
    ignore_questions: Mapping[str, tuple[Number, ...]] | None = None
    """By code, beginning of codes or name: the questions in which it is silent."""


class ConfigError(ValueError):
    """The table or its file is wrong; each argument is one mistake, preceded by its place."""


# Compiled only if a configuration is read.
_OURS = (
    r"""(?m)^(?:[^#"'\n]|"[^"\n]*"|'[^'\n]*')*"""
    r"""(?:\breportlint[ \t]*[.=\]]|["']reportlint["'][ \t]*[.=]|\.[ \t]*["']reportlint["'][ \t]*\])"""
)
"""Matches the key of the table in a file that is not TOML, outside comments and strings."""
_NAMED = r"""\btool["']?[ \t]*(?:\.[ \t]*["']?reportlint|[\]=])"""
"""Where the table may be: as `tool.reportlint`, or in a table of all tools."""
_PARTS = 50
_DEEP = rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{_PARTS}}}"""
"""A key longer than anybody writes: parsing takes time quadratic in its length."""


def load(text: str, name: str) -> Config | None:
    """Return the settings in the text of the file `name`; None if it has no `[tool.reportlint]`.

    Raises `ConfigError`; broken TOML counts as having no table unless it was meant to have one.
    """
    if "reportlint" not in text or not re.search(_NAMED, text):
        return None
    # The import takes as long as linting a small report, and most repositories do not need it.
    import tomllib

    if re.search(_DEEP, text):
        raise ConfigError(f"{name}: a key with more than {_PARTS} parts is not allowed")
    try:
        document: Mapping[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        if re.search(_OURS, text):
            raise ConfigError(f"{name}: not TOML: {error}") from None
        return None
    tool = document.get("tool")
    table = tool.get("reportlint") if isinstance(tool, dict) else None
    return None if table is None else _read(table, name)


def _read(table: object, name: str) -> Config:
    """Return the settings of the table; raises `ConfigError` with its mistakes, at most one per key."""
    if not isinstance(table, dict):
        raise ConfigError(f"{name}: {_TABLE}: this must be a table")
    values: dict[str, Any] = {}
    mistakes: list[str] = []
    for key, value in table.items():
        try:
            if key not in KEYS:
                raise WrongError(f"no such key: {instead(key, list(KEYS))}")
            values[key.replace("-", "_")] = KEYS[key].read(value)
        except WrongError as error:
            mistakes.append(f"{name}: {'.'.join(filter(None, (_TABLE, key, error.key)))}: {error}")
    if mistakes:
        raise ConfigError(*mistakes)
    return Config(**values)
