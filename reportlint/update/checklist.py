"""Moves ticked boxes to another checklist, with the notes after and below them."""

from collections.abc import Set
from typing import NamedTuple

from reportlint.fixes.checklist import bullet_like
from reportlint.fixes.items import ItemPlace, Items, signed_items
from reportlint.report.model import Box, Report
from reportlint.schema.model import Checklist
from reportlint.schema.template import boxed, unboxed
from reportlint.words import loss, plain, words

_CLOSING = ")`*_.?!"
"""Signs that may follow the last word of an item."""


class Carried(NamedTuple):
    """The items of a checklist, filled in from a report."""

    groups: dict[str, list[str]]
    """The items' lines, with their boxes and notes below, by the heading of the group."""
    told: frozenset[int]
    """Lines (indices) of the report that are carried over, or belong to removed items."""
    left: tuple[str, ...]
    """Ticks and notes at items that are not in the checklist."""


def carry_boxes(report: Report, checklist: Checklist) -> Carried:
    """Return a checklist's items with a report's boxes, paired by words, else by likeness."""
    return _Carrier(report).carry(checklist)


class _Carrier:
    def __init__(self, report: Report) -> None:
        self.report, self.source = report, report.source

    def carry(self, checklist: Checklist) -> Carried:
        found = Items(self.report, checklist, tuple(signed_items(self.report)))
        groups: dict[str, list[str]] = {group: [] for group in checklist.groups}
        for place in found.places:
            groups[place.group].append(self._item(place, own=place.lines.start in found.own))
        told = {line for place in found.places for line in place.lines}
        items = {plain(item) for item in checklist.items}
        gone = [(box, found.extent(line)) for line, box in found.own.items() if line not in told]
        left = [lines for box, lines in gone if self._tells(box, lines, items)]
        texts = tuple("\n".join(map(self.report.line, lines)) for lines in left)
        return Carried(groups, frozenset(told.union(*(lines for _, lines in gone))), texts)

    def _tells(self, box: Box, lines: range, items: Set[str]) -> bool:
        """Whether an item that is missing or already taken has a tick or note that would be lost."""
        more = self.source.line_at(box.span.end) + 1 < lines.stop or box.text not in self.report.known.items
        return more or (box.ticked and box.text not in items)

    def _item(self, place: ItemPlace, *, own: bool) -> str:
        """Return an item's lines: the report's own if they have its words or more, else the template's.

        `own` is whether the box is an item of a known checklist.
        """
        if not place.lines:
            return boxed(place.item, bullet_like(self.report, next(iter(self.report.boxes), None)))
        start = self.source.starts[place.lines.start]
        text = "\n".join(map(self.report.line, place.lines))
        if not place.box:
            return text
        first, end = (offset - start for offset in place.box.mark_span)
        head, tail = f"{text[:first]}[{place.box.mark}]", text[end:]
        return (
            f"{head} {unboxed(place.item)}{self._note(place.box, tail)}"
            if self._is_reworded(place, own=own)
            else head + tail
        )

    def _is_reworded(self, place: ItemPlace, *, own: bool) -> bool:
        """Whether a box words its item differently, without adding anything."""
        box = place.box
        if not box or f"{box.text} ".startswith(f"{plain(place.item)} "):
            return False
        if own:
            return True
        lost = loss(self.source.text[box.mark_span.end : box.span.end], unboxed(place.item))
        return not lost.treasure and (lost.rewording or not lost.words)

    def _note(self, box: Box, text: str) -> str:
        """Return the notes after and below an item in the lines of a box."""
        own = [item for item in self.report.known.items if f"{box.text} ".startswith(f"{item} ")]
        last = list(words(text))[max(own, key=len, default=box.text).count(" ")]
        return text[last.offset + len(last.text) :].lstrip(_CLOSING)
