"""What edits make worse: verdicts, the words of answers, doubled lines, or new findings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportlint.fixes.answer import own_heading
from reportlint.fixes.images import SETTING
from reportlint.fixes.twice import copied
from reportlint.formatting import Number, quoted
from reportlint.grader import CourseWarning
from reportlint.linter.cascade import Cascade
from reportlint.linter.result import Result
from reportlint.report.model import Answer, Question, Report
from reportlint.report.references import Reference
from reportlint.schema.model import Kind
from reportlint.schema.template import render
from reportlint.source import Span
from reportlint.words import word_texts

_WORD = re.compile(rf"{SETTING}|([^\W_]+)", re.IGNORECASE)
"""A word, if there is one: tags around an image may be removed."""
_BOX = re.compile(r"\[[xX]\](?![(\[:])")
_MOST = 1_000
"""Maximum number of lines to search for as parts of other lines, each in the whole text."""


class Harm(NamedTuple):
    """Something that edits make worse."""

    question: Number | None
    reason: str


def harms(before: Result, after: Result) -> Iterator[Harm]:
    """Yield what is worse in `after` than in `before`."""
    if not (before.report and after.report):
        yield Harm(None, "the template would not be recognised any more")
        return
    yield from _worse_verdict(before.report, after.report)
    yield from _lost_words(before.report, after.report)
    for words in doubled(before.source.text, after.source.text, render(before.report.revision).split("\n")):
        yield Harm(None, f"it would duplicate {quoted(words)}")
    yield from _new_findings(before, after)


def _worse_verdict(before: Report, after: Report) -> Iterator[Harm]:
    if not (before.verdict and after.verdict) or before.verdict.error:
        return
    if after.verdict.error:
        yield Harm(None, f"the course's checker would stop ({after.verdict.error})")
    warned = {_kind(warning) for warning in before.verdict.warnings}
    for warning in after.verdict.warnings:
        if _kind(warning) not in warned:
            yield Harm(warning.question, _limit(warning))


def _kind(warning: CourseWarning) -> tuple[Number, Kind, bool]:
    """Key that identifies a warning: question, kind, too few or too many."""
    return warning.question, warning.kind, warning.limits.lacking(warning.got) > 0


def _limit(warning: CourseWarning) -> str:
    if warning.limits.lacking(warning.got):
        return f"it would leave {warning.got} of {warning.limits.min} {warning.kind}"
    return f"it would leave {warning.got} {warning.kind}, but only {warning.limits.max} are allowed"


def _lost_words(before: Report, after: Report) -> Iterator[Harm]:
    """Yield the questions whose answers lose, gain or reorder words."""
    wordings = {question.number: answer_words(after, question) for question in after.questions}
    for question in before.present:
        if answer_words(before, question) != wordings[question.number]:
            yield Harm(question.number, "it would change the words of the answer")


def doubled(before: str, after: str, own: Iterable[str]) -> Iterator[str]:
    """Yield the words of lines that `after` has more often than `before` had the words.

    Each line may be there once in any case, and once more for each time it is in the template's `own`.
    """
    usual = _counted(own) + _counted(before.split("\n"))
    counts = _counted(after.split("\n")).items()
    more = [(line, count) for line, count in counts if line and count > max(1, usual[line])]
    text = _spaced(before) if 0 < len(more) <= _MOST else ""
    yield from (" ".join(line.split()) for line, count in more if count > text.count(line))


def _counted(lines: Iterable[str]) -> Counter[str]:
    """Return how often the words of each line stand there."""
    found: Counter[str] = Counter()
    # What is repeated a hundred thousand times is read once.
    for line, count in Counter(lines).items():
        found[_spaced(line)] += count
    return found


def _spaced(text: str) -> str:
    """Return the words of a text, each with a space before and after it.

    Boxes and the targets of links are no words: a fix may lead several lines to the same file.
    """
    return "".join(f" {word} " for word in word_texts(_BOX.sub("", text)))


def answer_words(report: Report, question: Question) -> Sequence[str]:
    """Return the words of an answer without placeholders, addresses, its own heading and its copy."""
    answer: Answer | None = question.answer
    if not answer:
        return ()
    span = answer.span if answer.above else answer.content
    placeholders = () if answer.above else answer.placeholders
    twice = (own_heading(report, question, answer), copied(report, question, answer))
    skipped = sorted(
        [*placeholders, *filter(None, twice), *(part for r in answer.references for part in _addresses(r))]
    )
    found: list[str] = []
    start = span.start
    for part in (*skipped, Span(span.end, span.end)):
        found += filter(None, _WORD.findall(report.source.text, start, max(start, part.start)))
        start = max(start, part.end)
    return found


def _addresses(reference: Reference) -> tuple[Span, Span]:
    """Return the parts of an image or link that are not text and may change."""
    label = reference.label
    before = Span(reference.span.start, label.start) if label.start < reference.span.end else reference.span
    return before, Span(label.end, reference.span.end)


def _new_findings(before: Result, after: Result) -> Iterator[Harm]:
    """Yield the new findings, except those that a worse finding kept back before."""
    old = {(diagnostic.code, diagnostic.question) for diagnostic in before.diagnostics}
    cascade = Cascade.of(before.diagnostics)
    for diagnostic in after.diagnostics:
        rule, question = diagnostic.rule, diagnostic.question
        if (rule.code, question) not in old and cascade.fate(rule, question) == "told":
            yield Harm(question, f"it would cause {rule.code}: {diagnostic.brief}")
