"""The JSON output, held against `schemas/output-schema.json`."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

_SCHEMA = json.loads(Path(__file__).parent.parent.joinpath("schemas", "output-schema.json").read_bytes())
SCHEMA = Draft202012Validator(_SCHEMA)


def document(text: str | bytes) -> Any:
    """Return what a JSON output says; it must be as its schema says."""
    said = json.loads(text)
    SCHEMA.validate(said)
    return said
