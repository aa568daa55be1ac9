"""`reportlint check`: lints reports."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from reportlint.cli.fix import add_fix, check_fix_options, mend, show_diff
from reportlint.cli.settings import add_settings, read_settings
from reportlint.cli.sink import Sink
from reportlint.cli.status import CLEAN, FOUND, WRONG
from reportlint.diagnostic import Severity
from reportlint.discover import Found, Unopened
from reportlint.engine import History, Linter, Options
from reportlint.reporters import NAMES
from reportlint.result import Result
from reportlint.schema.store import bundled
from reportlint.text import printable

_SLOW = 1.0
"""Seconds after which a run shows its progress."""


def add_check(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint check` to its parser."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="reports, folders, globs, or - (default: search)"
    )
    add_settings(parser)
    parser.add_argument("--baseline", metavar="REV", help="count only what is new since this commit")
    parser.add_argument(
        "--changed-since",
        metavar="REV",
        help="annotate only errors, and the questions that differ from this commit (github)",
    )
    parser.add_argument("--if-present", action="store_true", help="finding no report is fine")
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
    settings = read_settings(options)
    if options.show_config:
        from reportlint.cli.show import show

        print("\n".join(show(settings)))
        return CLEAN
    sinks = [] if options.diff else [Sink(value) for value in options.output_format or ["text"]]
    linter = _linter(settings.options)
    history = _history(options)
    status = CLEAN
    for file in _with_progress(settings.find(linter.recognises)):
        if isinstance(file, Unopened):
            status = max(status, _unopened(file, sinks, if_present=options.if_present))
            continue
        if options.diff:
            status = max(status, show_diff(linter, file, unsafe=options.unsafe_fixes))
            continue
        result, done = _linted(linter, file, options, history(file.name))
        status = max(status, done, _status(result, sinks))
        for sink in sinks:
            sink.write(sink.reporter.file(result))
    for sink in sinks:
        sink.close()
    return status


def _linted(
    linter: Linter, file: Found, options: argparse.Namespace, history: History | None
) -> tuple[Result, int]:
    """Return what is found in a file, mended first if asked for, and the exit status of mending it."""
    result, status = mend(linter, file, unsafe=options.unsafe_fixes) if options.fix else (None, CLEAN)
    if result and not history:
        return result, status
    data = result.source.raw.encode() if result and result.source.raw else file.data
    return linter.lint(file.name, data, file.location, history), status


def _linter(options: Options) -> Linter:
    own = {options.template.id: options.template} if options.template else {}
    return Linter(tuple(({schema.id: schema for schema in bundled()} | own).values()), options)


def _history(options: argparse.Namespace) -> Callable[[str], History | None]:
    """Return what finds the earlier versions of a file."""
    if not options.baseline and not options.changed_since:
        return lambda _: None
    # Few runs start git, and starting programs takes a while to import.
    from reportlint.cli.history import Archive

    return Archive(options.baseline, options.changed_since).history


def _unopened(file: Unopened, sinks: Sequence[Sink], *, if_present: bool) -> int:
    """Say why a path is not linted and return the exit status for it."""
    fine = file.absent and if_present
    message = f"nothing to lint: {file.message}" if fine else file.message
    print(f"reportlint: {printable(message)}", file=sys.stderr)
    for sink in sinks:
        sink.write(sink.reporter.problem(message, Severity.NOTE if fine else Severity.ERROR))
    return CLEAN if fine else WRONG


def _status(result: Result, sinks: Sequence[Sink]) -> int:
    """Return the exit status for a result; what counts the course's warnings must see that it stops."""
    stopped = result.course_stops and any(sink.name == "course" for sink in sinks)
    return FOUND if result.failing or stopped else CLEAN


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
