"""Document symbols (sections and questions) and folding ranges."""

from collections.abc import Iterator
from itertools import pairwise

from lsprotocol import types

from reportlint.formatting import printable
from reportlint.report.model import Report
from reportlint.server.counts import counted, questions
from reportlint.server.document import Checked
from reportlint.source import Span

_FOLDED = ("front matter", "preamble", "prompt")
"""Roles of regions that are in the way while writing."""


def symbols(checked: Checked, report: Report, _: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """Return the sections and the questions in them, each with its state."""
    top: list[types.DocumentSymbol] = []
    inner = top
    found = [*_sections(checked, report), *_questions(checked, report)]
    for symbol in sorted(found, key=lambda symbol: symbol.range.start.line):
        if symbol.kind is types.SymbolKind.Namespace:
            top.append(symbol)
            symbol.children = inner = []
        else:
            inner.append(symbol)
    return top


def _sections(checked: Checked, report: Report) -> Iterator[types.DocumentSymbol]:
    starts = [report.source.starts[section.line] for section in report.sections if section.found != "gone"]
    for start, end in pairwise([*starts, len(report.source.text)]):
        yield _symbol(checked, report, Span(start, end), types.SymbolKind.Namespace)


def _questions(checked: Checked, report: Report) -> Iterator[types.DocumentSymbol]:
    for question, state in questions(checked, report):
        if question.place and question.answer:
            symbol = _symbol(
                checked, report, Span(question.place.start, question.place.end), types.SymbolKind.Field
            )
            symbol.detail = ", ".join(filter(None, (state.verdict, counted(state))))
            yield symbol


def _symbol(checked: Checked, report: Report, span: Span, kind: types.SymbolKind) -> types.DocumentSymbol:
    """Return the symbol for a stretch that begins with a heading."""
    heading = report.source.line_around(span.start)
    name = printable(report.source.text[heading.start : heading.end].lstrip("# "))
    return types.DocumentSymbol(name, kind, checked.places.range(span), checked.places.range(heading))


def folds(_: Checked, report: Report, __: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """Return the folding ranges: the prompts, and everything above the questions."""
    source = report.source
    found = []
    for region in report.regions:
        if region.role in _FOLDED:
            # Text on the same line as a marker is not folded.
            inner = source.trim(region.span.start, source.starts[source.line_at(region.span.end)])
            first, last = source.line_at(inner.start), source.line_at(inner.end)
            if first < last:
                found.append(types.FoldingRange(first, last, kind=types.FoldingRangeKind.Comment))
    return found
