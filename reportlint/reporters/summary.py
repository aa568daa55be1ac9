"""The job summary: a page of Markdown with the state of every question and everything that was found.

GitHub drops a step's summary whole if it is larger than 1 MiB, so what no longer fits is counted.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.formatting import cut, escaped, plural, ranges, with_code
from reportlint.linter.result import Result
from reportlint.report.model import Question
from reportlint.reporters.base import Problem, Reporter, Setting
from reportlint.reporters.fold import Entry, fold
from reportlint.reporters.text import older
from reportlint.schema.model import Limits

_BUDGET = 900_000
"""Bytes that a summary has at most, those of its last lines not counted."""

_PROMPT, _MESSAGE, _DETAILS = 60, 500, 40
"""Characters of a prompt and a message, and lines of details, that are shown."""

_ICONS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}
_STATES = {"answered": "✅ answered", "unanswered": "✏️ unanswered", "missing": "❌ missing"}


class SummaryReporter(Reporter):
    """Markdown for a workflow's job summary."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._left = _BUDGET
        self._dropped = 0

    def file(self, result: Result) -> str:
        """Return the section of one file; without its findings or table where they no longer fit."""
        page = _Page(self.setting, result)
        head = self._fitting([f"### {page.verdict()}", "", *page.overview(), ""])
        if not head:
            self._dropped += 1
            return ""
        table = self._fitting([*page.table(), ""])
        entries = sorted(fold(result), key=lambda entry: -entry.diagnostic.severity)
        rows = (page.row(entry) for entry in entries)
        return head + table + self._findings(rows, len(entries))

    def problem(self, problem: Problem) -> str:
        """Return a line that says why nothing was linted."""
        return self._fitting([f"{_ICONS[problem.severity]} {with_code(cut(problem.message, _MESSAGE))}", ""])

    def end(self) -> str:
        """Return a line about what did not fit."""
        return f"\n{plural(self._dropped, 'more report')}, not shown here.\n" if self._dropped else ""

    def _findings(self, rows: Iterator[str], total: int) -> str:
        if not total:
            return ""
        opening = f"<details open><summary>{plural(total, 'finding')}</summary>"
        text = self._fitting([opening, "", "| | Line | Rule | Finding |", "|---|---|---|---|"])
        shown = 0
        for row in rows if text else ():
            if not (line := self._fitting([row])):
                break
            text += line
            shown += 1
        more = f"\n{total - shown} more do not fit here: run `reportlint check`.\n" if shown < total else ""
        return f"{text}{more}\n</details>\n\n" if text else more

    def _fitting(self, lines: Sequence[str]) -> str:
        """Return the lines if there is room for them, else nothing."""
        text = "".join(f"{line}\n" for line in lines)
        size = len(text.encode(errors="backslashreplace"))
        if size > self._left:
            return ""
        self._left -= size
        return text


class _Page:
    """What there is to say of one file."""

    def __init__(self, setting: Setting, result: Result) -> None:
        self._result = result
        self._setting = setting
        self._found: dict[object, list[Diagnostic]] = {}
        for diagnostic in result.diagnostics:
            self._found.setdefault(diagnostic.question, []).append(diagnostic)

    def verdict(self) -> str:
        errors, warnings = self._result.hand_in
        counts = [plural(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n]
        state = "ready for hand-in" if self._result.ready else "not ready for hand-in"
        what = f": {', '.join(counts)}" if counts else ""
        icon = "✅" if self._result.ready else _ICONS[Severity.ERROR]
        return f"{icon} {escaped(self._result.source.path)} is {state}{what}"

    def overview(self) -> Iterator[str]:
        report = self._result.report
        if not report:
            yield "No template is recognised in it."
            return
        ticked, boxes = report.checklist
        yield f"- Template {escaped(report.schema.id)}, revision {escaped(report.revision.id)}"
        yield f"- {len(report.answered)} of {len(report.questions)} questions answered"
        if boxes:
            yield f"- {ticked} of {boxes} boxes of the checklist ticked"
        verdict = report.verdict
        if verdict and verdict.error:
            yield f"- The course's checker **stops**: {escaped(verdict.error)}"
        elif verdict:
            numbers = list(dict.fromkeys(warning.question for warning in verdict.warnings))
            about = f", in {plural(len(numbers), 'question')}: {ranges(numbers)}" if numbers else ""
            warnings = plural(len(verdict.warnings), "warning")
            yield f"- The course's checker: {verdict.passed} of {verdict.found} passed, {warnings}{about}"
        if self._result.remark:
            yield f"- {escaped(self._result.remark)}"
        if self._result.old:
            yield f"- Older, not counted: {older(self._result)}"
        if touched := [q.number for q in report.questions if q.number in (self._result.changes or ())]:
            yield f"- This pull request touches {plural(len(touched), 'question')}: {ranges(touched)}"

    def table(self) -> Iterator[str]:
        report = self._result.report
        if not report:
            return
        yield "| | Question | State | Words | Images | Findings |"
        yield "|---|---|---|---|---|---|"
        for question in report.questions:
            prompt = escaped(cut(question.spec.prompt.replace("*", ""), _PROMPT))
            cells = (
                self._link(str(question.number), _line(self._result, question)),
                prompt,
                _STATES[question.status],
                *_counts(question),
                self._codes(question),
            )
            yield f"| {' | '.join(cells)} |"

    def row(self, entry: Entry) -> str:
        diagnostic = entry.diagnostic
        line = self._result.source.position(diagnostic.span.start).line
        details = [*entry.details[:_DETAILS], *(["…"] if len(entry.details) > _DETAILS else [])]
        text = "<br>".join(with_code(cut(text, _MESSAGE)) for text in (entry.message, *details))
        rule = f"{diagnostic.code} {diagnostic.name}"
        return f"| {_ICONS[diagnostic.severity]} | {self._link(str(line), line)} | {rule} | {text} |"

    def _codes(self, question: Question) -> str:
        # What is unanswered, the state says.
        found = (d for d in self._found.get(question.number, ()) if not d.rule.progress)
        counted = Counter((diagnostic.code, diagnostic.severity) for diagnostic in found)
        return "<br>".join(
            f"{_ICONS[severity]} {code}" + (f" × {n}" if n > 1 else "")
            for (code, severity), n in counted.items()
        )

    def _link(self, text: str, line: int | None) -> str:
        link = self._setting.link
        target = link(self._result.source.path, line, range(0)) if link and line else ""
        return f"[{escaped(text)}]({target})" if target else escaped(text)


def _line(result: Result, question: Question) -> int | None:
    """Return the line (from 1) that a question begins in."""
    return result.source.position(question.place.point).line if question.place else None


def _counts(question: Question) -> tuple[str, str]:
    """Return words and images, with what is asked for; the course's warnings stand out."""
    answer, spec = question.answer, question.limits
    counts = answer.counts if answer and question.status == "answered" else None
    return (
        _count(counts.words if counts else None, spec.words),
        _count(counts.images if counts else None, spec.images),
    )


def _count(number: int | None, limits: Limits | None) -> str:
    asked = (
        f"{limits.min}–{limits.max}"
        if limits and limits.min < limits.max
        else f"{limits.min}"
        if limits
        else ""
    )
    if number is None:
        return f"of {asked}" if asked else ""
    if not limits:
        return str(number) if number else ""
    return f"{number} of {asked}" if limits.allow(number) else f"**{number}** of {asked}"
