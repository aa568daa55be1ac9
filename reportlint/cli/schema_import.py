"""`reportlint schema import`: a blank template becomes a schema file."""

import argparse
import sys
from pathlib import Path

from reportlint.cli.status import CLEAN
from reportlint.cli.write import write_new
from reportlint.discover import UsageError, read_text
from reportlint.schema.store import documents
from reportlint.text import printable


def add_import(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint schema import` to its parser."""
    parser.add_argument("template", metavar="TEMPLATE.md")
    parser.add_argument("--id", required=True, metavar="EDITION", help="the edition's name, such as 2027")
    parser.add_argument("--revision", metavar="REVISION", help="the revision's (default: the same)")
    parser.add_argument("--extends", metavar="EDITION", help="state only what differs from this edition")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it there, never over a file")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    # YAML takes longer to import than a report takes to lint.
    from reportlint.schema.dump import ADDRESS, BESIDE, dump
    from reportlint.schema.importer import TemplateError, import_template, unread_limits

    if options.extends and options.extends not in documents():
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
    beside = options.output and Path(options.output).with_name(BESIDE).exists()
    write_new(dump(document, BESIDE if beside else ADDRESS), options.output)
    for line in unread_limits(document):
        print(f"reportlint: {printable(line)}", file=sys.stderr)
    return CLEAN
