"""A report's text in the stretches that a page shows one by one; together they are the whole text.

What Markdown would make of a stretch ends with it: each question is shown, whatever stands open above.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise, starmap
from typing import Literal, NamedTuple

from reportlint.formatting import Number
from reportlint.markdown import front_matter
from reportlint.report.conflicts import marker_lines
from reportlint.report.model import Answer, Place, Question, Report
from reportlint.source import Source, Span
from reportlint.words import plain

Role = Literal["text", "preamble", "prompt", "answer", "conflict"]
_QUOTE = re.compile(r" {0,3}>")
_QUOTED = re.compile(r" {0,3}> ?")


class Stretch(NamedTuple):
    """A stretch of a report."""

    role: Role
    text: str
    """Markdown, but for a line of a merge conflict."""
    start: int
    """The offset that it begins at."""
    number: Number | None = None
    """The question that it belongs to."""


def stretches(source: Source, report: Report | None) -> list[Stretch]:
    """Return the stretches of a report, or the one of a text that is none; front matter is left out."""
    start = _offset(source, front_matter(source.lines))
    if not report:
        return [Stretch("text", source.text[start:], start)]
    return list(_Splitter(source, report).split(start))


class _Splitter:
    def __init__(self, source: Source, report: Report) -> None:
        self._source, self._report = source, report
        self._conflicts = list(marker_lines(source, report.conflicts))
        # A preamble's first paragraph is the title.
        self._preambles = {
            "".join(paragraphs[1:]).replace("  ", " ").strip() for paragraphs in report.known.preambles
        }

    def split(self, start: int) -> Iterator[Stretch]:
        """Yield the stretches from the offset `start` on."""
        for question, place, answer in self._placed():
            yield from self._between(start, place.start)
            yield from self._question(question, place, answer)
            start = place.end
        yield from self._between(start, len(self._source.text))

    def _placed(self) -> list[tuple[Question, Place, Answer]]:
        placed = [(q, q.place, q.answer) for q in self._report.present if q.place and q.answer]
        return sorted(placed, key=lambda entry: entry[1].start)

    def _between(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield what stands between two questions, cut at the headings of the template."""
        cuts = (_offset(self._source, line) for line in (*self._head(), *self._report.starts))
        edges = sorted({start, *(cut for cut in cuts if start < cut < end), end})
        for span in starmap(Span, pairwise(edges)):
            own = plain(self._source.text, *span) in self._preambles
            yield from self._parts("preamble" if own else "text", span)

    def _head(self) -> Iterator[int]:
        """Yield the lines above the first section at which another part of the template begins."""
        for heading in self._report.outline.headings:
            if heading.line < self._report.head_end and self._report.known.is_heading(heading.text):
                yield heading.line + (heading.signs == 1)

    def _question(self, question: Question, place: Place, answer: Answer) -> Iterator[Stretch]:
        """Yield prompt and answer, in the order of the file, without the heading and the last marker."""
        below = self._source.line_end(self._source.line_at(place.start))
        behind = answer.content.start
        marker = max((at for at in place.markers if at < behind), default=behind)
        if answer.above:
            above = self._with_signs(answer.span, marker)
            yield from self._parts("prompt", Span(below, above.start), question.number)
            yield from self._parts("answer", above, question.number)
            below = above.end
        yield from self._parts("prompt", Span(below, marker), question.number)
        role: Role = "prompt" if answer.above else "answer"
        # A question without a word is shown, too.
        nothing = Stretch(role, "", behind, question.number)
        yield from [*self._parts(role, Span(behind, place.end), question.number)] or [nothing]

    def _with_signs(self, span: Span, end: int) -> Span:
        """Return a span of words with the signs on its lines around them, up to the offset `end`."""
        source = self._source
        line = source.line_at(span.start)
        quote = _QUOTED.match(source.lines[line])
        start = source.starts[line] + (quote.end() if quote else 0)
        start = span.start if plain(source.text, start, span.start) else start
        return Span(start, min(source.line_end(source.line_at(span.end)), end))

    def _parts(self, role: Role, span: Span, number: Number | None = None) -> Iterator[Stretch]:
        """Yield the stretch in `span`, the signs of conflicts apart, unless nothing stands there."""
        source = self._source
        start = span.start
        first, last = (bisect_left(self._conflicts, edge, key=source.starts.__getitem__) for edge in span)
        for line in self._conflicts[first:last]:
            yield from self._plain(role, Span(start, source.starts[line]), number)
            yield Stretch("conflict", source.lines[line], source.starts[line], number)
            start = min(source.line_end(line) + 1, span.end)
        yield from self._plain(role, Span(start, span.end), number)

    def _plain(self, role: Role, span: Span, number: Number | None) -> Iterator[Stretch]:
        text = self._source.text[span.start : span.end]
        if text.strip(" \t\n>"):
            before = self._source.text[self._source.starts[self._source.line_at(span.start)] : span.start]
            # What begins inside a line is no code, however far it stands from the marker.
            text = text.lstrip(" \t") if before else text
            yield Stretch(role, _unquoted(text) if _QUOTE.match(before) else text, span.start, number)


def _offset(source: Source, line: int) -> int:
    """Return where a line (from 0) starts, behind the last one where the text ends."""
    return source.starts[line] if line < len(source.starts) else len(source.text)


def _unquoted(text: str) -> str:
    """Return text that begins in a line of a quote with the rest of that quote, as far as it has signs."""
    first, *others = text.split("\n")
    end = next((i for i, line in enumerate(others) if not line.strip()), len(others))
    return "\n".join([first, *(_QUOTED.sub("", line, count=1) for line in others[:end]), *others[end:]])
