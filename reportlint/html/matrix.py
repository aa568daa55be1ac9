"""The table of a class: a row for each report, a column for each question, a sign in every cell."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportlint.formatting import Number, address, cut
from reportlint.reporters.states import QuestionState
from reportlint.reporters.view import View

_NAME = 200
"""Maximum number of characters of a group's name to show."""


class Head(NamedTuple):
    """The head of a column."""

    title: str
    meaning: str
    first: str = "ascending"
    """The order for the first click."""
    kind: str = "text"


_FIXED = (
    Head("edition", "Edition and revision of the template"),
    Head("answered", "Questions answered", "descending", "count"),
    Head("ticked", "Boxes of the checklist ticked", "descending", "count"),
    Head("E", "Errors", "descending", "count found"),
    Head("W", "Warnings", "descending", "count"),
    Head("N", "Notes", "descending", "count"),
    Head("course", "Warnings of the course's checker, or whether it stops", "descending", "count"),
    Head("ready", "Whether it can be handed in"),
)


class MatrixRow(NamedTuple):
    """A row with the file name of its page, which is next to the index; empty if it has none."""

    view: View
    page: str = ""
    unchecked: str = ""
    """What could not be checked in it, and why; empty if all was."""
    folder: str = ""
    """The short name of its path in this class."""

    @property
    def name(self) -> str:
        """The row's name: the first of its answers with a format, else its folder."""
        return cut(next(filter(None, self.view.answers.values()), ""), _NAME) or self.folder

    @property
    def address(self) -> str:
        """The page's address, which stays on this site whatever the page is called."""
        return f"./{address(self.page)}"

    @property
    def states(self) -> Mapping[Number, QuestionState]:
        """The states of its questions, by number."""
        return {question.number: question for question in self.view.questions}

    @property
    def order(self) -> tuple[bool, float, str]:
        """Sort key: rows that staff should see first, then by group number and path."""
        return not self.view.first, float(self.view.group or "inf"), self.view.path


class Matrix(NamedTuple):
    """The table: its columns, and the reports in order."""

    labels: Sequence[str]
    """Names of the answers with a format."""
    numbers: Sequence[Number]
    """Numbers of all questions of all editions."""
    entries: Sequence[MatrixRow]

    @property
    def heads(self) -> Iterator[Head]:
        """The heads of all columns."""
        label = self.labels[0].removesuffix(" number") if self.labels else "report"
        yield Head(label, "As it was answered; the folder is below it")
        if self.labels:
            yield Head("no.", "The group's number, to join tables on", kind="count")
        yield from (Head(label, "As it was answered") for label in self.labels[1:])
        yield from _FIXED
        for number in self.numbers:
            yield Head(str(number), f"Question {number}; sorts by words", "descending", "number")

    @property
    def width(self) -> int:
        """Number of columns after the first."""
        return len(list(self.heads)) - 1


def matrix(entries: Sequence[MatrixRow]) -> Matrix:
    """Return the table of sorted entries."""
    labels = list(dict.fromkeys(label for entry in entries for label in entry.view.answers))
    numbers = list(dict.fromkeys(q.number for entry in entries for q in entry.view.questions))
    return Matrix(labels, numbers, entries)
