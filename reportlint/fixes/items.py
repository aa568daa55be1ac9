"""Finds the lines of a report that represent the items of a checklist."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from reportlint.report.locate import item_span
from reportlint.report.misspelt import reading
from reportlint.report.model import Box, Report
from reportlint.schema.model import Checklist
from reportlint.source import Source, Span
from reportlint.words import ALIKE, Bag, Beginnings, bag, letters, plain, similarity

TICKS = frozenset(("x", "X", "✅", "✔", "✓", "☑"))
_CROSSES = frozenset(("❌", "✗", "✘", "❎"))
VARIANT = "\ufe0f"
"""Requests the emoji form of the sign before it."""
_UNBOXED = re.compile(r"[ \t]*[*+-][ \t]+(\S{1,2})(?:[ \t]+\[[ xX]?\])?(?=[ \t])")
"""A list item with a sign in place of its box, or before it."""
_MOST = 200
"""Maximum number of unknown boxes, and of unknown headings, to search for reworded ones."""
_LONGEST = 200
"""Maximum number of characters in a heading."""
_SIGNS = 3
"""At most two extra leading words are tolerated."""
_BULLETS = frozenset("*+-")
_APART = frozenset("#>*+-")
"""The start of an unindented line that does not continue the item above it."""


class Sign(NamedTuple):
    """A sign in place of a box, and the mark that it means."""

    mark: str
    span: Span


def sign_in(source: Source, line: int) -> Sign | None:
    """Return the sign at the beginning of the item in a line, if its meaning is clear."""
    match = _UNBOXED.match(source.lines[line])
    sign = match[1].replace(VARIANT, "") if match else ""
    if not match or sign not in TICKS | _CROSSES:
        return None
    start = source.starts[line]
    return Sign("x" if sign in TICKS else " ", Span(start + match.start(1), start + match.end()))


def signed_items(report: Report) -> Iterator[Box]:
    """Yield items with a sign such as `✅` in place of a box, as boxes with that mark."""
    source = report.source
    for line in range(report.head_end):
        if line not in report.outline.literal and (sign := sign_in(source, line)):
            span = item_span(source, report.outline, line, report.head_end)
            text = plain(source.text, sign.span.end, span.end)
            yield Box(sign.mark, text, span, sign.span, glued=False)


class ItemPlace(NamedTuple):
    """An item of a checklist and its counterpart in the report: a box, a line, or nothing."""

    group: str
    item: str
    box: Box | None
    lines: range
    """The lines (indices) of the counterpart and the text below it; empty if there is none."""


class Items:
    """The counterparts of a checklist's items in a report, which may be of another revision.

    Equal words come first, then similar ones. No box or line is used for two items.
    """

    def __init__(self, report: Report, checklist: Checklist, signed: Sequence[Box] = ()) -> None:
        """Treat the `signed` items as boxes, too."""
        self._report = report
        self._boxes = (*report.boxes, *signed)
        told = (box for box in signed if box.text in report.known.items)
        self.own = {self._line(box): box for box in (*report.own_boxes, *told)}
        """Boxes with an item of any known checklist, by line."""
        found = list(self._found(checklist))
        firsts = [self._line(box) if box else line for _, _, box, line in found]
        others = (self._line(box) for box in report.foreign_boxes)
        apart = {line for line in others if not report.line(line)[:1].isspace()}
        self._stops = apart.union(self.own, (line for line in firsts if line is not None))
        self.places = [
            ItemPlace(group, item, box, range(0) if first is None else self.extent(first))
            for (group, item, box, _), first in zip(found, firsts, strict=True)
        ]

    def _line(self, box: Box) -> int:
        return self._report.source.line_at(box.span.start)

    def extent(self, first: int) -> range:
        """Return the lines from an item's to the last one written below it."""
        last = first + 1
        while last < self._report.head_end and last not in self._stops and self._goes_on(last):
            last += 1
        return range(first, last)

    def _goes_on(self, index: int) -> bool:
        """Whether a line belongs to the item above it."""
        line = self._report.line(index)
        apart = line[:1] in _APART or index in self._report.outline.literal
        return bool(line.strip()) and (line[0].isspace() or not apart)

    def _found(self, checklist: Checklist) -> Iterator[tuple[str, str, Box | None, int | None]]:
        """Yield each item with its group and its box, or else the line with its words."""
        items = [(group, item, plain(item)) for group, items in checklist.groups.items() for item in items]
        own = _own_boxes(self.own.values(), [words for _, _, words in items])
        taken = {box.span for boxes in own.values() for box in boxes}
        others = islice((box for box in self._boxes if box.span not in taken), _MOST)
        spare = {box: bag(box.text) for box in sorted(others, key=lambda box: box.span)}
        boxes = {words: iter(found) for words, found in own.items()}
        lines = {words: iter(found) for words, found in _item_lines(self._report).items()}
        told: set[int] = set()
        for group, item, words in items:
            box, line = next(boxes.get(words, iter(())), None), None
            if not box:
                same = lines.get(plain(item.split("\n")[0]), iter(()))
                line = next((index for index in same if index not in told), None)
                box = _nearest(words, spare) if line is None else None
            if line is not None:
                told.add(line)
            if box:
                spare.pop(box, None)
            yield group, item, box, line


