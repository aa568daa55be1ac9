"""A resolved schema: an edition and the revisions of its template."""

import re
import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple

from reportlint.formatting import Number

Kind = Literal["words", "images"]
"""What is counted in an answer."""
KINDS: tuple[Kind, ...] = ("words", "images")


class Limits(NamedTuple):
    """The allowed number of something in an answer; both ends are inclusive, and either may be open."""

    min: int | None
    max: int | None

    def lacking(self, count: int) -> int:
        """Return by how many `count` is too low."""
        return max(0, (self.min or 0) - count)

    def over(self, count: int) -> int:
        """Return by how many `count` is too high."""
        return 0 if self.max is None else max(0, count - self.max)

    def room(self, count: int) -> int:
        """Return how many may be added to `count`; `sys.maxsize` if there is no upper limit."""
        return sys.maxsize if self.max is None else max(0, self.max - count)

    def allow(self, count: int) -> bool:
        """Whether `count` is within the limits."""
        return not (self.lacking(count) or self.over(count))


class Forms(NamedTuple):
    """How the template writes its fixed lines; `{number}` is replaced by the question's number."""

    heading: str
    marker: str
    example: str
    placeholder: str
    item: str = "* [ ]"
    """Bullet and empty box for checklist items that are not written with another one."""
    below: bool = False
    """Whether the marker follows the question's quote, instead of ending it."""
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
    """The line for the answer to replace, if it is not the usual placeholder."""
    title: str = ""
    """The text after the number in the question's heading."""
    lead: str | None = None
    """The text between the heading and the quote."""
    tight: tuple[str, ...] = ()
    """Where the template leaves out an empty line: under the `heading`, above the `marker`."""


class SectionSpec(NamedTuple):
    """A section's heading line and the text under it, above its first question."""

    first: Number
    heading: str
    introduction: str | None = None


class Checklist(NamedTuple):
    """The project checklist: its heading lines, and the items of each group.

    Items are without their boxes, except for those written differently from the others.
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
    """The text after the last question."""

    def question(self, number: Number) -> QuestionSpec | None:
        """Return the question with this number, if this revision has it."""
        return next((question for question in self.questions if question.number == number), None)


class Format(NamedTuple):
    """What an answer must contain: a `shape`, in which `0` matches any digit, and its name."""

    shape: str
    name: str

    @property
    def label(self) -> str:
        """The name without its example (`such as ...`), as the title of a column."""
        return self.name.partition(" such as ")[0]


class Course(NamedTuple):
    """Facts that are not in the template: how the course collects, checks and judges."""

    checker: str | None
    """Name of the course's own checker (see `reportlint.grader.CHECKERS`), if any."""
    report: str | None
    """Path at which the course collects the report, from the repository's root."""
    formats: Mapping[Number, Format]
    """What some answers must contain, by question."""
    forbidden: tuple[str, ...]
    """Words that must not be left in an answer."""
    figures: Mapping[str, str]
    """SHA-256 digests of the template's own example figures, by name."""


class Schema(NamedTuple):
    """An edition: the course's facts and its revisions, newest first."""

    id: str
    course: Course
    revisions: tuple[Revision, ...]
    ancestors: tuple[Revision, ...]
    """The revisions of the editions that this one extends."""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The questions' numbers, in order."""
        return tuple(question.number for question in self.newest.questions)

    @property
    def newest(self) -> Revision:
        """The newest revision, whose limits are the edition's."""
        return self.revisions[0]


_FOLDER = re.compile(
    r"!\[[^\]\n]{0,100}\]\(([\w-]{1,100}/)|\]\(([\w-]{1,100}/)[^()\s]{1,100}\.(?:png|jpe?g)\)"
)
"""The path of an image, or of a link to a picture, that begins with a folder."""


def picture_folder(revision: Revision) -> str:
    """Return the folder for pictures that a template names, such as `figures/`; empty if none."""
    texts = (revision.preamble, *(question.prompt for question in revision.questions))
    found = next(filter(None, map(_FOLDER.search, texts)), None)
    return (found[1] or found[2]) if found else ""
