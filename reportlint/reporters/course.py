"""The course's own lines, so that what counts their warnings works unchanged."""

from reportlint.diagnostic import Severity
from reportlint.formatting import allowed, printable
from reportlint.linter.result import Result
from reportlint.reporters.base import Problem, Reporter
from reportlint.schema.model import Limits

_KINDS = {"words": "words", "images": "screenshots"}
"""What the course's script calls what it counts."""


class CourseReporter(Reporter):
    """A WARNING line for each warning of the course's checker, or one that says why it stops."""

    # What counts the course's warnings reads its standard error.
    on_stderr = True

    def part(self, result: Result) -> str:
        """Return the lines of one file."""
        verdict = result.report.verdict if result.report else None
        if not result.report:
            return _line("WARNING", "No report: the checker would stop or judge what is no answer.")
        if not verdict:
            return _line("INFO", f"Template {result.report.schema.id} has no checker of its course's.")
        if verdict.error:
            return _line("WARNING", f"The checker stops: {verdict.error}")
        warnings = (
            _line(
                "WARNING",
                f"Question {w.question} failed check. Expected number of {_KINDS[w.kind]} to be "
                f"{_bounds(w.limits)} but got {w.got}",
            )
            for w in verdict.warnings
        )
        total = f"Total number of questions passed: {verdict.passed}/{verdict.found}"
        return "".join(warnings) + _line("INFO", total)

    def add(self, part: str) -> str:
        """Return them as they are."""
        return part

    def fails(self, result: Result) -> bool:
        """Return whether the run fails: what counts the warnings must see that the checker stops, too."""
        return super().fails(result) or result.course_stops

    def problem(self, problem: Problem) -> str:
        """Return a line that counts as a warning where the path is not just absent."""
        return _line("WARNING", problem.message) if problem.severity is Severity.ERROR else ""


def _bounds(limits: Limits) -> str:
    """Return limits in the words of the course's checker, as far as it has words for them."""
    closed = limits.min is not None and limits.max is not None
    return f"between {limits.min} and {limits.max}" if closed else allowed(*limits)


def _line(level: str, text: str) -> str:
    return f"{level:<8} | {printable(text)}\n"
