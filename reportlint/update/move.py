"""Moves answers, ticks and pictures unchanged into the template text of another revision."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from reportlint.diagnostic import Edit, applied
from reportlint.fixes.template import narrowed
from reportlint.formatting import Number
from reportlint.markdown import bare, unquoted
from reportlint.report.foreign import Paragraphs, foreign_lines
from reportlint.report.model import Answer, Place, Question, Report
from reportlint.report.suppressions import without_suppressions
from reportlint.schema.model import QuestionSpec, Revision
from reportlint.schema.template import placeholder_of, render_preamble, render_question, render_section
from reportlint.source import Source, Span
from reportlint.update.checklist import carry_boxes
from reportlint.update.kept import KEPT, Keeper
from reportlint.words import plain

_CLOSING = re.compile(r"(?:\]\([^()\n]*\))?[]*_.,:;?!)`\"' \t]*")
"""Signs that may follow the last word of the template's text on a line."""


class Move(NamedTuple):
    """The edits that move a report."""

    edits: tuple[Edit, ...]
    """Offsets are those of the report's text; empty if it is up to date."""
    kept: tuple[str, ...]
    """Text without a place in the new template, moved to the end."""


class _MovedPiece(NamedTuple):
    """A piece of the new text, and the stretch of the old text that it replaces, if any."""

    span: Span | None
    text: str
    ends: bool = True
    """Whether an empty line follows; none does after a marker."""


def written(report: Report, question: Question) -> str:
    """Return an answer as it follows its marker, or as it would if the marker were above it."""
    place, answer, source = question.place, question.answer, report.source
    if not (place and answer):
        return ""
    content = source.text[slice(*answer.content)]
    if place.markers and not answer.above:
        return content
    lines = (_above_marker(source, place) if answer.above else content).split("\n")
    full = [index for index, line in enumerate(lines) if bare(line)]
    text = "\n".join(lines[full[0] : full[-1] + 1] if full else [])
    return f"\n\n{text}\n\n"


def _above_marker(source: Source, place: Place) -> str:
    """Return the text between the template's and the marker's line, without quote signs."""
    end = source.line_end(source.line_at(place.prompt_end))
    closing = _CLOSING.match(source.text, place.prompt_end, end)
    start = closing.end() if closing else place.prompt_end
    return unquoted(source.text[start : source.starts[source.line_at(place.markers[0])]])


def move(report: Report, revision: Revision, numbers: Mapping[Number, Number]) -> Move:
    """Return the edits that move a report without obstacles to a revision of any edition.

    `numbers` maps the revision's question numbers to the report's.
    """
    return _Mover(report, revision, numbers).run()


