"""Moves a report to another revision of its template, lints it, and checks that nothing is lost."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportlint.diagnostic import applied
from reportlint.formatting import Number, quoted
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.regression import doubled
from reportlint.linter.templates import Templates
from reportlint.report.model import Report
from reportlint.rules.markers import heading_in_answer, marker_in_answer
from reportlint.schema.model import Schema
from reportlint.schema.pairing import pair_questions
from reportlint.schema.template import render
from reportlint.source import Span
from reportlint.update.kept import KEPT
from reportlint.update.move import move, written
from reportlint.words import VERY_ALIKE, bag, similarity

_ROUNDS = 3
"""Out of order headings hide which text belongs to which question until they are sorted."""
_WORD = re.compile(r"[^\W_]+")
_CUTS = (heading_in_answer, marker_in_answer)
"""Rules for text at which the course's checker cuts an answer, before the move and after it."""


class UpdateError(ValueError):
    """A report cannot be moved; each argument is a reason, with its line if known."""


class Updated(NamedTuple):
    """The outcome of an update."""

    before: Report
    after: Report
    """The report in `data`."""
    data: bytes
    kept: tuple[str, ...]
    """Text without a place in the new template, moved to the end."""
    unsure: tuple[Number, ...]
    """Answered questions that were reworded, so that the answer may not fit."""


def update(linter: Linter, path: str, data: bytes, schema: Schema | None) -> Updated:
    """Return the bytes of a report moved to the newest revision of `schema`, or of its own edition.

    Headings and markers inside answers are removed as well, since they change the counts of the course's
    checker. Updating the outcome again changes nothing. Raises `UpdateError` if the file is not a report, if
    something must be fixed first, or if a word would be lost or a line doubled.
    """
    known = {own.id: own for own in (*linter.templates.schemas, *filter(None, [schema]))}
    judge = Linter(Templates(known.values()), Options())
    before = report = _read(judge, path, data)
    target = schema or before.schema
    judge = judge._replace(options=Options(template=target))
    numbers = _numbers(before, target)
    kept: list[str] = []
    for _ in range(_ROUNDS):
        moved = move(report, target.newest, numbers if report is before else _numbers(report, target))
        if not moved.edits:
            break
        kept += moved.kept
        data = applied(report.source, moved.edits)
        report = _reread(judge, path, data)
    data = _uncut(judge, path, data)
    after = _reread(judge, path, data)
    if reasons := [f"{harm}: nothing was written" for harm in _harms(before, after, numbers, target, kept)]:
        raise UpdateError(*reasons)
    return Updated(before, after, data, tuple(kept), tuple(_unsure(before, after, numbers)))


def _read(linter: Linter, path: str, data: bytes) -> Report:
    """Return the report in a file; raises `UpdateError` if it is not one, or needs fixing first."""
    report = linter.read(path, data)
    if not report:
        found = linter.lint(InputFile(path, data)).diagnostics
        raise UpdateError(*(diagnostic.message for diagnostic in found))
    if report.unfamiliar:
        raise UpdateError("this template is not known: update reportlint, or name its schema file with --to")
    if reasons := [f"{_line(report, span)}: {what}: fix it first" for span, what in _obstacles(report)]:
        raise UpdateError(*reasons)
    return report


def _reread(linter: Linter, path: str, data: bytes) -> Report:
    """Return the report in a moved text; raises `UpdateError` if it is no longer one, or broken."""
    report = linter.read(path, data)
    broken = next(_obstacles(report), None) if report else None
    if not report or broken:
        what = f" ({broken[1]})" if broken else ""
        raise UpdateError(f"the moved report would be broken{what}: nothing was written")
    return report


def _obstacles(report: Report) -> Iterator[tuple[Span, str]]:
    """Yield the faults to fix before a report can be moved: with them, an answer may be incomplete."""
    source = report.source
    yield from ((conflict, "a merge conflict") for conflict in report.conflicts)
    for block in report.outline.blocks:
        if not block.closed:
            yield source.whole_line(block.start), "a block without its end"
    for double in report.duplicates:
        yield source.whole_line(double.line), f"question {double.number} a second time"
    for question in report.questions:
        place, answer = question.place, question.answer
        if place and not answer:
            yield source.line_around(place.point), f"question {question.number} without its heading"
        if place and answer and place.markers and place.markers[-1] > answer.content.start:
            second = source.line_around(place.markers[-1])
            yield second, f"question {question.number} with a second `{report.forms.forms.marker}`"


def _line(report: Report, span: Span) -> str:
    return f"line {report.source.position(span[0]).line}"


def _numbers(report: Report, schema: Schema) -> Mapping[Number, Number]:
    """Return the report's numbers by the edition's, paired as in `schema diff`."""
    if schema.id == report.schema.id:
        return {number: number for number in schema.numbers}
    return pair_questions(report.revision.questions, schema.newest.questions).old


def _unsure(before: Report, after: Report, numbers: Mapping[Number, Number]) -> Iterator[Number]:
    """Yield the answered questions whose prompt changed by more than a few words."""
    answered = {question.number: question for question in before.answered}
    for spec in after.revision.questions:
        old = answered.get(numbers.get(spec.number, ""))
        was = old and before.revision.question(old.number)
        if was and similarity(bag(was.prompt), bag(spec.prompt)) < VERY_ALIKE:
            yield spec.number


def _uncut(linter: Linter, path: str, data: bytes) -> bytes:
    """Return a file without the headings and markers that cut answers, as far as fixes are known."""
    result = linter.lint(InputFile(path, data))
    fixes = [d.fix for d in result.diagnostics if d.fix and d.rule in _CUTS]
    return applied(result.source, (edit for fix in fixes for edit in fix.edits))


def _harms(
    before: Report, after: Report, numbers: Mapping[Number, Number], target: Schema, kept: Sequence[str]
) -> Iterator[str]:
    """Yield the reasons not to move a report to the newest revision of `target`."""
    if lost := list(_lost(before, after, numbers)):
        yield f"words of the answers to {', '.join(map(str, lost))} would be lost"
    own = [*render(target.newest).split("\n"), KEPT, *(piece.split("\n")[0] for piece in kept)]
    for words in doubled(before.source.text, after.source.text, own):
        yield f"the line {quoted(words)} would be duplicated"
    if move(after, target.newest, _numbers(after, target)).edits:
        yield "each update would change what the last one did"


def _lost(before: Report, after: Report, numbers: Mapping[Number, Number]) -> Iterator[Number]:
    """Yield the questions whose answers lose a word or address, or change their order."""
    now = {question.number: _words(written(after, question)) for question in after.questions}
    new = {old: number for number, old in numbers.items()}
    kept = _words(after.source.text.partition(KEPT)[2])
    for question in before.answered:
        words = _words(written(before, question))
        # Kept text follows the last answer.
        paired = question.number in new and now[new[question.number]].startswith(words)
        if not paired and (question.number in new or words not in kept):
            yield question.number


def _words(text: str) -> str:
    """Return the words and addresses of a text, each with a space before and after it."""
    return "".join(f" {word} " for word in _WORD.findall(text))
