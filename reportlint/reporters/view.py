"""One row about each path of a run, for the tables of a class: what was found, or why nothing was linted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from reportlint.diagnostic import Severity
from reportlint.formatting import Number
from reportlint.linter.result import Result
from reportlint.report.model import Question, Report
from reportlint.schema.model import Limits

State = Literal["good", "warning", "error", "unanswered", "missing"]
"""How a question stands; `good` is answered, with nothing worse than a note, and the next two, too."""

_STATES: Mapping[Severity, State] = {Severity.ERROR: "error", Severity.WARNING: "warning"}


_WHOLE = ("file", "template")
"""What a report stands on: errors about it may have others misread."""


class QuestionState(NamedTuple):
    """How one question stands."""

    number: Number
    state: State
    words: int | None
    """Those of its answer, as the course's checker counts; nothing where the question is missing."""
    limits: Limits | None
    """How many words are asked for."""

    @property
    def answered(self) -> bool:
        """Whether it has an answer."""
        return self.state not in ("unanswered", "missing")


class Row(NamedTuple):
    """What a table says of one path."""

    path: str
    """As it was named or found; empty where the search found none."""
    remark: str = ""
    """Why nothing was linted or recognised, or that the report stands elsewhere than it should."""
    answers: Mapping[str, str] = MappingProxyType({})
    """The answers that must have a format, such as group and study numbers, by what that is called."""
    template: str = ""
    revision: str = ""
    questions: tuple[QuestionState, ...] = ()
    """None where no template was recognised."""
    ticked: int | None = None
    boxes: int | None = None
    errors: int | None = None
    warnings: int | None = None
    notes: int | None = None
    rules: Mapping[str, int] = MappingProxyType({})
    """How many findings each rule has, by code and name."""
    course_warnings: int | None = None
    """Nothing where the course has no checker, or that stops."""
    course_error: str = ""
    """Why the course's checker stops, if it does."""
    ready: bool = False
    """Never where the course does not collect it."""
    broken: str = ""
    """The first error that breaks the report itself, if there is one: what stands below may be misread."""

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(question.answered for question in self.questions)

    @property
    def first(self) -> str:
        """Why staff look at it before all others; empty where nothing is special."""
        stops = f"the course's checker stops: {self.course_error}" if self.course_error else ""
        return "; ".join(filter(None, (self.remark, stops, self.broken)))


def row_of(result: Result) -> Row:
    """Return the row of a file that was linted."""
    row = Row(
        path=result.source.path,
        remark=_unrecognised(result),
        errors=result.total(Severity.ERROR),
        warnings=result.total(Severity.WARNING),
        notes=result.total(Severity.NOTE),
        rules=Counter(f"{diagnostic.code} {diagnostic.name}" for diagnostic in result.diagnostics),
        ready=result.ready,
        broken=_broken(result) if result.report else "",
    )
    return _bound(row, result, result.report) if result.report else row


def _unrecognised(result: Result) -> str:
    """Return what the linter says of a file that is no report; it may be told not to."""
    if result.report:
        return ""
    return next((diagnostic.message for diagnostic in result.diagnostics), "no template is recognised in it")


def with_twins(rows: Sequence[Row]) -> list[Row]:
    """Return rows that say of a group, or another such answer, that a row of their edition has it, too."""
    paths: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        for key in _keys(row):
            paths.setdefault(key, []).append(row.path)
    return [row._replace(remark="; ".join(filter(None, (row.remark, *_twins(row, paths))))) for row in rows]


def _keys(row: Row) -> Iterator[tuple[str, str, str]]:
    for label, text in row.answers.items():
        if any(map(str.isdecimal, text)):
            yield row.template, label, text.casefold()


def _twins(row: Row, paths: Mapping[tuple[str, str, str], Sequence[str]]) -> Iterator[str]:
    for key in _keys(row):
        if other := next((path for path in paths[key] if path != row.path), None):
            yield f"the same {key[1]} as {other}"


def _broken(result: Result) -> str:
    errors = (d for d in result.diagnostics if d.severity is Severity.ERROR and d.rule.subject in _WHOLE)
    first = next(errors, None)
    if not first:
        return ""
    line = result.source.position(first.span.start).line
    return f"{first.code} {first.name} in line {line}"


def _bound(row: Row, result: Result, report: Report) -> Row:
    ticked, boxes = report.checklist
    verdict = report.verdict
    elsewhere = _elsewhere(result, report)
    return row._replace(
        remark=elsewhere,
        ready=row.ready and not elsewhere,
        answers=_answers(report),
        template=report.schema.id,
        revision=report.revision.id,
        questions=tuple(question_states(result, report)),
        ticked=ticked,
        boxes=boxes,
        course_warnings=len(verdict.warnings) if verdict and not verdict.error else None,
        course_error=(verdict.error if verdict else None) or "",
    )


def _elsewhere(result: Result, report: Report) -> str:
    wanted, place = report.schema.course.report, result.place
    if not wanted or not place or place == wanted:
        return ""
    if f"/{wanted}".endswith(f"/{place}") and f"/{result.source.path}".endswith(f"/{wanted}"):
        return ""  # The folder that was named lies in the repository: `reports`, say.
    return f"the course collects {wanted}, this is {place}"


def _answers(report: Report) -> Mapping[str, str]:
    texts = {q.number: report.source.text[a.span.start : a.span.end] for q, a in report.answers}
    formats = report.schema.course.formats
    return {form.label: _bare(texts.get(number, "")) for number, form in formats.items()}


def _bare(text: str) -> str:
    """Return an answer on one line, without the quote signs and the placeholder's dashes around it."""
    text = " ".join(text.split()).lstrip("> ")
    text = text.lstrip("- ") if text.startswith("--") else text
    return text.rstrip("- ") if text.endswith("--") else text


def question_states(result: Result, report: Report) -> Iterator[QuestionState]:
    """Yield how each question of the template stands; `report` is the result's."""
    worst: dict[Number | None, Severity] = {}
    for diagnostic in result.diagnostics:
        before = worst.get(diagnostic.question, diagnostic.severity)
        worst[diagnostic.question] = max(before, diagnostic.severity)
    for question in report.questions:
        state = _state(question, worst.get(question.number, Severity.NOTE))
        yield QuestionState(question.number, state, _words(question), question.limits.words)


def _state(question: Question, worst: Severity) -> State:
    return _STATES.get(worst, "good") if question.status == "answered" else question.status


def _words(question: Question) -> int | None:
    if not question.answer:
        return None
    return question.answer.counts.words if question.status == "answered" else 0
