"""Memory of the last text: what is unchanged in the next one is not worked out again."""

from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple

from reportlint.grader import Counts, count
from reportlint.markdown import Pieces
from reportlint.memory import Memory
from reportlint.report.model import Box, Question


class Bound(NamedTuple):
    """A bound question, and where it begins: the index of its line, and its offset."""

    question: Question
    line: int
    start: int
    silent: set[str]
    """Codes of rules that found nothing in it, and will find nothing while it stays unchanged."""

    def at(self, line: int, start: int) -> "Bound":
        """Return the question, moved to begin elsewhere."""
        if (line, start) == (self.line, self.start):
            return self
        question = self.question.moved(line - self.line, start - self.start)
        return Bound(question, line, start, self.silent)


class Before:
    """The text that was bound last: its questions, its checklist, and its answers as counted."""

    def __init__(self) -> None:
        self.pieces = Pieces()
        self._memory: Memory[Hashable, Bound] = Memory()
        self._questions = self._memory.next()
        self._heads: Memory[Hashable, tuple[Box, ...]] = Memory()
        self._counts: Memory[str, Counts] = Memory()

    def counter(self) -> Callable[[str], Counts]:
        """Return what counts the answers of another text."""
        counts = self._counts.next()
        return lambda text: counts.get(text, lambda: count(text))

    def begin(self, common: object) -> None:
        """Begin the questions of another text; `common` is what all of them depend on."""
        self._questions = self._memory.next(common)

    def boxes(self, key: Hashable, find: Callable[[], Iterator[Box]]) -> tuple[Box, ...]:
        """Return the boxes of the checklist, which depend only on `key`."""
        return self._heads.next().get(key, lambda: tuple(find()))

    def bound(self, key: Hashable, line: int, start: int, bind: Callable[[], Question]) -> Bound:
        """Return the question that begins there; apart from what is common, it depends only on `key`."""
        return self._questions.get(
            key, lambda: Bound(bind(), line, start, set()), lambda bound: bound.at(line, start)
        )
