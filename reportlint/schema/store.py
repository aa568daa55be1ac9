"""The schemas that ship with reportlint, compiled from `schemas/*.yaml` so that linting needs no YAML."""

from types import ModuleType
from typing import Any

from reportlint.schema.model import Schema
from reportlint.schema.resolve import Document, resolve


def documents() -> dict[str, Document]:
    """Return the documents of the bundled schema files by edition, oldest first."""
    return dict(_bundle().EDITIONS)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a schema file."""
    return dict(_bundle().JSON_SCHEMA)


def bundled() -> tuple[Schema, ...]:
    """Return the bundled schemas, oldest edition first."""
    known = documents()
    made: dict[str, Schema] = {}
    for name, document in known.items():
        made[name] = resolve(document, known.__getitem__, made)
    return tuple(made.values())


def _bundle() -> ModuleType:
    # Not at the top: what compiles the bundle must run while a merge has left it broken.
    from reportlint.schema import bundled

    return bundled
