"""A report: where the parts of its template are, what is missing, and the course checker's verdict."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from reportlint.formatting import Number
from reportlint.grader import Counts, Verdict
from reportlint.markdown import Outline, front_matter
from reportlint.report.conflicts import marker_lines
from reportlint.report.patterns import FormPatterns
from reportlint.report.references import Reference, begun_images, holds, images_beside
from reportlint.report.regions import Region, Role, partition
from reportlint.report.suppressions import Suppression
from reportlint.report.typos import is_corrected
from reportlint.report.wordings import Known
from reportlint.schema.model import Limits, QuestionSpec, Revision, Schema, SectionSpec, picture_folder
from reportlint.schema.template import heading_of
from reportlint.source import Source, Span
from reportlint.words import plain

Status = Literal["answered", "unanswered", "missing"]
Found = Literal["whole", "reworded", "gone"]
TemplatePiece = Literal["prompt", "hint", "example"]
PIECES: Mapping[TemplatePiece, str] = {"prompt": "prompt", "hint": "length hint", "example": "example"}
"""Names of the pieces of a question's template text."""
_MOST_BOXES, _MOST_ITEMS = 100, 300
"""Maximum number of unknown boxes, and of items, to compare for corrected typos: each with each."""


class TextChange(NamedTuple):
    """A piece of template text that matches no revision; `span` is its first difference."""

    piece: TemplatePiece
    span: Span

    def moved(self, by: int) -> "TextChange":
        """Return it moved on by some characters."""
        return TextChange(self.piece, self.span.moved(by))


class Answer(NamedTuple):
    """The text given as an answer."""

    span: Span
    """From first to last character; empty, at the place where the answer belongs, if there is none."""
    content: Span
    """Everything between the marker and the next template heading."""
    region: Span
    """The answer with the signs around its words: the content, or lines above the marker."""
    above: bool
    """It is above the marker, where the course's checker does not look."""
    blank: bool
    """It has only placeholders, dashes and the like."""
    placeholders: tuple[Span, ...]
    counts: Counts
    """The course checker's numbers, or the same counting over the answer if the checker stops."""
    references: tuple[Reference, ...]
    """Its images and links, in order."""

    @property
    def shown_images(self) -> int:
        """Number of images that a renderer shows."""
        return sum(reference.is_shown for reference in self.references)

    def moved(self, by: int) -> "Answer":
        """Return it moved on by some characters."""
        return self._replace(
            span=self.span.moved(by),
            content=self.content.moved(by),
            region=self.region.moved(by),
            placeholders=tuple(span.moved(by) for span in self.placeholders),
            references=tuple(reference.moved(by) for reference in self.references),
        )


class Place(NamedTuple):
    """The place of a question: offsets of its first character and of the next template heading."""

    heading: int | None
    """The line (index from 0) of its heading, if it has one."""
    misspelt: bool
    """Whether the heading lacks the signs that the course's checker needs, or has another number."""
    start: int
    below: int
    """The offset after the heading and its underline; the start if there is no heading."""
    end: int
    point: int
    """The offset to point at: the heading, else the remaining prompt or marker."""
    prompt_end: int
    """The offset after the last piece of template text above the answer."""
    markers: tuple[int, ...]
    """Offsets of all markers in it."""
    changes: tuple[TextChange, ...]
    hinted: Limits | None = None
    """Numbers of a length hint that no revision has."""
    gone: tuple[TemplatePiece, ...] = ()
    """Pieces lost together with the marker below them. Nothing replaces them, so they are no changes."""

    def moved(self, lines: int, by: int) -> "Place":
        """Return it moved on by some lines and characters."""
        return self._replace(
            heading=None if self.heading is None else self.heading + lines,
            start=self.start + by,
            below=self.below + by,
            end=self.end + by,
            point=self.point + by,
            prompt_end=self.prompt_end + by,
            markers=tuple(marker + by for marker in self.markers),
            changes=tuple(change.moved(by) for change in self.changes),
        )


class Question(NamedTuple):
    """A question of the schema and its content in the report."""

    spec: QuestionSpec
    section: str
    status: Status
    place: Place | None
    """None if neither heading nor prompt nor marker is left."""
    answer: Answer | None
    """None if the question is missing."""
    limits: QuestionSpec
    """The spec whose limits apply: the edition's, or those of a newer hint."""

    @property
    def number(self) -> Number:
        """The question's number."""
        return self.spec.number

    @property
    def optional(self) -> bool:
        """Whether the template allows it to have no words."""
        return self.limits.words is not None and self.limits.words.min == 0

    def moved(self, lines: int, by: int) -> "Question":
        """Return it moved on by some lines and characters."""
        place, answer = self.place and self.place.moved(lines, by), self.answer and self.answer.moved(by)
        return self._replace(place=place, answer=answer)

    def regions(self, source: Source) -> Iterator[Region]:
        """Yield its regions in order; they cover its place."""
        place, answer = self.place, self.answer
        if not (place and answer):
            yield from [Region("text", Span(place.start, place.end), self.number)] if place else ()
            return
        behind = answer.content.start
        marker = max((at for at in place.markers if at < behind), default=behind)
        own = answer.region if answer.above else Span(marker, marker)
        ends: tuple[tuple[Role, int], ...] = (
            ("heading", max(place.below, source.line_end(source.line_at(place.start)))),
            ("prompt", own.start),
            ("answer", own.end),
            ("prompt", marker),
            ("marker", behind),
            ("prompt" if answer.above else "answer", place.end),
        )
        start = place.start
        for role, end in ends:
            if start < end:
                yield Region(role, Span(start, end), self.number)
                start = end


