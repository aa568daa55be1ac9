"""Sections and checklist of a report: their headings, introductions and boxes."""

import re
from collections.abc import Iterator

from reportlint.anchors import Anchor, Anchors
from reportlint.known import Known
from reportlint.outline import Heading, Outline
from reportlint.report import Box, Found, Section
from reportlint.schema.model import Revision, SectionSpec
from reportlint.source import Source, Span
from reportlint.wording import Words, padded, plain, words

_BOX = re.compile(r"[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]*\[([^\[\]\n]{0,20})\](?![(\[:])")
_BREAK = re.compile(r"[ \t]*(?:#|>|[*+-][ \t]|\d{1,9}[.)][ \t])")
"""The start of a line that does not go on with the list item above it."""
_NEAREST = 10
"""How many headings above a question are looked at for one that resembles its section's."""
_SIMILAR = 0.6
"""How much of a title must be left of it to be a title reworded."""


class SectionFinder:
    """Finds the sections of one report."""

    def __init__(self, source: Source, outline: Outline, anchors: Anchors, known: Known) -> None:
        self.source, self.known, self.anchors = source, known, anchors
        self.lines = source.lines
        questions = frozenset(anchors.cuts)
        self.headings = [heading for heading in outline.headings if heading.line not in questions]
        self.titles = {heading.line: plain(heading.text).lower() for heading in self.headings}
        self.by_number = {anchor.number: anchor for anchor in anchors.found}

    def find(self, revision: Revision) -> Iterator[Section]:
        """Yield the sections of `revision` whose heading or first question is there."""
        for spec in revision.sections:
            anchor = self.by_number.get(spec.first)
            exact = [heading for heading in self.headings if self._is(spec, heading)]
            above = self._above(anchor) if anchor else -1
            if exact:
                # A merge may double a heading: then the answer above ends at the first of the two.
                near = [h for h in exact if anchor and above < h.line < anchor.line]
                start = near[0].line if near else exact[-1].line
                yield self._at(spec, (near or exact)[-1].line, reworded=False)._replace(start=start)
            elif anchor:
                yield self._find(spec, above, anchor)

    def _find(self, spec: SectionSpec, above: int, anchor: Anchor) -> Section:
        """Return what is left, below the question in line `above`, of a section without its heading."""
        gap = [heading for heading in self.headings if above < heading.line < anchor.line]
        if gap and self._leads(gap[-1], anchor):
            return self._at(spec, gap[-1].line, reworded=True)
        if similar := [h for h in gap[-_NEAREST:] if self._resembles(spec, h)]:
            return self._at(spec, similar[-1].line, reworded=True)
        line = self._introduction(spec, above, anchor)
        return Section(spec=spec, line=line, found="gone", introduced=True, start=line)

    def _above(self, anchor: Anchor) -> int:
        return max((cut for cut in self.anchors.cuts if cut < anchor.line), default=-1)

    def _is(self, spec: SectionSpec, heading: Heading) -> bool:
        signs = len(spec.heading) - len(spec.heading.lstrip("#"))
        return heading.signs == signs and self.titles[heading.line] in self.known.titles[spec.first]

    def _resembles(self, spec: SectionSpec, heading: Heading) -> bool:
        # Few reports reword a section's title: the others need not wait for the import.
        from difflib import SequenceMatcher

        title = plain(heading.text[:200]).lower()
        return any(
            SequenceMatcher(None, title, known, autojunk=False).ratio() >= _SIMILAR
            for known in self.known.titles[spec.first]
        )

    def _leads(self, heading: Heading, anchor: Anchor) -> bool:
        """Whether nothing but quotes and blank lines stands between a heading and a question."""
        return heading.signs < 3 and all(
            not line.strip() or line.lstrip().startswith(">")
            for line in self.lines[heading.line + 1 : anchor.line]
        )

    def _at(self, spec: SectionSpec, line: int, *, reworded: bool) -> Section:
        end = next((cut for cut in self.anchors.cuts if cut > line), len(self.lines))
        stop = self.source.starts[end] if end < len(self.lines) else len(self.source.text)
        below = padded(self.source.text, self.source.line_end(line), stop)
        introductions = self.known.introductions.get(spec.first, ())
        introduced = spec.introduction is None or any(f" {text} " in below for text in introductions)
        found: Found = "reworded" if reworded else "whole"
        return Section(spec=spec, line=line, found=found, introduced=introduced, start=line)

    def _introduction(self, spec: SectionSpec, above: int, anchor: Anchor) -> int:
        """Return the line of an introduction that lost its heading, else the question's."""
        gap = Words(
            words(self.source.text, self.source.starts[max(0, above)], self.source.starts[anchor.line])
        )
        found = (gap.find(text) for text in self.known.introductions.get(spec.first, ()))
        match = next(filter(None, found), None)
        return self.source.line_at(gap.items[match[0]].offset) if match else anchor.line


def find_boxes(source: Source, outline: Outline, end: int) -> Iterator[Box]:
    """Yield the checklist items above the line `end`, wrapped lines included."""
    lines = source.lines
    starts = [(i, match) for i in range(end) if i not in outline.literal and (match := _BOX.match(lines[i]))]
    for index, match in starts:
        start = source.starts[index]
        span = item_span(source, index, end)
        mark = Span(start + match.start(1) - 1, start + match.end(1) + 1)
        around = source.text[mark.start - 1 : mark.start], source.text[mark.end : mark.end + 1]
        glued = not (around[0].isspace() and (around[1].isspace() or not around[1]))
        yield Box(match[1], plain(source.text, start + match.end(), span.end), span, mark, glued)


def item_span(source: Source, index: int, end: int) -> Span:
    """Return the span of the list item in the line `index`, above the line `end`, wrapped lines included."""
    last = index
    while last + 1 < end and _continues(source.lines[last + 1]):
        last += 1
    return source.trim(source.starts[index], source.line_end(last))


def _continues(line: str) -> bool:
    """Whether a line goes on with the item above it."""
    return bool(line.strip()) and not _BREAK.match(line)
