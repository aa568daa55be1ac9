"""A template that no schema describes, inferred from the report for rules that need no schema."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import NamedTuple

from reportlint.report.conflicts import find_conflicts, without_theirs
from reportlint.report.patterns import MOST_QUESTIONS, FormPatterns
from reportlint.schema.forms import TemplateError, infer_forms
from reportlint.schema.limits import read_limits
from reportlint.schema.model import Course, Forms, Limits, QuestionSpec, Revision, Schema, SectionSpec
from reportlint.source import Source
from reportlint.words import ALIKE, bag, plain, similarity

_SHARE = 3
"""A template is unfamiliar if at least one in this many prompts is unlike all known ones."""
_FEW = 3
"""At least this many equal lines, with dashes or the question's number, are placeholders."""
_HEADING = re.compile(r"#{2,}[ \t]*(?:\D*(\d{1,2})\b)?")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_SECTION = re.compile(rf"##|{_QUOTE.pattern}")
"""The lines that may begin a section: its headings and a quote."""


class UnknownTemplate(NamedTuple):
    """A template that is not a known one."""

    schema: Schema
    """Built from the report itself; it has no name."""
    unlike: int
    """Number of prompts that are unlike every known wording at their place."""


class _Lines(NamedTuple):
    """The lines (indices from 0) of one question, the end excluded."""

    heading: int
    marker: int
    end: int


def read_unknown(source: Source, near: Revision, schemas: Sequence[Schema]) -> UnknownTemplate | None:
    """Return the template of a report if it is sound and unknown; `near` is the most similar known one.

    It is sound if its questions are numbered from 1 without gaps or duplicates, each with a quote and a
    marker.
    """
    source = without_theirs(source, find_conflicts(source))
    forms = near.forms
    if not (places := _questions(source, forms)):
        forms = _own_forms(source, forms)
        places = _questions(source, forms)
    if not places:
        return None
    questions = [_question(source, number, place, forms) for number, place in enumerate(places, 1)]
    forms = forms._replace(placeholder=_placeholder(source, places) or forms.placeholder)
    last = list(islice(_headings(source, places[-1]), MOST_QUESTIONS))
    strays = [(number, _quoted(source, line, places[-1].end)) for line, number in last if number]
    others = [QuestionSpec(number, texts[0]) for number, texts in strays if texts]
    unlike = sum(_is_unlike(question, schemas) for question in (*questions, *others))
    known = any(len(questions) == len(revision.questions) for s in schemas for revision in s.revisions)
    if unlike * _SHARE < len(questions) and (known or not unlike):
        return None
    behind = [SectionSpec(len(places), source.lines[line].rstrip()) for line, _ in last]
    sections = (*_sections(source, places, forms.placeholder), *behind)
    first = next((i for i, line in enumerate(source.lines) if line.startswith("##")), 0)
    preamble = source.between(0, min(first, places[0].heading)).strip("\n")
    revision = Revision("", forms, None, preamble, None, sections, tuple(questions))
    return UnknownTemplate(Schema("", Course(None, None, {}, (), {}), (revision,), ()), unlike)


def _own_forms(source: Source, near: Forms) -> Forms:
    """Return how the report's questions are headed and marked; the `near` forms if that is unclear."""
    try:
        own = infer_forms(source.text)
    except TemplateError:
        return near
    return own._replace(placeholder=near.placeholder)


def _questions(source: Source, forms: Forms) -> list[_Lines]:
    """Return the places of a sound template's questions, in order; none if it is not sound."""
    patterns = FormPatterns(forms, frozenset(range(1, MOST_QUESTIONS + 1)))
    found = patterns.cuts(source.lines)
    if [heading.number for heading in found.values()] != list(range(1, len(found) + 1)):
        return []
    places = [
        _Lines(start, _marker(source, forms, start, end), end)
        for start, end in pairwise([*found, len(source.lines)])
    ]
    sound = all(place.marker > 0 and _quoted(source, place.heading + 1, place.marker) for place in places)
    return places if sound else []


def _placeholder(source: Source, places: Sequence[_Lines]) -> str:
    """Return the most common first line below a marker, with `{number}` for the question's number."""
    lines: Counter[str] = Counter()
    for number, place in enumerate(places, 1):
        below = (text.strip() for text in source.lines[place.marker + 1 : place.end])
        if first := next(filter(None, below), ""):
            lines[re.sub(rf"\b{number}\b", "{number}", first)] += 1
    line, times = max(lines.items(), key=lambda item: item[1], default=("", 0))
    told = "{number}" in line or line.startswith("-")
    return line if times >= (_FEW if told else len(places) / _SHARE) else ""


