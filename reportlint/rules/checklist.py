"""Rules about the project checklist."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlint import fixes
from reportlint.diagnostic import Finding, N, Related, W
from reportlint.formatting import WHOLE_LINE, plural, quoted, visible
from reportlint.report.model import Report
from reportlint.rules.base import Context, rule
from reportlint.schema.model import Checklist
from reportlint.schema.template import unboxed
from reportlint.source import Span
from reportlint.words import plain


@rule("RL401", "checklist-changed", (N, None), framed=False)
def checklist_changed(context: Context) -> Iterator[Finding]:
    """Items or headings of the checklist are missing or reworded.

    Why: the course reads the same list from every group.
    Fix: copy them from the template; tick what you did and leave the others empty.

    Bad: unticked items deleted, or `**Week 1**` for `### Week 1`.
    Good: all items of the template, ticked or not.
    """
    report = context.report
    checklist = report.revision.checklist
    if not checklist or report.newer:
        return
    headings = [*fixes.items.changed_headings(report, checklist)]
    missing = max(0, len(checklist.items) - len(report.own_boxes))
    if not (headings or report.foreign_boxes or missing):
        return
    whole = not (report.boxes or any(heading.line is not None for heading in headings))
    changes = [] if whole else [*_headings(report, headings), *_items(report, checklist, missing)]
    shown = [box.span for box in report.foreign_boxes] + [
        report.source.line_span(heading.line) for heading in headings if heading.line is not None
    ]
    message = "the checklist is gone: copy it from the template"
    if changes:
        message = f"the checklist is not the template's: {_counted(changes)}"
    if len(changes) == 1:
        line = report.source.position(changes[0].place.span.start).line
        message = f"line {line} of the checklist: {changes[0].place.message}"
    yield Finding(
        span=min(shown, default=_heading(report)),
        message=message,
        related=tuple(sorted((change.place for change in changes), key=lambda place: place.span)),
        fix=fixes.checklist.restored_items(report) if missing or headings else None,
    )


class _ItemChange(NamedTuple):
    """A change to a heading or an item, with its place and the template's wording."""

    noun: str
    how: str
    place: Related


def _counted(changes: Sequence[_ItemChange]) -> str:
    """Return how many headings and items were changed in which way."""
    counts = Counter((change.noun, change.how) for change in changes)
    *others, last = (f"{plural(number, noun)} {how}" for (noun, how), number in counts.items())
    return f"{', '.join(others)} and {last}" if others else last


def _headings(report: Report, headings: Sequence[fixes.items.HeadingPlace]) -> Iterator[_ItemChange]:
    for heading, line, _ in headings:
        if line is None:
            yield _ItemChange(
                "heading", "gone", Related(f"`{heading}` is gone below this line", _heading(report))
            )
        else:
            related = Related(f"should read `{heading}`", report.source.line_span(line))
            yield _ItemChange("heading", "changed", related)


def _items(report: Report, checklist: Checklist, missing: int) -> Iterator[_ItemChange]:
    """Yield missing, reworded and added items; at most `missing` of them are missing or reworded."""
    source, foreign = report.source, {box.span: box for box in report.foreign_boxes}
    above = _heading(report)
    for _, item, box, lines in fixes.items.Items(report, checklist).places if missing else ():
        text = quoted(unboxed(item), WHOLE_LINE)
        if lines:
            above = source.line_span(lines.start)
        if box and foreign.pop(box.span, None):
            yield _ItemChange("item", "reworded", Related(f"should read {text}", box.span))
        elif lines and not box:
            yield _ItemChange("item", "without a box", Related(f"{text} has no box", above))
        elif not lines:
            yield _ItemChange("item", "gone", Related(f"{text} is gone below this line", above))
    for box in foreign.values():
        yield _ItemChange("item", "added", Related(f"{quoted(box.text)} is not in the template", box.span))


def _heading(report: Report) -> Span:
    """Return the checklist's heading, else the first line."""
    checklist = report.revision.checklist
    wanted = plain(checklist.heading).lower() if checklist else ""
    found = (heading.line for heading in report.outline.headings if plain(heading.text).lower() == wanted)
    return report.source.line_span(next(found, 0))


@rule("RL402", "checkbox-mark", (W, N), repeats=True)
def checkbox_mark(context: Context) -> Iterator[Finding]:
    """A checkbox contains something other than `x`, `X` or one space.

    Why: GitHub and the hand-in page show it as plain text, not as a box.
    Fix: write `[x]` for done and `[ ]` for not done.

    Bad: `[X ]`, `[]`, `[50%]`, `[✅]`, `[ok]`, `[ ] ✅`.
    Good: `[x]`, `[X]`, `[ ]`.
    """
    report = context.report
    for box in report.boxes:
        if not box.glued and (box.ticked or box.mark == " "):
            if not box.ticked and (fix := fixes.checklist.tick_beside(report.source, box)):
                message = "the tick is beside the box, which is still empty: write `[x]`"
                yield Finding(span=box.mark_span, message=message, brief="tick beside the box", fix=fix)
            continue
        fix, span = fixes.checklist.fixed_mark(report.source, box), box.mark_span
        if box.glued:
            message = "a checkbox needs a space before and after `[ ]`: write `* [x] ...`"
            yield Finding(span=span, message=message, brief="space missing", fix=fix)
        else:
            mark = f"`[{visible(box.mark)}]`"
            how = fix.title if fix else "write `[x]` for done, `[ ]` for not done"
            yield Finding(span=span, message=f"{mark} is not a checkbox: {how}", brief=mark, fix=fix)


RULES = (checklist_changed, checkbox_mark)
