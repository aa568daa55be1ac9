"""Where each question begins: at its heading, or at what is left of it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reportlint.forms import FormPatterns
from reportlint.known import Known
from reportlint.outline import Outline, heading_at
from reportlint.report import Duplicate
from reportlint.schema.model import Number
from reportlint.source import Source
from reportlint.wording import Words, plain, words


class Anchor(NamedTuple):
    """The first line (from 0) of a question."""

    line: int
    number: Number
    heading: bool
    """Whether the line is a heading that the course's checker sees."""
    place: int
    """The offset to point at: of the heading, else of the prompt or the marker that is left."""


class Anchors(NamedTuple):
    """All questions found, in the order of the file, and what ends their stretches besides."""

    found: tuple[Anchor, ...]
    duplicates: tuple[Duplicate, ...]
    cuts: tuple[int, ...]
    """All lines at which the stretch of a question, doubled ones too, begins, in order."""


class _Finder:
    """Finds anchors step by step; each step takes what the steps before left."""

    def __init__(self, source: Source, outline: Outline, forms: FormPatterns, known: Known) -> None:
        self.source, self.outline, self.forms, self.known = source, outline, forms, known
        self.lines = source.lines
        self.marker = forms.forms.marker
        self.headings: list[tuple[int, Number, int]] = [
            (index, heading.number, heading.signs)
            for index, line in enumerate(self.lines)
            if "#" in line and (heading := forms.heading(line))
        ]
        self.heading_lines = [line for line, _, _ in self.headings]
        self.full: dict[Number, list[int]] = {}
        """The lines of all headings that the course's checker sees, by their number."""
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
        bare = self.forms.numbers - {number for _, number, _ in self.headings}
        for line, number, signs in self.headings:
            if signs >= self.forms.signs and not (bare and self._misnumbered(line, number, bare)):
                self.full.setdefault(number, []).append(line)
        for number, lines in self.full.items():
            marked = (line for line in lines if self.source.text.find(self.marker, *self.stretch(line)) >= 0)
            chosen = next(marked, lines[0])
            self.anchors[number] = self._at(number, chosen, heading=True)
            self.duplicates += (Duplicate(number, line, lines[0]) for line in lines[1:])

    def _misnumbered(self, line: int, number: Number, bare: frozenset[Number]) -> bool:
        """Whether the prompt under a heading is that of one of the `bare` questions, not its own."""
        start, end = self.source.line_end(line), self.stretch(line)[1]
        below = plain(self.source.text, start, end) + " "
        prompts = self.known.prompts
        own = any(below.startswith(prompt + " ") for prompt in prompts.get(number, ()))
        return not own and any(below.startswith(p + " ") for other in bare for p in prompts.get(other, ()))

    def take_prompts(self, numbers: Sequence[Number]) -> None:
        """Take for each of the numbers its prompt, with the line above if that was its heading."""
        if not numbers:
            return
        text = Words(words(self.source.text))
        for number in numbers:
            found = (text.find(prompt) for prompt in self.known.prompts.get(number, ()))
            if match := next(filter(None, found), None):
                offset = text.items[match[0]].offset
                line = self.source.line_at(offset)
                above = self._heading_above(line)
                if self._numbers(above, number):
                    self.anchors[number] = self._at(number, above, heading=True)
                else:
                    self.anchors[number] = self._at(number, above, place=self._first(line))

    def _numbers(self, line: int, number: Number) -> bool:
        """Whether a line is a heading, in other words than the template's, with the number of a question."""
        heading = heading_at(self.lines[line])
        words = re.findall(r"\d+|[^\W\d]+", heading[1]) if heading else []
        return heading is not None and heading[0] >= self.forms.signs and str(number) in words

    def take_markers(self, numbers: tuple[Number, ...]) -> None:
        """Take for each number still missing a bare marker that the question above has to spare."""
        last: Number | None = None
        for number in numbers:
            if number not in self.anchors and (last is None or last in self.anchors):
                start = -1 if last is None else self.anchors[last].line
                self._take_marker(number, start, own=last is not None)
            last = number

    def _take_marker(self, number: Number, start: int, *, own: bool) -> None:
        """Take the first marker below the line `start` and above the next question, but for its `own`."""
        ends = (anchor.line for anchor in self.anchors.values() if anchor.line > start)
        end = min(ends, default=len(self.lines))
        bare = [i for i in range(start + 1, end) if self.lines[i].strip(" >\t") == self.marker]
        if len(bare) > own:
            spare = bare[own]
            quote = self.outline.quote_at(spare)
            apart = quote and not (own and quote.start <= bare[0])
            line = quote.start if quote and apart else spare
            self.anchors[number] = self._at(number, line, place=self._first(spare))

    def _at(self, number: Number, line: int, *, heading: bool = False, place: int | None = None) -> Anchor:
        offset = self._first(line) if place is None else place
        return Anchor(line=line, number=number, heading=heading, place=offset)

    def _first(self, line: int) -> int:
        return self.source.line_span(line).start

    def _heading_above(self, line: int) -> int:
        above = next((i for i in range(line - 1, -1, -1) if self.lines[i].strip(" >\t")), line)
        heading = heading_at(self.lines[above])
        return above if heading and not self.known.is_heading(heading[1]) else line


def find_anchors(
    source: Source, outline: Outline, forms: FormPatterns, known: Known, numbers: tuple[Number, ...]
) -> Anchors:
    """Return where the questions with these `numbers`, in the schema's order, begin in `source`."""
    finder = _Finder(source, outline, forms, known)
    finder.take_headings()
    finder.take_prompts([number for number in numbers if number not in finder.anchors])
    finder.take_markers(numbers)
    found = sorted(finder.anchors.values(), key=lambda anchor: anchor.line)
    cuts = {anchor.line for anchor in found} | {line for lines in finder.full.values() for line in lines}
    return Anchors(tuple(found), tuple(finder.duplicates), tuple(sorted(cuts)))
