"""`reportlint check`: lints reports."""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator

from reportlint.cli.settings import add_settings, read_settings
from reportlint.cli.sink import Sink
from reportlint.cli.status import CLEAN, FOUND, WRONG
from reportlint.discover import Found, Unopened
from reportlint.engine import Linter
from reportlint.reporters import NAMES
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
    parser.add_argument(
        "--output-format",
        metavar="FORMAT[=FILE]",
        action="append",
        help=f"{', '.join(NAMES)}; may be repeated, each into a FILE or on standard output (default: text)",
    )
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    settings = read_settings(options)
    if options.show_config:
        from reportlint.cli.show import show

        print("\n".join(show(settings)))
        return CLEAN
    sinks = [Sink(value) for value in options.output_format or ["text"]]
    template = settings.options.template
    known = {schema.id: schema for schema in bundled()} | ({template.id: template} if template else {})
    linter = Linter(tuple(known.values()), settings.options)
    status = CLEAN
    for file in _with_progress(settings.find(linter.recognises)):
        if isinstance(file, Unopened):
            print(f"reportlint: {printable(file.name)}: {printable(file.reason)}", file=sys.stderr)
            status = WRONG
            continue
        result = linter.lint(file.name, file.data, file.location)
        if result.failing:
            status = max(status, FOUND)
        for sink in sinks:
            sink.write(sink.reporter.file(result))
    for sink in sinks:
        sink.close()
    return status


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