def _headings(source: Source, last: _Lines) -> Iterator[tuple[int, int]]:
    """Yield template headings after the last question, each above a quote, with their numbers or 0."""
    for line in range(last.marker + 1, last.end):
        match = _HEADING.match(source.lines[line])
        below = next((text for text in source.lines[line + 1 : last.end] if _shows(text)), "")
        if match and _QUOTE.match(below):
            yield line, int(match[1] or 0)


def _shows(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("<")


def _marker(source: Source, forms: Forms, start: int, end: int) -> int:
    """Return the line that begins with the marker, else the first in a quote that holds it, else -1."""
    lines = range(start + 1, end)
    quoted = [line for line in lines if _QUOTE.match(source.lines[line])]
    texts = {line: _QUOTE.sub("", source.lines[line], count=1) for line in (lines if forms.below else quoted)}
    begun = (line for line, text in texts.items() if text.startswith(forms.marker))
    held = (line for line in quoted if forms.marker in texts[line])
    return next(chain(begun, held), -1)


def _quoted(source: Source, start: int, end: int) -> list[str]:
    """Return the paragraphs of the quote in some lines, without its signs."""
    lines = (_QUOTE.sub("", line, count=1).rstrip() for line in source.lines[start:end] if _QUOTE.match(line))
    return [text.strip("\n") for text in "\n".join(lines).split("\n\n") if plain(text)]


def _question(source: Source, number: int, place: _Lines, forms: Forms) -> QuestionSpec:
    prompt, hint, example = _pieces(_quoted(source, place.heading + 1, place.marker), forms.example)
    limits = {
        kind: Limits(read.get("min"), read.get("max")) for kind, read in read_limits(prompt, hint).items()
    }
    return QuestionSpec(number, prompt, hint, example, limits.get("words"), limits.get("images"))


def _pieces(paragraphs: Sequence[str], label: str) -> tuple[str, str | None, str | None]:
    """Return prompt, hint and example: the bold text, what follows it, and the text after its label."""
    bold = next((i for i, text in enumerate(paragraphs) if not text.startswith("**")), len(paragraphs))
    bold = max(1, bold)
    shown = next(
        (i for i in range(bold, len(paragraphs)) if paragraphs[i].startswith(label)), len(paragraphs)
    )
    hint = "\n\n".join(paragraphs[bold:shown])
    example = "\n\n".join(paragraphs[shown:]).removeprefix(label).strip("\n")
    return "\n\n".join(paragraphs[:bold]), hint or None, example or None


def _is_unlike(question: QuestionSpec, schemas: Iterable[Schema]) -> bool:
    """Whether a prompt is unlike every known wording at its place."""
    known = {r.question(question.number) for schema in schemas for r in schema.revisions}
    own = bag(question.prompt)
    return all(similarity(own, bag(spec.prompt)) < ALIKE for spec in known if spec)


def _sections(source: Source, places: Sequence[_Lines], placeholder: str) -> Iterator[SectionSpec]:
    """Yield template headings between two questions, or after a blank last one."""
    start = 0
    for number, place in enumerate([*places, _Lines(len(source.lines), -1, -1)], 1):
        blank = placeholder.replace("{number}", str(number - 1))
        if (line := _goes_on(source.lines, start, place.heading, blank)) is not None:
            introduction = source.between(line + 1, place.heading).strip("\n")
            yield SectionSpec(min(number, len(places)), source.lines[line].rstrip(), introduction or None)
        start = place.marker + 1


def _goes_on(lines: Sequence[str], start: int, end: int, placeholder: str) -> int | None:
    """Return the line of the first heading without an answer above, or with only a quote below."""
    shown = [line for line in range(start, end) if lines[line].strip()]
    headings = [line for line in shown if lines[line].startswith("##")]
    if headings and headings[:1] == shown[1:2] and lines[shown[0]].strip() == placeholder:
        return headings[0]
    texts = (line for line in reversed(shown) if not _SECTION.match(lines[line]))
    last = end if end == len(lines) else next(texts, start - 1)
    return next((line for line in headings if line > last), None)
