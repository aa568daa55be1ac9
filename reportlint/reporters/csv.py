"""A table for sheets and scripts: a row for each path, nothing folded, nothing that a sheet would compute."""

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
"""Where a spreadsheet would compute: at a cell's first sign, and after a semicolon, where spreadsheets in
many languages (such as Danish) begin a new cell, quoted or not."""

_LONGEST = 32_000
"""Characters of a cell: a sheet holds no more than 32,767."""

_Cells = Mapping[str, str | int | None]


class CsvReporter(Reporter):
    """Rows with a header, all of them in the end: which columns there are depends on every file.

    UTF-8 without a byte order mark, since scripts would read it as part of the first column's name; a
    sheet asks for the encoding when it imports the file.
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._told: list[View | Problem] = []

    def part(self, result: Result) -> View:
        """Return what the row is made of."""
        return view_of(result)

    def add(self, part: View) -> str:
        """Return nothing: the row waits for the others."""
        self._told.append(part)
        return ""

    def problem(self, problem: Problem) -> str:
        """Return nothing: the path has a row, too, with the reasons."""
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
    """Yield a row for each path; several reasons in a row for one path make a single row."""
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
    """Return a number as it is, and text on one line, without control characters, that stays text."""
    if isinstance(value, int):
        return value
    text = printable(" ".join((value or "").split()))
    return _FORMULA.sub(lambda match: f"{match[0]}'", text)[:_LONGEST]
