"""The schemas that ship with reportlint, compiled from `schemas/*.yaml` so that linting needs no YAML."""

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from reportlint.schema.model import Schema
from reportlint.schema.resolve import Document, resolve


def documents() -> Mapping[str, Document]:
    """Return the documents of the bundled schema files by edition, oldest first."""
    editions: Mapping[str, Document] = _bundle().EDITIONS
    return editions


def json_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of a schema file."""
    schema: Mapping[str, Any] = _bundle().JSON_SCHEMA
    return schema


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
