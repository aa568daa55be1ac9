"""The lines of the course's checker, so that scripts that count its warnings need no change."""

from reportlint.diagnostic import Severity
from reportlint.formatting import allowed, printable
from reportlint.grader import CourseWarning
from reportlint.linter.result import Result
from reportlint.reporters.base import Problem, Reporter
from reportlint.schema.model import Limits

_KINDS = {"words": "words", "images": "screenshots"}
"""The course script's names for words and images."""


class CourseReporter(Reporter):
    """A WARNING line for each warning of the course's checker, or one that says why it stops."""

    # Scripts that count the course's warnings read its standard error.
    on_stderr = True

    def part(self, result: Result) -> str:
        """Return the lines of one file."""
        verdict = result.report.verdict if result.report else None
        if not result.report:
            return _line("WARNING", "Not a report: the checker would stop, or judge other text as answers.")
        if result.report.unfamiliar:
            return _line("WARNING", "The template is not known, and neither is its checker's verdict.")
        if not verdict:
            return _line("INFO", f"The course of template {result.report.schema.id} has no checker.")
        if verdict.error:
            return _line("WARNING", f"The checker stops: {verdict.error}")
        warnings = (_line("WARNING", sentence(warning)) for warning in verdict.warnings)
        total = f"Total number of questions passed: {verdict.passed}/{verdict.found}"
        return "".join(warnings) + _line("INFO", total)

    def add(self, part: str) -> str:
        """Return the part unchanged."""
        return part

    def fails(self, result: Result) -> bool:
        """Return whether the run fails: scripts that count warnings must also see that the checker stops."""
        return super().fails(result) or result.course_stops

    def problem(self, problem: Problem) -> str:
        """Return a line that counts as a warning unless the path is merely absent."""
        return _line("WARNING", problem.message) if problem.severity is Severity.ERROR else ""


def sentence(warning: CourseWarning) -> str:
    """Return a warning in the words of the course's checker."""
    bounds = f"{_KINDS[warning.kind]} to be {_bounds(warning.limits)} but got {warning.got}"
    return f"Question {warning.question} failed check. Expected number of {bounds}"


def _bounds(limits: Limits) -> str:
    """Return limits in the words of the course's checker, if it has words for them."""
    closed = limits.min is not None and limits.max is not None
    return f"between {limits.min} and {limits.max}" if closed else allowed(*limits)


def _line(level: str, text: str) -> str:
    return f"{level:<8} | {printable(text)}\n"
