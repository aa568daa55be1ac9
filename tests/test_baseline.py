"""What is new since a commit: in real repositories, and for diagnostics that move."""

import os
import subprocess
from pathlib import Path

import pytest

from reportlint.baseline import History, Version
from reportlint.engine import Linter, Options
from reportlint.result import Result
from reportlint.schema.model import Number
from tests.reports import SCHEMAS, codes, good_report
from tests.test_cli import BLANK, GOOD, Run, reportlint, write

SHORT = GOOD.replace("### Question 9\n", "### Question 8\n")
SUFFIX = GOOD.replace("### Question 4\n", "### Question 4 (Ida)\n")
OPTIONS = Options()


def since(text: str, *before: str, base: str | None = None) -> Result:
    """Lint a text whose file had other texts in the commits that it is compared with."""
    versions = tuple(Version("HEAD", "report.md", old.encode()) for old in before)
    pull = Version("main", "report.md", base.encode()) if base is not None else None
    return Linter(tuple(SCHEMAS.values()), OPTIONS).lint(
        "report.md", text.encode(), None, History(versions, pull)
    )


def test_what_moves_or_grows_is_old() -> None:
    moved = since(SUFFIX.replace("(Ida)", "(Ida, Bo)").replace("> Answer:\n", "> Answer:\n\n"), SUFFIX)
    assert (codes(moved), moved.old) == ([], 1)


def test_what_becomes_worse_is_new() -> None:
    head, marker, answer = GOOD.partition("### Question 5\n")
    words = answer.index("the harbour crew")
    cut = f"{head}{marker}{answer[:words]}the harbour\n\n## Boats\n\n{answer[words:]}"
    mild = cut.replace("the harbour\n\n## Boats\n\n", "").replace(
        "\n\n### Question 6\n", "\n\n## Boats\n\n### Question 6\n"
    )
    found = [[(d.code, d.severity.label) for d in since(text).diagnostics] for text in (mild, cut)]
    assert found == [[("RL107", "note")], [("RL107", "error")]]
    assert len(since(cut, mild).diagnostics) == 1
    assert (since(mild, cut).diagnostics, since(mild, cut).old) == ((), 1)


def test_one_old_slip_accounts_for_one() -> None:
    one = GOOD.replace("[x]", "[50%]", 1)
    two = one.replace("[x]", "[50 %]", 1)
    new = since(two, one)
    assert [(d.code, new.source.text[d.span.start : d.span.end]) for d in new.diagnostics] == [
        ("RL402", "[50 %]")
    ]
    assert new.old == 1


def test_a_file_that_the_commit_lacks_is_all_new() -> None:
    assert since(SUFFIX).old == 0
    assert codes(since(SUFFIX)) == codes(since(SUFFIX, "# boats\n"))


def test_both_sides_of_a_merge_count() -> None:
    other = GOOD.replace("### Question 5\n", "### Question 5 (Bo)\n")
    merged = SUFFIX.replace("### Question 5\n", "### Question 5 (Bo)\n")
    assert [question for _, _, question in codes(since(merged, SUFFIX))] == [5]
    assert codes(since(merged, SUFFIX, other)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, set()),
        (SUFFIX, {4}),
        (GOOD.replace("[x]", "[ ]", 1), {None}),
        (GOOD.rstrip("\n") + " and more\n", {31}),
    ],
)
def test_the_questions_that_a_pull_request_touches(text: str, expected: set[Number | None]) -> None:
    assert since(text, base=GOOD).touched == frozenset(expected)


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A student", "-c", "user.email=student@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """Return a repository whose one commit has a report with a suffixed heading."""
    folder = tmp_path / "project"
    write(folder / "reports" / "README.md", SUFFIX)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    return folder


def lines(run: Run) -> list[str]:
    return run.stdout.decode().splitlines()


def test_against_a_commit(committed: Path) -> None:
    concise = ("check", "--output-format", "concise", "--baseline", "HEAD")
    assert lines(reportlint(*concise, cwd=committed / "reports"))[0] == (
        "older: 1 finding that the baseline has already"
    )
    write(committed / "reports" / "README.md", SUFFIX.replace("### Question 9\n", "### Question 8\n"))
    run = reportlint(*concise, cwd=committed)
    assert run.returncode == 1
    assert [line.split()[1] for line in lines(run)[:-2]] == ["RL101"]


def test_an_answer_that_a_commit_has(committed: Path) -> None:
    write(committed / "reports" / "README.md", BLANK)
    run = reportlint("check", "--stage", "draft", "--baseline", "HEAD", "--select", "RL209", cwd=committed)
    assert run.returncode == 0
    assert "`git show HEAD:reports/README.md`" in run.stdout.decode()


@pytest.mark.parametrize(
    ("baseline", "remark"),
    [
        ("nowhere", "there is no revision 'nowhere' here: everything counts as new"),
        ("--output=x", "there is no revision '--output=x' here: everything counts as new"),
        ("HEAD~1", "there is no revision 'HEAD~1' here: everything counts as new"),
    ],
)
def test_no_such_commit(committed: Path, baseline: str, remark: str) -> None:
    run = reportlint("check", f"--baseline={baseline}", "--output-format", "concise", cwd=committed)
    assert lines(run)[-2] == remark
    assert any("RL104" in line for line in lines(run))


def test_a_shallow_clone_says_so(committed: Path, tmp_path: Path) -> None:
    git(committed, "commit", "-q", "--allow-empty", "-m", "two")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{committed}", "clone")
    run = reportlint("check", "--baseline=HEAD~1", "--output-format=concise", cwd=tmp_path / "clone")
    assert "(the clone is shallow): everything counts as new" in lines(run)[-2]


def test_no_repository_and_no_git(committed: Path, tmp_path: Path) -> None:
    write(tmp_path / "report.md", SUFFIX)
    run = reportlint("check", "report.md", "--baseline=HEAD", "--output-format=concise", cwd=tmp_path)
    assert lines(run)[-2] == "not in a git repository: everything counts as new"
    bare = reportlint(
        "check", "--baseline=HEAD", "--output-format=concise", cwd=committed, environment={"PATH": "/nowhere"}
    )
    assert lines(bare)[-2] == "git is not installed: everything counts as new"


@pytest.mark.skipif(os.name == "nt", reason="the planted programs are shell scripts")
def test_nothing_of_a_repository_runs(committed: Path, tmp_path: Path) -> None:
    alarm = tmp_path / "alarm"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {alarm}\n", encoding="utf-8")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "filter.x.smudge"):
        git(committed, "config", key, str(program))
    (committed / ".gitattributes").write_text("* diff=x filter=x textconv=x\n", encoding="utf-8")
    git(committed, "config", "diff.x.textconv", str(program))
    # A folder of the checkout that looks like a repository with a configuration of its own.
    planted = committed / "reports"
    for name in ("objects", "refs"):
        (planted / name).mkdir()
    (planted / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (planted / "config").write_text(f"[core]\nbare = true\nfsmonitor = {program}\n", encoding="utf-8")
    alarm.unlink(missing_ok=True)
    run = reportlint("check", "--baseline=HEAD", "--output-format=concise", cwd=planted)
    assert lines(run)[0] == "older: 1 finding that the baseline has already"
    assert not alarm.exists()


def test_a_baseline_of_another_edition() -> None:
    assert since(GOOD, good_report("2024")).old == 0
