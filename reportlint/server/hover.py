"""What an editor shows at the pointer: how a question stands, and why something was found."""

from collections.abc import Iterator

from lsprotocol import types

from reportlint.report.model import Report
from reportlint.server.counts import questions, spoken
from reportlint.server.document import Checked


def hover(checked: Checked, report: Report, params: types.HoverParams) -> types.Hover | None:
    """Return what to say at a place; None if there is nothing.

    No word of the report is in it: it is Markdown, and would be rendered.
    """
    offset = checked.places.offset(params.position)
    parts = [*_question(checked, report, offset), *_rules(checked, offset)]
    if not parts:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts)))


def _question(checked: Checked, report: Report, offset: int) -> Iterator[str]:
    """Yield what to say of the question whose heading is there."""
    line = report.source.line_at(offset)
    for question, state in questions(checked, report):
        if question.place and question.place.heading == line:
            yield "\n\n".join(spoken(state, report.verdict))


def _rules(checked: Checked, offset: int) -> Iterator[str]:
    """Yield the documentation of each rule that found something there."""
    found = [d.rule for d in checked.result.diagnostics if d.span.start <= offset <= d.span.end]
    yield from (f"**{rule.code} {rule.name}**\n\n{rule.page}" for rule in dict.fromkeys(found))
