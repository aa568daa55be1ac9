"""Reports in repositories, linted as their authors do: what is said of the files that they name."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli import GOOD, Run, reportlint, write


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A student", "-c", "user.email=student@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def said(run: Run) -> list[tuple[str, int | None]]:
    (file,) = json.loads(run.stdout)["files"]
    return [(diagnostic["code"], diagnostic["question"]) for diagnostic in file["diagnostics"]]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A repository with a good report, its picture not added yet."""
    write(tmp_path / "reports" / "README.md", GOOD)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "reports/README.md")
    return tmp_path


def check(folder: Path, *arguments: str, stdin: bytes = b"") -> Run:
    return reportlint("check", "--output-format", "json", *arguments, cwd=folder, stdin=stdin)


@pytest.mark.parametrize("inside", ["", "reports"])
def test_a_picture_that_was_forgotten(course: Path, inside: str) -> None:
    run = check(course / inside)
    assert (run.returncode, said(run)) == (1, [("RL305", 14)])
    assert "git add reports/figures/harbour.png" in run.stdout.decode()
    (course / ".gitignore").write_text("figures/\n", encoding="utf-8")
    assert "line 1 of .gitignore" in check(course / inside).stdout.decode()
    git(course, "add", "--force", "reports/figures/harbour.png")
    assert said(check(course / inside)) == []


def test_without_repository_or_name_nothing_is_said_of_files(course: Path) -> None:
    assert said(check(course, "-", stdin=GOOD.encode())) == []
    (course / ".git").rename(course / "git")
    (course / "reports" / "figures" / "harbour.png").unlink()
    assert said(check(course, "reports/README.md")) == []


def test_the_files_of_today_judge_the_baseline(course: Path) -> None:
    git(course, "add", "-A")
    git(course, "commit", "-qm", "one")
    text = GOOD.replace("\n> Answer:\n\n7\n", "\n> Answer:\n\n7 ![boats](figures/boats.png)\n")
    write(course / "reports" / "README.md", text)
    assert said(check(course, "--baseline=HEAD")) == [("RL303", 1)]
    git(course, "commit", "-qam", "two")
    assert said(check(course, "--baseline=HEAD")) == []
    (course / "reports" / "figures" / "harbour.png").unlink()
    assert said(check(course, "--baseline=HEAD")) == []


def test_the_right_case_is_written(course: Path) -> None:
    git(course, "add", "-A")
    write(course / "reports" / "README.md", GOOD.replace("figures/harbour", "Figures/Harbour"))
    run = check(course, "--diff")
    assert run.stdout.decode().count("+![harbour](figures/harbour.png)") == 5
    assert said(check(course, "--fix")) == []
    assert (course / "reports" / "README.md").read_text(encoding="utf-8") == GOOD
