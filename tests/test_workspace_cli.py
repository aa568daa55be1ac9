"""Reports in repositories, linted as their authors do: what is said of the files that they name."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli import BLANK, GOOD, Run, reportlint, write


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


def test_the_baseline_is_judged_by_the_files_of_its_commit(course: Path) -> None:
    git(course, "add", "-A")
    git(course, "commit", "-qm", "one")
    text = GOOD.replace("\n> Answer:\n\n7\n", "\n> Answer:\n\n7 ![boats](figures/boats.png)\n")
    write(course / "reports" / "README.md", text)
    assert said(check(course, "--baseline=HEAD")) == [("RL303", 1)]
    git(course, "commit", "-qam", "two")
    assert said(check(course, "--baseline=HEAD")) == []
    git(course, "mv", "-f", "reports/figures/harbour.png", "reports/figures/Harbour.png")
    assert {code for code, _ in said(check(course, "--baseline=HEAD"))} == {"RL304"}
    git(course, "rm", "-q", "--cached", "reports/figures/Harbour.png")
    write(course / "reports" / "README.md", text.replace("figures/harbour.png", "figures/Harbour.png"))
    assert said(check(course, "--baseline=HEAD")) == [("RL305", 14)]
    (course / "reports" / "figures" / "Harbour.png").unlink()
    assert {code for code, _ in said(check(course, "--baseline=HEAD"))} == {"RL303"}


def test_a_pointer_in_a_picture_s_place_is_new(course: Path) -> None:
    git(course, "add", "-A")
    git(course, "commit", "-qm", "one")
    (course / "reports" / "figures" / "harbour.png").write_text(
        "version https://git-lfs.github.com/spec/v1\n"
    )
    assert said(check(course, "--baseline=HEAD")) == [("RL310", 14)]
    git(course, "commit", "-qam", "two")
    assert said(check(course, "--baseline=HEAD")) == []


def test_the_right_case_is_written(course: Path) -> None:
    git(course, "add", "-A")
    write(course / "reports" / "README.md", GOOD.replace("figures/harbour", "Figures/Harbour"))
    run = check(course, "--diff")
    assert run.stdout.decode().count("+![harbour](figures/harbour.png)") == 5
    assert said(check(course, "--fix")) == []
    assert (course / "reports" / "README.md").read_text(encoding="utf-8") == GOOD


@pytest.mark.skipif(os.name == "nt", reason="the program that stands in for git is a shell script")
@pytest.mark.parametrize("stage", ["draft", "final"])
def test_where_git_cannot_be_asked_nothing_is_ready(course: Path, tmp_path: Path, stage: str) -> None:
    git(course, "add", "-A")
    ready = reportlint("check", f"--stage={stage}", cwd=course)
    assert b"hand-in: ready" in ready.stdout
    (tmp_path / "bin").mkdir()
    program = write(tmp_path / "bin" / "git", "#!/bin/sh\necho fatal: dubious ownership >&2\nexit 128\n")
    program.chmod(0o755)
    for path, why in (
        (str(tmp_path / "bin"), "git does not trust this folder (safe.directory)"),
        ("/nowhere", "git is not installed"),
    ):
        formats = [f"--output-format={name}" for name in ("text", "github", "summary=page.md")]
        run = reportlint("check", f"--stage={stage}", *formats, cwd=course, environment={"PATH": path})
        said = f"it is not known whether git tracks the pictures: {why}"
        lines = run.stdout.decode().splitlines()
        assert lines.count(said) == 2
        closing = next(line for line in lines if line.startswith("hand-in: "))
        assert closing.startswith("hand-in: not ready  |  ")
        assert closing.endswith("next: check again where git works")
        page = (course / "page.md").read_text(encoding="utf-8")
        assert why.partition(" (")[0] in page
        table = reportlint("check", "--output-format=csv", cwd=course, environment={"PATH": path})
        assert b",no," in table.stdout


def test_nothing_is_to_be_asked_of_git_without_a_picture(course: Path) -> None:
    write(course / "reports" / "README.md", BLANK)
    run = reportlint("check", "--output-format=text", cwd=course, environment={"PATH": "/nowhere"})
    assert b"tracks" not in run.stdout


@pytest.mark.parametrize("cone", ["--cone", "--no-cone"])
@pytest.mark.parametrize("linked", [False, True], ids=["clone", "worktree"])
def test_what_a_sparse_checkout_leaves_out_is_there(
    course: Path, tmp_path: Path, cone: str, linked: bool
) -> None:
    links = "[code](../src/train.py) [out](../src/gone.py)"
    text = GOOD.replace("\n> Answer:\n\n7\n", f"\n> Answer:\n\n7 {links}\n", 1)
    write(course / "reports" / "README.md", text)
    write(course / "src" / "train.py", "boats = 7\n")
    (course / "reports" / "figures" / "link.png").symlink_to("harbour.png")
    git(course, "add", "-A")
    git(course, "commit", "-qm", "boats")
    whole = said(check(course))
    assert whole == [("RL313", 1)]
    clone = tmp_path / "clone"
    if linked:
        git(course, "worktree", "add", "-q", "--no-checkout", str(clone))
    else:
        git(tmp_path, "clone", "-q", "--no-checkout", str(course), "clone")
    git(clone, "sparse-checkout", "set", cone, *(["reports"] if cone == "--cone" else ["/reports/README.md"]))
    git(clone, "checkout", "-q", "HEAD")
    assert not (clone / "src").exists()
    assert (clone / "reports" / "figures").exists() == (cone == "--cone")
    assert said(check(clone)) == whole
    write(clone / "reports" / "README.md", text.replace("figures/harbour.png", "figures/link.png"))
    assert said(check(clone)) == whole
    write(clone / "reports" / "README.md", text.replace("figures/harbour.png", "figures/Harbour.png"))
    assert {code for code, _ in said(check(clone))} == {"RL304", "RL313"}


def test_what_a_sparse_and_partial_clone_lacks_is_no_bad_picture(course: Path, tmp_path: Path) -> None:
    git(course, "add", "-A")
    git(course, "commit", "-qm", "boats")
    git(course, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{course}", "clone")
    clone = tmp_path / "clone"
    git(clone, "sparse-checkout", "set", "--no-cone", "/reports/README.md")
    git(clone, "checkout", "-q")
    assert said(check(clone)) == []
