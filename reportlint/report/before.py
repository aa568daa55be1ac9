"""What is remembered of the text before: what stands unchanged in the next one is not worked out again."""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from reportlint.markdown import Pieces
from reportlint.report.model import Question


class Bound(NamedTuple):
    """A question that was bound, and where it began: the index of the line, and the offset."""

    question: Question
    line: int
    start: int
    silent: set[str]
    """The rules that found nothing in it and, as long as it stays what it is, will find nothing."""

    def at(self, line: int, start: int) -> "Bound":
        """Return it as it is where it begins elsewhere."""
        if (line, start) == (self.line, self.start):
            return self
        question = self.question.moved(line - self.line, start - self.start)
        return Bound(question, line, start, self.silent)


class Before:
    """The text that was bound to a schema last."""

    def __init__(self) -> None:
        self.pieces = Pieces()
        self._common: object = None
        self._questions: dict[Hashable, Bound] = {}
        self._last: dict[Hashable, Bound] = {}

    def begin(self, common: object) -> None:
        """Begin with the questions of a text; `common` is what all of them depend on."""
        self._last = self._questions if common == self._common else {}
        self._common, self._questions = common, {}

    def bound(self, key: Hashable, line: int, start: int, bind: Callable[[], Question]) -> Bound:
        """Return the question that begins there; `key` is, beside what is common, all that it depends on."""
        last = self._last.get(key)
        found = last.at(line, start) if last else Bound(bind(), line, start, set())
        self._questions[key] = found
        return found
