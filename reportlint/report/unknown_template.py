"""A template that no schema describes, read off a report itself, so that what needs no schema is said."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportlint.report.patterns import MOST_QUESTIONS, FormPatterns
from reportlint.schema.limits import read_limits
from reportlint.schema.model import Course, Limits, QuestionSpec, Revision, Schema, SectionSpec
from reportlint.source import Source
from reportlint.words import ALIKE, bag, plain, similarity

_SHARE = 3
"""One prompt in this many that is unlike all known ones makes a template unfamiliar."""
_HEADING = re.compile(r"#{2,}[ \t]*(?:\D*(\d{1,2})\b)?")
_QUOTE = re.compile(r" {0,3}>[ \t]?")


class UnknownTemplate(NamedTuple):
    """A template that is none of the known ones."""

    schema: Schema
    """What stands in the report itself; it has no name."""
    unlike: int
    """How many prompts are unlike every known wording of their place."""


class _Lines(NamedTuple):
    """The lines (indices from 0) of one question, the end excluded."""

    heading: int
    marker: int
    end: int


def read_unknown(source: Source, near: Revision, schemas: Sequence[Schema]) -> UnknownTemplate | None:
    """Return the template that a report is a copy of, if it is sound and no known one; `near` is the nearest.

    It is sound if its questions are numbered from 1 without a gap or a double, each with quote and marker.
    """
    places = _questions(source, FormPatterns(near.forms, frozenset(range(1, MOST_QUESTIONS + 1))))
    if not places:
        return None
    questions = [_question(source, number, place, near) for number, place in enumerate(places, 1)]
    last = list(_headings(source, places[-1]))
    strays = [(number, _quoted(source, line, places[-1].end)) for line, number in last if number]
    others = [QuestionSpec(number, texts[0]) for number, texts in strays if texts]
    unlike = sum(_is_unlike(question, schemas) for question in (*questions, *others))
    known = any(len(questions) == len(revision.questions) for s in schemas for revision in s.revisions)
    if unlike * _SHARE < len(questions) and (known or not unlike):
        return None
    behind = [SectionSpec(len(places), source.lines[line].rstrip()) for line, _ in last]
    sections = (*_sections(source, places), *behind)
    first = next((i for i, line in enumerate(source.lines) if line.startswith("##")), 0)
    preamble = "\n".join(source.lines[: min(first, places[0].heading)]).strip("\n")
    forms = near.forms._replace(placeholder=_placeholder(source, places) or near.forms.placeholder)
    revision = Revision("", forms, None, preamble, None, sections, tuple(questions))
    return UnknownTemplate(Schema("", Course(None, None, {}, (), {}), (revision,), ()), unlike)


def _questions(source: Source, forms: FormPatterns) -> list[_Lines]:
    """Return the places of a sound template's questions, in order; none if it is not sound."""
    lines = [i for i, line in enumerate(source.lines) if "#" in line and forms.cuts(line)]
    headings = filter(None, (forms.heading(source.lines[line]) for line in lines))
    if [heading.number for heading in headings] != list(range(1, len(lines) + 1)):
        return []
    places = [
        _Lines(start, next(_markers(source, forms, start, end), -1), end)
        for start, end in pairwise([*lines, len(source.lines)])
    ]
    sound = all(place.marker > 0 and _quoted(source, place.heading + 1, place.marker) for place in places)
    return places if sound else []


def _placeholder(source: Source, places: Sequence[_Lines]) -> str:
    """Return the line that most often stands alone below a marker, its question's number as `{number}`."""
    lines: Counter[str] = Counter()
    for number, place in enumerate(places, 1):
        below = [text.strip() for text in source.lines[place.marker + 1 : place.end] if text.strip()]
        if below[:1] and below[0].startswith("-"):
            lines[re.sub(rf"\b{number}\b", "{number}", below[0])] += 1
    line, times = max(lines.items(), key=lambda item: item[1], default=("", 0))
    return line if times >= _SHARE else ""


def _headings(source: Source, last: _Lines) -> Iterator[tuple[int, int]]:
    """Yield the template's headings behind the last question, each above a quote, with their numbers or 0."""
    for line in range(last.marker + 1, last.end):
        match = _HEADING.match(source.lines[line])
        below = next((text for text in source.lines[line + 1 : last.end] if _shows(text)), "")
        if match and _QUOTE.match(below):
            yield line, int(match[1] or 0)


def _shows(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("<")


def _markers(source: Source, forms: FormPatterns, start: int, end: int) -> Iterator[int]:
    for line in range(start + 1, end):
        text = source.lines[line]
        if _QUOTE.match(text) and forms.forms.marker in text:
            yield line


def _quoted(source: Source, start: int, end: int) -> list[str]:
    """Return the paragraphs of the quote in some lines, without its signs."""
    lines = (_QUOTE.sub("", line, count=1).rstrip() for line in source.lines[start:end] if _QUOTE.match(line))
    return [text.strip("\n") for text in "\n".join(lines).split("\n\n") if plain(text)]


def _question(source: Source, number: int, place: _Lines, near: Revision) -> QuestionSpec:
    prompt, hint, example = _pieces(_quoted(source, place.heading + 1, place.marker), near.forms.example)
    limits = {
        kind: Limits(read.get("min"), read.get("max")) for kind, read in read_limits(prompt, hint).items()
    }
    return QuestionSpec(number, prompt, hint, example, limits.get("words"), limits.get("images"))


def _pieces(paragraphs: Sequence[str], label: str) -> tuple[str, str | None, str | None]:
    """Return prompt, hint and example: what is bold, what follows, and what stands behind its label."""
    bold = next((i for i, text in enumerate(paragraphs) if not text.startswith("**")), len(paragraphs))
    bold = max(1, bold)
    shown = next(
        (i for i in range(bold, len(paragraphs)) if paragraphs[i].startswith(label)), len(paragraphs)
    )
    hint = "\n\n".join(paragraphs[bold:shown])
    example = "\n\n".join(paragraphs[shown:]).removeprefix(label).strip("\n")
    return "\n\n".join(paragraphs[:bold]), hint or None, example or None


def _is_unlike(question: QuestionSpec, schemas: Iterable[Schema]) -> bool:
    """Whether a prompt is unlike every wording that is known in its place."""
    known = {r.question(question.number) for schema in schemas for r in schema.revisions}
    own = bag(question.prompt)
    return all(similarity(own, bag(spec.prompt)) < ALIKE for spec in known if spec)


def _sections(source: Source, places: Sequence[_Lines]) -> Iterator[SectionSpec]:
    """Yield the headings between an answer and the next question that nothing but a quote stands under."""
    before = 0
    for number, place in enumerate(places, 1):
        line = next(
            (i for i in range(place.heading - 1, before, -1) if source.lines[i].startswith("## ")), None
        )
        below = source.lines[line + 1 : place.heading] if line is not None else []
        if line is not None and all(not text.strip() or _QUOTE.match(text) for text in below):
            introduction = "\n".join(below).strip("\n")
            yield SectionSpec(number, source.lines[line].rstrip(), introduction or None)
        before = place.marker
