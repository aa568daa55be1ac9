"""Rules about the project checklist."""

from collections.abc import Iterator

from reportlint.report import Report
from reportlint.rules.base import Finding, N, W, quoted, rule
from reportlint.source import Span
from reportlint.wording import plain


@rule("RL401", "checklist-changed", (N, None))
def checklist_changed(report: Report) -> Iterator[Finding]:
    """Items of the checklist are gone or reworded.

    Why: the course reads the same list from every group.
    Fix: copy the items from the template; tick what you did and leave the others empty.

    Bad: unticked items deleted.
    Good: all items of the template, ticked or not.
    """
    if not report.revision.checklist or report.newer:
        return
    found = [box.text for box in report.boxes]
    own = [plain(item) for item in report.revision.checklist.items]
    reworded = [box for box in report.boxes if box.text not in report.known.items]
    spare = sum(text in report.known.items and text not in own for text in found)
    missing = max(0, sum(item not in found for item in own) - spare)
    if not reworded and not missing:
        return
    boxes = reworded or report.boxes
    span = boxes[0].span if boxes else _where_checklist(report)
    what = f"{len(reworded)} items are not the template's" if reworded else f"{missing} items are gone"
    yield Finding(span=span, message=f"the checklist is changed: {what}, {len(found)} of {len(own)} stand here")


def _where_checklist(report: Report) -> Span:
    return report.source.line_span(max(0, report.head_end - 1))


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
            yield Finding(span=box.mark_span, message=message)


RULES = (checklist_changed, checkbox_mark)
