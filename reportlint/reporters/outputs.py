"""The counting outputs of the GitHub Action, in the form of the runner's file."""

import uuid

from reportlint.diagnostic import Severity
from reportlint.linter.result import Result
from reportlint.reporters.base import Reporter, Setting
from reportlint.reporters.view import View, view_of

_COUNTS = ("errors", "warnings", "notes", "new-errors", "answered", "questions")
_WORDS = ("template", "course-warnings", "course-error")


class OutputsReporter(Reporter):
    """Sums over all files; every value is empty if nothing was linted."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._views: list[View] = []
        self._new = 0

    def part(self, result: Result) -> tuple[View, int]:
        """Return the data to sum up, and the number of new errors."""
        return view_of(result), sum(d.severity is Severity.ERROR for d in result.diagnostics)

    def add(self, part: tuple[View, int]) -> str:
        """Return nothing: the sums are written at the end."""
        view, new = part
        self._views.append(view)
        self._new += new
        return ""

    def end(self) -> str:
        """Return a block for each output."""
        values = self._values() if self._views else dict.fromkeys((*_COUNTS, *_WORDS), "")
        return "".join(block(name, value) for name, value in values.items())

    def _values(self) -> dict[str, str]:
        views = self._views
        error = next(filter(None, map(_error, views)), "")
        judged = [view.course_warnings for view in views if view.course_warnings is not None]
        counts = (
            sum(view.errors or 0 for view in views),
            sum(view.warnings or 0 for view in views),
            sum(view.notes or 0 for view in views),
            self._new,
            sum(view.answered for view in views),
            sum(len(view.questions) for view in views),
        )
        words = (views[0].template, "" if error or not judged else str(sum(judged)), error)
        return dict(zip((*_COUNTS, *_WORDS), (*map(str, counts), *words), strict=True))


def _error(view: View) -> str:
    return view.course_error if view.template else "no template is recognised"


def block(name: str, value: str) -> str:
    """Return an output in the runner's form; no value can end its own block."""
    end = uuid.uuid4().hex
    return f"{name}<<{end}\n{value}\n{end}\n"
