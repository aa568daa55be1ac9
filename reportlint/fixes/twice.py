"""Answers that are given twice in one question, each after a marker."""

from reportlint.diagnostic import Edit, Fix
from reportlint.markdown import bare, unquoted
from reportlint.report.model import Answer, Question, Report
from reportlint.source import Span
from reportlint.words import plain

_WORDS = 20
"""Minimum number of words of a copy: shorter texts may be repeated on purpose."""


def copied(report: Report, question: Question, answer: Answer) -> Span | None:
    """Return the second of two equal answers of a question, with its marker and the gap above."""
    source, place = report.source, question.place
    marker = len(report.forms.forms.marker)
    behind = [offset for offset in place.markers if offset > answer.content.start] if place else []
    if len(behind) != 1:
        return None
    line = source.line_at(behind[0])
    first = Span(answer.content.start, source.starts[line])
    second = Span(behind[0] + marker, answer.content.end)
    texts = [" ".join(unquoted(source.text[part.start : part.end]).split()) for part in (first, second)]
    own_line = not plain(source.text, first.end, behind[0])
    if not own_line or texts[0].strip("> *_") != texts[1].strip("> *_") or texts[1].count(" ") + 1 < _WORDS:
        return None
    while not bare(source.lines[line - 1]):
        line -= 1
    return Span(source.line_end(line - 1), source.trim(*second).end)


def without_copy(report: Report, question: Question, answer: Answer) -> Fix | None:
    """Return the fix that deletes the copy of an answer, if there is one."""
    copy = copied(report, question, answer)
    return Fix("delete the copy of the answer", True, (Edit(*copy, ""),)) if copy else None
