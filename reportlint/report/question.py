"""Reads a question: which text of its prompt is the template's, and where its answer is."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from reportlint.grader import Counts, Verdict, count
from reportlint.markdown import Outline, bare, quote_sign
from reportlint.report.model import Answer, TemplatePiece, TextChange
from reportlint.report.patterns import FormPatterns
from reportlint.report.references import find_references
from reportlint.report.typos import find_corrected
from reportlint.report.wordings import Known, Wordings, shape
from reportlint.schema.model import Limits, QuestionSpec
from reportlint.source import Source, Span
from reportlint.words import RUN, Runs, Word, Words, begun, plain, words

Range = tuple[int, int]
"""Begin and end (excluded) as indices of words."""


class Prompt(NamedTuple):
    """The template text of a question as it was read."""

    end: int
    """The offset after its last piece."""
    changes: tuple[TextChange, ...]
    hinted: Limits | None
    """The numbers of a length hint that no revision has."""
    tail: Span | None
    """Text after the last piece; not the template's if that piece is whole."""
    gone: tuple[TemplatePiece, ...] = ()
    """The last pieces, if they were lost with the marker: they are not changes."""


def read_prompt(source: Source, start: int, end: int, spec: QuestionSpec, known: Known) -> Prompt:
    """Read the template text between two offsets; `spec` is the question in the nearest revision."""
    if plain(source.text, start, end) in known.wholes.get(spec.number, ()):
        # Most prompts are unchanged, and this comparison is enough.
        return Prompt(end=source.trim(start, end).end, changes=(), hinted=None, tail=None)
    return _Reader(source, start, end, spec, known).read()


def less_gone(source: Source, end: int, spec: QuestionSpec, prompt: Prompt) -> Prompt:
    """Return the prompt of a question without a marker up to `end`, without its last pieces if lost.

    They are lost if nothing in their place resembles them; the prompt ends with the last text that does.
    """
    asked: dict[TemplatePiece, str | None] = {
        "example": spec.example, "hint": spec.hint, "prompt": spec.prompt,
    }  # fmt: skip
    changed = {change.piece for change in prompt.changes}
    lost = [*takewhile(changed.__contains__, (piece for piece, text in asked.items() if text is not None))]
    runs = [Runs(asked[piece] or "") for piece in lost]
    last = source.line_at(prompt.end)
    lines: Sequence[int] = range(last + 1, source.line_at(end - 1) + 1)
    if quote_sign(source.lines[last]):
        lines = [*takewhile(lambda line: quote_sign(source.lines[line]), lines)]
    alike = [line for line in lines if any(run.resemble(source.lines[line]) for run in runs)]
    if any(plain(source.lines[line]).count(" ") + 1 >= RUN for line in alike):
        return prompt._replace(end=max(prompt.end, source.line_end(alike[-1])))
    kept = tuple(change for change in prompt.changes if change.piece not in lost)
    return prompt._replace(gone=tuple(reversed(lost)), changes=kept)


def found_pieces(
    source: Source, start: int, end: int, spec: QuestionSpec, known: Known
) -> dict[TemplatePiece, Span]:
    """Return the places, between two offsets, of pieces that are as in some revision."""
    return _Reader(source, start, end, spec, known).spans()


