"""What a commit hook says: six lines at most if nothing stops the commit, else why and how to go on."""

from collections.abc import Iterator

from reportlint.diagnostic import Severity
from reportlint.formatting import plural, printable
from reportlint.linter.result import Result
from reportlint.reporters.base import HOOKS, Problem, Reporter, Setting, way_out
from reportlint.reporters.fold import fold
from reportlint.reporters.text import Style, closing_line, entry_lines, head_line, older_line

_SHOWN = 2
"""How many findings are named that stop nothing."""

_FILES = 5
"""How many reports are named, where there are several and nothing stops."""


class HookReporter(Reporter):
    """Speaks to somebody who wants to commit, not to read."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._blocks: list[str] = []
        self._news: list[list[str]] = []
        self._stopped = False

    def file(self, result: Result) -> str:
        """Return nothing: what stops the commit comes first, so all files are awaited."""
        if result.failing:
            self._stopped = True
            self._blocks += self._block(result)
        else:
            self._news.append(list(self._fine(result)))
        return ""

    def problem(self, problem: Problem) -> str:
        """Return nothing: standard error has the message."""
        self._stopped = self._stopped or problem.severity is Severity.ERROR
        return super().problem(problem)

    def end(self) -> str:
        """Return what there is to say: what stops the commit and how to go on, else a few lines."""
        if self._stopped:
            lines = [*self._blocks, way_out(self.setting.hook)]
        elif len(self._news) > 1:
            more = len(self._news) - _FILES
            lines = [lines[0] for lines in self._news[:_FILES]]
            lines += [f"and {plural(more, 'more report')}"] if more > 0 else []
        else:
            lines = [line for lines in self._news for line in lines]
        return "".join(f"{line}\n" for line in lines)

    def _block(self, result: Result) -> Iterator[str]:
        entries = fold(result._replace(diagnostics=result.failing))
        lines = [result.source.position(entry.diagnostic.span.start).line for entry in entries]
        named = [f"{e.diagnostic.code} in line {line}" for e, line in zip(entries, lines, strict=True)]
        more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
        what = f"{', '.join(named[:_SHOWN])}{more} in {printable(result.source.path)}"
        yield f"{self.setting.hook} stops this {HOOKS[self.setting.hook]}: {what}"
        for entry in entries:
            yield from entry_lines(result, entry, Style(self.setting.colour))
        if safe := sum(bool(diagnostic.fix and diagnostic.fix.safe) for diagnostic in result.failing):
            yield f"reportlint check --fix mends {safe} of {plural(len(result.failing), 'error')}"
        if besides := len(result.diagnostics) - len(result.failing):
            shown = f"reportlint check --stage {result.stage.label}"
            yield f"besides: {plural(besides, 'milder finding')} ({shown})"
        yield from older_line(result)
        yield closing_line(result)

    def _fine(self, result: Result) -> Iterator[str]:
        yield head_line(result)
        entries = [entry for entry in fold(result) if not entry.diagnostic.rule.progress]
        entries.sort(key=lambda entry: -entry.diagnostic.severity)
        for entry in entries[:_SHOWN]:
            diagnostic = entry.diagnostic
            line = result.source.position(diagnostic.span.start).line
            yield f"line {line}: {diagnostic.severity.label} {diagnostic.code} {printable(entry.message)}"
        if len(entries) > _SHOWN:
            more = plural(len(entries) - _SHOWN, "more finding")
            yield f"{more}: reportlint check --stage {result.stage.label}"
        yield from older_line(result)
        yield closing_line(result)
