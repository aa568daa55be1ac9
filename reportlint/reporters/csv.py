"""A table for spreadsheets and scripts: one row per path, nothing folded, no formulas."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from reportlint.formatting import printable
from reportlint.linter.result import Result
from reportlint.reporters.base import Problem, Reporter, Setting
from reportlint.reporters.twins import with_twins
from reportlint.reporters.view import View, view_of

_FORMULA = re.compile(r"(?:^|;)[\s\"']*(?=[=+\-@＝＋－＠])")
"""Where a spreadsheet would compute a formula.

At the beginning of a cell, and after a semicolon, which begins a new cell in many languages (such as Danish),
quoted or not.
"""

_LONGEST = 32_000
"""Maximum number of characters in a cell: spreadsheets allow 32,767."""

_Cells = Mapping[str, str | int | None]


class CsvReporter(Reporter):
    """Rows with a header, all written at the end, since the columns depend on every file.

    UTF-8 without a byte order mark, which scripts would read as part of the first column's name; spreadsheets
    ask for the encoding when they import the file.
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._told: list[View | Problem] = []

    def part(self, result: Result) -> View:
        """Return the data of the row."""
        return view_of(result)

    def add(self, part: View) -> str:
        """Return nothing: the rows are written at the end."""
        self._told.append(part)
        return ""

    def problem(self, problem: Problem) -> str:
        """Return nothing: the path gets a row, too, with the reasons."""
        self._told.append(problem)
        return ""

    def end(self) -> str:
        """Return header and rows; the columns are those of all editions together."""
        rows = with_twins(list(_rows(self._told)))
        answers = [_answers(row) for row in rows]
        questions = [_questions(row) for row in rows]
        columns = ["path", *_union(answers), *_facts(View("")), *_union(questions)]
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
        writer.writerow({name: _cell(name) for name in columns})
        for row, own, cells in zip(rows, answers, questions, strict=True):
            values = {"path": row.path, **own, **_facts(row), **cells}
            writer.writerow({name: _cell(value) for name, value in values.items()})
        return text.getvalue()


def _rows(told: Iterable[View | Problem]) -> Iterator[View]:
    """Yield a row for each path; several consecutive reasons for one path share a row."""
    for path, group in groupby(told, key=lambda each: each.path if isinstance(each, Problem) else None):
        if path is None:
            yield from (row for row in group if isinstance(row, View))
        else:
            yield View(path, remark="; ".join(each.reason for each in group if isinstance(each, Problem)))


def _answers(row: View) -> _Cells:
    return {"_".join(label.split()): text for label, text in row.answers.items()}


def _facts(row: View) -> _Cells:
    return {
        "group": row.group,
        "template": row.template,
        "revision": row.revision,
        "answered": row.answered if row.questions else None,
        "questions": len(row.questions) or None,
        "ticked": row.ticked,
        "boxes": row.boxes,
        "errors": row.errors,
        "warnings": row.warnings,
        "notes": row.notes,
        "course_warnings": row.course_warnings,
        "course_error": row.course_error,
        "ready": "yes" if row.ready else "no",
        "remark": row.remark,
    }


def _questions(row: View) -> _Cells:
    cells: dict[str, str | int | None] = {}
    for question in row.questions:
        cells[f"q{question.number}_state"] = question.state
        cells[f"q{question.number}_words"] = question.words
    return cells


def _union(rows: Iterable[_Cells]) -> dict[str, None]:
    return {name: None for cells in rows for name in cells}


def _cell(value: str | int | None) -> str | int:
    """Return numbers unchanged, and text on one line, without control characters and formulas."""
    if isinstance(value, int):
        return value
    text = printable(" ".join((value or "").split()))
    return _FORMULA.sub(lambda match: f"{match[0]}'", text)[:_LONGEST]
