"""The class as a table: a row for every path, and nothing in it that a sheet would compute."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.diagnostic import Severity
from reportlint.linter.result import Result
from reportlint.reporters import reporter
from reportlint.reporters.base import Problem
from reportlint.schema.template import render
from tests.cli import reportlint, write
from tests.reports import SCHEMAS, good_report, lint

GOOD, OLD = good_report("2026"), good_report("2023")
BLANK = render(SCHEMAS["2026"].newest)
PLACEHOLDER = "--- question {} fill here ---"

Table = list[dict[str, str]]


def table(*told: Result | Problem) -> Table:
    made = reporter("csv")
    for each in told:
        assert (made.problem(each) if isinstance(each, Problem) else made.file(each)) == ""
    return list(csv.DictReader(io.StringIO(made.end()), strict=True))


def filled(answer: str, number: int = 1) -> str:
    return BLANK.replace(f"\n{PLACEHOLDER.format(number)}\n", f"\n{answer}\n")


def test_a_row_says_all_there_is() -> None:
    text = GOOD.replace("> Answer:\n\n7\n", "> Answer:\n\nGroup 7,\nthe gulls\n").replace("[x]", "[50%]", 2)
    (row,) = table(lint(text.replace("![harbour]", "[harbour]", 1), path="seven/README.md"))
    facts = dict(list(row.items())[:17])
    assert facts == {
        "path": "seven/README.md",
        "group_number": "Group 7, the gulls",
        "study_number": "s123456, s234567",
        "group": "7",
        "template": "2026",
        "revision": SCHEMAS["2026"].newest.id,
        "answered": "31",
        "questions": "31",
        "ticked": "51",
        "boxes": "53",
        "errors": "0",
        "warnings": "3",
        "notes": "0",
        "course_warnings": "1",
        "course_error": "",
        "ready": "yes",
        "remark": "",
    }
    assert (row["q1_state"], row["q1_words"], row["q14_state"]) == ("good", "4", "warning")
    assert list(row)[17:19] == ["q1_state", "q1_words"]
    assert len(row) == 17 + 2 * 31


def test_unanswered_missing_and_broken_questions() -> None:
    start, end = BLANK.index("### Question 9\n"), BLANK.index("### Question 10\n")
    broken = BLANK[:start] + BLANK[end:]
    (row,) = table(lint(broken.replace(PLACEHOLDER.format(4), "green boats\n\nAnswer:\n\nhigh water")))
    assert (row["q3_state"], row["q3_words"]) == ("unanswered", "0")
    assert (row["q9_state"], row["q9_words"]) == ("missing", "")
    assert (row["q4_state"], row["answered"]) == ("error", "1")
    assert (row["course_warnings"], row["ready"]) == ("", "no")
    assert row["course_error"] == "ValueError: it finds 30 answers instead of 31"


def test_editions_line_up() -> None:
    new, old, none = table(lint(GOOD), lint(OLD), Problem("no report here", Severity.ERROR, "empty"))
    assert list(new) == list(old) == list(none)
    assert (new["q31_state"], old["q31_state"], none["q1_state"]) == ("good", "", "")
    assert [row["template"] for row in (new, old, none)] == ["2026", "2023", ""]
    assert (none["path"], none["remark"], none["ready"]) == ("empty", "no report here", "no")
    assert (none["errors"], none["questions"]) == ("", "")


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ("031", "31"), ("Group 112", "112"), ("MLOps 4.", "4"), ("MLOPS2 i.e., group number 4", "4"),
        ("7 (that is, 7)", "7"), ("12 and 13", ""), ("the gulls", ""), ("subgroup 3 of 9", ""),
    ],
)  # fmt: skip
def test_the_group_has_a_number_to_join_tables_on(answer: str, number: str) -> None:
    (row,) = table(lint(filled(answer)))
    assert (row["group_number"], row["group"]) == (answer, number)


def test_columns_stand_without_rows() -> None:
    assert reporter("csv").end().startswith("path,group,template,revision,")


def test_what_is_no_report_says_why() -> None:
    (row,) = table(lint("# boats\n", path="boats.md"))
    assert row["remark"].startswith("not a report: the most similar template is ")
    (row,) = table(lint(b"\xff\xfeboats"))
    assert "UTF-8" in row["remark"]


@pytest.mark.parametrize(
    ("answer", "cell"),
    [
        ("42", "42"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1", "'+1"),
        ("-1+2", "'-1+2"),
        ("＝1", "'＝1"),
        ('"=1"', '"\'=1"'),
        ("7; =1+1", "7; '=1+1"),
        ("\t=1+1", "'=1+1"),
        ("--- 36 ---", "36"),
        ("> 15", "15"),
        ("a\x1b[1m\u202eb", "a\\x1b[1m\\u202eb"),
    ],
)
def test_an_answer_stays_text(answer: str, cell: str) -> None:
    (row,) = table(lint(filled(answer)))
    assert row["group_number"] == cell


@given(st.text(alphabet=" \t\r\n;,\"'=+-@＝－x1:#[\x00\x1b\u2028", max_size=12), st.text(max_size=20))
def test_nothing_is_a_formula(answer: str, path: str) -> None:
    made = reporter("csv")
    made.problem(Problem(answer, Severity.ERROR, path))
    made.file(lint(filled(f"x {answer}").replace("\nx ", "\n"), path=path or "-"))
    text = made.end()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", text)
    # Comma or semicolon, quotes read or not: whatever a sheet takes for a cell begins harmlessly.
    rows = list(csv.reader(io.StringIO(text), strict=True))
    cells = [cell for row in rows for cell in (*row, *";".join(row).split(";"))]
    assert not [cell for cell in cells if cell.strip(" \"'")[:1] in set("=+-@＝＋－＠") and "'" not in cell]
    assert len(rows) == 3


def test_a_cell_fits_into_a_sheet() -> None:
    (row,) = table(lint(filled("boat " * 20_000)))
    assert len(row["group_number"]) == 32_000


def class_of(run_stdout: bytes) -> Table:
    return list(csv.DictReader(io.StringIO(run_stdout.decode(), newline="")))


def grouped(number: str) -> str:
    """The good report of another group."""
    return GOOD.replace("\n\n7\n", f"\n\n{number}\n", 1).replace("s123456, s234567", f"s00000{number}", 1)


def test_a_group_that_stands_twice_is_remarked(tmp_path: Path) -> None:
    for name, text in (
        ("a", GOOD),
        ("b", GOOD.replace("s123456, s234567", "s345678", 1)),
        ("c", grouped("8")),
    ):
        write(tmp_path / name / "reports" / "README.md", text)
    rows = class_of(reportlint("check", "--output-format", "csv", "a", "b", "c", cwd=tmp_path).stdout)
    assert [row["remark"] for row in rows] == [
        "the same group number as b/reports/README.md",
        "the same group number as a/reports/README.md",
        "",
    ]


def test_every_path_has_a_row(tmp_path: Path) -> None:
    write(tmp_path / "a" / "reports" / "README.md", GOOD)
    write(tmp_path / "b" / "report" / "README.md", grouped("8"))
    write(tmp_path / "c" / "NOTES.md", "# boats\n")
    write(tmp_path / "d" / "boats" / "reports" / "README.md", grouped("9"))
    run = reportlint("check", "--output-format", "csv", "*", "nowhere.md", cwd=tmp_path)
    assert run.returncode == 2
    rows = class_of(run.stdout)
    assert [(row["path"], row["remark"]) for row in rows] == [
        ("a/reports/README.md", ""),
        ("b/report/README.md", "the course collects reports/README.md, but this is report/README.md"),
        ("c", "no report in this folder: it contains NOTES.md"),
        (
            "d/boats/reports/README.md",
            "the course collects reports/README.md, but this is boats/reports/README.md",
        ),
        ("nowhere.md", "No such file or directory"),
    ]
    assert [row["ready"] for row in rows] == ["yes", "no", "no", "no", "no"]


@pytest.mark.parametrize("arguments", [["reports"], ["."], ["reports/README.md"], [".."]])
def test_where_it_belongs_there_is_no_remark(tmp_path: Path, arguments: list[str]) -> None:
    write(tmp_path / "x" / "reports" / "README.md", GOOD)
    # Two groups in one folder: where each of them begins is nobody's to say.
    write(tmp_path / "y" / "reports" / "README.md", grouped("8"))
    run = reportlint("check", "--output-format", "csv", *arguments, cwd=tmp_path / "x")
    assert {row["remark"] for row in class_of(run.stdout)} == {""}