class _Mover:
    def __init__(self, report: Report, revision: Revision, numbers: Mapping[Number, Number]) -> None:
        self.report, self.revision, self.numbers = report, revision, numbers
        self.source = report.source
        self.visible = without_suppressions(report.source, report.suppressions)
        self.questions = {question.number: question for question in report.questions if question.place}
        self.head_end = self.source.line_start(report.head_end)
        between = (
            list(run) for number, run in groupby(report.regions, attrgetter("question")) if number is None
        )
        self.gaps = {run[-1].span.end: max(self.head_end, run[0].span.start) for run in between}
        """Stretches between questions, below the head: their starts, by their ends."""
        self.paragraphs = Paragraphs(report, frozenset())
        self.keeper = Keeper(report)

    def run(self) -> Move:
        sections = {section.first: render_section(section) for section in self.revision.sections}
        pieces = [*self._head()]
        for spec in self.revision.questions:
            found = self.questions.get(self.numbers.get(spec.number, ""))
            pieces.append(self._gap(found, sections.get(spec.number, [])))
            pieces += self._question(spec, found)
        taken = frozenset(self.numbers.values())
        for number, question in self.questions.items():
            if number not in taken:
                self._keep_question(question)
        closing = filter(None, [self.revision.closing])
        end = self._around(self._above(len(self.source.text)), [*closing])
        if self.keeper.kept:
            *pieces, last = pieces
            pieces.append(last._replace(text=_spaced(last)))
            end = self._with_kept(end)
        edits = tuple(self._edits([*pieces, end]))
        # A line may move from one piece to the next, with no net change.
        changes = applied(self.source, edits) != self.source.raw.encode()
        return Move(edits if changes else (), tuple(self.keeper.kept))

    def _with_kept(self, end: _MovedPiece) -> _MovedPiece:
        """Return the last piece with the kept text below it, under a heading if there is none yet."""
        heading = f"# {KEPT}"
        headings = [] if heading in self.source.lines else [heading]
        text = _joined([end.text.strip("\n"), *headings, *self.keeper.kept])
        return end._replace(text=text.strip("\n") + "\n")

    def _head(self) -> Iterator[_MovedPiece]:
        """Yield the text above the first section: preamble and checklist."""
        checklist = self.revision.checklist
        blocks: list[str] = []
        if checklist:
            groups, told, left = carry_boxes(self.report, checklist)
            self.paragraphs = Paragraphs(self.report, told)
            blocks = [checklist.heading, *filter(None, [checklist.introduction])]
            blocks += (text for group, items in groups.items() for text in (group, "\n".join(items)))
            self.keeper.kept += left
        start = self.source.line_start(self.report.checklist_start)
        yield self._around(Span(0, start), render_preamble(self.revision))
        yield self._around(Span(start, self.head_end), blocks, parted=True)

    def _gap(self, question: Question | None, section: Sequence[str]) -> _MovedPiece:
        """Return the text above a question: a section's heading, or nothing."""
        if not (question and question.place):
            return _MovedPiece(None, _joined(section))
        return self._around(self._above(question.place.start), section)

    def _above(self, end: int) -> Span:
        """Return the stretch above a question (or above `end` of the text) outside of questions and head."""
        return Span(min(self.gaps.get(end, end), end), end)

    def _around(self, span: Span, blocks: Sequence[str], *, parted: bool = False) -> _MovedPiece:
        """Return the template's `blocks`, and below them the group's own text in the stretch.

        The stretch is unchanged if it has all blocks, in one row unless they may be `parted`.
        """
        found = self.paragraphs.between(span)
        runs = sum(own for own, _ in groupby(found, key=lambda paragraph: paragraph.own))
        current = _words(paragraph.text for paragraph in found if paragraph.own) == _words(blocks)
        if current and (parted or runs < 2):
            return _MovedPiece(span, self.source.text[slice(*span)])
        return _MovedPiece(span, _joined([*blocks, *(p.text for p in found if not p.own)]))

    def _question(self, spec: QuestionSpec, question: Question | None) -> Iterator[_MovedPiece]:
        place, answer = (question.place, question.answer) if question else (None, None)
        if not (question and place and answer):
            forms = self.revision.forms
            yield _MovedPiece(None, _joined([*render_question(spec, forms), placeholder_of(spec, forms)]))
            return
        span = Span(place.start, answer.content.start)
        new = self._template_text(spec, question, place)
        lines = self._foreign(question)
        same = self._is_current(place, span, lines, new)
        if lines and not same:
            self.keeper.keep(question, lines, new.partition("\n")[0])
        yield _MovedPiece(span, self.source.text[slice(*span)] if same else new, ends=False)
        yield _MovedPiece(answer.content, self._answer_text(spec, question, answer))

    def _is_current(self, place: Place, span: Span, own: Sequence[str], new: str) -> bool:
        """Whether a question already has the new text, possibly with pictures or notes of the group."""
        old, rest = self.visible.text[slice(*span)], frozenset(own)
        if rest and not place.changes:
            old = "\n".join(line for line in old.split("\n") if line not in rest)
        return bool(place.markers) and plain(old) == plain(new)

    def _template_text(self, spec: QuestionSpec, question: Question, place: Place) -> str:
        """Return the text down to the marker, with the group's comments, and its heading if that fits."""
        heading, *lines = "\n\n".join(render_question(spec, self.revision.forms)).split("\n")
        old, own = self.source.lines[self.source.line_at(place.start)], self.report.heading_of(question)
        if plain(heading) == plain(own) and not place.misspelt:
            heading = old
        elif old.startswith(own):
            heading += old.removeprefix(own)
        elif not (spec.title or place.misspelt):
            heading += old.partition(str(question.number))[2]
        return "\n".join([heading, *self._comments(question), *lines])

    def _comments(self, question: Question) -> list[str]:
        own = (s for s in self.report.suppressions if s.template and s.number == question.number)
        return [self.source.text[slice(*suppression.span)] for suppression in own]

    def _foreign(self, question: Question) -> list[str]:
        """Return the lines above the marker that the group wrote and that are not part of the answer."""
        comments = self._comments(question)
        lines = (line for _, line in foreign_lines(self.report, question))
        return [line for line in lines if line.strip() not in comments]

    def _answer_text(self, spec: QuestionSpec, question: Question, answer: Answer) -> str:
        """Return the text after the marker: unchanged if it may stay where it was."""
        if not answer.blank:
            return written(self.report, question)
        content = self.source.text[slice(*answer.content)]
        filler = placeholder_of(spec, self.revision.forms)
        return content if plain(content) == plain(filler) else f"\n\n{filler}\n\n"

    def _keep_question(self, question: Question) -> None:
        """Keep what a group wrote in and above a question that the new template lacks."""
        place, answer = question.place, question.answer
        if place and answer:
            above = self.paragraphs.between(self._above(place.start))
            own = [] if answer.blank else ["", written(self.report, question)]
            extras = (paragraph.text for paragraph in above if not paragraph.own)
            self.keeper.keep(question, [*extras, *self._foreign(question), *own])

    def _edits(self, pieces: Sequence[_MovedPiece]) -> Iterator[Edit]:
        spans = [piece.span for piece in pieces]
        edits = [Edit(*piece.span, piece.text) for piece in pieces if piece.span]
        if not _tile(spans):
            whole = "".join(map(_spaced, pieces)).rstrip("\n") + "\n"
            edits = [Edit(0, len(self.source.text), whole)]
        for edit in edits:
            old = self.source.text[edit.start : edit.end]
            if edit.text != old:
                yield narrowed(edit, old)


def _tile(spans: Sequence[Span | None]) -> bool:
    """Whether stretches follow each other without a gap."""
    return all(a and b and a.end == b.start for a, b in pairwise(spans))


def _spaced(piece: _MovedPiece) -> str:
    """Return the text of a piece, with an empty line after it if one belongs there."""
    if not piece.ends:
        return piece.text
    text = piece.text.rstrip("\n")
    return f"{text}\n\n" if text else ""


def _joined(blocks: Iterable[str]) -> str:
    """Return blocks, each with an empty line after it."""
    return "".join(f"{block}\n\n" for block in blocks if block)


def _words(texts: Iterable[str]) -> str:
    return " ".join(filter(None, map(plain, texts)))
