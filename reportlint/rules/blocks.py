"""Rules about what breaks the file: merge conflicts, blocks left open."""

from collections.abc import Iterator

from reportlint.report import Report
from reportlint.rules.base import E, Finding, rule


@rule("RL003", "merge-conflict", (E, E))
def merge_conflict(report: Report) -> Iterator[Finding]:
    """A merge conflict was left in the file.

    Why: both versions and the marker lines count as text, and the page shows them.
    Fix: keep the lines you want, delete the others and the marker lines.

    Bad: `<<<<<<< HEAD` on a line of its own.
    Good: one version of the text. (A conflict shown inside a code fence is none.)
    """
    for conflict in report.conflicts:
        line = report.source.line_span(report.source.line_at(conflict.start))
        message = "a merge conflict: keep one version, delete the other and the marker lines"
        yield Finding(span=line, message=message, question=report.question_at(conflict.start))


_KINDS = {"fence": "code fence", "html_block": "HTML block"}


@rule("RL004", "unclosed-block", (E, E))
def unclosed_block(report: Report) -> Iterator[Finding]:
    """A code fence, a comment or an HTML block has no end and runs on over the template.

    Why: GitHub shows all that follows, headings and answers, as code, or not at all.
    Fix: close the block in a line of its own (the same fence, `-->`, a blank line behind a tag).

    Bad: an answer that opens a fence and never closes it.
    Good: a fence with its closing fence.
    """
    for block in report.outline.blocks:
        if block.closed:
            continue
        span = report.source.line_span(block.start)
        comment = report.source.text.startswith("<!--", span.start)
        kind, end = _KINDS[block.kind], "with the same fence"
        if block.kind == "html_block":
            kind, end = ("comment", "with `-->`") if comment else (kind, "with its end tag and a blank line")
        message = f"this {kind} has no end and swallows what follows: close it {end}"
        yield Finding(span=span, message=message, question=report.question_at(span.start))


RULES = (merge_conflict, unclosed_block)
