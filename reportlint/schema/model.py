"""What a schema says, resolved: an edition, and the revisions of its template."""

import re
import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple

from reportlint.formatting import Number

Kind = Literal["words", "images"]
"""What is counted in an answer."""
KINDS: tuple[Kind, ...] = ("words", "images")


class Limits(NamedTuple):
    """How many of something an answer may have; both ends are allowed, and either may be open."""

    min: int | None
    max: int | None

    def lacking(self, count: int) -> int:
        """Return how many too few `count` is."""
        return max(0, (self.min or 0) - count)

    def over(self, count: int) -> int:
        """Return how many too many `count` is."""
        return 0 if self.max is None else max(0, count - self.max)

    def room(self, count: int) -> int:
        """Return how many more than `count` there may be; `sys.maxsize` where there is no end."""
        return sys.maxsize if self.max is None else max(0, self.max - count)

    def allow(self, count: int) -> bool:
        """Whether `count` breaks neither end."""
        return not (self.lacking(count) or self.over(count))


class Forms(NamedTuple):
    """How the template writes its fixed lines; `{number}` stands for the question's number."""

    heading: str
    marker: str
    example: str
    placeholder: str
    item: str = "* [ ]"
    """The bullet and the empty box before each task of the checklist that has none of its own."""
    below: bool = False
    """Whether the marker stands below the question's quote, not at its end."""
    newline: bool = True
    """Whether the last line ends in a newline."""


class QuestionSpec(NamedTuple):
    """One question as the template prints it; texts are Markdown without the leading `> `."""

    number: Number
    prompt: str
    hint: str | None = None
    example: str | None = None
    words: Limits | None = None
    images: Limits | None = None
    placeholder: str | None = None
    """What stands in the place of the answer, where it is not the usual placeholder."""
    title: str = ""
    """What stands behind the number in the question's heading."""
    lead: str | None = None
    """What stands between the heading and the quote."""
    tight: tuple[str, ...] = ()
    """Where the template leaves out its empty line: under the `heading`, above the `marker`."""


class SectionSpec(NamedTuple):
    """A section's heading line and the text under it, above its first question."""

    first: Number
    heading: str
    introduction: str | None = None


class Checklist(NamedTuple):
    """The project checklist: heading lines and, for each group, the items.

    These are without their boxes, but for those that are written otherwise than most.
    """

    heading: str
    introduction: str | None
    groups: Mapping[str, tuple[str, ...]]

    @property
    def items(self) -> tuple[str, ...]:
        """All items, group after group."""
        return tuple(item for items in self.groups.values() for item in items)


class Revision(NamedTuple):
    """One dated wording of an edition's template, complete."""

    id: str
    forms: Forms
    front_matter: str | None
    preamble: str
    checklist: Checklist | None
    sections: tuple[SectionSpec, ...]
    questions: tuple[QuestionSpec, ...]
    closing: str | None = None
    """What stands behind the last question."""

    def question(self, number: Number) -> QuestionSpec | None:
        """Return the question with this number, if this revision has it."""
        return next((question for question in self.questions if question.number == number), None)


class Format(NamedTuple):
    """What an answer must hold: its `shape`, in which `0` stands for any digit, and what that is called."""

    shape: str
    name: str

    @property
    def label(self) -> str:
        """The name without the example that it gives behind `such as`: a column's title."""
        return self.name.partition(" such as ")[0]


class Course(NamedTuple):
    """What no template can say: how the course collects, checks and judges."""

    checker: str | None
    """The name of the course's own checker (see `reportlint.grader.CHECKERS`), if it has one."""
    report: str | None
    """Where the course collects the report, from the repository's root."""
    formats: Mapping[Number, Format]
    """What some answers must hold somewhere."""
    forbidden: tuple[str, ...]
    """Words that an answer handed in does not hold."""
    figures: Mapping[str, str]
    """SHA-256 digests of the template's own example figures."""


class Schema(NamedTuple):
    """An edition: the course's facts and its revisions, the newest first."""

    id: str
    course: Course
    revisions: tuple[Revision, ...]
    ancestors: tuple[Revision, ...]
    """The revisions of the editions that this one extends."""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The questions' numbers, in their order."""
        return tuple(question.number for question in self.newest.questions)

    @property
    def newest(self) -> Revision:
        """The revision whose limits are the edition's."""
        return self.revisions[0]


_FOLDER = re.compile(
    r"!\[[^\]\n]{0,100}\]\(([\w-]{1,100}/)|\]\(([\w-]{1,100}/)[^()\s]{1,100}\.(?:png|jpe?g)\)"
)
"""The path of an image, or of a link to a picture, that begins with a folder."""


def picture_folder(revision: Revision) -> str:
    """Return the folder that a template puts pictures into, such as `figures/`; empty if it names none."""
    texts = (revision.preamble, *(question.prompt for question in revision.questions))
    found = next(filter(None, map(_FOLDER.search, texts)), None)
    return (found[1] or found[2]) if found else ""
