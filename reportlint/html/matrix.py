"""The table of a class: a row for each report, a column for each question, every cell with a sign."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportlint.formatting import Number, address, cut
from reportlint.reporters.states import QuestionState
from reportlint.reporters.view import View

_NAME = 200
"""Characters of a group's name that are shown."""


class Head(NamedTuple):
    """The head of a column."""

    title: str
    meaning: str
    first: str = "ascending"
    """How one click sorts it."""
    kind: str = "text"


_FIXED = (
    Head("edition", "Edition and revision of the template"),
    Head("answered", "Questions answered", "descending", "number"),
    Head("ticked", "Boxes of the checklist ticked", "descending", "number"),
    Head("E", "Errors", "descending", "number"),
    Head("W", "Warnings", "descending", "number"),
    Head("N", "Notes", "descending", "number"),
    Head("course", "Warnings of the course's checker, or whether it stops", "descending", "number"),
    Head("ready", "Whether it can be handed in"),
)


class MatrixRow(NamedTuple):
    """A row with the name of its page, which stands beside the index; empty if it has none."""

    view: View
    page: str = ""

    @property
    def name(self) -> str:
        """What the row is called: the first of its answers with a format, else its path."""
        return cut(next(filter(None, self.view.answers.values()), ""), _NAME) or self.view.path

    @property
    def address(self) -> str:
        """The page's address: it stays on this site, whatever the page is called."""
        return f"./{address(self.page)}"

    @property
    def states(self) -> Mapping[Number, QuestionState]:
        """How its questions stand, by their numbers."""
        return {question.number: question for question in self.view.questions}

    @property
    def order(self) -> tuple[bool, float, str]:
        """What sorts entries: what staff look at first, then by the group's number and the path."""
        return not self.view.first, float(self.view.group or "inf"), self.view.path


class Matrix(NamedTuple):
    """The table: its columns, and the reports in their order."""

    labels: Sequence[str]
    """Of the answers with a format."""
    numbers: Sequence[Number]
    """Of all questions of all editions."""
    entries: Sequence[MatrixRow]

    @property
    def heads(self) -> Iterator[Head]:
        """The heads of all columns."""
        yield Head(self.labels[0] if self.labels else "report", "As it was answered; the path is below it")
        if self.labels:
            yield Head("no.", "The group's number, to join tables on", kind="number")
        yield from (Head(label, "As it was answered") for label in self.labels[1:])
        yield from _FIXED
        for number in self.numbers:
            yield Head(str(number), f"Question {number}; sorts by words", "descending", "number")

    @property
    def width(self) -> int:
        """How many columns stand behind the first."""
        return len(list(self.heads)) - 1


def matrix(entries: Sequence[MatrixRow]) -> Matrix:
    """Return the table of entries, which are in their order."""
    labels = list(dict.fromkeys(label for entry in entries for label in entry.view.answers))
    numbers = list(dict.fromkeys(q.number for entry in entries for q in entry.view.questions))
    return Matrix(labels, numbers, entries)
