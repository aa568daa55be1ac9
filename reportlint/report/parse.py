"""Binds a source to a schema: finds the place of every question, section, marker, answer and box."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportlint.formatting import Number
from reportlint.grader import CHECKERS, Counts, Verdict, check
from reportlint.markdown import Heading, Outline, bare, heading_at, outline
from reportlint.report.before import Before, Bound
from reportlint.report.conflicts import find_conflicts, without_theirs
from reportlint.report.locate import Anchor, closing_line, find_anchors, find_boxes
from reportlint.report.misspelt import find_misspelt
from reportlint.report.model import Place, Question, Report, Status, TextChange, next_start
from reportlint.report.patterns import FormPatterns
from reportlint.report.question import AnswerReader, Prompt, less_gone, read_prompt
from reportlint.report.sections import SectionFinder
from reportlint.report.suppressions import find_suppressions, without_suppressions
from reportlint.report.wordings import Known
from reportlint.schema.model import Limits, QuestionSpec, Revision, Schema
from reportlint.source import Source, Span


def bind(
    source: Source,
    schema: Schema,
    revision: Revision,
    known: Known,
    forms: FormPatterns,
    graded_by: Schema,
    before: Before,
) -> Report:
    """Return the report in `source`, bound to `schema`; `revision` is the one that fits it best.

    The verdict is by the edition `graded_by`: the report's own unless another was asked for. `before` is the
    last text that was bound, if any.
    """
    conflicts = find_conflicts(source)
    visible = without_theirs(source, conflicts) if conflicts else source
    misspelt = find_misspelt(visible, forms, schema.numbers, known.prompts)
    meant = misspelt.meant(visible, forms.forms.heading)
    suppressions = find_suppressions(visible, forms, meant.lines)
    visible = without_suppressions(visible, suppressions)
    meant = misspelt.meant(visible, forms.forms.heading)
    blocks = outline(meant, forms.cuts(meant.lines), is_heading(known), before.pieces)
    anchors = find_anchors(visible, misspelt, blocks, forms, known, schema.numbers)
    sections = tuple(SectionFinder(visible, blocks, anchors, known).find(revision))
    count = before.counter()
    verdict = _verdict(source, schema, count)
    closing = closing_line(visible, revision.closing, anchors)
    starts = sorted({*anchors.cuts, *(section.start for section in sections), closing, len(visible.lines)})
    if anchors.duplicates:
        # In a second copy of the template, other headings end an answer as well.
        starts = sorted({*starts, *(h.line for h in blocks.headings if _doubles(h, starts[0], known))})
    answers = AnswerReader(source=visible, outline=blocks, forms=forms, known=known, verdict=verdict)
    before.begin((schema, revision, blocks.parser, blocks.references))
    others = tuple(None if text is visible else text for text in (source, meant))
    binder = _QuestionBinder(visible, revision, starts, answers, _sections(schema), others, before)
    found = {anchor.number: anchor for anchor in anchors.found}
    bound = [binder.bind(spec, found.get(spec.number)) for spec in schema.newest.questions]
    questions = [each.question for each in bound]
    return Report(
        source=source,
        outline=blocks,
        schema=schema,
        revision=revision,
        known=known,
        forms=forms,
        questions=tuple(_by_newer_hints(questions) if not anchors.duplicates else questions),
        duplicates=anchors.duplicates,
        sections=sections,
        boxes=before.boxes(_head(visible, blocks, starts[0]), lambda: find_boxes(visible, blocks, starts[0])),
        starts=tuple(starts[:-1]),
        conflicts=conflicts,
        suppressions=suppressions,
        verdict=verdict if graded_by is schema else _verdict(source, graded_by, count),
        silent={each.question.number: each.silent for each in bound},
    )


def _head(source: Source, blocks: Outline, end: int) -> Hashable:
    """Return what is above the line `end`, and which of its lines are literal."""
    return source.lines[:end], frozenset(line for line in blocks.literal if line < end)


def _verdict(source: Source, schema: Schema, count: Callable[[str], Counts]) -> Verdict | None:
    checker = schema.course.checker
    return check(source, CHECKERS[checker], schema.newest.questions, count) if checker else None


def _doubles(heading: Heading, start: int, known: Known) -> bool:
    return heading.line > start and known.is_heading(heading.text)


def is_heading(known: Known) -> Callable[[str], bool]:
    """Return a function that tells whether a line is a template heading other than a question's."""
    return lambda line: (heading := heading_at(line)) is not None and known.is_heading(heading[1])


def _sections(schema: Schema) -> dict[Number, str]:
    """Return the section heading above each question; empty above the first section."""
    headings = {section.first: section.heading.lstrip("# ") for section in schema.newest.sections}
    found, heading = {}, ""
    for number in schema.numbers:
        found[number] = heading = headings.get(number, heading)
    return found