class HeadingPlace(NamedTuple):
    """A checklist heading that differs from the template, and the line in its place."""

    heading: str
    line: int | None
    """None if it is missing."""
    misspelt: bool
    """Whether the line has its words with other signs or none."""


def changed_headings(report: Report, checklist: Checklist) -> Iterator[HeadingPlace]:
    """Yield the headings of a checklist that are missing, reworded or misspelt, in order."""
    wanted = {heading: reading(heading) for heading in (checklist.heading, *checklist.groups)}
    found = [h for h in report.outline.headings if h.line < report.head_end]
    there = {(heading.signs, plain(heading.text).lower()) for heading in found}
    lost = [h for h, title in wanted.items() if (len(h) - len(h.lstrip("#")), title) not in there]
    if not lost:
        return
    told = frozenset(wanted.values())
    # A heading of another revision may stand for any of the missing ones.
    others = sum(
        h.signs > 1 and report.known.is_heading(h.text) and plain(h.text).lower() not in told for h in found
    )
    lines = _headings_by_words(report)
    unknown = islice((h for h in found if not report.known.is_heading(h.text)), _MOST)
    spare = {h.line: letters(plain(h.text).lower()) for h in unknown}
    for heading in lost[others:]:
        line = lines.get(wanted[heading])
        alike = letters(wanted[heading])
        near = (at for at, own in spare.items() if line is None and similarity(own, alike) >= ALIKE)
        yield HeadingPlace(heading, next(near, line), misspelt=line is not None)


def _headings_by_words(report: Report) -> dict[str, int]:
    """Return the lines above the first section that are not items, by their words."""
    boxes = {report.source.line_at(box.span.start) for box in report.boxes}
    lines = (
        i for i in range(report.head_end - 1, -1, -1) if i not in boxes and len(report.line(i)) < _LONGEST
    )
    return {reading(report.line(line)): line for line in lines}


def _own_boxes(boxes: Iterable[Box], items: Sequence[str]) -> dict[str, list[Box]]:
    """Return boxes by the words of the item that they equal or begin with.

    If there are more boxes than items, as after a merge, ticked ones are preferred.
    """
    beginnings, numbers = Beginnings(items), Counter(items)
    found: dict[str, list[Box]] = {}
    for box in boxes:
        if item := beginnings.of(box.text):
            found.setdefault(item, []).append(box)
    chosen = {
        item: sorted(own, key=lambda box: not box.ticked)[: numbers[item]] for item, own in found.items()
    }
    return {item: sorted(own, key=lambda box: box.span) for item, own in chosen.items()}


def _item_lines(report: Report) -> dict[str, list[int]]:
    """Return lines without a box by their words, and lists also without two words, perhaps a tick."""
    boxes = {report.source.line_at(box.span.start) for box in report.boxes}
    found: dict[str, list[int]] = {}
    for index in range(report.head_end):
        line = report.line(index)
        words = plain(line).split(" ") if index not in boxes else []
        for skipped in range(min(_SIGNS, len(words)) if line.lstrip()[:1] in _BULLETS else len(words[:1])):
            found.setdefault(" ".join(words[skipped:]), []).append(index)
    return found


def _nearest(item: str, boxes: Mapping[Box, Bag]) -> Box | None:
    """Return the box most similar to an item (the first of equals), if any is similar."""
    own = bag(item)
    scores = {box: similarity(own, words) for box, words in boxes.items()}
    best = max(scores, default=None, key=scores.__getitem__)
    return best if best and scores[best] >= ALIKE else None
