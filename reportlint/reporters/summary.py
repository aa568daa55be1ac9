"""The job summary, in Markdown: what a request changes, what it breaks, and the report's progress.

GitHub drops a step's summary completely if it is larger than 1 MiB, so anything beyond is only counted.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Severity, Stage
from reportlint.formatting import cut, escaped, plural, with_code
from reportlint.linter.result import Result
from reportlint.reporters.base import Problem, Reporter, Setting
from reportlint.reporters.fold import FoldedDiagnostic, fold
from reportlint.reporters.summary_rows import ICONS, MESSAGE, Rows
from reportlint.reporters.view import View, view_of

_BUDGET = 900_000
"""Maximum size of a summary in bytes, not counting its last lines."""

_INHERITED = 5
"""Maximum number of the base's errors to name."""


class _Part(NamedTuple):
    """The section of one file, in groups of lines, each of which may be left out."""

    head: list[str]
    findings: list[str]
    old: list[str]
    state: list[str]
    questions: list[str]


class SummaryReporter(Reporter):
    """Markdown for a workflow's job summary."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._left = _BUDGET
        self._dropped = 0

    def part(self, result: Result) -> _Part:
        """Return the section of one file."""
        view, rows = view_of(result), Rows(self.setting, result)
        deeds = list(rows.deeds(view.questions))
        verdict = _verdict(result, view, self.setting.change)
        # If the headline is not about the changes, their list needs one.
        title = [] if self.setting.change or not deeds else ["What is new:", ""]
        # A draft's unanswered questions are in the table of questions.
        found = result.less_progress(result.everything if result.old_counts else result.diagnostics)
        entries = sorted(fold(result._replace(diagnostics=found)), key=_urgency)
        return _Part(
            head=[f"### {verdict}", "", *title, *deeds, *([""] if deeds else [])],
            findings=list(map(rows.finding, entries)),
            old=list(_inherited(result, rows)),
            state=[*_so_far(view, result), ""],
            questions=list(_questions(view, rows)),
        )

    def add(self, part: _Part) -> str:
        """Return the section, without findings or questions if they no longer fit."""
        # The line about the report must never be missing.
        state, head = self._fitting(part.state), self._fitting(part.head)
        if not state or not head:
            self._dropped += 1
            return ""
        found = self._findings(part.findings)
        return head + found + self._fitting(part.old) + state + self._fitting(part.questions)

    def problem(self, problem: Problem) -> str:
        """Return a line that says why nothing was linted."""
        return self._fitting([f"{ICONS[problem.severity]} {with_code(cut(problem.message, MESSAGE))}", ""])

    def end(self) -> str:
        """Return a line about the parts that did not fit."""
        return f"\n{plural(self._dropped, 'more report')}, not shown here.\n" if self._dropped else ""

    def _findings(self, rows: list[str]) -> str:
        """Return the table of findings, with as many of them as fit."""
        if not rows:
            return ""
        text = self._fitting(["| | Line | Rule | What, and what to write |", "|---|---|---|---|"])
        shown = 0
        for row in rows if text else ():
            if not (line := self._fitting([row])):
                break
            text += line
            shown += 1
        more = len(rows) - shown
        return text + (f"\n{more} more do not fit here: run `reportlint check`.\n" if more else "") + "\n"

    def _fitting(self, lines: Sequence[str]) -> str:
        """Return the lines if there is room for them, else nothing."""
        text = "".join(f"{line}\n" for line in lines)
        size = len(text.encode(errors="backslashreplace"))
        if size > self._left:
            return ""
        self._left -= size
        return text


def _questions(view: View, rows: Rows) -> Iterator[str]:
    if not view.questions:
        return
    yield from (f"<details><summary>All {plural(len(view.questions), 'question')}</summary>", "")
    yield from ("| | Section | State | Words | Images | Findings |", "|---|---|---|---|---|---|")
    yield from map(rows.question, view.questions)
    yield from ("", "</details>", "")


def _verdict(result: Result, view: View, change: str) -> str:
    """Return the headline: about the pull request if only new findings count, else about the report."""
    path, compared = escaped(view.path), bool(change) and result.changes is not None
    new, old = _serious(result, result.diagnostics), _serious(result, result.old if result.old_counts else ())
    if new or old:
        subject = f"{change} breaks {path}" if compared and new else path
        return f"{ICONS[Severity.ERROR]} {subject}: {', '.join(_counted([*new, *old]))}"
    if not compared:
        return _state(result, path)
    same = result.report and not result.changes
    return f"✅ {change} leaves {path} as it is" if same else f"✅ {change} breaks nothing in {path}"


def _state(result: Result, path: str) -> str:
    """Return the headline for a report without findings, or without failing ones."""
    if result.ready:
        return f"✅ {path} is ready for hand-in"
    # Findings that are silenced count here as well.
    if result.stage is Stage.FINAL or result.course_stops:
        return f"{ICONS[Severity.ERROR]} {path} is not ready for hand-in"
    return f"✅ Nothing in {path} is broken"


def _serious(result: Result, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that fail the run, or that would if errors did."""
    return [diagnostic for diagnostic in found if diagnostic.severity >= (result.fail_on or Severity.ERROR)]


def _counted(found: Sequence[Diagnostic]) -> Iterator[str]:
    counts = Counter(diagnostic.severity for diagnostic in found)
    return (plural(n, severity.label) for severity, n in sorted(counts.items(), reverse=True))


def _urgency(entry: FoldedDiagnostic) -> int:
    return -entry.diagnostic.severity


def _inherited(result: Result, rows: Rows) -> Iterator[str]:
    """Yield the findings that are not new and do not count."""
    if result.old_counts:
        return
    errors = [diagnostic for diagnostic in result.inherited if diagnostic.severity is Severity.ERROR]
    errors = [diagnostic for diagnostic in errors if not diagnostic.rule.progress]
    if errors:
        named = ", ".join(map(rows.place, errors[:_INHERITED]))
        more = ", …" if len(errors) > _INHERITED else ""
        yield f"Not new, and not counted: {plural(len(errors), 'error')} ({named}{more})"
        yield ""


def _so_far(view: View, result: Result) -> Iterator[str]:
    """Yield the report's progress in one line, and why there is no comparison."""
    checker = f"course checker: {view.checker}" if view.checker else ""
    parts = filter(None, (view.progress, f"hand-in: {view.hand_in}", checker, view.edition))
    yield f"**The report so far:** {' · '.join(map(escaped, parts))}"
    if result.remark:
        yield ""
        yield escaped(result.remark)
