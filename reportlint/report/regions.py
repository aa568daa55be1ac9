"""Divides a report into regions, each with one role and one question or none."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise, starmap
from operator import attrgetter
from typing import Literal, NamedTuple

from reportlint.formatting import Number
from reportlint.source import Source, Span

Role = Literal["front matter", "preamble", "text", "heading", "prompt", "marker", "answer", "conflict"]
"""The role of a region.

`text` is the template's, with insertions of the group, above and between the questions. `prompt` is
everything above a question's marker, and below it if the answer is above; `conflict` is a line that git
wrote. `reportlint.report.foreign` tells which lines of a text or prompt are the group's.
"""


class Region(NamedTuple):
    """A stretch of a report's text."""

    role: Role
    span: Span
    question: Number | None = None


def partition(
    source: Source,
    questions: Iterable[Region],
    cuts: Iterable[int],
    signs: Iterable[int],
    role: Callable[[Span], Role],
) -> Iterator[Region]:
    """Yield the regions of a text, in order and without gaps.

    `questions` are those of the questions, in order. The text between them is divided at the lines `cuts`,
    and each span gets its `role`. `signs` are the lines that git wrote into conflicts.
    """
    edges = [source.line_start(line) for line in cuts]
    conflicts = [Span(source.starts[line], source.line_start(line + 1)) for line in signs]
    regions = _filled(questions, edges, len(source.text), role)
    yield from chain.from_iterable(_parted(r, conflicts) for r in regions) if conflicts else regions


def _filled(
    questions: Iterable[Region], edges: Sequence[int], end: int, role: Callable[[Span], Role]
) -> Iterator[Region]:
    """Yield the regions of the questions with those between them, up to the offset `end`."""
    start = 0
    for region in questions:
        yield from _between(start, region.span.start, edges, role)
        yield region
        start = region.span.end
    yield from _between(start, end, edges, role)


def _between(start: int, end: int, edges: Sequence[int], role: Callable[[Span], Role]) -> Iterator[Region]:
    if start < end:
        inner = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        for span in starmap(Span, pairwise((start, *inner, end))):
            yield Region(role(span), span)


def _parted(region: Region, conflicts: Sequence[Span]) -> Iterator[Region]:
    """Yield a region without the conflict lines in it, and those separately; empty ones are left out."""
    start, end = region.span
    first = bisect_right(conflicts, start, key=attrgetter("end"))
    last = bisect_left(conflicts, end, key=attrgetter("start"))
    for sign in conflicts[first:last]:
        if start < sign.start:
            yield region._replace(span=Span(start, sign.start))
        yield Region("conflict", Span(max(start, sign.start), min(sign.end, end)), region.question)
        start = sign.end
    if start < end:
        yield region._replace(span=Span(start, end))
