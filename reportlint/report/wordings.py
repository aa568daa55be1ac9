"""Every wording that any revision ever had in a place: there it is the template's own text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from reportlint.formatting import Number
from reportlint.schema.model import QuestionSpec, Schema
from reportlint.words import Beginnings, padded, plain

_DIGITS = re.compile(r"\d+")

Wordings = dict[Number, tuple[str, ...]]
"""Plain texts (see `reportlint.words.plain`) by question, the longest first."""


class Known(NamedTuple):
    """The wordings of an edition's revisions, and of the editions that it extends."""

    prompts: Wordings
    hints: Wordings
    examples: Wordings
    wholes: Wordings
    """Prompt, hint and example of one revision in a row."""
    fillers: Wordings
    """What stood in the placeholder's place."""
    titles: Wordings
    """Section headings by the section's first question, in lower case."""
    introductions: Wordings
    items: frozenset[str]
    """Checklist items."""
    boxes: Beginnings
    """The same, for boxes with a note of the group behind the item."""
    preambles: tuple[tuple[str, ...], ...]
    """The paragraphs of each preamble, as `reportlint.words.padded` returns them, the newest first."""
    introductory: frozenset[str]
    """Each preamble without its first paragraph, the title, as one plain text."""
    headings: frozenset[str]
    """All headings but the questions', in lower case."""

    def is_heading(self, text: str) -> bool:
        """Whether a heading's `text` is the template's, of a section, the checklist or one of its groups."""
        return plain(text).lower() in self.headings


def known_wordings(schema: Schema) -> Known:
    """Return every wording that an edition and those that it extends ever had, place by place.

    A later edition changes nothing of what is said of this one's reports. A question that has another
    number in an edition which this one extends has none of its wordings in that place here.
    """
    revisions = [*schema.revisions, *schema.ancestors]
    own = {(q.number, plain(q.prompt)) for revision in schema.revisions for q in revision.questions}
    moved = {prompt for _, prompt in own}
    questions = [
        (q.number, q)
        for revision in revisions
        for q in revision.questions
        if (q.number, prompt := plain(q.prompt)) in own or prompt not in moved
    ]
    sections = [(s.first, s) for revision in revisions for s in revision.sections]
    checklists = [revision.checklist for revision in revisions if revision.checklist]
    label = schema.newest.forms.example
    preambles = [p.split("\n\n") for p in dict.fromkeys(revision.preamble for revision in revisions)]
    headings = [s.heading for _, s in sections] + [h for c in checklists for h in (c.heading, *c.groups)]
    headings += [line for r in revisions for line in r.preamble.split("\n") if line.startswith("# ")]
    headings += [line for r in revisions for line in (r.closing or "").split("\n") if line.startswith("#")]
    items = frozenset(plain(item) for checklist in checklists for item in checklist.items)
    return Known(
        prompts=_collect((n, q.prompt) for n, q in questions),
        hints=_collect((n, q.hint) for n, q in questions),
        examples=_collect((n, text) for n, q in questions for text in _examples(label, q.example)),
        wholes=_collect((n, _whole(label, q)) for n, q in questions),
        fillers=_collect((n, q.placeholder) for n, q in questions),
        titles=_collect((n, s.heading.lower()) for n, s in sections),
        introductions=_collect((n, s.introduction) for n, s in sections),
        items=items,
        boxes=Beginnings(items),
        preambles=tuple(tuple(map(padded, paragraphs)) for paragraphs in preambles),
        introductory=frozenset(plain(" ".join(paragraphs[1:])) for paragraphs in preambles),
        headings=frozenset(plain(heading).lower() for heading in headings),
    )


def _whole(label: str, question: QuestionSpec) -> str:
    example = "" if question.example is None else f"{label} {question.example}"
    return " ".join(filter(None, (question.lead, question.prompt, question.hint, example)))


def _examples(label: str, example: str | None) -> tuple[str, ...]:
    """With the line that introduces it, and without: nobody misses that."""
    return () if example is None else (f"{label} {example}", example)


def _collect(texts: Iterable[tuple[Number, str | None]]) -> Wordings:
    found: dict[Number, set[str]] = defaultdict(set)
    for number, text in set(texts):
        if text:
            found[number].add(plain(text))
    return {n: tuple(sorted(wordings, key=lambda text: (-len(text), text))) for n, wordings in found.items()}


def shape(wording: str) -> str:
    """Return `wording` with every number as `#`: hints of one shape differ in their numbers alone."""
    return _DIGITS.sub("#", wording)
