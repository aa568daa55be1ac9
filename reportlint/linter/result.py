"""What the linter found in one file, and what else is known of it: what reporters turn into text."""

from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Severity, Stage
from reportlint.formatting import Number
from reportlint.report.model import Report
from reportlint.source import Source


class Result(NamedTuple):
    """What was found in one file."""

    source: Source
    stage: Stage
    report: Report | None
    """Nothing where no template was recognised."""
    diagnostics: tuple[Diagnostic, ...]
    """In the order of their places."""
    hand_in: tuple[int, int]
    """How many errors and warnings there would be in `final`.

    Of all rules, whichever the run selects, with their own severities, whatever the configuration makes
    of them: who grades the report does not read it. Not what a comment suppresses or what is ignored in
    its question, since that was decided for good.
    """
    fail_on: Severity | None = None
    old: tuple[Diagnostic, ...] = ()
    """What the baseline had already, if there is one: it is not among `diagnostics`."""
    touched: frozenset[Number | None] | None = None
    """The questions, and nothing for the rest, that differ from the base, if there is one."""
    place: str | None = None
    """Its path in the folder that was named if that holds no other report, else in its repository.

    Nothing where the file itself was named.
    """
    remark: str = ""
    """Why it is compared with no earlier version, although one was asked for."""

    @property
    def failing(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that fail the run."""
        return tuple(d for d in self.diagnostics if self.fail_on and d.severity >= self.fail_on)

    @property
    def ready(self) -> bool:
        """Whether it can be handed in: never where the course's checker stops, whatever is silenced."""
        return not self.hand_in[0] and not self.course_stops

    @property
    def course_stops(self) -> bool:
        """Whether the course's checker cannot judge the file."""
        verdict = self.report.verdict if self.report else None
        return verdict.error is not None if verdict else not self.report

    def total(self, severity: Severity) -> int:
        """Return how many diagnostics have this severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)
