"""The `report.py` in examples/ does what the course's documented commands do."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportlint.formatting import Number
from tests.cli import BLANK, GOOD, write
from tests.docs import ROOT
from tests.grading import graded
from tests.shared import REPORTS

SCRIPT = ROOT / "examples" / "reports" / "report.py"
EXAMPLE = (SCRIPT.parent / "README.md").read_text(encoding="utf-8")


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Call it as the course's documentation does: in the report's folder, by its name."""
    shutil.copy(SCRIPT, folder)
    command = [sys.executable, "report.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def warned(text: str) -> list[tuple[Number, str]]:
    """Return the warnings in what `check` prints."""
    line = re.compile(r"WARNING +\| Question (\d+) failed check\. Expected number of (words|screenshots)")
    found = [line.match(printed) for printed in text.splitlines() if "WARNING" in printed]
    return [(int(match[1]), match[2].replace("screenshots", "images")) for match in found if match]


@pytest.mark.parametrize("text", [BLANK, EXAMPLE, GOOD], ids=["blank", "example", "good"])
def test_check_warns_as_the_course_does_and_ends_well(text: str, tmp_path: Path) -> None:
    write(tmp_path / "README.md", text)
    checked = run(tmp_path, "check")
    verdict = graded(text, "2026")
    assert verdict
    expected = [(number, kind) for number, kinds in verdict.items() for kind in sorted(kinds, reverse=True)]
    assert (checked.returncode, checked.stdout, warned(checked.stderr)) == (0, "", expected)
    passed = sum(not kinds for kinds in verdict.values())
    last = checked.stderr.splitlines()[-1]
    assert last.endswith(f"Total number of questions passed: {passed}/{len(verdict)}")


@pytest.mark.skipif(not REPORTS, reason="there is no ../shared with templates and reports here")
def test_check_counts_the_warnings_of_real_hand_ins(tmp_path: Path) -> None:
    counts = []
    for seed in (report for report in REPORTS if report.parent.name == "seeds"):
        shutil.copy(seed, tmp_path / "README.md")
        counts.append(run(tmp_path, "check").stderr.count("WARNING"))
    assert counts == [20, 16, 11, 2, 13]


def test_check_fails_where_the_course_stops(tmp_path: Path) -> None:
    write(tmp_path / "README.md", GOOD.replace("> Answer:\n", "", 1))
    checked = run(tmp_path, "check")
    assert checked.returncode == 1
    assert checked.stderr.count("WARNING") == 1
    assert "The checker stops: ValueError: it finds 30 answers instead of 31" in checked.stderr


def test_html_writes_the_page_over_that_of_the_course(tmp_path: Path) -> None:
    write(tmp_path / "README.md", EXAMPLE)
    (tmp_path / "report.html").write_text("<h1>another program's</h1>", encoding="utf-8")
    for _ in range(2):
        assert run(tmp_path, "html").returncode == 0
        assert "Group 42, 2026" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "html"]])
def test_anything_else_is_answered_with_the_usage(arguments: list[str], tmp_path: Path) -> None:
    answered = run(tmp_path, *arguments)
    assert answered.returncode == 1
    assert answered.stderr == "usage: python report.py check, or python report.py html\n"


def test_it_stays_short() -> None:
    code = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines()[1:] if line]
    assert len(code) <= 10
