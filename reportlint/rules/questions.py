"""Rules about questions: present, once, in order, with their headings."""

from collections.abc import Iterator, Sequence
from string import punctuation

from reportlint import fixes
from reportlint.diagnostic import E, Finding, N, Related, W
from reportlint.formatting import quoted
from reportlint.markdown import heading_at
from reportlint.report.model import Place, Question, Report
from reportlint.rules.base import Context, rule
from reportlint.source import Span
from reportlint.words import plain

_COUNTS = ("", "one", "two", "three", "four", "five", "six")


@rule("RL101", "question-missing", (E, E), structure=True, doubled=True)
def question_missing(context: Context) -> Iterator[Finding]:
    """A question has no heading that the course's checker finds.

    Why: the checker finds answers by `###`; if one is missing, it stops or mixes up the later answers.
    Fix: write the heading as the template does, or put it back; if the question is gone, copy it from the
    template, or leave it unanswered.

    Bad: `## Question 5`, `**Question 5**`, an underlined heading, another number, or no such line.
    Good: `### Question 5`.
    """
    report = context.report
    for question in report.questions:
        place, number, heading = question.place, question.number, report.heading_of(question)
        if place and place.heading is not None:
            if place.misspelt:
                yield _misspelt(report, question, place.heading)
        elif place:
            message = f"question {number} has no heading: put `{heading}` above this line"
            yield Finding(span=report.source.line_around(place.point), message=message, question=number)
        else:
            message = f"question {number} is missing: copy it from the template, from `{heading}` on"
            yield Finding(span=_where_missing(report, question), message=message, question=number)


def _misspelt(report: Report, question: Question, line: int) -> Finding:
    """Return the finding for a question's heading with wrong signs or a wrong number."""
    heading, number = report.line(line), question.number
    wanted, signs = report.heading_of(question), report.forms.signs
    form = report.forms.heading(heading)
    if "#" * signs in heading:
        why = f"the heading of question {number} reads {quoted(heading)}"
    elif form and form.number == number:
        why = f"{quoted(heading)} needs {_COUNTS[signs]} `#`"
    else:
        why = f"{quoted(heading)} is not a heading for the course's checker"
    return Finding(
        span=report.source.line_span(line),
        message=f"{why}: write `{wanted}`",
        brief="heading misspelt",
        question=number,
        fix=fixes.template.respelt_heading(report, question),
        silences=False,
    )


def _where_missing(report: Report, missing: Question) -> Span:
    """Return the line of the template heading that follows the question's place, else the last line."""
    source = report.source
    index = report.questions.index(missing)
    above = [source.line_at(q.place.start) for q in report.questions[:index] if q.place]
    begun = {question.number for question in report.questions[: index + 1]}
    section = [s.line for s in report.sections if s.spec.first in begun and s.found != "gone"]
    behind = max([*above[-1:], *section], default=-1)
    last = source.line_at(len(source.text.rstrip("\n")))
    return source.line_span(next((line for line in report.starts if line > behind), last))


@rule("RL102", "question-duplicated", (E, E), structure=True, doubled=True)
def question_duplicated(context: Context) -> Iterator[Finding]:
    """A question occurs twice.

    Why: the course's checker takes the second one for the next question. Bad merges do this.
    Fix: keep the one with your answer and delete the other, from its heading to the next.

    Bad: two `### Question 7`.
    Good: one.
    """
    report = context.report
    for duplicate in report.duplicates:
        first = report.source.line_span(duplicate.first)
        message = (
            f"question {duplicate.number} is here a second time (first in line {duplicate.first + 1}): "
            "keep one of the two"
        )
        yield Finding(
            span=report.source.line_span(duplicate.line),
            message=message,
            question=duplicate.number,
            related=(Related("the first one", first),),
        )


@rule("RL103", "question-out-of-order", (E, E), structure=True, doubled=True)
def question_out_of_order(context: Context) -> Iterator[Finding]:
    """A question is not in its place.

    Why: the course's checker tells answers apart only by their order.
    Fix: move the question, from its heading to the next one, to its place by number.

    Bad: question 5 above question 4.
    Good: 1, 2, 3, ...
    """
    report = context.report
    order = {question.number: index for index, question in enumerate(report.questions)}
    placed = [(q, q.place) for q in report.questions if q.place and q.place.heading is not None]
    placed.sort(key=lambda pair: pair[1].start)
    kept = _longest_run([order[question.number] for question, _ in placed])
    for index, (question, place) in enumerate(placed):
        if index not in kept:
            message = (
                f"question {question.number} is out of order: {_destination(report, order[question.number])}"
            )
            yield Finding(span=_heading(report, place), message=message, question=question.number)