class _Reader:
    def __init__(self, source: Source, start: int, end: int, spec: QuestionSpec, known: Known) -> None:
        self.source, self.start, self.spec, self.known = source, start, spec, known
        self.words = Words(words(source.text, start, end))
        self.prompt = self._find_text(known.prompts, 0)
        cursor = self.prompt[1] if self.prompt else 0
        self.hint = self._find(known.hints, cursor)
        self.example = self._find_text(known.examples, self.hint[1] if self.hint else cursor)

    def _find(self, wordings: Wordings, after: int) -> Range | None:
        found = (self.words.find(wording, after) for wording in wordings.get(self.spec.number, ()))
        return next((match for match in found if match), None)

    def _find_text(self, wordings: Wordings, after: int) -> Range | None:
        """Return the place of a piece, possibly with corrected typos."""
        known = wordings.get(self.spec.number, ())
        corrected = (find_corrected(self.words.items, wording, after) for wording in known)
        return self._find(wordings, after) or next(filter(None, corrected), None)

    def read(self) -> Prompt:
        last = max((piece[1] for piece in (self.prompt, self.hint, self.example) if piece), default=0)
        count = len(self.words.items)
        hinted = self._foreign_hint()
        return Prompt(
            end=self._end_of(last - 1),
            changes=tuple(self._changes(hinted[0] if hinted else None)),
            hinted=hinted[1] if hinted else None,
            tail=Span(self.words.items[last].offset, self._end_of(count - 1)) if last < count else None,
        )

    def spans(self) -> dict[TemplatePiece, Span]:
        """Return the spans of the pieces that were found."""
        ranges: dict[TemplatePiece, Range | None] = {
            "prompt": self.prompt,
            "hint": self.hint,
            "example": self.example,
        }
        items = self.words.items
        return {
            piece: Span(items[found[0]].offset, self._end_of(found[1] - 1))
            for piece, found in ranges.items()
            if found
        }

    def _changes(self, foreign: Range | None) -> Iterator[TextChange]:
        following = self.hint or (None if self.spec.hint else self.example)
        if not self.prompt:
            yield self._change("prompt", self._deviation(self.known.prompts, 0))
        elif following and following[0] > self.prompt[1]:
            yield self._change("prompt", self.prompt[1])
        if self.spec.hint and not self.hint:
            yield self._change("hint", foreign[0] if foreign else self._where_hint())
        if self.spec.example is not None and not self.example:
            begin = self._behind(self.hint or self.prompt)
            yield self._change("example", self._deviation(self.known.examples, begin))

    def _change(self, piece: TemplatePiece, index: int) -> TextChange:
        """Point at the line of a word, or of the last word if there is no such word."""
        items = self.words.items
        offset = items[min(index, len(items) - 1)].offset if items else self.start
        return TextChange(piece, self.source.line_around(offset))

    def _where_hint(self) -> int:
        """Return the first word between prompt and example, if there is one, else the prompt's last."""
        begin = self._behind(self.prompt)
        until = self.example[0] if self.example else len(self.words.items)
        return begin if begin < until else max(0, begin - 1)

    def _behind(self, piece: Range | None) -> int:
        return piece[1] if piece else 0

    def _deviation(self, wordings: Wordings, begin: int) -> int:
        """Return the first word from `begin` that differs from the most similar wording.

        If the words merely end too early, it is the last one.
        """
        index = begin + begun([w.text for w in self.words.items[begin:]], wordings[self.spec.number])
        cut_short = index == len(self.words.items) or bool(self.hint and index == self.hint[0])
        return max(0, index - cut_short)

    def _foreign_hint(self) -> tuple[Range, Limits] | None:
        """Return place and limits of a hint that differs from a known one only in its numbers."""
        if self.hint or not self.spec.words or not self.spec.hint:
            return None
        shaped = Words(Word(shape(word.text), word.offset) for word in self.words.items)
        for hint in self.known.hints.get(self.spec.number, ()):
            if match := shaped.find(shape(hint)):
                span = self.words.items[match[0]].offset, self._end_of(match[1] - 1)
                if limits := _words_of(self.source.text[slice(*span)]):
                    return match, limits
        return None

    def _end_of(self, index: int) -> int:
        if index < 0:
            return self.start
        word = self.words.items[index]
        return word.offset + len(word.text)


def _words_of(hint: str) -> Limits | None:
    # Few reports have an unknown hint, and this import is slow.
    from reportlint.schema.limits import read_limits

    words = read_limits("", hint).get("words", {})
    return Limits(words.get("min"), words.get("max")) if words else None


_SUBSTANCE = re.compile(r"[^\W_]|!\[")
"""Makes an answer more than dashes, quote signs and other debris."""