class _QuestionBinder(NamedTuple):
    source: Source
    revision: Revision
    starts: Sequence[int]
    """Lines at which a question's stretch or another part of the template begins, in order."""
    answers: AnswerReader
    sections: Mapping[Number, str]
    """The section heading above each question; empty above the first section."""
    others: tuple[Source | None, ...]
    """The text as it is, and as it is meant; None if that is the same."""
    before: Before

    def bind(self, spec: QuestionSpec, anchor: Anchor | None) -> Bound:
        """Return the question of `spec`, which begins at `anchor`; missing if that is None."""
        missing = Question(
            spec=spec,
            limits=spec,
            section=self.sections[spec.number],
            status="missing",
            place=None,
            answer=None,
        )
        if anchor is None:
            return Bound(missing, 0, 0, set())
        start = self.source.starts[anchor.line]
        key = self._key(anchor, start)
        return self.before.bound(key, anchor.line, start, lambda: self._bind(missing, anchor))

    def _key(self, anchor: Anchor, start: int) -> Hashable:
        """Return what a question depends on: its text and all that was parsed with it, and where what is."""
        end, verdict = next_start(self.source, self.starts, anchor.line), self.answers.verdict
        graded = (verdict and verdict.answers.get(anchor.number)) or Span(end, end)
        behind = self.source.line_at(max(end, graded.end) - 1) + 1
        first, last = self.answers.outline.around(anchor.line, behind)
        texts = (text and text.between(first, last) for text in (self.source, *self.others))
        own = anchor._replace(line=anchor.line - first, place=anchor.place - start, last=anchor.last - first)
        return own, end - start, graded.moved(-start), *texts

    def _bind(self, missing: Question, anchor: Anchor) -> Question:
        spec = missing.spec
        place, prompt = self._place(spec, anchor)
        if not anchor.heading:
            return missing._replace(place=place)
        answer = self.answers.read(spec, place.markers, prompt, place.end)
        if place.markers and prompt.tail and not prompt.changes and not answer.above:
            place = place._replace(changes=(self._added(prompt.tail, own_example=bool(spec.example)),))
        status: Status = "unanswered" if answer.blank else "answered"
        return missing._replace(status=status, place=place, answer=answer)

    def _place(self, spec: QuestionSpec, anchor: Anchor) -> tuple[Place, Prompt]:
        start, end = self.source.starts[anchor.line], next_start(self.source, self.starts, anchor.line)
        below = self.source.line_end(anchor.last) if anchor.heading else start
        markers = self._markers(spec, below, end)
        prompt = self._prompt(spec, below, end, markers)
        place = Place(
            heading=anchor.line if anchor.heading else None,
            misspelt=anchor.misspelt,
            below=below,
            start=start,
            point=anchor.place,
            end=end,
            prompt_end=prompt.end,
            markers=markers,
            changes=prompt.changes,
            hinted=prompt.hinted,
            gone=prompt.gone,
        )
        return place, prompt

    def _added(self, tail: Span, *, own_example: bool) -> TextChange:
        """Return text after the last piece of the template as a change of that piece."""
        line = self.source.line_around(tail.start)
        return TextChange("example" if own_example else "prompt", line)

    def _markers(self, spec: QuestionSpec, start: int, end: int) -> tuple[int, ...]:
        """Return the places of the marker, except in template lines that hold the same words."""
        source, marker = self.source, self.revision.forms.marker
        own = self.revision.question(spec.number) or spec
        texts = "\n".join(filter(None, (own.lead, own.prompt, own.hint, own.example)))
        held = {bare(line) for line in texts.split("\n") if marker in line}
        found = _occurrences(source.text, marker, start, end)
        return tuple(at for at in found if bare(source.lines[source.line_at(at)]) not in held)

    def _prompt(self, spec: QuestionSpec, start: int, stop: int, markers: Sequence[int]) -> Prompt:
        own = self.revision.question(spec.number) or spec
        end = markers[0] if markers else stop
        prompt = read_prompt(self.source, start, end, own, self.answers.known)
        quote = self._quote(start, end) if prompt.end == start else None
        # Without a marker, a quote with nothing after it may be the answer.
        if quote and (markers or bare(self.source.text[quote:end])):
            return prompt._replace(end=quote)
        return prompt if markers else less_gone(self.source, end, own, prompt)

    def _quote(self, start: int, end: int) -> int | None:
        """Return where the first quote in a stretch ends, above a spoiled marker."""
        quote = self.answers.outline.quote_at(self.source.line_at(self.source.trim(start, end).start))
        if not quote:
            return None
        lines = range(quote.start + 1, quote.end)
        spoiled = (line for line in lines if self.answers.forms.spoils_marker(self.source.lines[line]))
        last = next(spoiled, quote.end) - 1
        return max(start, min(end, self.source.line_end(last)))


def _occurrences(text: str, part: str, start: int, end: int) -> Iterator[int]:
    while (start := text.find(part, start, end)) >= 0:
        yield start
        start += len(part)


def _by_newer_hints(questions: Sequence[Question]) -> list[Question]:
    """Use unknown length hints as limits if the template is otherwise intact."""
    hinted = {q.number: q.place.hinted for q in questions if q.place and q.place.hinted}
    return [_bound_by(q, hinted.get(q.number)) for q in questions] if _intact(questions) else [*questions]


def _bound_by(question: Question, words: Limits | None) -> Question:
    return question._replace(limits=question.spec._replace(words=words)) if words else question


def _intact(questions: Sequence[Question]) -> bool:
    places = [
        q.place for q in questions if q.place and q.place.heading is not None and len(q.place.markers) == 1
    ]
    ordered = all(above.start < below.start for above, below in pairwise(places))
    changed = sum(any(change.piece == "prompt" for change in place.changes) for place in places)
    return len(places) == len(questions) and ordered and changed * 4 < len(questions)
