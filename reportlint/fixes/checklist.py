"""Fixes of the project checklist: its marks, and items that are gone or reworded."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import NamedTuple

from reportlint.diagnostic import Edit, Fix
from reportlint.report.locate import item_span
from reportlint.report.model import Box, Report
from reportlint.schema.model import Checklist
from reportlint.schema.template import boxed, render_checklist, unboxed
from reportlint.source import Source, Span
from reportlint.words import ALIKE_IN_SHORT, SLIP, Bag, bag, loss, plain, similarity

_TICKS = frozenset(("x", "X", "✅", "✔", "✓", "☑"))
_YES = _TICKS | {"*", "+", "done", "ja", "ok", "v", "y", "yes"}
"""What is written between the brackets for done, in small letters."""
_NO = frozenset(("n", "nej", "no"))
_CROSSES = frozenset(("❌", "✗", "✘", "❎"))
_UNBOXED = re.compile(r"[ \t]*[*+-][ \t]+(\S{1,2})(?:[ \t]+\[[ xX]?\])?(?=[ \t])")
"""A list item that begins with a sign in place of its box, or in front of it."""
_TICK = re.compile(r"[ \t]*[✅✔✓☑]\ufe0f?")
_VARIANT = "\ufe0f"
"""What asks for a sign to be shown as an emoji."""
_MOST = 200
"""So many boxes that are not the template's are looked at for reworded items."""
_SIGNS = 3
"""So many words may stand before an item's, less one."""
_BULLETS = frozenset("*+-")


def fixed_mark(source: Source, box: Box) -> Fix | None:
    """Return the fix that writes a box as `[x]` or `[ ]`, if it is clear which of the two is meant."""
    sign = box.mark.replace(_VARIANT, "").strip(" ()\t\xa0").casefold()
    if sign and sign not in _YES | _NO:
        return None
    mark = f"[{'x' if sign in _YES else ' '}]"
    before, behind = (source.text[box.mark_span.start - 1], source.text[box.mark_span.end :][:1])
    text = ("" if before.isspace() else " ") + mark + ("" if not behind or behind.isspace() else " ")
    return Fix(f"write `{mark}`", True, (Edit(*box.mark_span, text),))


def tick_beside(source: Source, box: Box) -> Fix | None:
    """Return the fix that ticks an empty box behind which a tick stands, and deletes that."""
    start, end = box.mark_span
    line = source.line_at(start)
    if match := _TICK.match(source.text, end, source.line_end(line)):
        return Fix("write `[x]`", True, (Edit(start, match.end(), "[x]"),))
    return None


class ItemPlace(NamedTuple):
    """An item of the template and what stands for it: a box, a line without one, or nothing."""

    group: str
    item: str
    box: Box | None
    line: int | None


def restored_items(report: Report) -> Fix | None:
    """Return the fix that puts back the items that are gone, or else the words of reworded ones."""
    checklist = report.revision.checklist
    if not checklist:
        return None
    if not report.boxes:
        edits = _whole(report, checklist)
    else:
        places = places_of(report, checklist)
        reworded = list(_reworded(report, places))
        edits = [*_boxed(report.source, places), *_inserted(report, places)]
        edits += (edit for edit, safe in reworded if safe)
        if not edits:
            # The safe ones go first; these come when nothing else is left.
            return _fix([edit for edit, _ in reworded], safe=False)
    return _fix(edits, safe=True)


def _fix(edits: Sequence[Edit], *, safe: bool) -> Fix | None:
    return Fix("restore the checklist's items", safe, tuple(sorted(edits))) if edits else None


def signed_items(report: Report) -> list[Box]:
    """Return the items that have a sign, such as `✅`, in their box's stead, as boxes with that mark."""
    return list(_signed(report.source, report.head_end, report.outline.literal))


def _signed(source: Source, end: int, literal: Set[int]) -> Iterator[Box]:
    for line in range(end):
        if line not in literal and (sign := _sign_in(source, line)):
            span = item_span(source, line, end)
            text = plain(source.text, sign.span.end, span.end)
            yield Box(sign.mark, text, span, sign.span, glued=False)


class _Sign(NamedTuple):
    """A sign in a box's stead, and the mark that it means."""

    mark: str
    span: Span


def _sign_in(source: Source, line: int) -> _Sign | None:
    """Return the sign that the item in a line begins with, if it is clear what it means."""
    match = _UNBOXED.match(source.lines[line])
    sign = match[1].replace(_VARIANT, "") if match else ""
    if not match or sign not in _TICKS | _CROSSES:
        return None
    start = source.starts[line]
    return _Sign("x" if sign in _TICKS else " ", Span(start + match.start(1), start + match.end()))


def places_of(report: Report, checklist: Checklist, signed: Sequence[Box] = ()) -> list[ItemPlace]:
    """Return the template's items with their boxes: the same words first, then what is most alike.

    Items that are `signed` count as boxes, too.
    """
    items = [(group, item) for group, items in checklist.groups.items() for item in items]
    own = [*report.own_boxes, *(box for box in signed if box.text in report.known.items)]
    boxes = {plain(item): _box_of(plain(item), own) for _, item in items}
    taken = {box.span for box in boxes.values() if box}
    others = islice((box for box in (*report.boxes, *signed) if box.span not in taken), _MOST)
    spare = {box: bag(box.text) for box in sorted(others, key=lambda box: box.span)}
    lines = _item_lines(report)
    places = []
    for group, item in items:
        line = lines.get(plain(item.split("\n")[0]))
        box = boxes[plain(item)] or (_nearest(item, spare) if line is None else None)
        if box:
            spare.pop(box, None)
        places.append(ItemPlace(group, item, box, line))
    return places


