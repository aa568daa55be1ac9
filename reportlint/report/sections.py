"""Finds a template's sections in a report."""

from collections import defaultdict
from collections.abc import Iterator

from reportlint.markdown import Heading, Outline, heading_at, quote_sign
from reportlint.report.locate import Anchor, Anchors
from reportlint.report.misspelt import is_set_off, is_underlined, reading
from reportlint.report.model import Found, Section
from reportlint.report.typos import find_corrected, holds_corrected
from reportlint.report.wordings import Known
from reportlint.schema.model import Revision, SectionSpec
from reportlint.source import Source
from reportlint.words import ALIKE, Words, letters, padded, plain, similarity, words

_NEAREST = 10
"""Number of headings above a question that are compared with its section's."""
_LONGEST = 200
"""Number of characters of a heading that are compared with a title."""


class SectionFinder:
    """Finds the sections of one report."""

    def __init__(self, source: Source, outline: Outline, anchors: Anchors, known: Known) -> None:
        self.source, self.known, self.anchors = source, known, anchors
        self.lines = source.lines
        questions = frozenset(anchors.cuts)
        self.headings = [heading for heading in outline.headings if heading.line not in questions]
        self.literal = outline.literal
        self.by_title: defaultdict[tuple[int, str], list[Heading]] = defaultdict(list)
        """By signs and words."""
        for heading in self.headings:
            self.by_title[heading.signs, plain(heading.text).lower()].append(heading)
        self.by_number = {anchor.number: anchor for anchor in anchors.found}

    def find(self, revision: Revision) -> Iterator[Section]:
        """Yield the sections of `revision` whose heading or first question is present."""
        for spec in revision.sections:
            anchor = self.by_number.get(spec.first)
            exact = self._exact(spec)
            above = self._above(anchor) if anchor else -1
            if exact:
                # A merge may duplicate a heading: then the answer above ends at the first one.
                near = [h for h in exact if anchor and above < h.line < anchor.line]
                start = near[0].line if near else exact[-1].line
                yield self._at(spec, (near or exact)[-1].line, reworded=False)._replace(start=start)
            elif anchor:
                yield self._find(spec, above, anchor)

    def _find(self, spec: SectionSpec, above: int, anchor: Anchor) -> Section:
        """Return the rest of a section without its heading, below the question in line `above`."""
        quiet = self._quiet(above, anchor)
        lines = range(anchor.line - 1, above, -1)
        misspelt = next((line for line in lines if self._is_misspelt(spec, line, quiet)), None)
        if misspelt is not None:
            return self._at(spec, misspelt, reworded=True)
        gap = [heading for heading in self.headings if above < heading.line < anchor.line]
        if gap and gap[-1].signs < 3 and gap[-1].line + 1 >= quiet:
            return self._at(spec, gap[-1].line, reworded=True)
        if similar := [h for h in gap[-_NEAREST:] if self._resembles(spec, h)]:
            return self._at(spec, similar[-1].line, reworded=True)
        line = self._introduction(spec, above, anchor)
        return Section(spec=spec, line=line, found="gone", introduced=True, last=line, start=line)

    def _above(self, anchor: Anchor) -> int:
        return max((cut for cut in self.anchors.cuts if cut < anchor.line), default=-1)

    def _exact(self, spec: SectionSpec) -> list[Heading]:
        """Return the headings with the signs and the words of a section's, in order."""
        signs = len(spec.heading) - len(spec.heading.lstrip("#"))
        titles = self.known.titles[spec.first]
        return sorted(heading for title in titles for heading in self.by_title.get((signs, title), ()))

    def _resembles(self, spec: SectionSpec, heading: Heading) -> bool:
        own = letters(plain(heading.text[:_LONGEST]).lower())
        return any(similarity(own, letters(known)) >= ALIKE for known in self.known.titles[spec.first])

    def _quiet(self, above: int, anchor: Anchor) -> int:
        """Return the first line above a question after which there are only quotes and blank lines."""
        lines = range(anchor.line - 1, above, -1)
        loud = (line for line in lines if self.lines[line].strip() and not quote_sign(self.lines[line]))
        return next(loud, above) + 1

    def _is_misspelt(self, spec: SectionSpec, line: int, quiet: int) -> bool:
        """Whether a line is the section's heading with other signs or none."""
        text = self.lines[line]
        if len(text) > _LONGEST or reading(text) not in self.known.titles[spec.first] or heading_at(text):
            return False
        set_off = is_set_off(self.lines, line) and line not in self.literal
        return set_off or line + 1 + is_underlined(self.lines, line) >= quiet

    def _at(self, spec: SectionSpec, line: int, *, reworded: bool) -> Section:
        end = next((cut for cut in self.anchors.cuts if cut > line), len(self.lines))
        stop = self.source.starts[end] if end < len(self.lines) else len(self.source.text)
        last = line + is_underlined(self.lines, line)
        below = padded(self.source.text, self.source.line_end(last), stop)
        introductions = self.known.introductions.get(spec.first, ())
        introduced = (
            spec.introduction is None
            or any(f" {text} " in below for text in introductions)
            or holds_corrected(below, introductions)
        )
        found: Found = "reworded" if reworded else "whole"
        return Section(spec=spec, line=line, found=found, introduced=introduced, last=last, start=line)

    def _introduction(self, spec: SectionSpec, above: int, anchor: Anchor) -> int:
        """Return the line of an introduction that lost its heading, else the question's."""
        gap = Words(
            words(self.source.text, self.source.starts[max(0, above)], self.source.starts[anchor.line])
        )
        texts = self.known.introductions.get(spec.first, ())
        found = (gap.find(text) or find_corrected(gap.items, text) for text in texts)
        match = next(filter(None, found), None)
        return self.source.line_at(gap.items[match[0]].offset) if match else anchor.line
