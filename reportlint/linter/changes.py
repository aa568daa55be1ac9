"""What a report changes of an earlier version of it, question by question."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from reportlint.formatting import Number
from reportlint.report.model import Question, Report
from reportlint.source import Span

Kind = Literal["answered", "changed", "lost", "text"]
"""A new answer, another answer, none any more, or only other text around it."""


class Change(NamedTuple):
    """What is different in a question."""

    kind: Kind
    first: int = 0
    """The first and the last line (from 1) that differ; 0 where that is not known."""
    last: int = 0


def changes(report: Report, earlier: Report | None) -> Mapping[Number | None, Change]:
    """Return the questions whose stretch of text is another than in `earlier`; all where there is none.

    `None` is among them where the text outside of all questions is another one.
    """
    own, other = _stretches(report), _stretches(earlier) if earlier else {}
    before = {question.number: question for question in earlier.questions} if earlier else {}
    found: dict[Number | None, Change] = {}
    for question in report.questions:
        number = question.number
        if own.get(number) != other.get(number):
            kind = _kind(_words(report, question), _words(earlier, before.get(number)))
            found[number] = Change(kind, *_lines(report, question, other.get(number, "")))
    if own[None] != other.get(None):
        found[None] = Change("text")
    return found


def _kind(now: Sequence[str], before: Sequence[str]) -> Kind:
    if now == before:
        return "text"
    return "lost" if not now else "changed" if before else "answered"


def _words(report: Report | None, question: Question | None) -> Sequence[str]:
    """Return the words of an answer; none where there is no answer."""
    if not report or not question or not question.answer or question.status != "answered":
        return ()
    span = question.answer.span
    return report.source.text[span.start : span.end].split()


def _lines(report: Report, question: Question, before: str) -> tuple[int, int]:
    """Return the first and the last line of a question that its text before did not have there."""
    if not question.place:
        return 0, 0
    start = report.source.line_at(question.place.start) + 1
    now = report.source.text[question.place.start : question.place.end].split("\n")
    then = before.split("\n")
    head = _shared(now, then)
    tail = _shared(now[head:][::-1], then[head:][::-1])
    # Where lines are only gone, the next one stands in their place.
    return start + head, start + max(head, len(now) - tail - 1)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (own, their) in pairs if own != their), min(len(one), len(other)))


def _stretches(report: Report) -> dict[Number | None, str]:
    text = report.source.text
    places = {question.number: question.place for question in report.questions if question.place}
    stretches: dict[Number | None, str] = {n: text[p.start : p.end] for n, p in places.items()}
    spans = [Span(place.start, place.end) for place in places.values()]
    stretches[None] = report.source.without(Span(0, len(text)), _apart(spans))
    return stretches


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, what overlaps the one before cut off."""
    apart: list[Span] = []
    for span in sorted(spans):
        start = max(span.start, apart[-1].end) if apart else span.start
        apart.append(Span(start, max(start, span.end)))
    return apart
