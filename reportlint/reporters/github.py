"""Annotations on a pull request, as workflow commands of GitHub Actions, one per line.

The runner keeps the first 10 of each level in a step, and 4,096 characters of a message. So the worst come
first, repeats are folded, and the last of a level counts those left out.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.formatting import plural, printable
from reportlint.linter.result import Result
from reportlint.reporters.base import Problem, Reporter, Setting
from reportlint.reporters.fold import FoldedDiagnostic, fold

_LEVELS = {Severity.ERROR: ("error", 9), Severity.WARNING: ("warning", 10), Severity.NOTE: ("notice", 10)}
"""The runner's name for a severity, and how many it keeps; a failing step adds one error itself."""

_MESSAGE = 4000
"""Maximum number of characters of a message; the runner cuts at 4,096."""


_FREE = "The base has this already: it does not count here."


class _Annotation(NamedTuple):
    properties: str
    message: str


class _Part(NamedTuple):
    """The annotations of one file."""

    annotations: tuple[tuple[Severity, _Annotation], ...]
    elsewhere: int
    """Number of findings in questions that the request does not touch."""
    remark: str


class GithubReporter(Reporter):
    """Shows findings in the questions that a pull request touches, and every error."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._kept: dict[Severity, list[_Annotation]] = {severity: [] for severity in _LEVELS}
        self._more = dict.fromkeys(_LEVELS, 0)
        self._elsewhere = 0
        self._remarks: dict[str, None] = {}

    def part(self, result: Result) -> _Part:
        """Return the annotations of one file: errors, and findings in questions that a request touches."""
        new, old = result.less_progress(result.diagnostics), result.less_progress(result.inherited)
        annotations = (*self._shown(result, new), *self._shown(result, old, inherited=True))
        elsewhere = sum(not _is_shown(result, diagnostic) for diagnostic in (*new, *old))
        return _Part(annotations, elsewhere, printable(result.remark))

    def add(self, part: _Part) -> str:
        """Return nothing: the text is written at the end, with the worst of all files first."""
        for severity, annotation in part.annotations:
            self._add(severity, annotation)
        self._elsewhere += part.elsewhere
        if part.remark:
            self._remarks[part.remark] = None
        return ""

    def _shown(
        self, result: Result, found: Sequence[Diagnostic], *, inherited: bool = False
    ) -> Iterator[tuple[Severity, _Annotation]]:
        shown = tuple(diagnostic for diagnostic in found if _is_shown(result, diagnostic))
        free = inherited and not result.old_counts
        for entry in fold(result._replace(diagnostics=shown)):
            severity = entry.diagnostic.severity
            # Findings that do not count must not look as if they did.
            level = min(severity, Severity.WARNING) if free else severity
            yield level, self._annotation(result, entry, _FREE if free else "")

    def problem(self, problem: Problem) -> str:
        """Return nothing: the problem becomes an annotation."""
        self._add(problem.severity, _Annotation("title=reportlint", problem.message))
        return ""

    def end(self) -> str:
        """Return the lines of all annotations, worst first."""
        lines = [line for severity in _LEVELS for line in self._lines(severity)] + list(self._remarks)
        if self._elsewhere:
            what = plural(self._elsewhere, "finding")
            lines.append(f"{what} in questions without changes: see `reportlint check`")
        return "".join(f"{line}\n" for line in lines)

    def _add(self, severity: Severity, annotation: _Annotation) -> None:
        kept, room = self._kept[severity], _LEVELS[severity][1]
        if len(kept) < room:
            kept.append(annotation)
        else:
            self._more[severity] += 1

    def _lines(self, severity: Severity) -> list[str]:
        level, more = _LEVELS[severity][0], self._more[severity]
        kept = self._kept[severity]
        if more:
            what = f"{more + 1} more: {self.setting.everything} lists them all"
            kept = [*kept[:-1], _Annotation("title=reportlint", what)]
        return [f"::{level} {properties}::{_data(message)}" for properties, message in kept]

    def _annotation(self, result: Result, entry: FoldedDiagnostic, remark: str) -> _Annotation:
        diagnostic = entry.diagnostic
        properties = {**self._place(result, diagnostic), "title": f"{diagnostic.code} {diagnostic.name}"}
        text = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        return _Annotation(text, "\n".join(filter(None, (entry.message, remark, *entry.details))))

    def _place(self, result: Result, diagnostic: Diagnostic) -> dict[str, str]:
        """Return the place of an annotation: on one line, since columns need that."""
        file = self.setting.locate(result.source.path)
        if file is None:
            return {}
        start, end = map(result.source.position, diagnostic.span)
        if end.line > start.line:
            return {"file": file, "line": str(start.line), "endLine": str(start.line)}
        # The end column is the last character's, as the default of the start column implies.
        last = max(start.column, end.column - 1)
        places = {"line": start.line, "endLine": start.line, "col": start.column, "endColumn": last}
        return {"file": file} | {key: str(value) for key, value in places.items()}


def _is_shown(result: Result, diagnostic: Diagnostic) -> bool:
    everything = result.changes is None or diagnostic.severity is Severity.ERROR
    return everything or diagnostic.question in (result.changes or ())


def _data(text: str) -> str:
    """Return a message as the data of a workflow command, on one line, without commands in it."""
    lines = text[:_MESSAGE].split("\n")
    return "%0A".join(printable(line).replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    """Return a text as the value of a property."""
    return printable(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
