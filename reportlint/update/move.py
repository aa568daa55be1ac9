"""Carries answers, ticks and pictures, as they are, over to the template text of another revision."""

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
"""What may stand behind the last word of the template's text on its line."""


class Move(NamedTuple):
    """What moves a report."""

    edits: tuple[Edit, ...]
    """In offsets of the report's text; none if it is there already."""
    kept: tuple[str, ...]
    """What has no place any more, and stands at the end."""


class _MovedPiece(NamedTuple):
    """A piece of the new text, and the stretch of the old one that it takes the place of, if there is one."""

    span: Span | None
    text: str
    ends: bool = True
    """Whether an empty line follows: not behind a marker."""


def written(report: Report, question: Question) -> str:
    """Return an answer as it stands behind its marker, or would if it had one, or stood below it."""
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
    """Return what stands between the template's text and the marker's line, without quote signs."""
    end = source.line_end(source.line_at(place.prompt_end))
    closing = _CLOSING.match(source.text, place.prompt_end, end)
    start = closing.end() if closing else place.prompt_end
    return unquoted(source.text[start : source.starts[source.line_at(place.markers[0])]])


def move(report: Report, revision: Revision, numbers: Mapping[Number, Number]) -> Move:
    """Return what moves a report without obstacles to a revision, of its own edition or another.

    `numbers` are those of the report's questions by those of the revision's.
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
        """Where the text outside of questions begins, below the head, by where it ends."""
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
        # What one piece gives up the next may have.
        changes = applied(self.source, edits) != self.source.raw.encode()
        return Move(edits if changes else (), tuple(self.keeper.kept))

    def _with_kept(self, end: _MovedPiece) -> _MovedPiece:
        """Return the last piece with what is kept below it, under a heading if there is none already."""
        heading = f"# {KEPT}"
        headings = [] if heading in self.source.lines else [heading]
        text = _joined([end.text.strip("\n"), *headings, *self.keeper.kept])
        return end._replace(text=text.strip("\n") + "\n")

    def _head(self) -> Iterator[_MovedPiece]:
        """Yield what stands above the first section: the preamble, and the checklist."""
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
        """Return what stands above a question: the heading of a section, or nothing."""
        if not (question and question.place):
            return _MovedPiece(None, _joined(section))
        return self._around(self._above(question.place.start), section)

    def _above(self, end: int) -> Span:
        """Return the stretch above a question, or the text's `end`, that no question and not the head has."""
        return Span(min(self.gaps.get(end, end), end), end)

    def _around(self, span: Span, blocks: Sequence[str], *, parted: bool = False) -> _MovedPiece:
        """Return the template's `blocks`, and below them what the group wrote in the stretch.

        They stay as they are if all of them are there, in one row unless they may be `parted`.
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
            self.keeper.keep(question, lines)
        yield _MovedPiece(span, self.source.text[slice(*span)] if same else new, ends=False)
        yield _MovedPiece(answer.content, self._answer_text(spec, question, answer))

    def _is_current(self, place: Place, span: Span, own: Sequence[str], new: str) -> bool:
        """Whether a question has the new text already, if perhaps with pictures or notes of its `own`."""
        old, rest = self.visible.text[slice(*span)], list(own)
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
        """Return the lines above the marker that are the group's, and no answer."""
        comments = self._comments(question)
        lines = (line for _, line in foreign_lines(self.report, question))
        return [line for line in lines if line.strip() not in comments]

    def _answer_text(self, spec: QuestionSpec, question: Question, answer: Answer) -> str:
        """Return what stands behind the marker: the very text that stood there, if it has a place there."""
        if not answer.blank:
            return written(self.report, question)
        content = self.source.text[slice(*answer.content)]
        filler = placeholder_of(spec, self.revision.forms)
        return content if plain(content) == plain(filler) else f"\n\n{filler}\n\n"

    def _keep_question(self, question: Question) -> None:
        """Keep what a group wrote in and above a question that the new template does not have."""
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
    """Return the text of a piece with an empty line behind it, if one belongs there."""
    if not piece.ends:
        return piece.text
    text = piece.text.rstrip("\n")
    return f"{text}\n\n" if text else ""


def _joined(blocks: Iterable[str]) -> str:
    """Return blocks, each with an empty line behind it."""
    return "".join(f"{block}\n\n" for block in blocks if block)


def _words(texts: Iterable[str]) -> str:
    return " ".join(filter(None, map(plain, texts)))
