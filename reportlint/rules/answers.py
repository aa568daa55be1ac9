"""Rules about the answers' words."""

import re
from collections.abc import Iterator

from reportlint.diagnostic import E, Finding, N, W
from reportlint.fixes.answer import below_marker, without_dashes, without_placeholders
from reportlint.formatting import plural
from reportlint.markdown import MARGIN
from reportlint.report.model import Answer, Question, Report
from reportlint.rules.base import Context, rule
from reportlint.schema.model import Limits
from reportlint.source import Span

_DASHES = re.compile(rf"[\n{MARGIN}]*(-{{3,}}|--(?=\s|$)|_{{3,}}(?=\s|$))")
"""The placeholder's dashes; a formatter turns them into underscores where they stand alone."""
_SIGN = re.compile(r"[^\W_]")


@rule("RL201", "unanswered", (E, N), after=("RL102", "RL106"), framed=False, progress=True)
def unanswered(context: Context) -> Iterator[Finding]:
    """A question has no answer: the placeholder stands there alone, or nothing does.

    Why: it counts as the placeholder's few words, which pass no limit but 0.
    Fix: write the answer in the placeholder's stead.

    Bad: `--- question 4 fill here ---`.
    Good: an answer, or nothing where the template allows 0 words.
    """
    report = context.report
    for question in report.present:
        answer = question.answer
        if not answer or question.status == "answered":
            continue
        optional = question.limits.words is not None and question.limits.words.min == 0
        if optional and not answer.placeholders:
            continue
        span = (
            answer.span
            if answer.span.start < answer.span.end
            else report.source.line_around(answer.span.start)
        )
        how = "answer it, or delete the placeholder" if optional else "write the answer in this place"
        message = f"question {question.number} is unanswered: {how}"
        yield Finding(
            span=span, message=message, question=question.number, levels=(W, N) if optional else None
        )


@rule("RL202", "placeholder-left", (W, N), after=("RL106",))
def placeholder_left(context: Context) -> Iterator[Finding]:
    """The placeholder, or its dashes, stand beside an answer.

    Why: they count as words and stand on the hand-in page; dashes under a line make it a heading.
    Fix: delete them. (A `---` only at the end of an answer is none.)

    Bad: `--- We used DVC. ---`, or `--- question 10 fill here ---` above the answer.
    Good: `We used DVC.`
    """
    report = context.report
    for question, answer in report.answers:
        if answer.above:
            continue
        if answer.placeholders:
            message = f"the placeholder is still beside the answer to question {question.number}: delete it"
            span, brief, fix = (
                answer.placeholders[0],
                "placeholder kept",
                without_placeholders(report, answer),
            )
            yield Finding(span=span, message=message, brief=brief, question=question.number, fix=fix)
        elif "--" in report.forms.forms.placeholder and (
            dashes := _DASHES.match(report.source.text, answer.span.start, answer.span.end)
        ):
            message = (
                f"the answer to question {question.number} begins with the placeholder's dashes: delete them"
            )
            span, brief = Span(*dashes.span(1)), "dashes kept"
            fix = without_dashes(report, answer, span.start)
            yield Finding(span=span, message=message, brief=brief, question=question.number, fix=fix)


@rule("RL203", "answer-too-short", (W, N), framed=False, needs_structure=True, doubled=True)
def answer_too_short(context: Context) -> Iterator[Finding]:
    """An answer has fewer words than the template asks for.

    Why: the course's checker counts the same words and warns.
    Fix: write more. What counts is what stands between white space, markup and all.

    Bad: 84 words where 100-200 are asked for.
    Good: 100 words.
    """
    report = context.report
    for question, answer in report.answers:
        words, limits = answer.counts.words, question.limits.words
        if limits and words < limits.min:
            brief = f"{plural(words, 'word')}, {limits.min - words} to go"
            why = _uncounted(report, question, answer)
            message = f"the answer to question {question.number} has {brief} ({_asked(limits)}{why})"
            yield Finding(span=answer.span, message=message, brief=brief, question=question.number)


@rule("RL204", "answer-too-long", (W, W), framed=False, needs_structure=True, doubled=True)
def answer_too_long(context: Context) -> Iterator[Finding]:
    """An answer has more words than the template asks for.

    Why: the course's checker counts the same words and warns. List marks and dashes count, too.
    Fix: cut words, or list marks first.

    Bad: 201 words where 100-200 are asked for.
    Good: 200 words.
    """
    report = context.report
    for question, answer in report.answers:
        words, limits = answer.counts.words, question.limits.words
        if limits and words > limits.max:
            marks = sum(not _SIGN.search(word) for word in _graded(report, question, answer).split())
            of_them = f" ({marks} of them list marks, dashes and the like)" if marks else ""
            brief = f"{plural(words, 'word')}, cut {words - limits.max}"
            message = f"the answer to question {question.number} has {brief}{of_them}; {_asked(limits)}"
            yield Finding(span=answer.span, message=message, brief=brief, question=question.number)


def _uncounted(report: Report, question: Question, answer: Answer) -> str:
    """Return what of an answer is not counted, if anything."""
    if answer.above:
        return f"; what stands above `{report.forms.forms.marker}` is not counted"
    graded = report.verdict.answers.get(question.number) if report.verdict else None
    if graded is None or not answer.content.start <= graded.end < answer.span.end:
        return ""
    return f"; what follows the `##` in line {report.source.line_at(graded.end) + 1} is not counted"


def _asked(limits: Limits) -> str:
    return f"{limits.min}-{limits.max} are asked for"


def _graded(report: Report, question: Question, answer: Answer) -> str:
    """Return the text that the words were counted in."""
    answers = report.verdict.answers if report.verdict else {}
    span = answers.get(question.number, answer.content)
    return report.source.text[span.start : span.end]


@rule("RL205", "answer-in-prompt", (W, N), after=("RL106", "RL108"))
def answer_in_prompt(context: Context) -> Iterator[Finding]:
    """An answer stands in the template's quote: on the marker's line, in quote lines or folded into it.

    Why: the page shows it as part of the question, and so does GitHub.
    Fix: leave a line empty behind `> Answer:` and write the answer without `>` (text above the marker
    is not counted at all).

    Bad: `> Answer: We used DVC.`
    Good: `> Answer:`, an empty line, `We used DVC.`
    """
    report = context.report
    for question, answer in report.answers:
        if (span := _in_quote(report, answer)) is not None:
            brief = "above the marker" if answer.above else "in the prompt's quote"
            lost = ", where it is not counted" if answer.above else ""
            message = f"the answer to question {question.number} stands {brief}{lost}"
            message += f": begin it below `{report.forms.forms.marker}`, after an empty line"
            fix = below_marker(report, question)
            yield Finding(span=span, message=message, brief=brief, question=question.number, fix=fix)


def _in_quote(report: Report, answer: Answer) -> Span | None:
    source = report.source
    if answer.above:
        return answer.span
    marker_line = source.line_at(answer.content.start)
    quote = report.outline.quote_at(marker_line)
    first = source.line_at(answer.span.start)
    if not quote or first >= quote.end:
        return None
    end = min(source.line_end(quote.end - 1), answer.span.end)
    quoted = Span(answer.span.start, end)
    inside = [part for part in answer.placeholders if quoted.start <= part.start and part.end <= end]
    if not _SIGN.search(source.without(quoted, inside)):
        return None
    return source.trim(answer.span.start, min(source.line_end(first), answer.span.end))


RULES = (
    unanswered,
    placeholder_left,
    answer_too_short,
    answer_too_long,
    answer_in_prompt,
)
