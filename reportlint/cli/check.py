"""`reportlint check`: lints reports."""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator

from reportlint.cli.codes import chosen_codes
from reportlint.cli.fix import add_fix, check_fix_options, show_diff, write_fixes
from reportlint.cli.schema import find_schema
from reportlint.cli.sink import Sink
from reportlint.cli.status import CLEAN, FOUND, WRONG
from reportlint.diagnostic import Severity, Stage
from reportlint.discover import Found, Unopened, find
from reportlint.engine import Linter, Options, Result
from reportlint.reporters import NAMES
from reportlint.schema.store import bundled
from reportlint.text import printable

_SLOW = 1.0
"""Seconds after which a run shows its progress."""


def add_check(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint check` to its parser."""
    stages = [stage.label for stage in Stage]
    levels = [severity.label for severity in Severity] + ["never"]
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="reports, folders, globs, or - (default: search)"
    )
    parser.add_argument(
        "--stage", choices=stages, default="final", help="how far the report is (default: final)"
    )
    parser.add_argument(
        "--template", metavar="EDITION|FILE", help="check against this one (default: detected)"
    )
    parser.add_argument(
        "--select", metavar="CODES", help="only these rules: codes or their beginnings, by commas"
    )
    parser.add_argument("--ignore", metavar="CODES", help="not these rules")
    parser.add_argument(
        "--fail-on", choices=levels, default="error", help="exit with 1 from this severity on"
    )
    parser.add_argument(
        "--output-format",
        metavar="FORMAT[=FILE]",
        action="append",
        help=f"{', '.join(NAMES)}; may be repeated, each into a FILE or on standard output (default: text)",
    )
    add_fix(parser)
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    check_fix_options(options)
    sinks = [] if options.diff else [Sink(value) for value in options.output_format or ["text"]]
    schemas = bundled()
    template = find_schema(options.template) if options.template else None
    known = {schema.id: schema for schema in schemas} | ({template.id: template} if template else {})
    stage = Stage[options.stage.upper()]
    codes = chosen_codes(options.select, options.ignore)
    fail_on = None if options.fail_on == "never" else Severity[options.fail_on.upper()]
    linter = Linter(
        tuple(known.values()), Options(stage=stage, template=template, codes=codes, fail_on=fail_on)
    )
    status = CLEAN
    for file in _with_progress(find(options.paths, linter.recognises)):
        if isinstance(file, Unopened):
            print(f"reportlint: {printable(file.name)}: {printable(file.reason)}", file=sys.stderr)
            status = WRONG
            continue
        if options.diff:
            status = max(status, show_diff(linter, file, unsafe=options.unsafe_fixes))
            continue
        result, done = _lint(linter, file, options)
        status = max(status, done, FOUND if result.failing else CLEAN)
        for sink in sinks:
            sink.write(sink.reporter.file(result))
    for sink in sinks:
        sink.close()
    return status


def _lint(linter: Linter, file: Found, options: argparse.Namespace) -> tuple[Result, int]:
    """Return what is found in a file, mended first if that is asked for, and the status so far."""
    if options.fix:
        return write_fixes(linter, file, unsafe=options.unsafe_fixes)
    return linter.lint(file.name, file.data, file.location), CLEAN


def _with_progress(files: Iterable[Found | Unopened]) -> Iterator[Found | Unopened]:
    """Pass files on; on a terminal, say how many there were if it takes long."""
    begin = time.monotonic()
    shown = False
    for number, file in enumerate(files):
        if sys.stderr.isatty() and time.monotonic() - begin > _SLOW:
            shown = True
            print(f"\r\x1b[K{number} linted, now {printable(file.name)}", end="", file=sys.stderr, flush=True)
        yield file
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
