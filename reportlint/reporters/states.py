"""The state of each question of a report, for every output that people see."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from reportlint.diagnostic import Severity
from reportlint.formatting import Number, plural
from reportlint.linter.result import Result
from reportlint.report.model import Question, Report
from reportlint.schema.model import Limits

State = Literal["good", "warning", "error", "unanswered", "missing"]
"""The state of a question; `good` is answered within its limits, with nothing worse than a note.

Questions in state `warning` or `error` are answered as well.
"""

STATES: Mapping[State, tuple[str, str]] = {
    "good": ("✓", "answered"),
    "warning": ("!", "answered, with warnings"),
    "error": ("!!", "answered, with errors"),
    "unanswered": ("○", "not answered"),
    "missing": ("✗", "missing"),
}
"""How states are shown: a sign, which tells them apart without colour, and words."""


class QuestionState(NamedTuple):
    """The state of one question."""

    number: Number
    state: State
    words: int | None
    """Words of its answer, as the course's checker counts them; None if the question is missing."""
    limits: Limits | None
    """The number of words asked for."""
    section: str = ""
    line: int | None = None
    """Its first line (from 1); None if it is missing."""
    images: int | None = None
    image_limits: Limits | None = None

    @property
    def answered(self) -> bool:
        """Whether it has an answer."""
        return self.state not in ("unanswered", "missing")

    @property
    def broken(self) -> str:
        """Which limits the answer breaks, and by how much; empty if none."""
        words, images = _off(self.words, self.limits, "word"), _off(self.images, self.image_limits, "image")
        return ", ".join(filter(None, (words, images))) if self.answered else ""

    @property
    def verdict(self) -> str:
        """The state in words: the limits that are broken, else the name of the state."""
        return self.broken or STATES[self.state][1]


def _off(count: int | None, limits: Limits | None, noun: str) -> str:
    """Return by how much a count breaks its limits; empty if it does not."""
    if count is None or not limits or limits.allow(count):
        return ""
    lacking = limits.lacking(count)
    return f"{plural(lacking or limits.over(count), noun)} too {'few' if lacking else 'many'}"


def question_states(result: Result, report: Report) -> Iterator[QuestionState]:
    """Yield the state of each question of the template; `report` is the result's."""
    worst: dict[Number | None, Severity] = {}
    for diagnostic in result.everything:
        before = worst.get(diagnostic.question, diagnostic.severity)
        worst[diagnostic.question] = max(before, diagnostic.severity)
    for question in report.questions:
        yield _question(report, question, worst.get(question.number, Severity.NOTE))


def _question(report: Report, question: Question, worst: Severity) -> QuestionState:
    counts = question.answer.counts if question.answer else None
    answered = question.status == "answered"
    place = question.place
    return QuestionState(
        number=question.number,
        state=_state(question, worst),
        words=(counts.words if answered else 0) if counts else None,
        limits=question.limits.words,
        section=question.section,
        line=report.source.position(place.point).line if place else None,
        images=(counts.images if answered else 0) if counts else None,
        image_limits=question.limits.images,
    )


def _state(question: Question, worst: Severity) -> State:
    if question.status != "answered":
        return question.status
    if worst is Severity.ERROR:
        return "error"
    broken = question.answer and question.answer.counts.broken(question.limits)
    return "warning" if worst is Severity.WARNING or broken else "good"
