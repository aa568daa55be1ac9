"""`reportlint schema ...`: commands for maintainers of templates."""

import argparse
import json
import sys
from pathlib import Path

from reportlint.cli.discover import UsageError
from reportlint.cli.editions import SchemaFile, find_document, find_revision, find_schema, load_file
from reportlint.cli.guard import Guard, reasons_of
from reportlint.cli.output import CLEAN, FOUND, WRONG, write_new
from reportlint.cli.parser import Parser
from reportlint.cli.sinks import Sink
from reportlint.cli.sources import schema_at
from reportlint.diagnostic import Severity, Stage
from reportlint.formatting import printable
from reportlint.linter.result import Result
from reportlint.reporters.base import Problem
from reportlint.schema.resolve import flat
from reportlint.schema.store import bundled, documents, json_schema
from reportlint.schema.template import render
from reportlint.schema.versions import lowest_version


def add_commands(parser: Parser) -> None:
    """Add the commands of `reportlint schema` to its parser."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    commands.add_parser("list", help="list the editions and their revisions").set_defaults(run=_list)
    _add_show(commands.add_parser("show", help="print a schema as YAML"))
    validate = commands.add_parser("validate", help="check schema files")
    validate.add_argument("files", nargs="+", metavar="FILE")
    formats = ("text", "json", "github")
    validate.add_argument("--output-format", choices=formats, default="text", help="default: text")
    validate.add_argument(
        "--skip-foreign", action="store_true", help="skip files without `format:` and `template:`"
    )
    validate.set_defaults(run=_validate)
    blank = commands.add_parser("render", help="print the blank template of a schema")
    blank.add_argument("schema", metavar="EDITION|FILE")
    blank.add_argument("--revision", metavar="REVISION", help="an older revision (default: the newest)")
    blank.add_argument("-o", "--output", metavar="FILE", help="write to this new file")
    blank.set_defaults(run=_render)
    commands.add_parser("diff", help="list the changes from one revision to another").fill = _add_diff
    commands.add_parser("import", help="make a schema file from a blank template").fill = _add_import


def _add_diff(parser: argparse.ArgumentParser) -> None:
    from reportlint.cli.schema_diff import add_diff

    add_diff(parser)


def _add_import(parser: argparse.ArgumentParser) -> None:
    from reportlint.cli.schema_import import add_import

    add_import(parser)


def _add_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("schema", nargs="?", metavar="EDITION|FILE")
    parser.add_argument("--revision", metavar="REVISION", help="only this revision, in full")
    parser.add_argument(
        "--resolved", action="store_true", help="with everything that it inherits by `extends`"
    )
    parser.add_argument("--json-schema", action="store_true", help="print the JSON Schema of schema files")
    parser.set_defaults(run=_show)


def _list(_: argparse.Namespace) -> int:
    for schema in bundled():
        ids = ", ".join(revision.id for revision in schema.revisions)
        print(f"{schema.id}  {len(schema.numbers)} questions  revisions: {ids}")
    return CLEAN


def _show(options: argparse.Namespace) -> int:
    if options.json_schema:
        print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
        return CLEAN
    if not options.schema:
        raise UsageError("name an edition or a schema file, or ask for --json-schema")
    # Listing and rendering need no YAML, which takes 18 ms to import.
    from reportlint.schema.yaml import ADDRESS, dump

    document = find_document(options.schema)
    if options.revision:
        find_revision(find_schema(options.schema), options.revision)
    if options.revision or options.resolved:
        document = flat(document, documents().__getitem__, options.revision)
    elif options.schema not in documents():
        # Unchanged, with its comments.
        sys.stdout.write(load_file(options.schema).source.text)
        return CLEAN
    text = dump(document, ADDRESS)
    if options.resolved:
        first, _, rest = text.partition("\n")
        text = f"{first}\n# Read by reportlint {lowest_version(document)} and later.\n{rest}"
    sys.stdout.write(text)
    return CLEAN


def _validate(options: argparse.Namespace) -> int:
    status = CLEAN
    name = "mistakes" if options.output_format == "text" else options.output_format
    sink = Sink(name, everything="reportlint schema validate")
    guard = Guard()
    for name in options.files:
        if options.skip_foreign and not schema_at(Path(name)):
            continue
        try:
            file = load_file(name)
        except Exception as error:
            status = WRONG
            for line in guard.new(reasons_of(error)):
                print(f"reportlint: {printable(line)}", file=sys.stderr)
                sink.write(sink.reporter.problem(Problem(line, Severity.ERROR)))
            continue
        status = max(status, CLEAN if file.document else FOUND)
        sink.write(sink.reporter.file(_result(file)))
    sink.close()
    return status


def _result(file: SchemaFile) -> Result:
    """Return a schema file's mistakes in the form that reporters take."""
    errors = sum(mistake.severity is Severity.ERROR for mistake in file.mistakes)
    return Result(file.source, Stage.FINAL, None, file.mistakes, (errors, len(file.mistakes) - errors))


def _render(options: argparse.Namespace) -> int:
    write_new(render(find_revision(find_schema(options.schema), options.revision)), options.output)
    return CLEAN
