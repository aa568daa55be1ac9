"""Every wording that any revision has at a place: there it is the template's own text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from reportlint.formatting import Number
from reportlint.grader import image_spans
from reportlint.schema.model import QuestionSpec, Schema, SectionSpec
from reportlint.schema.template import texts_of
from reportlint.words import ALIKE, Beginnings, bag, padded, plain, similarity

_DIGITS = re.compile(r"\d+")

Wordings = dict[Number, tuple[str, ...]]
"""Plain texts (see `reportlint.words.plain`) by question, longest first."""


class Known:
    """The wordings of an edition's revisions, and of the editions it extends, by place.

    Later editions do not affect the findings in this one's reports. Wordings are read on demand: most reports
    have most of the template's text unchanged, and need few.
    """

    def __init__(self, schema: Schema) -> None:
        self._own = schema.revisions
        self._revisions = (*schema.revisions, *schema.ancestors)
        self._checklists = [revision.checklist for revision in self._revisions if revision.checklist]
        self._label = schema.newest.forms.example

    @cached_property
    def prompts(self) -> Wordings:
        """The questions."""
        return _collect((q.number, q.prompt) for q in self._questions)

    @cached_property
    def hints(self) -> Wordings:
        """The texts about an answer's length."""
        return _collect((q.number, q.hint) for q in self._questions)

    @cached_property
    def examples(self) -> Wordings:
        """With and without the line that introduces each: it may be left out."""
        found = ((q.number, q.example) for q in self._questions if q.example is not None)
        return _collect((n, text) for n, own in found for text in (f"{self._label} {own}", own))

    @cached_property
    def wholes(self) -> Wordings:
        """Prompt, hint and example of one revision in a row."""
        return _collect((q.number, _whole(self._label, q)) for q in self._questions)

    @cached_property
    def fillers(self) -> Wordings:
        """Texts in place of the placeholder."""
        return _collect((q.number, q.placeholder) for q in self._questions)

    @cached_property
    def titles(self) -> Wordings:
        """Section headings by the section's first question, in lower case."""
        return _collect((s.first, s.heading.lower()) for s in self._sections)

    @cached_property
    def introductions(self) -> Wordings:
        """The texts under section headings, by the section's first question."""
        return _collect((s.first, s.introduction) for s in self._sections)

    @cached_property
    def items(self) -> frozenset[str]:
        """Checklist items."""
        return frozenset(map(plain, {item for checklist in self._checklists for item in checklist.items}))

    @cached_property
    def boxes(self) -> Beginnings:
        """The checklist items, to find them before a note of the group."""
        return Beginnings(self.items)

    @cached_property
    def preambles(self) -> tuple[tuple[str, ...], ...]:
        """The paragraphs of each preamble, as `reportlint.words.padded` returns them, newest first."""
        return tuple(tuple(map(padded, paragraphs)) for paragraphs in self._preambles)

    @cached_property
    def introductory(self) -> frozenset[str]:
        """Each preamble without its first paragraph, the title, as one plain text."""
        return frozenset(plain(" ".join(paragraphs[1:])) for paragraphs in self._preambles)

    @cached_property
    def images(self) -> frozenset[str]:
        """The images in the edition's own templates, as written."""
        own = dict.fromkeys(text for revision in self._own for text in texts_of(revision))
        return frozenset(text[slice(*span)] for text in own for span in image_spans(text, 0, len(text)))

    def is_heading(self, text: str) -> bool:
        """Whether a heading's `text` is that of a section, the checklist or one of its groups."""
        return plain(text).lower() in self._headings

    @cached_property
    def _questions(self) -> list[QuestionSpec]:
        """The questions, one for each wording.

        The wordings of a question that was renumbered since an older edition do not count at its old number.
        """
        own = dict.fromkeys(q for revision in self._own for q in revision.questions)
        older = [q for q in dict.fromkeys(q for r in self._revisions for q in r.questions) if q not in own]
        moved = _moved(own, older)
        return [*own, *(q for q in older if (q.number, q.prompt) not in moved)]

    @cached_property
    def _sections(self) -> Iterable[SectionSpec]:
        return dict.fromkeys(section for revision in self._revisions for section in revision.sections)

    @property
    def _preambles(self) -> Iterable[list[str]]:
        """The paragraphs with words, preamble by preamble."""
        preambles = dict.fromkeys(revision.preamble for revision in self._revisions)
        return ([text for text in preamble.split("\n\n") if plain(text)] for preamble in preambles)

    @cached_property
    def _headings(self) -> frozenset[str]:
        """All headings except the questions', in lower case."""
        found = {section.heading for section in self._sections}
        found.update(heading for c in self._checklists for heading in (c.heading, *c.groups))
        preambles = {(revision.preamble, "# ") for revision in self._revisions}
        closings = {(revision.closing or "", "#") for revision in self._revisions}
        for text, sign in preambles | closings:
            found.update(line for line in text.split("\n") if line.startswith(sign))
        return frozenset(plain(heading).lower() for heading in found)


def _moved(own: Iterable[QuestionSpec], older: Iterable[QuestionSpec]) -> frozenset[tuple[Number, str]]:
    """Return number and prompt of older questions that are most like one with another number here."""
    here = {(q.number, plain(q.prompt)) for q in own}
    changed = {(q.number, q.prompt) for q in older if (q.number, plain(q.prompt)) not in here}
    bags = [(number, bag(prompt)) for number, prompt in here] if changed else []

    def moved(number: Number, prompt: str) -> bool:
        words = bag(plain(prompt))
        alike, stays = max((similarity(words, other), other_number == number) for other_number, other in bags)
        return alike >= ALIKE and not stays

    return frozenset(question for question in changed if moved(*question))


def _whole(label: str, question: QuestionSpec) -> str:
    example = "" if question.example is None else f"{label} {question.example}"
    return " ".join(filter(None, (question.lead, question.prompt, question.hint, example)))


def _collect(texts: Iterable[tuple[Number, str | None]]) -> Wordings:
    found: dict[Number, set[str]] = defaultdict(set)
    for number, text in set(texts):
        if text:
            found[number].add(plain(text))
    return {n: tuple(sorted(wordings, key=lambda text: (-len(text), text))) for n, wordings in found.items()}


def shape(wording: str) -> str:
    """Return `wording` with `#` for every number: hints of one shape differ only in numbers."""
    return _DIGITS.sub("#", wording)
