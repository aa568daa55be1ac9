"""What a commit hook says: six lines at most if nothing stops the commit, else why and how to go on."""

from collections.abc import Iterator

from reportlint.diagnostic import Stage
from reportlint.reporters.base import Reporter
from reportlint.reporters.fold import fold
from reportlint.reporters.text import Style, closing_line, entry_lines, head_line, older_line
from reportlint.result import Result
from reportlint.rules.base import plural
from reportlint.text import printable

_SHOWN = 2
"""How many findings are named that stop nothing."""

_WAYS = {Stage.DRAFT: ("reportlint", "commit"), Stage.FINAL: ("reportlint-final", "push")}
"""The hook that runs in a stage, and what it stops."""


class HookReporter(Reporter):
    """Speaks to somebody who wants to commit, not to read."""

    _stopped: Stage | None = None

    def file(self, result: Result) -> str:
        """Return the lines of one file."""
        lines = self._block(result) if result.failing else self._news(result)
        return "".join(f"{line}\n" for line in lines)

    def end(self) -> str:
        """Return how to commit all the same, if something stops the commit."""
        if self._stopped is None:
            return ""
        hook, verb = _WAYS[self._stopped]
        shells = f"SKIP={hook} git {verb} ...", f"$env:SKIP='{hook}'; git {verb} ...; Remove-Item Env:SKIP"
        return f"to {verb} all the same: {shells[0]}  (PowerShell: {shells[1]})\n"

    def _block(self, result: Result) -> Iterator[str]:
        self._stopped = result.stage
        entries = fold(result._replace(diagnostics=result.failing))
        lines = [result.source.position(entry.diagnostic.span.start).line for entry in entries]
        named = [f"{e.diagnostic.code} in line {line}" for e, line in zip(entries, lines, strict=True)]
        more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
        what = f"{', '.join(named[:_SHOWN])}{more} in {printable(result.source.path)}"
        yield f"reportlint stops this {_WAYS[result.stage][1]}: {what}"
        for entry in entries:
            yield from entry_lines(result, entry, Style(self.setting.colour))
        if safe := sum(bool(diagnostic.fix and diagnostic.fix.safe) for diagnostic in result.failing):
            yield f"reportlint check --fix mends {safe} of {plural(len(result.failing), 'error')}"
        if besides := len(result.diagnostics) - len(result.failing):
            shown = f"reportlint check --stage {result.stage.label}"
            yield f"besides: {plural(besides, 'milder finding')} ({shown})"
        yield from older_line(result)
        yield closing_line(result)

    def _news(self, result: Result) -> Iterator[str]:
        yield head_line(result)
        entries = [entry for entry in fold(result) if entry.diagnostic.code != "RL201"]
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