class AnswerReader(NamedTuple):
    """Reads the answers of one report."""

    source: Source
    outline: Outline
    forms: FormPatterns
    known: Known
    verdict: Verdict | None

    def read(self, spec: QuestionSpec, markers: Sequence[int], prompt: Prompt, end: int) -> Answer:
        """Return the answer after the last marker that counts, or above it, or where it belongs."""
        content = self._content(markers, prompt, end)
        nowhere = Span(content.start, content.start)
        placeholders = tuple(self.forms.placeholders(self.source.text, content.start, content.end))
        empty = self._blank(spec, content, placeholders)
        above = bool(markers and prompt.tail and not prompt.changes and empty)
        span = prompt.tail if above and prompt.tail else self._trim(content) or nowhere
        region = self._with_signs(span, markers[0]) if above else content
        graded, counts = self._graded(spec, content.start, span if above else content)
        return Answer(
            span=span,
            content=content,
            region=region,
            above=above,
            blank=empty and not above and self._agreed(spec, counts, content),
            placeholders=placeholders,
            counts=counts,
            references=find_references(self.source, self.outline, region if above else span, graded),
        )

    def _with_signs(self, span: Span, marker: int) -> Span:
        """Extend a span of words above a marker by the Markdown signs around it on its lines."""
        source = self.source
        line = source.line_at(span.start)
        start = source.starts[line] + quote_sign(source.lines[line])
        start = span.start if plain(source.text, start, span.start) else start
        return Span(start, min(source.line_end(source.line_at(span.end)), marker))

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
        """Whether the student wrote words between a marker and an offset after it."""
        start = marker + len(self.forms.forms.marker)
        placeholders = tuple(self.forms.placeholders(self.source.text, start, end))
        return bool(_SUBSTANCE.search(self.source.without(Span(start, end), placeholders)))

    def _past_spoiled_marker(self, start: int, end: int) -> int:
        """Return the offset of the line after the template's text and after a spoiled marker."""
        line = self.source.line_at(start) + 1
        last = line - 1
        while line < len(self.source.starts) and self.source.starts[line] < end:
            text = self.source.text[self.source.starts[line] : self.source.line_end(line)]
            if match := self.forms.spoiled_marker.match(text):
                return self.source.starts[line] + match.end()
            if bare(text):
                break
            # Lines of the prompt's quote are above the marker, wherever that went.
            last = line if text.strip() == ">" else last
            line += 1
        return min(self.source.line_end(last), end)

    def _trim(self, content: Span) -> Span | None:
        """Return the content without leading and trailing lines of nothing but quote signs."""
        text = self.source.text[content.start : content.end]
        words = bare(text)
        if not words:
            return None
        start = content.start + text.index(words)
        first, last = (self.source.line_at(offset) for offset in (start, start + len(words) - 1))
        begin = max(content.start, self.source.starts[first])
        return self.source.trim(begin, min(content.end, self.source.line_end(last)))

    def _blank(self, spec: QuestionSpec, content: Span, placeholders: Sequence[Span]) -> bool:
        if not _SUBSTANCE.search(self.source.without(content, placeholders)):
            return True
        fillers = self.known.fillers.get(spec.number, ())
        return bool(fillers) and plain(self.source.text, content.start, content.end) in fillers

    def _graded(self, spec: QuestionSpec, start: int, span: Span) -> tuple[Span, Counts]:
        """Return where the checker counts, and what, if it agrees on the answer; else the same of `span`."""
        graded = self.verdict.answers.get(spec.number) if self.verdict else None
        if self.verdict and graded and graded.start == start:
            return graded, self.verdict.counts[spec.number]
        return span, count(self.source.text[span.start : span.end])

    def _agreed(self, spec: QuestionSpec, counts: Counts, content: Span) -> bool:
        """Whether the content alone breaks the same limits; otherwise the checker counts other text, too."""
        own = count(self.source.text[content.start : content.end])
        return counts.broken(spec).keys() == own.broken(spec).keys()
