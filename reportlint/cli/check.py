"""`reportlint check`: lints reports."""

import argparse
import sys
from contextlib import closing

from reportlint.cli.check_file import FileCheck, Told, lost, start
from reportlint.cli.discover import UsageError
from reportlint.cli.fix import add_fix, check_fix_options
from reportlint.cli.guard import Guard
from reportlint.cli.jobs import Job, add_jobs, each
from reportlint.cli.output import CLEAN
from reportlint.cli.progress import with_progress
from reportlint.cli.settings import add_settings, read_settings
from reportlint.cli.sinks import is_coloured
from reportlint.config.keys import FAIL_ON
from reportlint.diagnostic import Severity
from reportlint.formatting import printable
from reportlint.reporters import HOOKS, NAMES, way_out
from reportlint.reporters.base import Problem


def add_check(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint check` to its parser."""
    add_settings(parser)
    counts = parser.add_argument_group("what counts")
    counts.add_argument(
        "--fail-on", choices=FAIL_ON, help="exit with 1 at this severity or above (default: error)"
    )
    counts.add_argument(
        "--baseline", metavar="REV", help="count only findings that are new since this commit"
    )
    counts.add_argument(
        "--fail-on-inherited",
        action="store_true",
        help="count the --baseline's findings as well, marked as old",
    )
    counts.add_argument("--if-present", action="store_true", help="do not fail if there is no report")
    output = parser.add_argument_group("output")
    output.add_argument(
        "--output-format",
        metavar="FORMAT[=FILE]",
        action="append",
        help=f"{', '.join(NAMES)}; may be repeated; each goes to FILE or to standard output (default: text)",
    )
    output.add_argument(
        "--changed-since",
        metavar="REV",
        help="list changes since this commit; annotate only those, and errors (github, summary)",
    )
    output.add_argument("--show-config", action="store_true", help="print the settings in force and exit")
    # Used only in .pre-commit-hooks.yaml.
    output.add_argument("--hook", choices=HOOKS, help=argparse.SUPPRESS)
    add_jobs(parser)
    add_fix(parser)
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    try:
        return _show(options) if options.show_config else _Run(options).run()
    except UsageError as error:
        # Somebody who wants to commit must learn how, even if the configuration is invalid.
        raise UsageError(*error.args, *([way_out(options.hook)] if options.hook else [])) from None


def _show(options: argparse.Namespace) -> int:
    # Imports `json`, which no other part of a check needs.
    from reportlint.cli.show_config import show

    print("\n".join(show(read_settings(options))))
    return CLEAN


class _Run:
    """One run: every file found is linted, and every sink gets the result."""

    def __init__(self, options: argparse.Namespace) -> None:
        check_fix_options(options)
        colour = is_coloured()
        self._check = FileCheck(options, colour=colour)
        self._job = Job(start, (options, colour), lost)
        # Writes and differences depend on earlier writes.
        self._jobs = 1 if options.fix or options.diff else options.jobs
        self._guard = Guard()

    def run(self) -> int:
        """Return the exit status: the highest of all files."""
        status = CLEAN
        with closing(each(self._check.files(), self._check.told, self._job, self._jobs)) as outcomes:
            for told in with_progress(outcomes, " reports"):
                self._tell(told)
                status = max(status, told.status)
        for sink in self._check.sinks:
            sink.close()
        return status

    def _tell(self, told: Told) -> None:
        """Print the messages about a file, and let each reporter add its part."""
        for reason in self._guard.new(told.mistakes):
            self._say(Problem(reason, Severity.ERROR, told.name))
        if told.problem:
            self._say(told.problem)
        sys.stdout.write(told.difference)
        if told.said:
            print(f"reportlint: {told.said}", file=sys.stderr)
        for sink, part in zip(self._check.sinks, told.parts, strict=False):
            sink.write(sink.reporter.add(part))

    def _say(self, problem: Problem) -> None:
        print(f"reportlint: {printable(problem.message)}", file=sys.stderr)
        for sink in self._check.sinks:
            sink.write(sink.reporter.problem(problem))
