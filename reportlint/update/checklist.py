"""Carries the boxes of a report over to another checklist, with what is written behind and below them."""

from collections.abc import Set
from typing import NamedTuple

from reportlint.fixes.checklist import ItemPlace, bullet_like, places_of, signed_items
from reportlint.report.model import Box, Report
from reportlint.schema.model import Checklist
from reportlint.schema.template import boxed, unboxed
from reportlint.words import loss, plain, words

_CLOSING = ")`*_.?!"
"""Signs that an item may end with, behind its last word."""


class Carried(NamedTuple):
    """The items of a checklist as a report has them."""

    groups: dict[str, list[str]]
    """The lines of the items, with their boxes and what stands below them, by the group's heading."""
    told: frozenset[int]
    """The lines (indices) of the report that they hold, or that are of items gone."""
    left: tuple[str, ...]
    """What is ticked or written at items that the checklist does not have."""


def carry_boxes(report: Report, checklist: Checklist) -> Carried:
    """Return a checklist's items with the boxes of a report, by words, and else by likeness."""
    return _Carrier(report).carry(checklist)


class _Carrier:
    def __init__(self, report: Report) -> None:
        self.report, self.source = report, report.source
        self.signed = signed_items(report)
        told = (box for box in self.signed if box.text in report.known.items)
        self.own = {self._line(box): box for box in (*report.own_boxes, *told)}
        lines = (self._line(box) for box in report.foreign_boxes)
        self.stops = self.own.keys() | {line for line in lines if not report.line(line)[:1].isspace()}

    def carry(self, checklist: Checklist) -> Carried:
        groups: dict[str, list[str]] = {group: [] for group in checklist.groups}
        told: set[int] = set()
        for place in places_of(self.report, checklist, self.signed):
            first = self._line(place.box) if place.box else place.line
            lines = range(0) if first is None else self._extent(first)
            groups[place.group].append(self._item(place, lines))
            told.update(lines)
        items = {plain(item) for item in checklist.items}
        gone = [(box, self._extent(line)) for line, box in self.own.items() if line not in told]
        left = [lines for box, lines in gone if self._tells(box, lines, items)]
        texts = tuple("\n".join(map(self.report.line, lines)) for lines in left)
        return Carried(groups, frozenset(told.union(*(lines for _, lines in gone))), texts)

    def _line(self, box: Box) -> int:
        return self.source.line_at(box.span.start)

    def _extent(self, first: int) -> range:
        """Return the lines from that of an item to the last that is written below it."""
        last = first + 1
        while last < self.report.head_end and last not in self.stops and _goes_on(self.report.line(last)):
            last += 1
        return range(first, last)

    def _tells(self, box: Box, lines: range, items: Set[str]) -> bool:
        """Whether an item that the checklist does not have, or has already, says what nothing else says."""
        more = self.source.line_at(box.span.end) + 1 < lines.stop or box.text not in self.report.known.items
        return more or (box.ticked and box.text not in items)

    def _item(self, place: ItemPlace, lines: range) -> str:
        """Return the lines of an item: the report's own where they have its words, or say more."""
        if not lines:
            like = self.report.boxes[:1]
            bullet = bullet_like(self.report, like[0]) if like else self.report.revision.forms.item
            return boxed(place.item, bullet)
        start = self.source.starts[lines.start]
        text = "\n".join(map(self.report.line, lines))
        if not place.box:
            return text
        first, end = (offset - start for offset in place.box.mark_span)
        head, tail = f"{text[:first]}[{place.box.mark}]", text[end:]
        return (
            f"{head} {unboxed(place.item)}{self._note(place.box, tail)}"
            if self._is_reworded(place)
            else head + tail
        )

    def _is_reworded(self, place: ItemPlace) -> bool:
        """Whether a box has other words than its item, and says no more than that."""
        box = place.box
        if not box or f"{box.text} ".startswith(f"{plain(place.item)} "):
            return False
        if self._line(box) in self.own:
            return True
        lost = loss(self.source.text[box.mark_span.end : box.span.end], unboxed(place.item))
        return not lost.treasure and (lost.rewording or not lost.words)

    def _note(self, box: Box, text: str) -> str:
        """Return what of a box's lines somebody wrote behind and below the item."""
        own = [item for item in self.report.known.items if f"{box.text} ".startswith(f"{item} ")]
        last = list(words(text))[max(own, key=len, default=box.text).count(" ")]
        return text[last.offset + len(last.text) :].lstrip(_CLOSING)


def _goes_on(line: str) -> bool:
    """Whether a line belongs to the item above it."""
    return bool(line.strip()) and (line[0].isspace() or line[0] not in "#>*+-")
