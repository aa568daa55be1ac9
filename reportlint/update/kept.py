"""Keeps text that has no place in a new template, so that nothing written is lost."""

import re
from collections.abc import Sequence

from reportlint.markdown import MARGIN, heading_at, unquoted
from reportlint.report.model import Question, Report
from reportlint.words import plain

KEPT = "TODO: kept from an older template, move or delete it"
"""Heading of the kept text, found by RL208; the course's checker may cut at a heading of level 2."""

_HEADING = re.compile(rf"^([{MARGIN}]*)#{{2,6}}[ \t]+(\S.*)$", re.MULTILINE)


class Keeper:
    """Collects the kept pieces of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.kept: list[str] = []

    def keep(self, question: Question, lines: Sequence[str], heading: str = "") -> None:
        """Keep lines of a question that have no place any more, and its heading if that was extended.

        `heading` is the one that the question has now; what it says already is not kept as well.
        """
        if not question.place:
            return
        forms = self._report.forms.forms
        line = self._report.line(self._report.source.line_at(question.place.start))
        if plain(line) == plain(heading):
            line = self._report.heading_of(question)
        title = (heading_at(line) or (0, str(question.number)))[1]
        text = unquoted("\n".join(lines)).strip("\n")
        if text.strip() or plain(line) != plain(self._report.heading_of(question)):
            self.kept.append("\n\n".join(filter(None, (f"**{title}**", _quiet(text, forms.marker)))))


def _quiet(text: str, marker: str) -> str:
    """Return a text that the course's checker does not cut: no headings of level 2, no exact marker."""
    text = re.sub("#{2,}", "#", _HEADING.sub(r"\1**\2**", text))
    return text.replace(marker, marker.rstrip(":"))
