"""What was found: a list on top of the page, and each finding at its place in it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from reportlint.diagnostic import Diagnostic
from reportlint.formatting import Number, plural
from reportlint.html.fragments import literal, sentence
from reportlint.html.markdown import Block
from reportlint.html.stretches import Stretch
from reportlint.linter.result import Result
from reportlint.reporters.fold import Entry, fold

_Place = TypeVar("_Place")
_DETAILS = 20
"""Lines of details that a folded entry shows."""
_PLACED = 500
"""Findings that stand at their places; the list knows all."""


class Placed(NamedTuple):
    """The findings as HTML, by where they go."""

    heads: dict[Number, str]
    """Under the heading of a question."""
    blocks: dict[tuple[int, int], str]
    """Behind a block: by the index of its stretch, and by its own in that; 0 where it has no block."""


def place(result: Result, parts: Sequence[Stretch], blocks: Sequence[Sequence[Block]]) -> Placed:
    """Return each finding of `result` at its place in the stretches, which have these blocks."""
    heads: dict[Number, list[str]] = defaultdict(list)
    behind: dict[tuple[int, int], list[str]] = defaultdict(list)
    numbers = {part.question for part in parts} - {None}
    for index, diagnostic in enumerate(result.diagnostics[:_PLACED], 1):
        at = max(0, bisect_right(parts, diagnostic.span.start, key=lambda part: part.start) - 1)
        own, number = _box(result, index, diagnostic), diagnostic.question
        of_whole = not diagnostic.rule.framed or parts[at].question != number
        if number is not None and number in numbers and of_whole:
            heads[number].append(own)
        else:
            line = result.source.line_at(diagnostic.span.start) - result.source.line_at(parts[at].start)
            block = bisect_right(blocks[at], line, key=lambda block: block.end)
            behind[at, max(0, min(block, len(blocks[at]) - 1))].append(own)
    return Placed(_joined(heads), _joined(behind))


def _joined(found: Mapping[_Place, Sequence[str]]) -> dict[_Place, str]:
    return {place: "".join(boxes) for place, boxes in found.items()}


def listed(result: Result) -> str:
    """Return the list of all findings, the worst first, a slip that was made often as one."""
    entries = sorted(fold(result), key=lambda entry: -entry.diagnostic.severity)
    numbers = {id(diagnostic): number for number, diagnostic in enumerate(result.diagnostics, 1)}
    rows = "".join(_row(result, entry, numbers[id(entry.diagnostic)]) for entry in entries)
    title = plural(len(result.diagnostics), "finding") if entries else "No findings"
    table = f'<ul class="list">{rows}</ul>' if entries else ""
    return f'<section class="findings"><h2 id="findings">{title}</h2>{table}</section>'


def _row(result: Result, entry: Entry, number: int) -> str:
    diagnostic = entry.diagnostic
    line = result.source.position(diagnostic.span.start).line
    where = f"line {line}" if diagnostic.question is None else f"question {literal(str(diagnostic.question))}"
    where = "the first" if entry.folded else where
    link = f'<a href="#finding-{number}">{where}</a>' if number <= _PLACED else where
    said = sentence(entry.message)
    said = f"{said} ({link})" if entry.folded else f"{link} {said}"
    details = "".join(f"<br><small>{sentence(detail)}</small>" for detail in entry.details[:_DETAILS])
    more = "<br><small>…</small>" if len(entry.details) > _DETAILS else ""
    return f'<li class="{diagnostic.severity.label}">{_label(diagnostic)} {said}{details}{more}</li>'


def _box(result: Result, number: int, diagnostic: Diagnostic) -> str:
    line = result.source.position(diagnostic.span.start).line
    related = "".join(
        f"<br><small>line {result.source.position(other.span.start).line}: {sentence(other.message)}</small>"
        for other in diagnostic.related
    )
    return (
        f'<p class="finding {diagnostic.severity.label}" id="finding-{number}">{_label(diagnostic)} '
        f'{sentence(diagnostic.message)} <span class="line">line {line}</span>{related}</p>'
    )


def _label(diagnostic: Diagnostic) -> str:
    return f'<b class="severity">{diagnostic.severity.label}</b> <code>{diagnostic.code}</code>'
