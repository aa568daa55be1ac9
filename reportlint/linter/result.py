"""What the linter found in one file, and what else is known of it: what reporters turn into text."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Severity, Stage
from reportlint.formatting import Number
from reportlint.linter.changes import AnswerChange
from reportlint.report.model import Report
from reportlint.source import Source


class Result(NamedTuple):
    """What was found in one file."""

    source: Source
    stage: Stage
    report: Report | None
    """None if no template was recognised."""
    diagnostics: tuple[Diagnostic, ...]
    """In the order of their places."""
    hand_in: tuple[int, int]
    """How many errors and warnings there would be in `final`.

    Counted over all rules at their default severities, ignoring `select`, `ignore` and severity overrides.
    Findings that a comment suppresses, or that are ignored in their question, are excluded.
    """
    fail_on: Severity | None = None
    kept_back: tuple[Diagnostic, ...] = ()
    """Findings that are not reported until another one in their question is fixed."""
    old: tuple[Diagnostic, ...] = ()
    """What the baseline had already, if there is one: it is not among `diagnostics`."""
    old_counts: bool = False
    """Whether old findings fail the run as well."""
    changes: Mapping[Number | None, AnswerChange] | None = None
    """What differs from the base, by question, under None outside of questions; None if there is no base."""
    place: str | None = None
    """Its path in the folder that was named if that holds no other report, else in its repository.

    None if the file itself was named.
    """
    remark: str = ""
    """Why it is compared with no earlier version, although one was asked for, or what else is not known."""
    tracking_known: bool = True
    """Whether git could be asked if it tracks the pictures: the hand-in has no others."""

    @property
    def failing(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that fail the run."""
        counted = (*self.diagnostics, *self.old) if self.old_counts else self.diagnostics
        return tuple(d for d in counted if self.fail_on and d.severity >= self.fail_on)

    @property
    def inherited(self) -> tuple[Diagnostic, ...]:
        """What the base of a pull request had already: it is reported; what a baseline had is not."""
        return self.old if self.changes is not None else ()

    @property
    def everything(self) -> tuple[Diagnostic, ...]:
        """The diagnostics and those that are inherited, in the order of their places."""
        return in_order((*self.diagnostics, *self.inherited))

    def less_progress(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return what of some diagnostics says more than that a draft is unfinished."""
        return tuple(d for d in found if not d.rule.progress or self.stage is Stage.FINAL)

    @property
    def ready(self) -> bool:
        """Whether it can be handed in: never if the checker stops or the template is unknown."""
        known = not (self.report and self.report.unfamiliar)
        return known and not self.hand_in[0] and not self.course_stops and self.tracking_known

    @property
    def course_stops(self) -> bool:
        """Whether the course's checker cannot judge the file."""
        verdict = self.report.verdict if self.report else None
        return verdict.error is not None if verdict else not self.report

    def total(self, severity: Severity) -> int:
        """Return how many diagnostics have this severity, those inherited among them."""
        return sum(diagnostic.severity is severity for diagnostic in (*self.diagnostics, *self.inherited))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics in the order of their places."""
    return tuple(sorted(diagnostics, key=lambda diagnostic: (diagnostic.span.start, diagnostic.code)))
