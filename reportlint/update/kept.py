"""Keeps what has no place in a new template, so that nothing that somebody wrote is lost."""

import re
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from typing import NamedTuple

from reportlint.markdown import heading_at
from reportlint.report.model import Question, Report
from reportlint.source import Span
from reportlint.words import loss, padded, plain

KEPT = "TODO: kept from an older template, move or delete it"
"""The heading of what has no place any more: RL208 finds it. At two signs the course's checker may cut."""

_HEADING = re.compile(r"^([ \t>]*)#{2,6}[ \t]+(\S.*)$", re.MULTILINE)
_QUOTE = re.compile(r"^ {0,3}> ?", re.MULTILINE)


def unquoted(text: str) -> str:
    """Return a text without the first quote sign of each line."""
    return _QUOTE.sub("", text)


class Keeper:
    """Collects the pieces of one report that are kept."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.kept: list[str] = []

    def keep(self, question: Question, lines: Sequence[str]) -> None:
        """Keep lines of a question that have no place any more, and its heading if that says more."""
        if not question.place:
            return
        forms = self._report.forms.forms
        line = self._report.line(self._report.source.line_at(question.place.start))
        title = (heading_at(line) or (0, str(question.number)))[1]
        text = unquoted("\n".join(lines)).strip("\n")
        if text.strip() or plain(line) != plain(self._report.heading_of(question)):
            self.kept.append("\n\n".join(filter(None, (f"**{title}**", _quiet(text, forms.marker)))))


def _quiet(text: str, marker: str) -> str:
    """Return a text without what the course's checker would cut at: headings as bold text, a bare marker."""
    text = re.sub("#{2,}", "#", _HEADING.sub(r"\1**\2**", text))
    return text.replace(marker, marker.rstrip(":"))


_MOST = 50
"""So many paragraphs of a stretch are looked at for reworded ones of the template."""


class Paragraph(NamedTuple):
    """Lines that belong together: a paragraph, a heading, a checklist item, or a block of code or HTML."""

    text: str
    own: bool
    """Whether it is the template's, if only in other words."""


class Paragraphs:
    """Reads the paragraphs of a report outside of its questions."""

    def __init__(self, report: Report, told: Set[int]) -> None:
        """Take the lines (indices) in `told` for the template's."""
        self._report = report
        self._told = told
        self._boxes = {report.source.line_at(box.span.start) for box in report.boxes}
        self._left = 0

    def between(self, span: Span) -> list[Paragraph]:
        """Return the paragraphs between the starts of two lines, in order."""
        source, self._left = self._report.source, _MOST
        first, last = source.line_at(span.start), source.line_at(span.end)
        last += span.end > source.starts[last]
        return [self._paragraph(lines) for lines in self._grouped(first, last)]

    def _grouped(self, first: int, last: int) -> Iterator[Sequence[int]]:
        """Yield the lines, by index, of each paragraph."""
        group: list[int] = []
        for index in range(first, last):
            blank = not self._report.line(index).strip() and index not in self._report.outline.literal
            if group and (blank or self._kind(index) != self._kind(group[-1])):
                yield group
                group = []
            if not blank:
                group.append(index)
        if group:
            yield group

    def _kind(self, index: int) -> object:
        """Return what lines of one paragraph have in common."""
        if index in self._told:
            return "told"
        heading = heading_at(self._report.line(index)) is not None
        literal = index in self._report.outline.literal
        return index if heading and not literal else literal

    def _paragraph(self, lines: Sequence[int]) -> Paragraph:
        text = "\n".join(self._report.line(index) for index in lines)
        if lines[0] in self._boxes:
            return Paragraph(text, lines[0] in self._told)
        return Paragraph(text, lines[0] in self._told or self._is_own(text))

    def _is_own(self, text: str) -> bool:
        heading = heading_at(text)
        if heading and self._report.known.is_heading(heading[1]):
            return True
        words = padded(text)
        if words.strip() and any(words in known for known in self._texts):
            return True
        self._left -= bool(words.strip())
        if self._left < 0:
            return False
        lost = loss(text, self._report.revision.preamble)
        return not lost.treasure and (lost.rewording or not lost.words)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """The template's texts outside of questions, in every wording."""
        known, schema = self._report.known, self._report.schema
        revisions = (*schema.revisions, *schema.ancestors)
        checklists = [revision.checklist for revision in revisions if revision.checklist]
        texts = {text for wordings in known.introductions.values() for text in wordings} | known.items
        texts |= {plain(text) for text in (c.introduction for c in checklists) if text}
        texts |= {plain(text) for r in revisions for text in (r.front_matter, r.closing) if text}
        preambles = (" ".join(part.strip() for part in preamble) for preamble in known.preambles)
        return tuple(f" {text} " for text in (*preambles, *texts))
