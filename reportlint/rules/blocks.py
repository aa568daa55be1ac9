"""Rules about what breaks the file: merge conflicts, blocks left open."""

from collections.abc import Iterator

from reportlint.diagnostic import E, Finding
from reportlint.markdown import MARGIN, Block
from reportlint.rules.base import Context, rule


@rule("RL003", "merge-conflict", (E, E), protected=True)
def merge_conflict(context: Context) -> Iterator[Finding]:
    """A merge conflict was left in the file.

    Why: both versions and the marker lines count as text, and the page shows them.
    Fix: keep the lines you want, delete the others and the marker lines.

    Bad: `<<<<<<< HEAD` alone on a line.
    Good: one version of the text. (A conflict that is shown inside a code fence is fine.)
    """
    report = context.report
    for conflict in report.conflicts:
        line = report.source.line_around(conflict.start)
        whole = "\n" in report.source.text[conflict.start : conflict.end]
        message = (
            "a merge conflict: keep one version, delete the other and the marker lines"
            if whole
            else "a marker line of a merge conflict is left here: delete it, and look for the others"
        )
        yield Finding(span=line, message=message, question=report.question_at(conflict.start))


_END_TAGS = ("<script", "<pre", "<style", "<textarea")
"""HTML that only its own end tag ends; other HTML ends at an empty line."""


@rule("RL004", "unclosed-block", (E, E), protected=True, doubled=True)
def unclosed_block(context: Context) -> Iterator[Finding]:
    """A code fence, a comment or an HTML block is never closed and swallows the template's text.

    Why: GitHub shows everything that follows, headings and answers, as code, or not at all.
    Fix: close the block on a separate line (with the same fence, `-->`, or a blank line after a tag).

    Bad: an answer that opens a fence and never closes it.
    Good: a fence with its closing fence.
    """
    report = context.report
    fence = ""
    for block in (block for block in report.outline.blocks if not block.closed):
        opening = report.line(block.start).lstrip(MARGIN)
        if fence and opening.rstrip() == fence:
            # The line at the end closes a fence that ran over a heading, and opens none.
            fence = ""
            continue
        fence = opening[: len(opening) - len(opening.lstrip(opening[0]))] if block.kind == "fence" else ""
        span = report.source.line_span(block.start)
        message = _message(block, opening.lower())
        yield Finding(span=span, message=message, question=report.question_at(span.start))


def _message(block: Block, opening: str) -> str:
    if block.kind == "fence":
        return "this code fence has no end: close it with the same fence, or it swallows what follows"
    if opening.startswith("<!--"):
        return "this comment has no end: close it with `-->`, or it swallows what follows"
    if opening.startswith(_END_TAGS):
        return "this HTML block has no end: close it with its end tag, or it swallows what follows"
    return "this HTML block swallows the heading below: leave an empty line between the two"


RULES = (merge_conflict, unclosed_block)
