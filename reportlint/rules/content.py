"""Rules about what an answer's text holds: numbers asked for, text copied, words forgotten."""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from reportlint.diagnostic import E, Finding, N, W
from reportlint.formatting import Number, plural, quoted
from reportlint.markdown import MARGIN
from reportlint.report.model import Answer, Report
from reportlint.rules.base import Context, rule
from reportlint.schema.model import Format
from reportlint.source import Span
from reportlint.words import Runs, padded, plain

_GAP = re.compile(r"\.{3}|…|<\w+>|\bs?X{3,}\b")
"""A gap in an example."""
_TOKEN = re.compile(rf"{_GAP.pattern}|[^\W_]+")
"""A gap or a word."""
_RUN = 5
"""Number of an example's words around a gap that show it was copied."""


@rule("RL206", "answer-format", (N, None), local=True)
def answer_format(context: Context) -> Iterator[Finding]:
    """An answer lacks the number asked for, such as a study number, or has one that is a digit short.

    Why: scripts read group and study numbers from these answers.
    Fix: write the number as the template asks.

    Bad: only names where study numbers are asked for, or `s12345`.
    Good: `s123456, s234567`.
    """
    report = context.report
    for question, answer in report.answers:
        if not (wanted := report.schema.course.formats.get(question.number)):
            continue
        text = report.source.text[answer.span.start : answer.span.end]
        near = list(_nearly(wanted, text))
        for match in near:
            digits, asked = sum(map(str.isdigit, match[0])), wanted.shape.count("0")
            message = f"{quoted(match[0])} has {plural(digits, 'digit')}, a {wanted.label} has {asked}"
            span = Span(answer.span.start + match.start(), answer.span.start + match.end())
            yield Finding(span=span, message=message, question=question.number)
        if not near and not re.search(re.escape(wanted.shape).replace("0", r"\d"), text):
            message = f"question {question.number}: {wanted.label} not found, write a {wanted.name}"
            yield Finding(span=answer.span, message=message, question=question.number)


_LONG = 5
"""Minimum digits of a number that may be mistyped; shorter ones may be any number."""


