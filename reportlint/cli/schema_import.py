"""`reportlint schema import`: turns a blank template into a schema file, or a revision in one."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reportlint.cli.discover import UsageError
from reportlint.cli.editions import SchemaFile, find_revision, load_file, load_source
from reportlint.cli.output import CLEAN, write_new, write_over
from reportlint.cli.schema_diff import compare
from reportlint.cli.sources import read_text
from reportlint.formatting import printable
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.templates import Templates
from reportlint.schema import origins
from reportlint.schema.forms import TemplateError, strays
from reportlint.schema.importer import new_edition, read_template
from reportlint.schema.model import Revision, Schema
from reportlint.schema.resolve import Document, fields_of, inherited, resolve
from reportlint.schema.revise import (
    add_revision,
    beside,
    limits_by_hand,
    rewrite,
    with_forms,
    with_limits,
    with_remarks,
)
from reportlint.schema.script import ScriptError, read_script
from reportlint.schema.store import documents
from reportlint.schema.template import render
from reportlint.schema.yaml import ADDRESS, BESIDE, dump
from reportlint.source import BOM, Source

_FOLDER = "schemas"
"""The folder of the editions in a checkout of reportlint."""


def add_import(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint schema import` to its parser."""
    parser.add_argument("template", metavar="TEMPLATE.md")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--id", metavar="EDITION", help="make a new edition of this name, such as 2027")
    what.add_argument("--into", metavar="EDITION|FILE", help="add a revision to this schema file")
    parser.add_argument("--revision", metavar="REVISION", help="the revision's name, usually a date")
    parser.add_argument("--extends", metavar="EDITION", help="state only what differs from this edition")
    parser.add_argument(
        "--checker", metavar="SCRIPT.py", help="read the limits in the course's script as well"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this new file")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    if options.into:
        return _add_revision(options)
    extends: str | None = options.extends
    if extends and extends not in documents():
        raise UsageError(f"no edition {extends!r} to extend: reportlint schema list has them")
    base = inherited(extends, documents().__getitem__) if extends else {}
    read = _read(options, base)
    revision = options.revision or options.id
    document = new_edition(read.fields, edition=options.id, revision=revision, extends=extends)
    beside = options.output and Path(options.output).with_name(BESIDE).exists()
    text = _finished(options, dump(document, BESIDE if beside else ADDRESS), document, read)
    write_new(text, options.output)
    made = resolve(document, documents().__getitem__)
    read.said.extend(_findings(options.template, made, made.newest))
    read.say()
    return CLEAN


def _add_revision(options: argparse.Namespace) -> int:
    find = documents().__getitem__
    file, document = _into(options)
    if options.revision in document["revisions"]:
        raise UsageError(f"{file.source.path} has a revision {options.revision!r} already")
    near = beside(document, options.revision)
    read = _read(options, fields_of(document, find)[near])
    changed = add_revision(document, read.fields, options.revision, find)
    text = _finished(options, rewrite(file.source, changed), changed, read)
    newline = "\r\n" if file.source.pairs else "\n"
    data = (BOM if file.source.bom else "") + text.replace("\n", newline)
    write_over(Path(file.source.path), data.encode(), file.source.raw.encode())
    made = resolve(changed, find)
    read.said.extend(_findings(options.template, made, find_revision(made, options.revision)))
    steps = sorted((near, options.revision), key=list(changed["revisions"]).index, reverse=True)
    older, newer = ((made, find_revision(made, name)) for name in steps)
    sys.stdout.write(compare(older, newer))
    read.say()
    return CLEAN


def _findings(name: str, schema: Schema, revision: Revision) -> Iterator[str]:
    """Yield what is found in a blank report of a revision, apart from unanswered questions."""
    alone = schema._replace(revisions=(revision,))
    linter = Linter(Templates([alone]), Options(template=alone))
    result = linter.lint(InputFile(name, render(revision).encode()))
    for found in result.diagnostics:
        if not found.rule.progress:
            line = result.source.position(found.span.start).line
            yield f"{name}: line {line}: a blank report would have {found.code}: {found.message}"


def _into(options: argparse.Namespace) -> tuple[SchemaFile, Document]:
    """Return the schema file to which a revision is added, and its document."""
    if not options.revision:
        raise UsageError("--into needs --revision: name the new one, usually by its date")
    if options.extends or options.output:
        raise UsageError("--into changes its own file: leave out --extends and --output")
    name = options.into
    edition = f"{_FOLDER}/{name}.yaml"
    if Path(edition).is_file():
        name = edition
    elif name in documents():
        raise UsageError(f"there is no {edition} here: go to a checkout of reportlint, or name the file")
    file = load_file(name)
    return file, file.whole()


class _Read(NamedTuple):
    """A template that was read."""

    fields: Document
    said: list[str]
    """Remarks for the user, one per line."""
    table: list[str]
    """Its limits and their origins."""
    unread: Mapping[tuple[str | int, ...], str]
    """Comments for texts whose numbers were not understood."""

    def say(self) -> None:
        for line in self.said:
            print(f"reportlint: {printable(line)}", file=sys.stderr)
        for line in self.table:
            print(printable(line), file=sys.stderr)


def _read(options: argparse.Namespace, old: Document) -> _Read:
    """Return the template, with the limits of the script, or else of the fields `old`."""
    names = (options.template, options.checker)
    text = read_text(options.template)
    try:
        fields = read_template(text)
        entries = read_script(read_text(options.checker)) if options.checker else None
    except TemplateError as error:
        raise UsageError(f"{options.template}: {error}") from None
    except ScriptError as error:
        raise UsageError(f"{options.checker}: {error}") from None
    said = [f"{options.template}: {line}" for line in strays(text, fields["forms"]["marker"])]
    if entries is not None:
        said += origins.disagreements(list(origins.origins(text, fields)), entries, names)
        fields = with_limits(fields, origins.script_limits(fields, entries))
    if old:
        fields = with_limits(with_forms(fields, old), limits_by_hand(old, fields))
    found = list(origins.origins(text, fields))
    unread = [origin for origin in found if origin.unread]
    said += (f"{options.template}:{origin.line}: {origin}" for origin in unread)
    scripts = origins.script_places(fields, entries, options.checker) if entries else {}
    remarks: dict[tuple[str | int, ...], str] = {
        ("questions", origin.number, origin.reading.field): origin.advice
        for origin in unread
        if origin.reading and not origin.optional
    }
    return _Read(fields, said, list(origins.table(found, options.template, scripts)), remarks)


def _finished(options: argparse.Namespace, text: str, document: Document, read: _Read) -> str:
    """Return the text of a schema file, with comments on hints that were not understood.

    Raises `UsageError` if it does not hold `document`.
    """
    text = with_remarks(text, read.unread)
    file = load_source(Source(options.template, text))
    if file.document is None:
        broken = (f"{options.template}: the schema would be broken: {m.message}" for m in file.mistakes)
        raise UsageError(*broken)
    if file.document != document:
        if not options.into:
            raise UsageError(f"{options.template}: a schema file cannot hold its text as it is")
        raise UsageError(f"{options.into}: it is written in a way that cannot be changed: use --id")
    return text
