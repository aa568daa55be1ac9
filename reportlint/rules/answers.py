"""Rules about the answers' words."""

import re
from collections.abc import Iterator

from reportlint import fixes
from reportlint.diagnostic import E, Finding, N, W
from reportlint.formatting import plural
from reportlint.markdown import bare, quote_sign
from reportlint.report.model import Answer, Question, Report
from reportlint.rules.base import Context, rule
from reportlint.source import Span
from reportlint.words import SLIP, Runs, padded, plain

_SIGN = re.compile(r"[^\W_]")


@rule("RL201", "unanswered", (E, N), after=("RL102", "RL209"), framed=False, progress=True)
def unanswered(context: Context) -> Iterator[Finding]:
    """A question has no answer: there is only the placeholder, or nothing.

    Why: only the placeholder's few words are counted, too few for any limit but 0.
    Fix: replace the placeholder with the answer.

    Bad: `--- question 4 fill here ---`.
    Good: an answer; none is needed if the template allows 0 words.
    """
    report = context.report
    for question in report.present:
        answer = question.answer
        if not answer or question.status == "answered":
            continue
        if question.optional and not answer.placeholders:
            continue
        span = (
            answer.span
            if answer.span.start < answer.span.end
            else report.source.line_around(answer.span.start)
        )
        how = "answer it, or delete the placeholder" if question.optional else "write the answer here"
        message = f"question {question.number} is unanswered: {how}"
        levels = (W, N) if question.optional else None
        yield Finding(span=span, message=message, question=question.number, levels=levels)


@rule("RL202", "placeholder-left", (W, N), local=True, repeats=True)
def placeholder_left(context: Context) -> Iterator[Finding]:
    """The placeholder, or its dashes, are left beside an answer.

    Why: they count as words and show on the hand-in page; dashes under a line make it a heading.
    Fix: delete them. (A `---` after an empty line is yours, unless the answer begins with dashes.)

    Bad: `--- We used DVC. ---`, or `--- question 10 fill here ---` above the answer.
    Good: `We used DVC.`
    """
    report = context.report
    for question, answer in report.answers:
        if answer.above:
            continue
        if answer.placeholders:
            span, brief = answer.placeholders[0], "placeholder kept"
            fix = fixes.answer.without_placeholders(report, answer)
            message = (
                f"the placeholder is still beside the answer: delete it{_then(report, question, answer)}"
            )
            yield Finding(span=span, message=message, brief=brief, question=question.number, fix=fix)
        elif runs := fixes.answer.leftover_dashes(report, answer):
            brief, fix = "dashes kept", fixes.answer.without_dashes(report, runs)
            message = f"{_where(report, answer, runs[0])}: delete them{_then(report, question, answer)}"
            span = report.source.trim(*runs[0])
            yield Finding(span=span, message=message, brief=brief, question=question.number, fix=fix)


def _then(report: Report, question: Question, answer: Answer) -> str:
    """Return a note if an answer has enough words only with the text to be deleted."""
    words, limits = answer.counts.words, question.limits.words
    left, _ = fixes.answer.words_left(report, question, answer)
    if not limits or limits.lacking(words) or not (lacking := limits.lacking(left)):
        return ""
    return f"; {plural(left, 'word')} will be left, {lacking} to go"


def _where(report: Report, answer: Answer, dashes: Span) -> str:
    source = report.source
    if not bare(source.text[answer.span.start : dashes.start]):
        return "the answer begins with the placeholder's dashes"
    alone = not bare(source.text[source.starts[source.line_at(dashes.start)] : dashes.start])
    if alone:
        return "the placeholder's dashes turn the line above them into a heading"
    return "the answer ends with the placeholder's dashes"


@rule("RL205", "answer-in-prompt", (W, N), after=("RL108", "RL203"), local=True, repeats=True)
def answer_in_prompt(context: Context) -> Iterator[Finding]:
    """An answer, or a sentence of yours, is in the template's quote.

    It may be on the marker's line, in quote lines, in a line that continues the quote, or beside the hint. On
    the course's page, a quote right after the marker is part of the template's.

    Why: the page shows it as part of the question, and so does GitHub.
    Fix: leave an empty line after `> Answer:` and write the answer without `>` (text above the marker is not
    counted at all).

    Bad: `> Answer: We used DVC.`
    Good: `> Answer:`, an empty line, `We used DVC.`
    """
    report = context.report
    # Without a marker, RL106 says where the answer begins.
    marked = (question for question in report.present if question.place and question.place.markers)
    for question in marked:
        if (draft := _draft(report, question)) is not None:
            message = (
                "this sentence is in the template's quote, where it does not count: "
                f"move it below `{report.forms.forms.marker}`, or delete it"
            )
            yield Finding(span=draft, message=message, brief="beside the prompt", question=question.number)
        if question.status == "answered" and question.answer:
            yield from _misplaced(report, question, question.answer)


def _misplaced(report: Report, question: Question, answer: Answer) -> Iterator[Finding]:
    """Yield a finding if an answer is in the quote, or reads as a part of it."""
    marker = report.forms.forms.marker
    subject = f"the answer to question {question.number}"
    if fixes.answer.is_own_quote(report, answer):
        span, brief = report.source.line_around(answer.span.start), "a separate quote"
        message = f"{subject} is a quote, which the course's page joins to the prompt: write it without `>`"
        fix = fixes.misplaced.below_marker(report, question)
        yield Finding(span=span, message=message, brief=brief, question=question.number, fix=fix)
    elif inside := _in_quote(report, answer):
        brief = "above the marker" if answer.above else "in the prompt's quote"
        lost = ", where it is not counted" if answer.above else ""
        message = f"{subject} is {brief}{lost}: begin it below `{marker}`, after an empty line"
        fix = fixes.misplaced.below_marker(report, question)
        yield Finding(span=inside, message=message, brief=brief, question=question.number, fix=fix)


def _draft(report: Report, question: Question) -> Span | None:
    """Return the first line of a sentence in a prompt's quote that is not the template's, if any."""
    place, source = question.place, report.source
    if not place or place.heading is None or question.number in report.contested or report.newer:
        return None
    wholes = report.known.wholes.get(question.number, ())
    text = padded(source.text, source.line_end(place.heading), place.markers[0])
    asked = any(f" {prompt} " in text for prompt in report.known.prompts.get(question.number, ()))
    if text.strip() in wholes or not asked:
        # Most prompts are unchanged; reworded ones are found by RL105.
        return None
    # Few prompts are reworded.
    from reportlint.report.foreign import foreign_lines

    own = [Runs(whole) for whole in wholes]
    lines = [
        (index, line)
        for index, line in foreign_lines(report, question)
        if quote_sign(line) and "**" not in line and not any(runs.resemble(line) for runs in own)
    ]
    if sum(len(plain(line).split()) for _, line in lines) <= SLIP:
        return None
    return source.line_span(lines[0][0])


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
    answer_in_prompt,
)
