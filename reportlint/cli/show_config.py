"""`reportlint check --show-config`: the settings in force, as a table to copy, with their origins."""

import json
from collections.abc import Iterator, Mapping

from reportlint.cli.settings import Settings
from reportlint.config import Config
from reportlint.formatting import json_safe, printable
from reportlint.repository.names import OWN_SCHEMA

_UNSET = {
    "paths": "searched for",
    "exclude": "none",
    "template": f"{OWN_SCHEMA} beside the report, else detected",
    "select": "all rules",
    "ignore": "none",
    "severity": "each rule's own",
    "ignore_questions": "none",
}
"""The behaviour without a setting."""


def show(settings: Settings) -> Iterator[str]:
    """Yield the lines of a TOML table with every setting in force; unset ones are comments."""
    yield "[tool.reportlint]"
    unset = _UNSET | ({"template": "detected"} if settings.isolated else {})
    for field in Config._fields:
        value, key = getattr(settings.config, field), field.replace("_", "-")
        if value is None:
            yield f"# {key}: {unset[field]} (default)"
        else:
            yield f"{key} = {_toml(value)}  # {printable(settings.origins[field])}"
    comments = "in force (default)" if settings.options.suppress else "ignored (command line)"
    yield f"# suppression comments: {comments}"


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_toml(key)} = {_toml(item)}' for key, item in value.items())}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value) if isinstance(value, int) else json_safe(json.dumps(value, ensure_ascii=False))