def _nearly(wanted: Format, text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers that have one digit too few or too many for the wanted format."""
    digits = wanted.shape.count("0")
    if digits < _LONG or wanted.shape.strip("0"):
        return
    for match in re.finditer(r"\b[A-Za-z]?(\d+)\b", text):
        if abs(len(match[1]) - digits) == 1:
            yield match


@rule("RL207", "example-copied", (W, N), local=True)
def example_copied(context: Context) -> Iterator[Finding]:
    """An answer is the template's example, or still has one of its gaps.

    Why: the example is not your answer; its gaps (`...`, `sXXXXXX`, `<weblink>`) look forgotten.
    Fix: write your own words, or fill the gap. It is fine to begin like the example.

    Bad: `We used ... for linting and ruff for formatting.`
    Good: `We used flake8 for linting and ruff for formatting.`
    """
    report = context.report
    for question, answer in report.answers:
        spec = report.revision.question(question.number) or question.spec
        if spec.example and (span := _copied(report, answer, spec.example)):
            whole = span == answer.span
            what = (
                "is the template's example: write your own"
                if whole
                else "still has a gap from the example: fill it in"
            )
            message = f"the answer to question {question.number} {what}"
            yield Finding(span=span, message=message, question=question.number)


def _copied(report: Report, answer: Answer, example: str) -> Span | None:
    text = report.source.text[answer.span.start : answer.span.end]
    words, gaps = _parts(example)
    # First look for all the words, which is quick: most answers lack one.
    if len(words) > _RUN and all(word in text for word in words) and padded(example) in padded(text):
        return answer.span
    if not any(gap in text for gap in gaps):
        return None
    found = list(_TOKEN.finditer(text))
    tokens = f" {' '.join(match[0] for match in found)} "
    for window in _windows(_TOKEN.findall(example)):
        at = tokens.find(f" {window} ")
        if at >= 0:
            start = answer.span.start + found[tokens.count(" ", 0, at)].start()
            return report.source.trim(start, report.source.line_end(report.source.line_at(start)))
    return None


@lru_cache
def _parts(example: str) -> tuple[Sequence[str], Set[str]]:
    """Return the words and the gaps of an example, cached for all reports of an edition."""
    return plain(example).split(), frozenset(_GAP.findall(example))


def _windows(tokens: list[str]) -> Iterator[str]:
    """Yield each run of five of an example's words that has a gap between them."""
    is_word = [not _GAP.fullmatch(token) for token in tokens]
    for start, starts in enumerate(is_word):
        count = 0
        for end in range(start, len(tokens) if starts else start):
            count += is_word[end]
            if count == _RUN:
                if end - start >= _RUN:
                    yield " ".join(tokens[start : end + 1])
                break


@rule("RL208", "todo-left", (W, N), local=True)
def todo_left(context: Context) -> Iterator[Finding]:
    """An answer contains a word such as TODO or TBD.

    Why: it shows that the answer is not finished. Words inside code do not count.
    Fix: finish the answer, or delete the word.

    Bad: `TODO: add the figure`, or `todo:` at a line's start.
    Good: `We grep for `TODO` in CI.`
    """
    report = context.report
    words = "|".join(map(re.escape, report.schema.course.forbidden))
    written = re.compile(rf"\b(?:{words})\b")
    opening = re.compile(rf"\s*({words})\s*(?::|$)", re.IGNORECASE)
    quick = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for question, answer in report.answers if words else ():
        if not quick.search(report.source.text, *answer.span):
            continue
        for text, start in report.prose(answer.span):
            match = written.search(text)
            if not match and _begins_line(report, start):
                match = opening.match(text)
            if match:
                word = match[match.lastindex or 0]
                message = f"question {question.number} still contains {quoted(word)}: finish the answer"
                at = start + match.start(match.lastindex or 0)
                yield Finding(span=Span(at, at + len(word)), message=message, question=question.number)
                break


def _begins_line(report: Report, offset: int) -> bool:
    """Whether only list, quote or emphasis signs precede an offset on its line."""
    line = report.source.line_at(offset)
    return not report.source.text[report.source.starts[line] : offset].strip(MARGIN + "*_-+.)0123456789")


_LOST = 20
"""Minimum number of words of an answer whose loss matters: fewer may have been a note."""


@rule("RL209", "answer-lost", (E, E), framed=False, needs_baseline=True)
def answer_lost(context: Context) -> Iterator[Finding]:
    """An answer from an earlier commit is gone: the placeholder is back, or there is nothing.

    Why: merges and resolved conflicts do this, and nobody notices.
    Fix: restore the answer from the commit; the message names the command that shows it. An answer that one
    of two merged branches deleted since they diverged is not lost; if git does not know where they diverged,
    the finding is a warning.

    Bad: a merge after which question 4 holds `--- question 4 fill here ---` again.
    Good: a deleted answer of fewer than 20 words, or one whose words are in another answer now.
    """
    report = context.report
    written = {
        question.number: (earlier, answer)
        for earlier in reversed(context.before)
        for question, answer in earlier.report.answers
        if answer.counts.words >= _LOST
    }
    for question in report.present:
        if question.status == "unanswered" and question.answer and question.number in written:
            earlier, lost = written[question.number]
            if _cleared(context, question.number) or _moved(lost, earlier.report, report):
                continue
            line = earlier.report.source.position(lost.span.start).line
            # Few answers are lost, and this import is slow.
            from shlex import join

            command = join(("git", "show", f"{earlier.commit}:{earlier.location}"))
            message = (
                f"the answer to question {question.number} is gone; commit {earlier.commit} has its "
                f"{lost.counts.words} words: `{command}` shows them from line {line} on; if it was meant to "
                "go, write `<!-- reportlint: ignore RL209 -->` under the heading"
            )
            yield Finding(
                span=report.source.line_around(question.answer.span.start),
                message=message,
                question=question.number,
                levels=(W, W) if len(context.before) > 1 and context.shared is None else None,
            )


def _cleared(context: Context, number: Number) -> bool:
    """Whether a merged branch deleted an answer that the branches had in common."""
    sides = (question for earlier in context.before for question in earlier.report.present)
    return any(q.number == number and q.status == "unanswered" for q in sides) and any(
        question.number == number and answer.counts.words >= _LOST
        for report in context.shared or ()
        for question, answer in report.answers
    )


def _moved(lost: Answer, earlier: Report, report: Report) -> bool:
    """Whether half the words of an answer are, in runs, in answers that are new."""
    others = (answer for _, answer in earlier.answers if answer.span != lost.span)
    then = [earlier.source.text[answer.span.start : answer.span.end] for answer in others]
    now = (report.source.text[answer.span.start : answer.span.end] for _, answer in report.answers)
    fresh = "\n".join(text for text in now if text not in then)
    return Runs(fresh).resemble(earlier.source.text[lost.span.start : lost.span.end])


RULES = (answer_format, example_copied, todo_left, answer_lost)
