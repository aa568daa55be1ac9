"""Finds a template's questions and checklist items in a report."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlint.formatting import Number
from reportlint.markdown import ITEM_END, Outline, bare, heading_at
from reportlint.report.misspelt import Misspelt, is_set_off, is_underlined, reading
from reportlint.report.model import Box, Duplicate
from reportlint.report.patterns import FormPatterns
from reportlint.report.wordings import Known
from reportlint.source import Source, Span
from reportlint.words import Words, plain, words


class Anchor(NamedTuple):
    """The first line (from 0) of a question."""

    line: int
    number: Number
    heading: bool
    """Whether the line is the question's heading."""
    place: int
    """The offset to point at: the heading, else the remaining prompt or marker."""
    misspelt: bool = False
    """Whether the heading lacks its signs or has another number."""
    last: int = -1
    """Its last line: an underlined heading takes two."""


class Anchors(NamedTuple):
    """All questions found, in the order of the file, and other ends of their stretches."""

    found: tuple[Anchor, ...]
    duplicates: tuple[Duplicate, ...]
    cuts: tuple[int, ...]
    """All lines at which the stretch of a question begins, duplicates included, in order."""


class _Finder:
    """Finds anchors step by step; each step handles what the previous ones left over."""

    def __init__(
        self, source: Source, misspelt: Misspelt, outline: Outline, forms: FormPatterns, known: Known
    ) -> None:
        self.source, self.outline, self.forms, self.known = source, outline, forms, known
        self.misspelt = misspelt
        self.lines = misspelt.meant(source, forms.forms.heading).lines
        self.marker = forms.forms.marker
        self.headings: list[tuple[int, Number, int]] = [
            (index, heading.number, heading.signs) for index, heading in forms.headings(self.lines).items()
        ]
        self.heading_lines = [line for line, _, _ in self.headings]
        self.full: dict[Number, list[int]] = {}
        """Lines of all headings that the course's checker recognises, by their number."""
        self.anchors: dict[Number, Anchor] = {}
        self.duplicates: list[Duplicate] = []

    def stretch(self, line: int) -> tuple[int, int]:
        """Return the offsets from a line to the next question's heading, whatever its number."""
        following = bisect_right(self.heading_lines, line)
        last = following == len(self.headings)
        end = len(self.source.text) if last else self.source.starts[self.heading_lines[following]]
        return self.source.starts[line], end

    def take_headings(self) -> None:
        """Take for each number the first heading with a marker under it, else the first."""
        unheaded = self.forms.numbers - {number for _, number, _ in self.headings}
        for line, number, signs in self.headings:
            if signs >= self.forms.signs and not (unheaded and self._misnumbered(line, number, unheaded)):
                self.full.setdefault(number, []).append(line)
        for number, lines in self.full.items():
            marked = (line for line in lines if self.source.text.find(self.marker, *self.stretch(line)) >= 0)
            chosen = next(marked, lines[0])
            self.anchors[number] = self._at(number, chosen, heading=True)
            self.duplicates += (Duplicate(number, line, lines[0]) for line in lines[1:])

    def _misnumbered(self, line: int, number: Number, unheaded: frozenset[Number]) -> bool:
        """Whether the prompt under a heading belongs to one of the `unheaded` questions instead."""
        start, end = self.source.line_end(line), self.stretch(line)[1]
        below = plain(self.source.text, start, end) + " "
        prompts = self.known.prompts
        own = any(below.startswith(prompt + " ") for prompt in prompts.get(number, ()))
        return not own and any(
            below.startswith(p + " ") for other in unheaded for p in prompts.get(other, ())
        )

    def take_prompts(self, numbers: Sequence[Number]) -> None:
        """Take the prompt of each number, with the line above it if that was its heading."""
        if not numbers:
            return
        text = Words(words(self.source.text))
        for number in numbers:
            found = (text.find(prompt) for prompt in self.known.prompts.get(number, ()))
            if match := next(filter(None, found), None):
                offset = text.items[match[0]].offset
                line = self.source.line_at(offset)
                above = self._heading_above(line, number)
                if above == line or above in {anchor.line for anchor in self.anchors.values()}:
                    self.anchors[number] = self._at(number, line)
                else:
                    misspelt = not self._numbers(above, number)
                    self.anchors[number] = self._at(number, above, heading=True, misspelt=misspelt)

    def _numbers(self, line: int, number: Number) -> bool:
        """Whether a line is a reworded heading with the number of a question."""
        heading = heading_at(self.lines[line])
        return heading is not None and heading[0] >= self.forms.signs and self._names(heading[1], number)

    def _names(self, text: str, number: Number) -> bool:
        form = r"\d+(?:[a-z]\b|\.\d+)?|[^\W\d]+" if isinstance(number, str) else r"\d+|[^\W\d]+"
        return str(number) in re.findall(form, text)

    def take_markers(self, numbers: tuple[Number, ...]) -> None:
        """Take, for each number still missing, a bare marker that the question above does not need."""
        last: Number | None = None
        for number in numbers:
            if number not in self.anchors and (last is None or last in self.anchors):
                start = -1 if last is None else self.anchors[last].line
                self._take_marker(number, start, own=last is not None)
            last = number

    def _take_marker(self, number: Number, start: int, *, own: bool) -> None:
        """Take the first marker between the line `start` and the next question, skipping its `own`."""
        ends = (anchor.line for anchor in self.anchors.values() if anchor.line > start)
        end = min(ends, default=len(self.lines))
        alone = [i for i in range(start + 1, end) if bare(self.lines[i]) == self.marker]
        if len(alone) > own:
            spare = alone[own]
            quote = self.outline.quote_at(spare)
            apart = quote and not (own and quote.start <= alone[0])
            line = quote.start if quote and apart else spare
            self.anchors[number] = self._at(number, line, place=self._first(spare))

    def _at(
        self,
        number: Number,
        line: int,
        *,
        heading: bool = False,
        misspelt: bool = False,
        place: int | None = None,
    ) -> Anchor:
        return Anchor(
            line=line,
            number=number,
            heading=heading,
            place=self._first(line) if place is None else place,
            misspelt=misspelt or (line in self.misspelt.numbers and not self._is_seen(line)),
            last=line + (heading and is_underlined(self.source.lines, line)),
        )

    def _is_seen(self, line: int) -> bool:
        """Whether the course's checker recognises a heading in a line."""
        return "#" * self.forms.signs in self.source.lines[line]

    def _first(self, line: int) -> int:
        return self.source.line_span(line).start

    def _heading_above(self, line: int, number: Number) -> int:
        """Return the line above a prompt if it is its reworded heading, else the prompt's line."""
        above = next((i for i in range(line - 1, -1, -1) if bare(self.lines[i])), line)
        above -= above > 0 and is_underlined(self.source.lines, above - 1)
        heading = heading_at(self.lines[above])
        if heading:
            return line if self.known.is_heading(heading[1]) else above
        named = is_set_off(self.lines, above) and self._names(reading(self.lines[above]), number)
        return above if named and above < line else line


