"""Word and image counts beside their limits, for inlay hints and hovers."""

from collections.abc import Iterator
from operator import itemgetter

from lsprotocol import types

from reportlint.formatting import allowed
from reportlint.grader import Verdict
from reportlint.report.model import Question, Report
from reportlint.reporters.course import sentence
from reportlint.reporters.states import QuestionState, question_states
from reportlint.schema.model import Limits
from reportlint.server.document import Checked


def questions(checked: Checked, report: Report) -> Iterator[tuple[Question, QuestionState]]:
    """Yield the questions in the report with their states, in the order of the report."""
    pairs = zip(report.questions, question_states(checked.result, report), strict=True)
    placed = [(question.place.start, question, state) for question, state in pairs if question.place]
    yield from ((question, state) for _, question, state in sorted(placed, key=itemgetter(0)))


def counted(state: QuestionState) -> str:
    """Return `132 of 100-200 words, 1 of 1-2 images`, naming only counts that have a limit."""
    both = ((state.words, state.limits, "word"), (state.images, state.image_limits, "image"))
    return ", ".join(_of(count or 0, limits, noun) for count, limits, noun in both if limits)


def _of(count: int, limits: Limits, noun: str) -> str:
    asked = allowed(*limits)
    return f"{count} of {asked} {noun}{'' if asked == '1' else 's'}"


def hints(checked: Checked, report: Report, params: types.InlayHintParams) -> list[types.InlayHint]:
    """Return the counts, each after its marker; after the heading if the marker is missing."""
    found = [
        types.InlayHint(checked.places.position(_behind(report, question)), text, padding_left=True)
        for question, state in questions(checked, report)
        if question.answer and (text := counted(state))
    ]
    shown = params.range
    return [hint for hint in found if shown.start.line <= hint.position.line <= shown.end.line]


def _behind(report: Report, question: Question) -> int:
    place, answer = question.place, question.answer
    if place and answer and place.markers:
        return answer.content.start
    return report.source.line_end(report.source.line_at(place.start)) if place else 0


def spoken(state: QuestionState, verdict: Verdict | None) -> Iterator[str]:
    """Yield a question's state, counts and verdict of the course's checker, in Markdown."""
    yield f"**Question {state.number}**: {state.verdict}"
    if text := counted(state):
        yield text
    if not verdict:
        return
    if verdict.error:
        yield f"The course's checker stops: {verdict.error}"
        return
    warnings = [sentence(warning) for warning in verdict.warnings if warning.question == state.number]
    yield from (f"The course's checker: {warning}" for warning in warnings or ["passed"])
