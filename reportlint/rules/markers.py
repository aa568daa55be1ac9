"""Rules about the marker, and about text at which the course's checker cuts an answer."""

from collections.abc import Iterator

from reportlint import fixes
from reportlint.diagnostic import E, Edit, Finding, Fix, Levels, N, W
from reportlint.formatting import plural, quoted
from reportlint.grader import Counts, count
from reportlint.report.model import PIECES, Answer, Question, Report
from reportlint.rules.base import Context, rule
from reportlint.schema.model import Kind, QuestionSpec
from reportlint.schema.template import marker_line
from reportlint.source import Span


@rule("RL106", "marker-missing", (E, E), doubled=True)
def marker_missing(context: Context) -> Iterator[Finding]:
    """A question has no `Answer:` line.

    Why: the course's checker splits the report there; without it this answer counts as the one above.
    Fix: put `> Answer:` on a separate line between the prompt and the answer.

    Bad: the line deleted, or written `answer:`, `Answers:`, `**Answer**:`.
    Good: `> Answer:`.
    """
    report = context.report
    marker = marker_line(report.revision.forms)
    for question in report.present:
        if question.answer and question.place and not question.place.markers:
            span = question.answer.span
            if span.start == span.end:
                span = report.source.line_around(question.place.prompt_end)
            line = report.source.line_at(question.answer.content.start)
            message = f"question {question.number} has no line `{marker}`: put it between prompt and answer"
            if fixes.misplaced.spoils_marker(report, question.place, question.answer):
                message = (
                    f"question {question.number} has no line `{marker}`: write line {line + 1} like that"
                )
            if gone := question.place.gone:
                pieces = ", ".join(f"its {PIECES[piece]}" for piece in gone)
                message = (
                    f"question {question.number} has lost {pieces} and the line `{marker}`: restore them"
                )
            fix = fixes.misplaced.restored_marker(report, question)
            yield Finding(span=span, message=message, question=question.number, fix=fix)


@rule("RL107", "heading-in-answer", (E, E), after=("RL108",), structure=True, doubled=True)
def heading_in_answer(context: Context) -> Iterator[Finding]:
    """An answer contains `##`, where the course's checker cuts it off.

    Why: the checker cuts at the first `##`, even if that is no heading, and does not count the text after it.
    It is an error if the checker then stops or judges the question differently, otherwise a note.
    Fix: use bold text instead of a heading inside an answer.

    A `# Question 12` inside its own answer is a note, too: the heading is there twice.

    Bad: `### How we trained` inside the answer to question 12.
    Good: `**How we trained**`.
    """
    report = context.report
    for question in report.answered if report.verdict else ():
        place, answer = question.place, question.answer
        if not (answer and place) or answer.above:
            continue
        if own := fixes.answer.own_heading(report, question, answer):
            message = f"the heading of question {question.number} is repeated in its answer: delete it"
            fix = Fix("delete the heading", True, (fixes.answer.without_line(report.source, *own),))
            yield Finding(span=own, message=message, question=question.number, levels=(N, None), fix=fix)
        at = report.source.text.find("##", answer.content.start, answer.content.end)
        if at < 0 or not (effect := _effect(report, question, answer, at)):
            continue
        line = report.source.line_at(at)
        span = Span(at, report.source.line_end(line))
        heading = report.source.text[span.start : span.end]
        title = heading.strip("# \t")
        instead = f"Use bold text instead: {quoted(f'**{title}**')}"
        if line in report.outline.literal:
            instead = f"In code, write {quoted(f'# {title}')}"
        yield Finding(
            span=span,
            message=f"the course's checker stops reading at {quoted(heading)} {effect[1]}. {instead}",
            question=question.number,
            levels=effect[0],
            fix=_bolder(report, question, answer, at),
        )


def _bolder(report: Report, question: Question, answer: Answer, at: int) -> Fix | None:
    """Return the fix, unsafe if the whole answer breaks a limit that the part above the cut keeps."""
    text, content = report.source.text, answer.content
    if report.source.line_at(at) in report.outline.literal:
        return None
    whole = text[content.start : content.end].replace("#", "")
    now, then = count(text[content.start : at]), count(whole)
    safe = then.broken(question.spec).keys() <= now.broken(question.spec).keys()
    return fixes.answer.bold_headings(report, answer, safe=safe)


def _effect(report: Report, question: Question, answer: Answer, at: int) -> tuple[Levels, str] | None:
    """Return the levels and the effect of the cut; None if the checker does not cut."""
    text, content = report.source.text, answer.content
    if text.find(report.forms.forms.marker, content.start) < 0:
        return ((E, E), "and grades nothing") if text.find("###", content.start) >= 0 else None
    cut = count(text[content.start : at])
    whole = count(text[content.start : content.end])
    levels = (N, None) if _verdict(cut, question.spec) == _verdict(whole, question.spec) else (E, E)
    return levels, f"and counts {plural(cut.words, 'word')}"


def _verdict(counts: Counts, spec: QuestionSpec) -> dict[Kind, bool]:
    """Return the kinds of limits that are broken, each with whether it is too few."""
    return {kind: limits.lacking(got) > 0 for kind, (got, limits) in counts.broken(spec).items()}


@rule("RL108", "marker-in-answer", (E, E), structure=True, doubled=True)
def marker_in_answer(context: Context) -> Iterator[Finding]:
    """A question has a second `Answer:`.

    Why: the course's checker counts only the text after the last one. It is an error if there are words
    between the two, since they are lost; otherwise a warning.
    Fix: delete the second one, or write the word without its colon. If the same answer of twenty words or
    more follows both, the fix deletes the copy.

    Bad: `Answer: yes, because ...` inside an answer.
    Good: `The answer is yes, because ...`.
    """
    report = context.report
    marker = report.forms.forms.marker
    for question in report.present:
        place, answer = question.place, question.answer
        if not (place and answer) or len(place.markers) < 2:
            continue
        lost = [offset for offset in place.markers if offset > answer.content.start]
        at = lost[0] if lost else place.markers[1]
        uncounted = bool(lost and report.verdict)
        what = "the words above it are not counted" if uncounted else "one is enough"
        message = f"question {question.number} has a second `{marker}` ({what}): delete it or drop its colon"
        levels = (E, E) if uncounted else (W, N)
        begin = place.markers[0] + len(marker)
        fix: Fix | None = Fix("delete the second marker", True, (Edit(begin, answer.content.start, ""),))
        if lost and (fix := fixes.twice.without_copy(report, question, answer)):
            message = f"question {question.number} has the same answer after two `{marker}`: delete one"
        yield Finding(
            span=Span(at, at + len(marker)),
            message=message,
            question=question.number,
            levels=levels,
            fix=fix,
        )


RULES = (marker_missing, heading_in_answer, marker_in_answer)
