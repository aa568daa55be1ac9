"""Rules about the project checklist."""

from collections.abc import Iterator

from reportlint.report import Box, Report
from reportlint.rules.base import Finding, N, W, plural, quoted, rule


@rule("RL401", "checklist-changed", (N, None), framed=False)
def checklist_changed(report: Report) -> Iterator[Finding]:
    """Items of the checklist are gone or reworded.

    Why: the course reads the same list from every group.
    Fix: copy the items from the template; tick what you did and leave the others empty.

    Bad: unticked items deleted.
    Good: all items of the template, ticked or not.
    """
    if not report.revision.checklist or report.newer:
        return
    total = report.boxes_total
    foreign = [box for box in report.boxes if not _is_known(box, report.known.items)]
    missing = max(0, total - (len(report.boxes) - len(foreign)))
    if not foreign and not missing:
        return
    boxes = foreign or report.boxes
    span = boxes[0].span if boxes else report.source.line_span(max(0, report.head_end - 1))
    lost = f"{missing} of its {plural(total, 'item')} gone" if missing else ""
    added = f"{plural(len(foreign), 'item')} reworded or added" if foreign else ""
    what = " and ".join(filter(None, (lost, added)))
    yield Finding(span=span, message=f"the checklist is not the template's: {what}")


def _is_known(box: Box, items: frozenset[str]) -> bool:
    """Whether a box is the template's, perhaps with a note of the group behind it."""
    return box.text in items or any(box.text.startswith(item + " ") for item in items)


@rule("RL402", "checkbox-mark", (W, N))
def checkbox_mark(report: Report) -> Iterator[Finding]:
    """A checkbox holds something else than `x`, `X` or one space.

    Why: GitHub and the hand-in page show it as plain text, not as a box.
    Fix: write `[x]` for done and `[ ]` for not done.

    Bad: `[X ]`, `[]`, `[50%]`, `[✅]`.
    Good: `[x]`, `[X]`, `[ ]`.
    """
    for box in report.boxes:
        if not box.ticked and box.mark != " ":
            message = f"{quoted('[' + box.mark + ']')} is no checkbox: write `[x]` or `[ ]`"
            yield Finding(span=box.mark_span, message=message, brief=quoted(f"[{box.mark}]"))


RULES = (checklist_changed, checkbox_mark)
