"""`reportlint check`: lints reports."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator

from reportlint.cli.discover import Unopened, UsageError
from reportlint.cli.fix import add_fix, apply_fixes, check_fix_options, show_fixes
from reportlint.cli.guard import Guard
from reportlint.cli.linters import Linters
from reportlint.cli.output import CLEAN, FOUND, WRONG
from reportlint.cli.settings import add_settings, read_settings
from reportlint.cli.sinks import Sink, sink_of
from reportlint.config.keys import FAIL_ON
from reportlint.diagnostic import Severity
from reportlint.formatting import printable
from reportlint.linter.input import History, InputFile
from reportlint.reporters import HOOKS, NAMES, way_out
from reportlint.reporters.base import COMMIT_HOOK, Problem
from reportlint.repository.checkout import workspace_of
from reportlint.source import is_text

_SLOW = 1.0
"""Seconds after which a run shows its progress."""


def add_check(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint check` to its parser."""
    add_settings(parser)
    counts = parser.add_argument_group("what counts")
    counts.add_argument(
        "--fail-on", choices=FAIL_ON, help="exit with 1 at this severity or above (default: error)"
    )
    counts.add_argument("--baseline", metavar="REV", help="count only what is new since this commit")
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
        help="say what changed since this commit; annotate only that, and errors (github, summary)",
    )
    output.add_argument("--show-config", action="store_true", help="print the settings in force and exit")
    # Only .pre-commit-hooks.yaml says it.
    output.add_argument("--hook", choices=HOOKS, help=argparse.SUPPRESS)
    add_fix(parser)
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    try:
        return _show(options) if options.show_config else _Run(options).run()
    except UsageError as error:
        # Somebody wants to commit, and must learn how to even where the configuration is wrong.
        raise UsageError(*error.args, *([way_out(options.hook)] if options.hook else [])) from None


def _show(options: argparse.Namespace) -> int:
    from reportlint.cli.show_config import show

    print("\n".join(show(read_settings(options))))
    return CLEAN


class _Run:
    """One run: every file that is found, linted, and every sink told of it."""

    def __init__(self, options: argparse.Namespace) -> None:
        check_fix_options(options)
        self._options = options
        self._settings = read_settings(options)
        self._sinks = [] if options.diff else _sinks(options)
        self._linters = Linters(self._settings.options, isolated=self._settings.isolated)
        self._history = _history(options)
        self._guard = Guard()

    def run(self) -> int:
        """Return the exit status: the worst that any file makes."""
        status = CLEAN
        for file in _with_progress(self._files()):
            known = self._unopened(file) if isinstance(file, Unopened) else self._found(file)
            status = max(status, known)
        for sink in self._sinks:
            sink.close()
        return status

    def _files(self) -> Iterable[InputFile | Unopened]:
        if self._options.fix and not (self._options.diff or self._options.hook):
            return self._settings.find_one(self._linters, "--fix", self._was_report)
        return self._settings.find(self._linters, self._was_report)

    def _was_report(self, file: InputFile) -> bool:
        """Whether a file that is no report now was one in an earlier commit, or cannot be read at all."""
        history = self._history(file.name) or History()
        broken = (file.location or "").startswith("reports/") and not is_text(file.data)
        earlier = (file._replace(data=version.data) for version in history.versions)
        return broken or any(map(self._linters.recognise, earlier))

    def _found(self, file: InputFile) -> int:
        try:
            return self._lint(file)
        except Exception as error:
            return self._broken(file, error)

    def _lint(self, file: InputFile) -> int:
        linter = self._linters.of(file)
        file = file._replace(workspace=workspace_of(file.name))
        if self._options.diff:
            return show_fixes(linter, file, unsafe=self._options.unsafe_fixes)
        data, status = file.data, CLEAN
        if self._options.fix:
            data, status = apply_fixes(linter, file, unsafe=self._options.unsafe_fixes)
        result = linter.lint(file._replace(data=data, history=self._history(file.name)))
        result = result._replace(old_counts=self._options.fail_on_inherited)
        for sink in self._sinks:
            sink.write(sink.reporter.file(result))
        fails = any(sink.reporter.fails(result) for sink in self._sinks)
        return max(status, FOUND if fails else CLEAN)

    def _broken(self, file: InputFile, error: Exception) -> int:
        """Say what went wrong in a file, or in the schema beside it, and return the exit status for it."""
        for line in self._guard.reasons(error):
            self._say(Problem(line, Severity.ERROR, file.name))
        return WRONG

    def _unopened(self, file: Unopened) -> int:
        """Say why a path is not linted and return the exit status for it."""
        fine = file.passed_over or (file.absent and self._options.if_present)
        self._say(Problem(file.reason, Severity.NOTE if fine else Severity.ERROR, file.name))
        return CLEAN if fine else WRONG

    def _say(self, problem: Problem) -> None:
        print(f"reportlint: {printable(problem.message)}", file=sys.stderr)
        for sink in self._sinks:
            sink.write(sink.reporter.problem(problem))


def _sinks(options: argparse.Namespace) -> list[Sink]:
    if options.hook:
        return [Sink("hook", hook=options.hook)]
    return [sink_of(value) for value in options.output_format or ("text",)]


def _history(options: argparse.Namespace) -> Callable[[str], History | None]:
    """Return what finds the earlier versions of a file."""
    hooked = options.hook == COMMIT_HOOK
    if not (options.baseline or options.changed_since or hooked):
        return lambda _: None
    # Few runs start git, and starting programs takes a while to import.
    from reportlint.cli.history import Archive, baseline_of, baseline_of_hook

    baseline = baseline_of_hook(os.environ) if hooked else baseline_of(options.baseline)
    return Archive(baseline, options.changed_since).history


def _with_progress(files: Iterable[InputFile | Unopened]) -> Iterator[InputFile | Unopened]:
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
