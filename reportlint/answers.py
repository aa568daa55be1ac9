"""What stands for an answer in a question's stretch, and whether it is one."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportlint.course import Counts, Verdict, count
from reportlint.forms import FormPatterns
from reportlint.known import Known
from reportlint.outline import Outline
from reportlint.prompt import Prompt
from reportlint.references import find_references
from reportlint.report import Answer
from reportlint.schema.model import QuestionSpec
from reportlint.source import Source, Span
from reportlint.wording import plain

_SUBSTANCE = re.compile(r"[^\W_]|!\[|<img\b", re.IGNORECASE)
"""What makes an answer more than dashes, quote signs and other debris."""
_DEBRIS = " \t>\n\xa0"


class AnswerReader(NamedTuple):
    """Reads the answers of one report."""

    source: Source
    outline: Outline
    forms: FormPatterns
    known: Known
    verdict: Verdict | None

    def read(self, spec: QuestionSpec, markers: Sequence[int], prompt: Prompt, end: int) -> Answer:
        """Return the answer behind the last marker that counts, above it, or where it belongs."""
        content = self._content(markers, prompt, end)
        nowhere = Span(content.start, content.start)
        placeholders = tuple(self.forms.placeholders(self.source.text, content.start, content.end))
        empty = self._blank(spec, content, placeholders)
        above = bool(markers and prompt.tail and not prompt.changes and empty)
        span = prompt.tail if above and prompt.tail else self._trim(content) or nowhere
        graded = self._graded(spec, content.start, span if above else content)
        counts = count(self.source.text[graded.start : graded.end])
        return Answer(
            span=span,
            content=content,
            above=above,
            blank=empty and not above and self._agreed(spec, counts, content),
            placeholders=placeholders,
            counts=counts,
            references=find_references(self.source, self.outline, span, graded),
        )

    def _content(self, markers: Sequence[int], prompt: Prompt, end: int) -> Span:
        if not markers:
            return Span(self._past_spoiled_marker(prompt.end, end), end)
        start = markers[0]
        for following in markers[1:]:
            if self.substance(start, following):
                break
            start = following
        return Span(start + len(self.forms.forms.marker), end)

    def substance(self, marker: int, end: int) -> bool:
        """Whether words of the student's stand between a marker and an offset behind it."""
        start = marker + len(self.forms.forms.marker)
        placeholders = tuple(self.forms.placeholders(self.source.text, start, end))
        return bool(_SUBSTANCE.search(self.source.without(Span(start, end), placeholders)))

    def _past_spoiled_marker(self, start: int, end: int) -> int:
        """Return the offset of the line behind the template's text, and behind what was once the marker."""
        line = self.source.line_at(start) + 1
        while line < len(self.source.starts) and self.source.starts[line] < end:
            text = self.source.text[self.source.starts[line] : self.source.line_end(line)]
            if match := self.forms.spoiled_marker.match(text):
                return self.source.starts[line] + match.end()
            if text.strip(_DEBRIS):
                break
            line += 1
        return min(self.source.line_end(self.source.line_at(start)), end)

    def _trim(self, content: Span) -> Span | None:
        """Return the content from its first line with more than quote signs to its last."""
        text = self.source.text[content.start : content.end]
        if not text.strip(_DEBRIS):
            return None
        first = self.source.line_at(content.end - len(text.lstrip(_DEBRIS)))
        last = self.source.line_at(content.start + len(text.rstrip(_DEBRIS)) - 1)
        begin = max(content.start, self.source.starts[first])
        return self.source.trim(begin, min(content.end, self.source.line_end(last)))

    def _blank(self, spec: QuestionSpec, content: Span, placeholders: Sequence[Span]) -> bool:
        if not _SUBSTANCE.search(self.source.without(content, placeholders)):
            return True
        fillers = self.known.fillers.get(spec.number, ())
        return bool(fillers) and plain(self.source.text, content.start, content.end) in fillers

    def _graded(self, spec: QuestionSpec, start: int, span: Span) -> Span:
        """Return where the checker counts, if what it takes for the answer is the answer; else `span`."""
        graded = self.verdict.answers.get(spec.number) if self.verdict else None
        return graded if graded and graded.start == start else span

    def _agreed(self, spec: QuestionSpec, counts: Counts, content: Span) -> bool:
        """Whether the checker judges as it judges the bare placeholder: else it takes more for the answer."""
        own = count(self.source.text[content.start : content.end])
        return counts.broken(spec).keys() == own.broken(spec).keys()