def _destination(report: Report, index: int) -> str:
    if index:
        return f"move it after question {report.questions[index - 1].number}"
    return f"move it above question {report.questions[1].number}"


def _longest_run(values: Sequence[int]) -> set[int]:
    """Return the indices of the longest increasing run; of equals, the one that begins first."""
    lengths = [1] * len(values)
    for i in range(len(values) - 2, -1, -1):
        lengths[i] += max((lengths[j] for j in range(i + 1, len(values)) if values[j] > values[i]), default=0)
    kept: set[int] = set()
    wanted, last = max(lengths, default=0), -1
    for i, (length, value) in enumerate(zip(lengths, values, strict=True)):
        if length == wanted and value > last:
            kept.add(i)
            wanted, last = wanted - 1, value
    return kept


def _heading(report: Report, place: Place) -> Span:
    return report.source.line_around(place.start)


@rule("RL104", "heading-changed", (W, N), doubled=True, repeats=True)
def heading_changed(context: Context) -> Iterator[Finding]:
    """A question's heading differs from the template's.

    Why: the hand-in page and the course's scripts find a question by its heading.
    Fix: write the heading as it was; put notes for your group elsewhere.

    Bad: `### Question 16 (Alice)`, `#### question 16`, `###Question 16`.
    Good: `### Question 16`.
    """
    report = context.report
    for question in report.present:
        if question.place is None or question.place.heading is None or question.place.misspelt:
            continue
        wanted = report.heading_of(question)
        line = report.line(question.place.heading)
        if line != wanted and not _reads(line, report.forms.signs, wanted):
            message = f"the heading of question {question.number} reads {quoted(line)}: write `{wanted}`"
            if line.strip() == wanted:
                message = f"the heading of question {question.number} is indented: begin the line with `#`"
            span = _heading(report, question.place)
            fix = fixes.template.restored_heading(report, question, wanted)
            yield Finding(span=span, message=message, question=question.number, fix=fix)


def _reads(line: str, signs: int, wanted: str) -> bool:
    """Whether a line is a heading with `signs` signs that reads like the wanted one."""
    found = heading_at(line)
    if found is None or found[0] != signs:
        return False
    extra = any(not (c.isalnum() or c.isspace() or c in punctuation) for c in found[1])
    return not extra and plain(found[1]) == plain(wanted)


@rule(
    "RL120",
    "course-checker-stops",
    (E, E),
    unless=("RL003", "RL101", "RL102", "RL103", "RL106", "RL107", "RL108", "RL111"),
    structure=True,
)
def course_checker_stops(context: Context) -> Iterator[Finding]:
    """The course's checker would stop, or take an answer for that of another question.

    Why: a report that it stops at gets no verdict at all.
    Fix: as the message says; most often there is an `Answer:` where the template has none.

    Bad: the word `Answer:` in the text above question 1 of a report with a checklist.
    Good: one `Answer:` in each question and none elsewhere.
    """
    report, verdict = context.report, context.report.verdict
    if not verdict:
        return
    stray = _stray_marker(report)
    if verdict.error:
        why = f"the course's checker stops ({verdict.error})"
        yield Finding(span=stray or Span(0, 0), message=f"{why}: {_remedy(stray)}")
        return
    for question in report.present:
        answer = question.answer
        if answer and verdict.answers[question.number].start != answer.content.start:
            message = f"the course's checker takes other text as the answer to question {question.number}"
            span = stray or answer.span
            yield Finding(span=span, message=f"{message}: {_remedy(stray)}", question=question.number)
            return


def _stray_marker(report: Report) -> Span | None:
    """Return the first marker that belongs to no question."""
    marker = report.forms.forms.marker
    own = {marker for q in report.questions if q.place for marker in q.place.markers}
    at = report.source.text.find(marker)
    while at >= 0 and at in own:
        at = report.source.text.find(marker, at + len(marker))
    return Span(at, at + len(marker)) if at >= 0 else None


def _remedy(stray: Span | None) -> str:
    if stray:
        return "this `Answer:` belongs to no question, reword the line"
    return "it skips the start of the file, where the template has its title; restore what was there"


RULES = (question_missing, question_duplicated, question_out_of_order, heading_changed, course_checker_stops)
