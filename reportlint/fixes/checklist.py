"""Fixes of the project checklist: marks, and missing or reworded items."""

import re
from collections.abc import Iterator, Mapping, Sequence

from reportlint.diagnostic import Edit, Fix
from reportlint.fixes.items import TICKS, VARIANT, ItemPlace, Items, changed_headings, sign_in
from reportlint.report.misspelt import is_underlined
from reportlint.report.model import Box, Report
from reportlint.schema.model import Checklist
from reportlint.schema.template import boxed, render_checklist, unboxed
from reportlint.source import Source
from reportlint.words import SLIP, loss, plain

_YES = TICKS | {"*", "+", "done", "ja", "ok", "v", "y", "yes"}
"""Lower-case texts between brackets that mean done."""
_NO = frozenset(("n", "nej", "no"))
_TICK = r"[ \t]*[✅✔✓☑]\ufe0f?"


def fixed_mark(source: Source, box: Box) -> Fix | None:
    """Return the fix that writes a box as `[x]` or `[ ]`, if it is clear which one is meant."""
    sign = box.mark.replace(VARIANT, "").strip(" ()\t\xa0").casefold()
    if sign and sign not in _YES | _NO:
        return None
    mark = f"[{'x' if sign in _YES else ' '}]"
    before, behind = (source.text[box.mark_span.start - 1], source.text[box.mark_span.end :][:1])
    text = ("" if before.isspace() else " ") + mark + ("" if not behind or behind.isspace() else " ")
    return Fix(f"write `{mark}`", True, (Edit(*box.mark_span, text),))


def tick_beside(source: Source, box: Box) -> Fix | None:
    """Return the fix that ticks an empty box followed by a tick, and deletes that tick."""
    start, end = box.mark_span
    line = source.line_at(start)
    if match := re.compile(_TICK).match(source.text, end, source.line_end(line)):
        return Fix("write `[x]`", True, (Edit(start, match.end(), "[x]"),))
    return None


def restored_items(report: Report) -> Fix | None:
    """Return the fix that restores missing items, or otherwise the wording of reworded ones."""
    checklist = report.revision.checklist
    if not checklist:
        return None
    if not report.boxes:
        edits = _whole(report, checklist)
    else:
        places = Items(report, checklist).places
        reworded = [*_reworded(report, places), *_respelt(report, checklist, places)]
        edits = [*_boxed(report.source, places), *_inserted(report, places)]
        edits += (edit for edit, safe in reworded if safe)
        if not edits:
            # Safe fixes first; unsafe ones only if no other is left.
            return _fix([edit for edit, _ in reworded], safe=False)
    return _fix(edits, safe=True)


def _fix(edits: Sequence[Edit], *, safe: bool) -> Fix | None:
    return Fix("restore the checklist's items", safe, tuple(sorted(edits))) if edits else None


def _reworded(report: Report, places: Sequence[ItemPlace]) -> Iterator[tuple[Edit, bool]]:
    """Yield the edits that restore the wording of boxes, and whether each is safe, losing no word.

    Words that nothing replaces stay, and so does struck text: without it the mark may be wrong.
    """
    foreign = frozenset(report.foreign_boxes)
    for _, item, box, _ in places:
        if not box or box not in foreign:
            continue
        old, new = report.source.text[box.mark_span.end : box.span.end], unboxed(item)
        lost = loss(old, new)
        if not lost.treasure and lost.rewording and lost.words <= SLIP:
            yield Edit(box.mark_span.end, box.span.end, f" {new}"), not lost.words


def _respelt(
    report: Report, checklist: Checklist, places: Sequence[ItemPlace]
) -> Iterator[tuple[Edit, bool]]:
    """Yield the edits of missing, reworded or misspelt headings, and whether each loses no word."""
    source = report.source
    firsts = {place.group: place.lines.start for place in reversed(places) if place.lines}
    for heading, line, misspelt in changed_headings(report, checklist):
        if line is not None and (misspelt or not loss(report.line(line), heading).treasure):
            last = line + is_underlined(source.lines, line)
            yield Edit(source.starts[line], source.line_end(last), heading), misspelt
        elif heading in firsts:
            start = source.starts[firsts[heading]]
            yield Edit(start, start, f"{heading}\n\n"), True


def _boxed(source: Source, places: Sequence[ItemPlace]) -> Iterator[Edit]:
    """Yield the edits that replace signs by boxes, if their meaning is clear."""
    for place in places:
        if not place.box and place.lines and (sign := sign_in(source, place.lines.start)):
            yield Edit(*sign.span, f"[{sign.mark}]")


def _inserted(report: Report, places: Sequence[ItemPlace]) -> Iterator[Edit]:
    """Yield the edits that insert missing items after the one above them, or before the one below."""
    source = report.source
    above: dict[str, ItemPlace] = {}
    pending: dict[str, list[str]] = {}
    behind: dict[int, list[str]] = {}
    for place in places:
        group, item, box, lines = place
        if box:
            if group not in above and (waiting := pending.pop(group, [])):
                start, bullet = source.starts[lines.start], bullet_like(report, box)
                yield Edit(start, start, "".join(f"{boxed(text, bullet)}\n" for text in waiting))
            above[group] = place
        elif not lines and group in above:
            last, bullet = above[group].lines.stop - 1, bullet_like(report, above[group].box)
            behind.setdefault(last, []).append(f"\n{boxed(item, bullet)}")
        elif not lines:
            pending.setdefault(group, []).append(item)
    for line, texts in behind.items():
        end = source.line_end(line)
        yield Edit(end, end, "".join(texts))
    yield from _under_headings(report, pending)


def bullet_like(report: Report, box: Box | None) -> str:
    """Return an empty box in the style of a neighbour, or the template's if there is none."""
    if not box:
        return report.revision.forms.item
    source = report.source
    line = source.starts[source.line_at(box.mark_span.start)]
    sign = source.text[line : box.mark_span.start].strip()
    usual = report.revision.forms.item
    return f"{sign} [ ]" if sign in ("*", "-", "+") and sign != usual[0] else usual


def _under_headings(report: Report, groups: Mapping[str, Sequence[str]]) -> Iterator[Edit]:
    """Yield the edits that insert items below the headings of their groups, where these are there."""
    headings = {plain(h.text).lower(): h.line for h in reversed(report.outline.headings)}
    for group, items in groups.items():
        if (line := headings.get(plain(group).lower(), report.head_end)) < report.head_end:
            at = report.source.line_end(line)
            lines = (boxed(item, report.revision.forms.item) for item in items)
            yield Edit(at, at, "\n\n" + "\n".join(lines))


def _whole(report: Report, checklist: Checklist) -> list[Edit]:
    """Return the edit that puts the whole checklist above the first section, if nothing of it is left."""
    heads = {plain(heading).lower() for heading in (checklist.heading, *checklist.groups)}
    left = any(h.line < report.head_end and plain(h.text).lower() in heads for h in report.outline.headings)
    # In an unclosed fence it would be code, and be reported as missing again.
    swallowed = report.head_end - 1 in report.outline.literal
    if left or swallowed or report.head_end >= len(report.source.lines):
        return []
    at = report.source.starts[report.head_end]
    return [Edit(at, at, "\n\n".join(render_checklist(checklist, report.revision.forms)) + "\n\n")]
