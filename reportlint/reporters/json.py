"""The versioned JSON contract, for programs: nothing folded, nothing left out."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from reportlint import __version__
from reportlint.diagnostic import Diagnostic, Fix, Severity
from reportlint.formatting import json_safe
from reportlint.linter.result import Result
from reportlint.report.model import Question, Report
from reportlint.reporters.base import Reporter, Setting
from reportlint.source import Source, Span

SCHEMA_VERSION = 1
_COUNTS = dict.fromkeys(("files", "errors", "warnings", "notes", "answered", "questions"), 0)
"""The summary of no files."""


class JsonReporter(Reporter):
    """One JSON document for all files, as described in `schemas/output-schema.json`."""

    shows_fixes = True

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._summary = Counter(_COUNTS)

    def part(self, result: Result) -> tuple[str, Mapping[str, int]]:
        """Return the entry of one file, and its counts for the summary."""
        return json_safe(json.dumps(_file(result), ensure_ascii=False)), _counts(result)

    def add(self, part: tuple[str, Mapping[str, int]]) -> str:
        """Return the entry after the document's head or a comma."""
        entry, counts = part
        opening = "," if self._summary["files"] else self._head()
        self._summary.update(counts)
        return f"{opening}\n{entry}"

    def end(self) -> str:
        """Return the summary and the document's end."""
        opening = "" if self._summary["files"] else self._head()
        return f'{opening}\n],\n"summary": {json.dumps(self._summary)}}}\n'

    def _head(self) -> str:
        tool = json.dumps({"name": "reportlint", "version": __version__})
        return f'{{"schema_version": {SCHEMA_VERSION},\n"tool": {tool},\n"files": ['


def _counts(result: Result) -> Mapping[str, int]:
    report = result.report
    return {
        "files": 1,
        "errors": result.total(Severity.ERROR),
        "warnings": result.total(Severity.WARNING),
        "notes": result.total(Severity.NOTE),
        "answered": len(report.answered) if report else 0,
        "questions": len(report.questions) if report else 0,
    }


def _file(result: Result) -> Mapping[str, Any]:
    report = result.report
    return {
        "path": result.source.path,
        "template": (report.schema.id or None) if report else None,
        "revision": (report.revision.id or None) if report else None,
        "stage": result.stage.label,
        "questions": [_question(report, question) for question in report.questions] if report else [],
        "checklist": _checklist(report),
        "course_checker": _course_checker(report),
        "diagnostics": [_diagnostic(result.source, diagnostic) for diagnostic in result.everything],
    }


def _question(report: Report, question: Question) -> Mapping[str, Any]:
    place, answer = question.place, question.answer
    heading = place.heading if place else None
    return {
        "number": question.number,
        "section": question.section,
        "line": None if heading is None else heading + 1,
        "status": question.status,
        "answer": None
        if answer is None
        else {
            "line": report.source.position(answer.span.start).line,
            "end_line": report.source.position(answer.span.end).line,
            "words": answer.counts.words if question.status == "answered" else 0,
            "images": answer.counts.images,
            "shown_images": answer.shown_images,
        },
    }


def _checklist(report: Report | None) -> Mapping[str, int] | None:
    if not report:
        return None
    return dict(zip(("checked", "total"), report.checklist, strict=True))


def _course_checker(report: Report | None) -> Mapping[str, Any] | None:
    verdict = report.verdict if report else None
    if not verdict:
        return None
    if verdict.error:
        return {"answers": verdict.found, "passed": None, "warnings": None, "error": verdict.error}
    warnings = [
        {"question": w.question, "kind": w.kind, "got": w.got, "min": w.limits.min, "max": w.limits.max}
        for w in verdict.warnings
    ]
    return {"answers": verdict.found, "passed": verdict.passed, "warnings": warnings, "error": None}


def _diagnostic(source: Source, diagnostic: Diagnostic) -> Mapping[str, Any]:
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.label,
        "message": diagnostic.message,
        "question": diagnostic.question,
        **_place(source, diagnostic.span),
        "related": [
            {"message": related.message, **_start(source, related.span)} for related in diagnostic.related
        ],
        "fix": _fix(source, diagnostic.fix),
    }


def _fix(source: Source, fix: Fix | None) -> Mapping[str, Any] | None:
    if not fix:
        return None
    edits = [edit.in_file(source)._asdict() for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _start(source: Source, span: Span) -> Mapping[str, int]:
    start = source.position(span.start)
    return {"line": start.line, "column": start.column}


def _place(source: Source, span: Span) -> Mapping[str, int]:
    end = source.position(span.end)
    return {**_start(source, span), "end_line": end.line, "end_column": end.column}
