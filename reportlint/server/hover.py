"""Hovers: the state of a question, and why a finding was reported."""

from collections.abc import Iterator

from lsprotocol import types

from reportlint.report.model import Report
from reportlint.server.counts import questions, spoken
from reportlint.server.document import Checked


def hover(checked: Checked, report: Report, params: types.HoverParams) -> types.Hover | None:
    """Return the hover at a place; None if there is none.

    It never quotes the report, since editors render it as Markdown.
    """
    offset = checked.places.offset(params.position)
    parts = [*_question(checked, report, offset), *_rules(checked, offset)]
    if not parts:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts)))


def _question(checked: Checked, report: Report, offset: int) -> Iterator[str]:
    """Yield the state of the question whose heading is at `offset`."""
    line = report.source.line_at(offset)
    for question, state in questions(checked, report):
        if question.place and question.place.heading == line:
            yield "\n\n".join(spoken(state, report.verdict))


def _rules(checked: Checked, offset: int) -> Iterator[str]:
    """Yield the documentation of each rule with a finding at `offset`."""
    found = [d.rule for d in checked.result.diagnostics if d.span.start <= offset <= d.span.end]
    yield from (f"**{rule.code} {rule.name}**\n\n{rule.page}" for rule in dict.fromkeys(found))
