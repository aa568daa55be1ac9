"""Rules about the project checklist."""

from collections.abc import Iterator

from reportlint.diagnostic import Finding, N, W
from reportlint.fixes.checklist import fixed_mark, restored_items, tick_beside
from reportlint.formatting import plural, quoted
from reportlint.report.model import Report
from reportlint.rules.base import Context, rule
from reportlint.source import Span
from reportlint.words import plain


@rule("RL401", "checklist-changed", (N, None), framed=False)
def checklist_changed(context: Context) -> Iterator[Finding]:
    """Items of the checklist are gone or reworded.

    Why: the course reads the same list from every group.
    Fix: copy the items from the template; tick what you did and leave the others empty.

    Bad: unticked items deleted.
    Good: all items of the template, ticked or not.
    """
    report = context.report
    if not report.revision.checklist or report.newer:
        return
    foreign = report.foreign_boxes
    missing = max(0, len(report.revision.checklist.items) - len(report.own_boxes))
    if not foreign and not missing:
        return
    reworded = min(missing, len(foreign))
    changes = ((reworded, "reworded"), (missing - reworded, "gone"), (len(foreign) - reworded, "added"))
    what = " and ".join(f"{plural(number, 'item')} {how}" for number, how in changes if number)
    first = f", first {quoted(foreign[0].text)}" if foreign else ""
    span = foreign[0].span if foreign else _heading(report)
    message = f"the checklist is not the template's: {what}{first}"
    yield Finding(span=span, message=message, fix=restored_items(report) if missing else None)


def _heading(report: Report) -> Span:
    """Return the checklist's heading, else the first line."""
    checklist = report.revision.checklist
    wanted = plain(checklist.heading).lower() if checklist else ""
    found = (heading.line for heading in report.outline.headings if plain(heading.text).lower() == wanted)
    return report.source.line_span(next(found, 0))


@rule("RL402", "checkbox-mark", (W, N), repeats=True)
def checkbox_mark(context: Context) -> Iterator[Finding]:
    """A checkbox holds something else than `x`, `X` or one space.

    Why: GitHub and the hand-in page show it as plain text, not as a box.
    Fix: write `[x]` for done and `[ ]` for not done.

    Bad: `[X ]`, `[]`, `[50%]`, `[✅]`, `[ok]`, `[ ] ✅`.
    Good: `[x]`, `[X]`, `[ ]`.
    """
    report = context.report
    for box in report.boxes:
        if not box.glued and (box.ticked or box.mark == " "):
            if not box.ticked and (fix := tick_beside(report.source, box)):
                message = "the tick stands beside the box, which stays empty: write `[x]`"
                yield Finding(span=box.mark_span, message=message, brief="tick beside the box", fix=fix)
            continue
        fix, span = fixed_mark(report.source, box), box.mark_span
        if box.glued:
            message = "this is no checkbox without a space before and behind `[ ]`: write `* [x] ...`"
            yield Finding(span=span, message=message, brief="space missing", fix=fix)
        else:
            message = f"`[{box.mark}]` is no checkbox: write `[x]`, or `[ ]` with one plain space"
            yield Finding(span=span, message=message, brief=f"`[{box.mark}]`", fix=fix)


RULES = (checklist_changed, checkbox_mark)
