"""The work of `reportlint check` on one file, and its outcome."""

import argparse
import os
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from reportlint.cli.discover import Unopened
from reportlint.cli.fix import apply_fixes, offered_fixes, shown_fixes
from reportlint.cli.guard import reasons_of
from reportlint.cli.linters import Linters
from reportlint.cli.output import CLEAN, FOUND, WRONG
from reportlint.cli.settings import read_settings
from reportlint.cli.sinks import Sink, sink_of
from reportlint.diagnostic import Severity
from reportlint.linter.input import History, InputFile
from reportlint.linter.linter import Linter
from reportlint.reporters.base import COMMIT_HOOK, Problem
from reportlint.repository.checkout import workspace_of
from reportlint.source import is_text


class Told(NamedTuple):
    """The outcome for one file, as data: it may come from another process."""

    name: str
    status: int = CLEAN
    problem: Problem | None = None
    """Why it was not linted."""
    mistakes: tuple[str, ...] = ()
    """Mistakes in it, or in the schema beside it, one per line."""
    said: str = ""
    """A line about its fixes."""
    difference: str = ""
    """The diff of its fixes."""
    parts: tuple[Any, ...] = ()
    """What each reporter adds."""


class FileCheck:
    """The work of one run on each of its files; it prints nothing."""

    def __init__(self, options: argparse.Namespace, *, colour: bool) -> None:
        self._options = options
        self._settings = read_settings(options)
        self._linters = Linters(self._settings.options, isolated=self._settings.isolated)
        self._history = _history(options)
        self.sinks = [] if options.diff else _sinks(options, colour=colour)

    def files(self) -> Iterable[InputFile | Unopened]:
        """Return the files of the run, and the paths that are not files."""
        if self._options.fix and not (self._options.diff or self._options.hook):
            return self._settings.find_one(self._linters, "--fix", self._was_report)
        return self._settings.find(self._linters, self._was_report)

    def _was_report(self, file: InputFile) -> bool:
        """Whether a file that is not a report now was one in an earlier commit, or cannot be read at all."""
        history = self._history(file.name) or History()
        broken = (file.location or "").startswith("reports/") and not is_text(file.data)
        earlier = (file._replace(data=version.data) for version in history.versions)
        return broken or any(map(self._linters.recognise, earlier))

    def told(self, file: InputFile | Unopened) -> Told:
        """Return the outcome for a file; errors are part of it."""
        if isinstance(file, Unopened):
            return self._unopened(file)
        try:
            linter = self._linters.of(file)
            return self._told(linter, file._replace(workspace=workspace_of(file.name)))
        except Exception as error:
            return Told(file.name, WRONG, mistakes=reasons_of(error))

    def _told(self, linter: Linter, file: InputFile) -> Told:
        unsafe = self._options.unsafe_fixes
        if self._options.diff:
            shown, said = shown_fixes(linter, file, unsafe=unsafe)
            return Told(file.name, CLEAN if said else FOUND, said=said, difference=shown)
        data, status, said = file.data, CLEAN, ""
        if self._options.fix:
            data, status, said = apply_fixes(linter, file, unsafe=unsafe)
        file = file._replace(data=data, history=self._history(file.name))
        return self._reported(linter, file, status, said)

    def _reported(self, linter: Linter, file: InputFile, status: int, said: str) -> Told:
        reporters = [sink.reporter for sink in self.sinks]
        result = linter.lint(file)
        if any(reporter.shows_fixes for reporter in reporters):
            result = offered_fixes(linter, file, result)
        result = result._replace(old_counts=self._options.fail_on_inherited)
        fails = any(reporter.fails(result) for reporter in reporters)
        parts = tuple(reporter.part(result) for reporter in reporters)
        return Told(file.name, max(status, FOUND if fails else CLEAN), said=said, parts=parts)

    def _unopened(self, file: Unopened) -> Told:
        fine = file.passed_over or (file.absent and self._options.if_present)
        problem = Problem(file.reason, Severity.NOTE if fine else Severity.ERROR, file.name)
        return Told(file.name, CLEAN if fine else WRONG, problem)


def start(argument: tuple[argparse.Namespace, bool]) -> Callable[[InputFile | Unopened], Told]:
    """Return the work of another process for the same run, given its options and use of colour."""
    options, colour = argument
    return FileCheck(options, colour=colour).told


def lost(file: InputFile | Unopened, why: str) -> Told:
    """Return the outcome for a file at which a process ended."""
    reason = f"not linted: the process that was linting it ended unexpectedly ({why})"
    return Told(file.name, WRONG, Problem(reason, Severity.ERROR, file.name))


def _sinks(options: argparse.Namespace, *, colour: bool) -> list[Sink]:
    if options.hook:
        return [Sink("hook", hook=options.hook)]
    return [sink_of(value, colour=colour) for value in options.output_format or ("text",)]


def _history(options: argparse.Namespace) -> Callable[[str], History | None]:
    """Return a function that finds the earlier versions of a file."""
    hooked = options.hook == COMMIT_HOOK
    if not (options.baseline or options.changed_since or hooked):
        return lambda _: None
    # Few runs start git, and importing the code that starts programs is slow.
    from reportlint.cli.history import Archive, baseline_of, baseline_of_hook

    baseline = baseline_of_hook(os.environ) if hooked else baseline_of(options.baseline)
    return Archive(baseline, options.changed_since).history
