"""What people are told about each path: progress, whether it is ready, or why it is not a report.

Every output for people takes its words from here, so that they all agree.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from reportlint.diagnostic import Severity
from reportlint.formatting import plural
from reportlint.grader import Verdict
from reportlint.linter.result import Result
from reportlint.markdown import MARGIN
from reportlint.report.model import Report
from reportlint.reporters.states import QuestionState, question_states
from reportlint.rules.files import NOT_TEXT

_WHOLE = ("file", "template")
"""Subjects of rules whose errors break the report itself."""


class View(NamedTuple):
    """What people are told about one path."""

    path: str
    """As named or found; empty if the search found no file."""
    remark: str = ""
    """Why nothing was linted or recognised, or that the report is in the wrong place."""
    answers: Mapping[str, str] = {}
    """The answers with a format, such as group and study numbers, by the format's name."""
    template: str = ""
    revision: str = ""
    questions: tuple[QuestionState, ...] = ()
    """Empty if no template was recognised."""
    ticked: int | None = None
    boxes: int | None = None
    errors: int | None = None
    warnings: int | None = None
    notes: int | None = None
    rules: Mapping[str, int] = {}
    """The number of findings of each rule, by code and name."""
    course_warnings: int | None = None
    """None if the course has no checker, or the checker stops."""
    course_error: str = ""
    """Why the course's checker stops, if it does."""
    ready: bool = False
    """Always false if the course does not collect the report from its place."""
    edition: str = ""
    """Its template in words, or that there is none."""
    verdict: str = ""
    """Whether the hand-in would be `ready` or `not ready`, wherever the report is."""
    found: str = ""
    """Findings at the hand-in, `23 errors, 8 warnings`; empty if there would be none."""
    checker: str = ""
    """The verdict of the course's checker; empty if there is none."""
    broken: str = ""
    """The first error that breaks the report itself, if any: text below it may be misread."""

    @property
    def answered(self) -> int:
        """Number of questions with an answer."""
        return sum(question.answered for question in self.questions)

    @property
    def group(self) -> str:
        """The number in the first of its answers, to join tables on; empty if it is ambiguous."""
        label, answer = next(iter(self.answers.items()), ("", ""))
        named = re.search(rf"(?i)\b{re.escape(label.partition(' ')[0])}\b\D{{0,20}}?([0-9]{{1,9}})\b", answer)
        numbers = {int(named[1])} if named else set(map(int, re.findall("[0-9]{1,9}", answer)))
        return str(numbers.pop()) if len(numbers) == 1 else ""

    @property
    def hand_in(self) -> str:
        """The state of the hand-in: `not ready (23 errors, 8 warnings)`."""
        return f"{self.verdict} ({self.found})" if self.found else self.verdict

    @property
    def progress(self) -> str:
        """Progress: `7 of 31 answered, 9 of 53 ticked`; empty if no template was recognised."""
        if not self.questions:
            return ""
        ticked = f", {self.ticked} of {self.boxes} ticked" if self.boxes else ""
        return f"{self.answered} of {len(self.questions)} answered{ticked}"

    @property
    def first(self) -> str:
        """Why staff should look at it first; empty if there is no reason."""
        stops = f"the course's checker stops: {self.course_error}" if self.course_error else ""
        return "; ".join(filter(None, (self.remark, stops, self.broken)))


def view_of(result: Result) -> View:
    """Return the view of a file that was linted."""
    view = View(
        path=result.source.path,
        remark=_unrecognised(result),
        errors=result.total(Severity.ERROR),
        warnings=result.total(Severity.WARNING),
        notes=result.total(Severity.NOTE),
        rules=Counter(f"{diagnostic.code} {diagnostic.name}" for diagnostic in result.everything),
        ready=result.ready,
        broken=_broken(result) if result.report else "",
        edition=_edition(result),
        verdict="ready" if result.ready else "not ready",
        found=_counts(*result.hand_in),
    )
    return _bound(view, result, result.report) if result.report else view


def _edition(result: Result) -> str:
    if result.report and (unfamiliar := result.report.unfamiliar):
        return f"template not known (nearest is {unfamiliar.near.id})"
    if result.report:
        return f"template {result.report.schema.id} (revision {result.report.revision.id})"
    readable = all(diagnostic.rule is not NOT_TEXT for diagnostic in result.diagnostics)
    return "no template recognised" if readable else "not text"


def _counts(errors: int, warnings: int) -> str:
    return ", ".join(plural(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n)


def _checker(verdict: Verdict | None) -> str:
    if not verdict:
        return ""
    if verdict.error:
        return f"stops, {verdict.error}"
    return f"{plural(len(verdict.warnings), 'warning')}, {verdict.passed} of {verdict.found} passed"


def _unrecognised(result: Result) -> str:
    """Return the linter's message about a file that is no report, which may be switched off."""
    if result.report:
        return ""
    return next((diagnostic.message for diagnostic in result.diagnostics), "no template is recognised in it")


def _broken(result: Result) -> str:
    errors = (d for d in result.everything if d.severity is Severity.ERROR and d.rule.subject in _WHOLE)
    first = next(errors, None)
    if not first:
        return ""
    line = result.source.position(first.span.start).line
    return f"line {line}: {first.message} ({first.code})"


def _bound(view: View, result: Result, report: Report) -> View:
    ticked, boxes = report.checklist
    verdict = report.verdict
    elsewhere = _elsewhere(result, report)
    return view._replace(
        remark=elsewhere,
        ready=view.ready and not elsewhere,
        answers=_answers(report),
        template=report.schema.id,
        revision=report.revision.id,
        questions=tuple(question_states(result, report)),
        ticked=ticked,
        boxes=boxes,
        course_warnings=len(verdict.warnings) if verdict and not verdict.error else None,
        course_error=(verdict.error if verdict else None) or "",
        checker=_checker(verdict),
    )


def _elsewhere(result: Result, report: Report) -> str:
    wanted, place = report.schema.course.report, result.place
    if not wanted or not place or place == wanted:
        return ""
    if f"/{wanted}".endswith(f"/{place}") and f"/{result.source.path}".endswith(f"/{wanted}"):
        return ""  # The folder that was named is inside the repository, such as `reports`.
    return f"the course collects {wanted}, but this is {place}"


def _answers(report: Report) -> Mapping[str, str]:
    texts = {q.number: report.source.text[a.span.start : a.span.end] for q, a in report.answers}
    formats = report.schema.course.formats
    return {form.label: _bare(texts.get(number, "")) for number, form in formats.items()}


def _bare(text: str) -> str:
    """Return an answer on one line, without quote signs and the placeholder's dashes around it."""
    text = " ".join(text.split()).lstrip(MARGIN)
    text = text.lstrip("- ") if text.startswith("--") else text
    return text.rstrip("- ") if text.endswith("--") else text
