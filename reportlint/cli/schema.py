"""`reportlint schema ...`: what maintainers of templates use."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from reportlint.cli.status import CLEAN, FOUND
from reportlint.discover import UsageError, check_schema, exists, read_schema, read_text
from reportlint.schema.model import Schema
from reportlint.schema.store import bundled
from reportlint.schema.template import render
from reportlint.text import printable


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Add the commands of `reportlint schema` to its parser."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    commands.add_parser("list", help="list the editions and their revisions").set_defaults(run=_list)
    validate = commands.add_parser("validate", help="check schema files")
    validate.add_argument("files", nargs="+", metavar="FILE")
    validate.set_defaults(run=_validate)
    blank = commands.add_parser("render", help="print the blank template of a schema")
    blank.add_argument("schema", metavar="EDITION|FILE")
    blank.add_argument("--revision", metavar="REVISION", help="an older one (default: the newest)")
    blank.add_argument("-o", "--output", metavar="FILE", help="write it there, never over a file")
    blank.set_defaults(run=_render)
    importer = commands.add_parser("import", help="make a schema file of a blank template")
    importer.add_argument("template", metavar="TEMPLATE.md")
    importer.add_argument("--id", required=True, metavar="EDITION", help="the edition's name, such as 2027")
    importer.add_argument("--revision", metavar="REVISION", help="the revision's (default: the same)")
    importer.add_argument("--extends", metavar="EDITION", help="state only what differs from this edition")
    importer.add_argument("-o", "--output", metavar="FILE", help="write it there, never over a file")
    importer.set_defaults(run=_import)


def find_schema(name: str) -> Schema:
    """Return the edition called `name`, or the one that the schema file `name` describes.

    Raises `UsageError` where there is neither, and with all the mistakes of the file.
    """
    schemas = {schema.id: schema for schema in bundled()}
    if name in schemas:
        return schemas[name]
    if not name.endswith((".yaml", ".yml")) and not exists(Path(name)):
        raise UsageError(f"no template {name!r}: there are {', '.join(schemas)}, or a schema file")
    return read_schema(name)


def _list(_: argparse.Namespace) -> int:
    for schema in bundled():
        ids = ", ".join(revision.id for revision in schema.revisions)
        print(f"{schema.id}  {len(schema.numbers)} questions  revisions: {ids}")
    return CLEAN


def _validate(options: argparse.Namespace) -> int:
    mistakes = [mistake for name in options.files for mistake in check_schema(name)]
    for mistake in mistakes:
        print(printable(mistake))
    return FOUND if mistakes else CLEAN


def _render(options: argparse.Namespace) -> int:
    schema = find_schema(options.schema)
    wanted = options.revision or schema.newest.id
    revision = next((r for r in schema.revisions if r.id == wanted), None)
    if revision is None:
        ids = ", ".join(r.id for r in schema.revisions)
        raise UsageError(f"edition {schema.id} has no revision {wanted!r}: there are {ids}")
    _write(render(revision), options.output)
    return CLEAN


def _import(options: argparse.Namespace) -> int:
    # YAML takes longer to import than a report takes to lint.
    from reportlint.schema.dump import dump
    from reportlint.schema.importer import TemplateError, import_template, unread_limits

    if options.extends and options.extends not in {schema.id for schema in bundled()}:
        raise UsageError(f"no edition {options.extends!r} to extend: reportlint schema list has them")
    try:
        document = import_template(
            read_text(options.template),
            edition=options.id,
            revision=options.revision or options.id,
            extends=options.extends,
        )
    except TemplateError as error:
        raise UsageError(f"{options.template}: {error}") from None
    _write(dump(document), options.output)
    for line in unread_limits(document):
        print(f"reportlint: {printable(line)}", file=sys.stderr)
    return CLEAN


def _write(text: str, output: str | None) -> None:
    write: Callable[[str], object] = sys.stdout.write
    if output is None:
        write(text)
        return
    try:
        with Path(output).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{output} is there already, nothing was written") from None
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror}") from None