def _item_lines(report: Report) -> dict[str, int]:
    """Return the lines without a box by their words; of a list also without the first two, perhaps a tick."""
    boxes = {report.source.line_at(box.span.start) for box in report.boxes}
    found: dict[str, int] = {}
    for index in sorted(set(range(report.head_end)) - boxes):
        line = report.line(index)
        words = plain(line).split(" ")
        for skipped in range(min(_SIGNS, len(words)) if line.lstrip()[:1] in _BULLETS else 1):
            found.setdefault(" ".join(words[skipped:]), index)
    return found


def _box_of(item: str, boxes: Sequence[Box]) -> Box | None:
    """Return the box of an item; of several, which a merge may leave, one that is ticked."""
    own = [box for box in boxes if f"{box.text} ".startswith(f"{item} ")]
    return next((box for box in own if box.ticked), own[0] if own else None)


def _nearest(item: str, boxes: Mapping[Box, Bag]) -> Box | None:
    """Return the box most like an item, the first of equals, if one is like it at all."""
    own = bag(item)
    scores = {box: similarity(own, words) for box, words in boxes.items()}
    best = max(scores, default=None, key=scores.__getitem__)
    return best if best and scores[best] >= ALIKE_IN_SHORT else None


def _reworded(report: Report, places: Sequence[ItemPlace]) -> Iterator[tuple[Edit, bool]]:
    """Yield what rewords boxes, and whether safely: no word goes.

    Words that nothing takes the place of stay, and so does what is struck: without them the mark of
    the box may say what is not so.
    """
    for _, item, box, _ in places:
        if not box or box not in report.foreign_boxes:
            continue
        old, new = report.source.text[box.mark_span.end : box.span.end], unboxed(item)
        lost = loss(old, new)
        if not lost.treasure and lost.rewording and lost.words <= SLIP:
            yield Edit(box.mark_span.end, box.span.end, f" {new}"), not lost.words


def _boxed(source: Source, places: Sequence[ItemPlace]) -> Iterator[Edit]:
    """Yield boxes for the signs that stand in their stead, where it is clear what they mean."""
    for place in places:
        if not place.box and place.line is not None and (sign := _sign_in(source, place.line)):
            yield Edit(*sign.span, f"[{sign.mark}]")


def _inserted(report: Report, places: Sequence[ItemPlace]) -> Iterator[Edit]:
    """Yield the items that are gone, behind the one above them or above the one below them."""
    source = report.source
    above: dict[str, Box] = {}
    pending: dict[str, list[str]] = {}
    behind: dict[int, list[str]] = {}
    for group, item, box, line in places:
        if box:
            if group not in above and (waiting := pending.pop(group, [])):
                start = source.starts[source.line_at(box.span.start)]
                bullet = bullet_like(report, box)
                yield Edit(start, start, "".join(f"{boxed(text, bullet)}\n" for text in waiting))
            above[group] = box
        elif line is None and group in above:
            behind.setdefault(above[group].span.end, []).append(
                f"\n{boxed(item, bullet_like(report, above[group]))}"
            )
        elif line is None:
            pending.setdefault(group, []).append(item)
    for end, texts in behind.items():
        yield Edit(end, end, "".join(texts))
    for group, waiting in pending.items():
        yield from _under_heading(report, group, waiting)


def bullet_like(report: Report, box: Box) -> str:
    """Return an empty box as its neighbour is written."""
    source = report.source
    line = source.starts[source.line_at(box.mark_span.start)]
    sign = source.text[line : box.mark_span.start].strip()
    usual = report.revision.forms.item
    return f"{sign} [ ]" if sign in ("*", "-", "+") and sign != usual[0] else usual


def _under_heading(report: Report, group: str, items: Sequence[str]) -> Iterator[Edit]:
    wanted = plain(group).lower()
    lines = (h.line for h in report.outline.headings if plain(h.text).lower() == wanted)
    if (line := next(lines, report.head_end)) < report.head_end:
        at = report.source.line_end(line)
        yield Edit(at, at, "\n\n" + "\n".join(boxed(item, report.revision.forms.item) for item in items))


def _whole(report: Report, checklist: Checklist) -> list[Edit]:
    """Return the edit that puts the whole checklist above the first section, if nothing is left of it."""
    heads = {plain(heading).lower() for heading in (checklist.heading, *checklist.groups)}
    left = any(h.line < report.head_end and plain(h.text).lower() in heads for h in report.outline.headings)
    # In a fence that nobody closed it would be code, and be missed again.
    swallowed = report.head_end - 1 in report.outline.literal
    if left or swallowed or report.head_end >= len(report.source.lines):
        return []
    at = report.source.starts[report.head_end]
    return [Edit(at, at, "\n\n".join(render_checklist(checklist, report.revision.forms)) + "\n\n")]
