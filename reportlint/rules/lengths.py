"""Rules about how long an answer is, as the course's checker counts it."""

import re
from collections.abc import Iterator

from reportlint import fixes
from reportlint.diagnostic import Finding, N, W
from reportlint.formatting import plural
from reportlint.report.model import Answer, Question, Report
from reportlint.rules.base import Context, rule

_SIGN = re.compile(r"[^\W_]")


@rule("RL203", "answer-too-short", (W, N), framed=False, needs_structure=True, doubled=True)
def answer_too_short(context: Context) -> Iterator[Finding]:
    """An answer has fewer words than the template asks for.

    Why: the course's checker counts the same words and warns.
    Fix: write more. Everything between white space counts as a word, markup included.

    Bad: 84 words where 100-200 are asked for.
    Good: 100 words.
    """
    report = context.report
    for question, answer in report.answers:
        words, limits = answer.counts.words, question.limits.words
        if limits and limits.lacking(words):
            left, less = fixes.answer.words_left(report, question, answer)
            lacking = limits.lacking(left)
            brief = f"{plural(words, 'word')}, {lacking} to go"
            why = _uncounted(report, question, answer)
            has = f"{plural(words, 'word')}{less}"
            message = f"question {question.number}: {has}, at least {limits.min}: {lacking} to go{why}"
            yield Finding(
                span=answer.span,
                message=message,
                brief=brief,
                question=question.number,
                fix=fixes.misplaced.below_marker(report, question) if answer.above else None,
                silences=answer.above,
            )


@rule("RL204", "answer-too-long", (W, W), framed=False, needs_structure=True, doubled=True)
def answer_too_long(context: Context) -> Iterator[Finding]:
    """An answer has more words than the template asks for.

    Why: the course's checker counts the same words and warns. List marks and dashes count, too.
    Fix: cut words, beginning with list marks.

    Bad: 201 words where 100-200 are asked for.
    Good: 200 words.
    """
    report = context.report
    for question, answer in report.answers:
        words, limits = answer.counts.words, question.limits.words
        if limits and (surplus := limits.over(words)):
            marks = sum(not _SIGN.search(word) for word in _text(report, question, answer).split())
            of_them = f" ({marks} of them list marks, dashes and the like)" if marks else ""
            brief = f"{plural(words, 'word')}, cut {surplus}"
            less = fixes.answer.words_left(report, question, answer)[1]
            has = f"{plural(words, 'word')}{less}"
            message = f"question {question.number}: {has}, at most {limits.max}: cut {surplus}{of_them}"
            yield Finding(span=answer.span, message=message, brief=brief, question=question.number)


def _text(report: Report, question: Question, answer: Answer) -> str:
    return report.source.text[slice(*fixes.answer.graded_span(report, question, answer))]


def _uncounted(report: Report, question: Question, answer: Answer) -> str:
    """Return a note about a part of the answer that is not counted, if there is one."""
    if answer.above:
        marker = report.forms.forms.marker
        return f"; text above `{marker}` is not counted, begin below it, after an empty line"
    graded = report.verdict.answers.get(question.number) if report.verdict else None
    if graded is None or not answer.content.start <= graded.end < answer.span.end:
        return ""
    return f"; text after the `##` in line {report.source.line_at(graded.end) + 1} is not counted"


RULES = (answer_too_short, answer_too_long)
