"""`reportlint schema diff`: the changes from one revision to another."""

import argparse
import sys
from pathlib import Path

from reportlint.cli.editions import find_revision, find_schema
from reportlint.cli.output import CLEAN
from reportlint.reporters import schema_changes as shown
from reportlint.schema.diff import changes
from reportlint.schema.model import Revision, Schema
from reportlint.schema.store import documents

FORMATS = ("text", "markdown", "json")


def add_diff(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint schema diff` to its parser."""
    for name in ("old", "new"):
        parser.add_argument(
            name, metavar="EDITION[@REVISION]|FILE[@REVISION]", help=f"{name} template (default: its newest)"
        )
    parser.add_argument("--output-format", choices=FORMATS, default="text", help="default: text")
    parser.set_defaults(run=_diff)


def _diff(options: argparse.Namespace) -> int:
    sys.stdout.write(compare(_named(options.old), _named(options.new), options.output_format))
    return CLEAN


def _named(name: str) -> tuple[Schema, Revision]:
    schema, at, revision = name.rpartition("@")
    if not at or Path(name).exists() or name in documents():
        schema, revision = name, ""
    found = find_schema(schema)
    return found, find_revision(found, revision or None)


def compare(old: tuple[Schema, Revision], new: tuple[Schema, Revision], output_format: str = "text") -> str:
    """Return the differences between two revisions, in one of `FORMATS`."""
    show = {"text": shown.as_text, "markdown": shown.as_markdown, "json": shown.as_json}[output_format]
    names = [shown.RevisionName(schema.id, revision.id) for schema, revision in (old, new)]
    return show(names[0], names[1], changes(old[1], new[1]))