class Unfamiliar(NamedTuple):
    """A template that no schema describes; the report's own text takes the schema's place."""

    near: Schema
    """The edition that it is most similar to."""
    revision: Revision
    unlike: int
    """Number of prompts that are unlike every known wording."""


class Section(NamedTuple):
    """A section of the schema; `line` (from 0) is its heading's, or where that should be."""

    spec: SectionSpec
    line: int
    found: Found
    introduced: bool
    """Whether its introduction is there in the words of some revision."""
    last: int
    """The last line of its heading: an underlined one takes two."""
    start: int
    """The line at which the question above ends."""


class Box(NamedTuple):
    """A checklist item: the mark between its brackets, its plain words, and its place."""

    mark: str
    text: str
    span: Span
    mark_span: Span
    glued: bool
    """Whether a space before or after the brackets is missing, so that the box is shown as text."""

    @property
    def ticked(self) -> bool:
        """Whether it is shown ticked."""
        return self.mark in ("x", "X") and not self.glued


class Duplicate(NamedTuple):
    """A second heading of a question; lines from 0."""

    number: Number
    line: int
    first: int


class _Parsed(NamedTuple):
    source: Source
    outline: Outline
    schema: Schema
    revision: Revision
    """The revision that fits it best."""
    known: Known
    forms: FormPatterns
    questions: tuple[Question, ...]
    duplicates: tuple[Duplicate, ...]
    sections: tuple[Section, ...]
    boxes: tuple[Box, ...]
    starts: tuple[int, ...]
    """Lines of all template headings from the first section on, or where they should be, in order."""
    conflicts: tuple[Span, ...]
    suppressions: tuple[Suppression, ...]
    verdict: Verdict | None
    """None if the course has no checker."""
    silent: Mapping[Number, set[str]]
    """By question: the rules that are known to find nothing in it as it stands."""
    unfamiliar: Unfamiliar | None = None
    rival: Schema | None = None
    """Another edition that the report fits exactly as well."""


