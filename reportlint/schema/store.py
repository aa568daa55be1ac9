"""The schemas that ship with reportlint, compiled from `schemas/*.yaml` so that linting needs no YAML."""

import json
import pkgutil
from typing import Any

from reportlint.schema.model import Schema
from reportlint.schema.resolve import Document, resolve

BUNDLE = "bundled.json"
"""Next to this module; written by `python -m reportlint.schema.bundle`."""


def documents() -> dict[str, Document]:
    """Return the documents of the bundled schema files by edition, oldest first."""
    editions: dict[str, Document] = _bundle()["editions"]
    return editions


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a schema file."""
    schema: dict[str, Any] = _bundle()["json_schema"]
    return schema


def bundled() -> tuple[Schema, ...]:
    """Return the bundled schemas, oldest edition first."""
    known = documents()
    made: dict[str, Schema] = {}
    for name, document in known.items():
        made[name] = resolve(document, known.__getitem__, made)
    return tuple(made.values())


def _bundle() -> dict[str, Any]:
    # Also from a zip archive, in which the package has no files.
    bundle: dict[str, Any] = json.loads(pkgutil.get_data(__package__, BUNDLE) or "{}")
    return bundle
