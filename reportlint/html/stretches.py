"""The regions of a report as Markdown to render, without those that a page shows differently."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from reportlint.formatting import Number
from reportlint.markdown import bare, front_matter, quote_sign, unquoted
from reportlint.report.model import Report
from reportlint.report.regions import Region, Role
from reportlint.source import Source

_UNSHOWN = ("front matter", "heading", "marker")


class PageStretch(NamedTuple):
    """A stretch of a report."""

    role: Role
    text: str
    """Markdown, except for a line of a merge conflict."""
    start: int
    """The offset at which it begins."""
    question: Number | None = None
    """Its question, if any."""


def stretches(source: Source, report: Report | None) -> list[PageStretch]:
    """Return the stretches of a report, or a single one if it is none; front matter is left out."""
    if not report:
        start = source.line_start(front_matter(source.lines))
        return [PageStretch("text", source.text[start:], start)]
    answers: dict[Number | None, int] = {q.number: q.answer.content.start for q in report.present if q.answer}
    found: list[PageStretch] = []
    for question, regions in groupby(report.regions, lambda r: r.question if r.question in answers else None):
        shown = [s for region in regions for s in _shown(source, region._replace(question=question))]
        answer = answers.get(question)
        if answer is not None and all(stretch.start < answer for stretch in shown):
            # A question without any text is shown as well.
            shown.append(PageStretch("answer", "", answer, question))
        found += shown
    return found


def _shown(source: Source, region: Region) -> Iterator[PageStretch]:
    """Yield the visible part of a region, if any."""
    role, (start, end), question = region
    text = source.text[start:end]
    if role == "conflict":
        yield PageStretch(role, text.rstrip("\n"), start, question)
    elif role not in _UNSHOWN and bare(text):
        before = source.text[source.starts[source.line_at(start)] : start]
        # Text that begins inside a line is not code, however far from the marker it begins.
        text = text.lstrip(" \t") if before else text
        yield PageStretch(role, _continued(text) if quote_sign(before) else text, start, question)


def _continued(text: str) -> str:
    """Return text that begins inside a line of a quote with the rest of the quote, as far as it has signs."""
    first, *others = text.split("\n")
    end = next((i for i, line in enumerate(others) if not line.strip()), len(others))
    return "\n".join([first, *map(unquoted, others[:end]), *others[end:]])
