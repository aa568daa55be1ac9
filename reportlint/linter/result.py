"""The result of linting one file, from which reporters make text."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Severity, Stage
from reportlint.formatting import Number
from reportlint.linter.changes import AnswerChange
from reportlint.report.model import Report
from reportlint.source import Source


class Result(NamedTuple):
    """The result of linting one file."""

    source: Source
    stage: Stage
    report: Report | None
    """None if no template was recognised."""
    diagnostics: tuple[Diagnostic, ...]
    """Sorted by place."""
    hand_in: tuple[int, int]
    """Number of errors and warnings in `final`.

    Counted over all rules at their default severities, ignoring `select`, `ignore` and severity overrides.
    Findings that a comment suppresses, or that are ignored in their question, are excluded.
    """
    fail_on: Severity | None = None
    kept_back: tuple[Diagnostic, ...] = ()
    """Findings that are not reported until another one in their question is fixed."""
    old: tuple[Diagnostic, ...] = ()
    """Findings that the baseline already has, if there is one; `diagnostics` has none of them."""
    old_counts: bool = False
    """Whether old findings fail the run as well."""
    changes: Mapping[Number | None, AnswerChange] | None = None
    """Differences from the base by question, None for text outside of them; None if there is no base."""
    place: str | None = None
    """Its path in the named folder if that holds no other report, else in its repository.

    None if the file itself was named.
    """
    remark: str = ""
    """Why no earlier version is compared although one was asked for, or what could not be determined."""
    tracking_known: bool = True
    """Whether git could tell which pictures it tracks; only those are part of the hand-in."""

    @property
    def failing(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that fail the run."""
        counted = (*self.diagnostics, *self.old) if self.old_counts else self.diagnostics
        return tuple(d for d in counted if self.fail_on and d.severity >= self.fail_on)

    @property
    def inherited(self) -> tuple[Diagnostic, ...]:
        """Findings that a pull request's base already has; unlike a baseline's, they are reported."""
        return self.old if self.changes is not None else ()

    @property
    def everything(self) -> tuple[Diagnostic, ...]:
        """The diagnostics and the inherited ones, sorted by place."""
        return in_order((*self.diagnostics, *self.inherited))

    def less_progress(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return the diagnostics that say more than that a draft is unfinished."""
        return tuple(d for d in found if not d.rule.progress or self.stage is Stage.FINAL)

    @property
    def ready(self) -> bool:
        """Whether it can be handed in; no if the checker stops or the template is unknown."""
        known = not (self.report and self.report.unfamiliar)
        return known and not self.hand_in[0] and not self.course_stops and self.tracking_known

    @property
    def course_stops(self) -> bool:
        """Whether the course's checker cannot judge the file."""
        verdict = self.report.verdict if self.report else None
        return verdict.error is not None if verdict else not self.report

    def total(self, severity: Severity) -> int:
        """Return the number of diagnostics with this severity, inherited ones included."""
        return sum(diagnostic.severity is severity for diagnostic in (*self.diagnostics, *self.inherited))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics sorted by place."""
    return tuple(sorted(diagnostics, key=lambda diagnostic: (diagnostic.span.start, diagnostic.code)))