def find_anchors(
    source: Source,
    misspelt: Misspelt,
    outline: Outline,
    forms: FormPatterns,
    known: Known,
    numbers: tuple[Number, ...],
) -> Anchors:
    """Return where the questions with these `numbers`, in the schema's order, begin in `source`."""
    finder = _Finder(source, misspelt, outline, forms, known)
    finder.take_headings()
    finder.take_prompts([number for number in numbers if number not in finder.anchors])
    finder.take_markers(numbers)
    found = sorted(finder.anchors.values(), key=lambda anchor: anchor.line)
    cuts = {anchor.line for anchor in found} | {line for lines in finder.full.values() for line in lines}
    return Anchors(tuple(found), tuple(finder.duplicates), tuple(sorted(cuts)))


def closing_line(source: Source, closing: str | None, anchors: Anchors) -> int:
    """Return the line after the last question at which the `closing` text begins, else the end."""
    end = len(source.lines)
    if not closing or not anchors.cuts:
        return end
    first = anchors.cuts[-1] + 1
    own = [*map(plain, closing.split("\n"))]
    above, wording = next(filter(lambda entry: entry[1], enumerate(own)), (0, ""))
    found = [i for i in range(first, end) if wording and plain(source.lines[i]) == wording]
    # The template itself may say so again further down.
    return max(first, found[-own.count(wording) :][0] - above) if found else end


_BOX = re.compile(r"[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]*\[([^\[\]\n]{0,20})\](?![(\[:])")


def find_boxes(source: Source, outline: Outline, end: int) -> Iterator[Box]:
    """Yield the checklist items above the line `end`, wrapped lines included."""
    lines = source.lines
    starts = [(i, match) for i in range(end) if i not in outline.literal and (match := _BOX.match(lines[i]))]
    for index, match in starts:
        start = source.starts[index]
        span = item_span(source, outline, index, end)
        mark = Span(start + match.start(1) - 1, start + match.end(1) + 1)
        around = source.text[mark.start - 1 : mark.start], source.text[mark.end : mark.end + 1]
        glued = not (around[0].isspace() and (around[1].isspace() or not around[1]))
        yield Box(match[1], plain(source.text, start + match.end(), span.end), span, mark, glued)


def item_span(source: Source, outline: Outline, index: int, end: int) -> Span:
    """Return the span of the list item at the line `index`, above the line `end`, wrapped lines included."""
    last = index
    while last + 1 < end and last + 1 not in outline.literal and _continues(source.lines[last + 1]):
        last += 1
    return source.trim(source.starts[index], source.line_end(last))


def _continues(line: str) -> bool:
    """Whether a line continues the item above it."""
    return bool(line.strip()) and not ITEM_END.match(line)
