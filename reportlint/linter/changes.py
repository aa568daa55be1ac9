"""The differences between a report and an earlier version, question by question."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from reportlint.formatting import Number
from reportlint.report.model import Question, Report

AnswerChangeKind = Literal["answered", "changed", "lost", "missing", "added", "text"]
"""The answer is new, changed or gone, the heading is gone, the question is new, or other text changed."""


class AnswerChange(NamedTuple):
    """The difference in one question."""

    kind: AnswerChangeKind
    first: int = 0
    """First and last changed line, from 1; 0 if not known."""
    last: int = 0


def changes(report: Report, earlier: Report | None) -> Mapping[Number | None, AnswerChange]:
    """Return the questions whose text differs from `earlier`; all if there is no earlier version.

    The key None is present if text outside of the questions differs.
    """
    own, other = _texts(report), _texts(earlier) if earlier else {}
    before = {question.number: question for question in earlier.questions} if earlier else {}
    found: dict[Number | None, AnswerChange] = {}
    for question in report.questions:
        number = question.number
        if own.get(number) != other.get(number):
            then = before.get(number)
            words = _words(report, question), _words(earlier, then) if earlier and then else ()
            lines = _lines(report, question, other.get(number, ""))
            found[number] = AnswerChange(_kind(question, then, *words), *lines)
    if own[None] != other.get(None):
        found[None] = AnswerChange("text" if earlier else "added")
    return found


def _kind(
    now: Question, then: Question | None, words: Sequence[str], before: Sequence[str]
) -> AnswerChangeKind:
    """Return how a question changed, by the words of its answers."""
    rest: AnswerChangeKind = "text" if then else "added"
    if _lacks_heading(now):
        return "missing" if then and not _lacks_heading(then) else rest
    if not words:
        return "lost" if before else rest
    return "text" if words == before else "changed" if before else "answered"


def _lacks_heading(question: Question) -> bool:
    """Whether the course's checker does not find the heading; one written differently may exist."""
    return question.status == "missing" or (question.place is not None and question.place.misspelt)


def _words(report: Report, question: Question) -> Sequence[str]:
    """Return the words of an answer; none if there is no answer."""
    if not question.answer or question.status != "answered":
        return ()
    span = question.answer.span
    return report.source.text[span.start : span.end].split()


def _lines(report: Report, question: Question, before: str) -> tuple[int, int]:
    """Return the first and last line of a question that differ from its earlier text."""
    if not question.place:
        return 0, 0
    start = report.source.line_at(question.place.start) + 1
    now = report.source.text[question.place.start : question.place.end].rstrip().split("\n")
    then = before.split("\n")
    head = _shared(now, then)
    tail = _shared(now[head:][::-1], then[head:][::-1])
    # If lines were only deleted, name the line that follows them.
    return start + head, start + max(head, len(now) - tail - 1)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of lines that both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (own, their) in pairs if own != their), min(len(one), len(other)))


def _texts(report: Report) -> dict[Number | None, str]:
    """Return the text of each question, and under None the text outside of them.

    White space at the end is left out: what is done to the next question may change it.
    """
    parts: defaultdict[Number | None, list[str]] = defaultdict(list, {None: []})
    for region in report.regions:
        parts[region.question].append(report.source.text[slice(*region.span)])
    return {number: "".join(texts).rstrip() for number, texts in parts.items()}