class Report(_Parsed):
    """A report bound to the schema of its edition."""

    @cached_property
    def picture_folder(self) -> str:
        """The folder for pictures, such as `figures/`; empty if the template names none."""
        return picture_folder(self.schema.newest)

    @cached_property
    def present(self) -> tuple[Question, ...]:
        """The questions that are not missing."""
        return tuple(question for question in self.questions if question.answer)

    @cached_property
    def answered(self) -> tuple[Question, ...]:
        """The questions with an answer."""
        return tuple(question for question in self.questions if question.status == "answered")

    @property
    def answers(self) -> Iterator[tuple[Question, Answer]]:
        """The answers with their questions."""
        return ((question, question.answer) for question in self.answered if question.answer)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """All its text as regions, each of one role and one question or none."""
        source = self.source
        asked = sorted((r for q in self.questions for r in q.regions(source)), key=lambda region: region.span)
        signs = marker_lines(source, self.conflicts)
        return tuple(partition(source, asked, sorted({*self._cuts()}), signs, self._role))

    def _cuts(self) -> Iterator[int]:
        """Yield the lines at which a part of the template begins, also outside of questions."""
        yield front_matter(self.source.lines)
        yield from self.starts
        for heading in self.outline.headings:
            if heading.line < self.head_end and self.known.is_heading(heading.text):
                yield heading.line + (heading.signs == 1)

    def _role(self, span: Span) -> Role:
        """Return the role of a stretch outside of the questions."""
        if span.end <= self.source.line_start(front_matter(self.source.lines)):
            return "front matter"
        in_head = span.start < self.source.line_start(self.head_end)
        titled = self.source.text.startswith("#", span.start)
        own = in_head and not titled and plain(self.source.text, *span) in self.known.introductory
        return "preamble" if own else "text"

    @cached_property
    def references(self) -> tuple[tuple[Number | None, Reference], ...]:
        """Images and links of the answers, and the group's images elsewhere, with their questions."""
        own = [(question.number, r) for question, answer in self.answers for r in answer.references]
        if not self._has_images_beside:
            return tuple(own)
        return (*own, *images_beside(self.source, self.outline, self.regions, self.known))

    @property
    def _has_images_beside(self) -> bool:
        """Whether an image that is not the template's may begin outside of answers; few reports have any."""
        if self.conflicts:
            return True
        text, templates = self.source.text, tuple(self.known.images)
        answers = sorted(question.answer.region for question in self.present if question.answer)
        found = (at for at in begun_images(text) if not text.startswith(templates, at))
        return any(not holds(answers, Span(at, at + 1)) for at in found)

    @cached_property
    def newer(self) -> bool:
        """Whether length hints show a revision that the schema does not know."""
        return any(question.limits is not question.spec for question in self.questions)

    @cached_property
    def contested(self) -> frozenset[Number]:
        """Questions with a conflict in them: duplicates there are the conflict's."""
        within = {n for c in self.conflicts for n in self._questions_in(c)}
        lines = (line for c in self.conflicts for line in self.source.text[c.start : c.end].split("\n"))
        headings = filter(None, map(self.forms.heading, lines))
        return frozenset(within | {heading.number for heading in headings})

    def _questions_in(self, span: Span) -> Iterator[Number]:
        """Yield the questions that have text in a span."""
        first = bisect_right(self.regions, span.start, key=lambda region: region.span.end)
        behind = bisect_left(self.regions, span.end, key=lambda region: region.span.start)
        yield from (r.question for r in self.regions[first:behind] if r.question is not None)

    @property
    def head_end(self) -> int:
        """The line at which preamble and checklist end."""
        return self.starts[0] if self.starts else len(self.source.lines)

    @cached_property
    def checklist_start(self) -> int:
        """The line of the checklist's heading, else of its first box, else the first below the head."""
        boxes = [self.source.line_at(box.span.start) for box in self.boxes]
        headings = (h.line for h in self.outline.headings if h.signs > 1 and self.known.is_heading(h.text))
        return min([*boxes, *headings, self.head_end])

    @cached_property
    def own_boxes(self) -> tuple[Box, ...]:
        """The boxes of the template, possibly followed by a note of the group."""
        foreign = frozenset(self.foreign_boxes)
        return tuple(box for box in self.boxes if box not in foreign)

    @cached_property
    def foreign_boxes(self) -> tuple[Box, ...]:
        """The boxes that are reworded or added by the group."""
        unknown = [box for box in self.boxes if self.known.boxes.of(box.text) is None]
        corrected = {box for box in unknown[:_MOST_BOXES] if self._corrects_item(box.text.split())}
        return tuple(box for box in unknown if box not in corrected)

    def _corrects_item(self, words: Sequence[str]) -> bool:
        """Whether some words are an item with corrected typos, possibly followed by a note."""
        return any(is_corrected(item, words[: len(item)]) for item in self._items if len(item) <= len(words))

    @cached_property
    def _items(self) -> tuple[Sequence[str], ...]:
        """The items of the known checklists, as words."""
        return tuple(item.split() for item in sorted(self.known.items)[:_MOST_ITEMS])

    @property
    def checklist(self) -> tuple[int, int]:
        """Number of ticked boxes of the template, reworded ones included, and of all."""
        items = len(self.revision.checklist.items) if self.revision.checklist else 0
        total = max(items, len(self.own_boxes))
        own = sum(box.ticked for box in self.own_boxes)
        others = sum(box.ticked for box in self.foreign_boxes)
        return own + min(others, total - len(self.own_boxes)), total

    def heading_of(self, question: Question) -> str:
        """Return a question's heading as in the revision that fits the report best."""
        return heading_of(self.revision.question(question.number) or question.spec, self.revision.forms)

    def question_at(self, offset: int) -> Number | None:
        """Return the question whose text contains the offset."""
        behind = bisect_right(self.regions, offset, key=lambda region: region.span.start)
        return self.regions[behind - 1].question if offset < len(self.source.text) else None

    def line(self, index: int) -> str:
        """Return the line with this index (from 0)."""
        return self.source.lines[index]

    def prose(self, span: Span) -> Iterator[tuple[str, int]]:
        """Yield the running text in a span with its offsets, without code, HTML and link targets."""
        first, last = self.source.line_at(span.start), self.source.line_at(span.end) + 1
        for block in self.outline.within(first, last):
            at, end = self.source.starts[block.start], self.source.line_end(block.end - 1)
            for text in self.outline.prose(block) if block.kind == "inline" else ():
                found = self.source.text.find(text, at, end)
                at = at if found < 0 else found
                yield text, at


def next_start(source: Source, starts: Sequence[int], line: int) -> int:
    """Return the offset of the first of the lines `starts` after `line`, else of the end of the text."""
    following = bisect_right(starts, line)
    return source.line_start(starts[following] if following < len(starts) else len(source.lines))
