"""Findings on a page: a list at the top, and each finding at its place."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Rule, Severity
from reportlint.formatting import Number
from reportlint.html.markdown import PageBlock
from reportlint.html.stretches import PageStretch
from reportlint.linter.result import Result

_LISTED = 60
"""Maximum number of places in the list for each rule."""
_PLACED = 500
"""Maximum number of findings shown at their places; the list counts all."""


class FindingBox(NamedTuple):
    """A finding at its place."""

    number: int
    """Its number among all findings, from 1."""
    diagnostic: Diagnostic
    line: int
    related: Sequence[tuple[int, str]]
    """Related lines, and what is there."""


class Placed(NamedTuple):
    """The findings, by where they are shown."""

    heads: Mapping[Number, Sequence[FindingBox]]
    """Under the heading of a question."""
    blocks: Mapping[tuple[int, int], Sequence[FindingBox]]
    """After a block: by the indices of stretch and block; 0 in a stretch without blocks."""


class Spot(NamedTuple):
    """The place of a finding: question, line, and the name of the element to go to."""

    question: Number | None
    line: int
    anchor: str
    """Empty if it is not on the page."""


class Listed(NamedTuple):
    """The findings of one rule."""

    rule: Rule
    severity: Severity
    """The worst."""
    spots: Sequence[Spot]
    more: int
    """Number of places that are not listed."""


def place(result: Result, parts: Sequence[PageStretch], blocks: Sequence[Sequence[PageBlock]]) -> Placed:
    """Return each finding of `result` at its place in the stretches, which have these blocks.

    Findings that only say that a question is not answered have no place, as its head shows its state.
    """
    heads: dict[Number, list[FindingBox]] = defaultdict(list)
    behind: dict[tuple[int, int], list[FindingBox]] = defaultdict(list)
    numbers = {part.question for part in parts} - {None}
    for index, diagnostic in enumerate(result.diagnostics[:_PLACED], 1):
        at = max(0, bisect_right(parts, diagnostic.span.start, key=lambda part: part.start) - 1)
        number = diagnostic.question
        of_whole = not diagnostic.rule.framed or parts[at].question != number
        if number in numbers and diagnostic.rule.progress:
            continue
        if number is not None and number in numbers and of_whole:
            heads[number].append(_box(result, index, diagnostic))
        else:
            line = result.source.line_at(diagnostic.span.start) - result.source.line_at(parts[at].start)
            block = bisect_right(blocks[at], line, key=lambda block: block.end)
            at_block = at, max(0, min(block, len(blocks[at]) - 1))
            behind[at_block].append(_box(result, index, diagnostic))
    return Placed(heads, behind)


def _box(result: Result, number: int, diagnostic: Diagnostic) -> FindingBox:
    related = [(_line(result, other.span.start), other.message) for other in diagnostic.related]
    return FindingBox(number, diagnostic, _line(result, diagnostic.span.start), related)


def listed(result: Result, placed: Placed) -> Sequence[Listed]:
    """Return the findings as a list by rule, the worst first."""
    boxes = {box.number for found in (*placed.heads.values(), *placed.blocks.values()) for box in found}
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, diagnostic in enumerate(result.diagnostics, 1):
        numbers[diagnostic.code].append(number)
    entries = [_listed(result, own, boxes) for own in numbers.values()]
    return sorted(entries, key=lambda entry: (-entry.severity, entry.rule.code))


def _listed(result: Result, numbers: Sequence[int], boxes: set[int]) -> Listed:
    found = [result.diagnostics[number - 1] for number in numbers]
    spots = [
        Spot(diagnostic.question, _line(result, diagnostic.span.start), _anchor(number, diagnostic, boxes))
        for number, diagnostic in zip(numbers[:_LISTED], found, strict=False)
    ]
    severity = max(diagnostic.severity for diagnostic in found)
    return Listed(found[0].rule, severity, spots, len(found) - len(spots))


def _anchor(number: int, diagnostic: Diagnostic, boxes: set[int]) -> str:
    if number in boxes:
        return f"finding-{number}"
    return f"question-{diagnostic.question}" if diagnostic.rule.progress else ""


def _line(result: Result, offset: int) -> int:
    return result.source.position(offset).line
