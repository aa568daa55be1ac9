"""`reportlint update`: moves reports to the newest revision of their template, or to another edition."""

import argparse
import sys
from pathlib import Path

from reportlint.cli.difference import difference
from reportlint.cli.discover import Unopened, UsageError
from reportlint.cli.editions import find_schema
from reportlint.cli.guard import Guard, reasons_of
from reportlint.cli.linters import Linters
from reportlint.cli.output import CLEAN, FOUND, WRONG, rewrite
from reportlint.cli.settings import UNASKED, add_source, read_settings
from reportlint.cli.writer import sweep
from reportlint.formatting import plural, printable, ranges
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter
from reportlint.repository.paths import STDIN
from reportlint.schema.model import Schema
from reportlint.update.kept import KEPT
from reportlint.update.update import Updated, UpdateError, update


def add_update(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint update` to its parser."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="reports (default: search)")
    parser.add_argument("--to", metavar="EDITION|FILE", help="another edition (default: the report's own)")
    parser.add_argument(
        "--diff",
        action="store_true",
        help="show the changes without writing them; exit with 1 if there are any",
    )
    add_source(parser)
    parser.set_defaults(run=_run, **UNASKED)


def _run(options: argparse.Namespace) -> int:
    """Move the reports and return the exit status: 1 if `--diff` shows a change."""
    if STDIN in options.paths and not options.diff:
        raise UsageError("update cannot write standard input: use --diff, or name the file")
    settings = read_settings(options)
    linters = Linters(settings.options, isolated=settings.isolated)
    target = find_schema(options.to) if options.to else None
    status, guard = CLEAN, Guard()
    files = settings.find(linters) if options.diff else settings.find_one(linters, "update")
    for file in files:
        if isinstance(file, Unopened):
            said = _say(f"{file.name}: {file.reason}" if file.name else file.reason)
            status = max(status, CLEAN if file.passed_over else said)
        else:
            try:
                updated = _updated(linters.of(file), file, target)
            except Exception as error:
                status = max(_say(f"{file.name}: {reason}") for reason in guard.new(reasons_of(error)))
            else:
                status = max(status, _finish(file, updated, diff=options.diff))
    return status


def _updated(linter: Linter, file: InputFile, target: Schema | None) -> Updated:
    try:
        return update(linter, file.name, file.data, target or linter.options.template)
    except UpdateError as error:
        raise UsageError(*error.args) from None


def _finish(file: InputFile, updated: Updated, *, diff: bool) -> int:
    """Write or show the moved report, and return the status for it."""
    if updated.data == file.data:
        sweep(Path(file.name))
        _say(f"{file.name}: it has the text of {_names(updated)} already")
        return CLEAN
    if diff:
        sys.stdout.write(difference(file.name, updated.before.source.raw, updated.after.source.raw))
        _say_more(updated)
        return FOUND
    if reason := rewrite(file, updated.data):
        return _say(f"{file.name}: {reason}")
    _say(f"moved {file.name} to {_names(updated)}")
    _say_more(updated)
    return CLEAN


def _names(updated: Updated) -> str:
    schema = updated.after.schema
    return f"template {schema.id} (revision {schema.newest.id})"


def _say_more(updated: Updated) -> None:
    """Print what to look at: kept text without a place, and limits that no revision has."""
    if updated.kept:
        last = updated.after.questions[-1].number
        what = f"{plural(len(updated.kept), 'piece')} without a place in it: at the end, under `# {KEPT}`"
        _say(f"{what}; until then the words count as the answer to question {last}")
    if updated.unsure:
        _say(f"reworded questions, check that the answers still fit: {ranges(updated.unsure)}")
    if updated.before.newer:
        _say(
            "it had length hints that no revision has: if they came from a newer template, update reportlint"
        )


def _say(message: str) -> int:
    """Print a message on standard error; return the status for failure."""
    print(f"reportlint: {printable(message)}", file=sys.stderr)
    return WRONG
