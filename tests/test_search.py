"""Which reports are linted: where no path is named, and where the path that is named leads to nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint.cli import discover
from reportlint.linter.input import InputFile
from reportlint.repository import listing
from tests.cli import BLANK, GOOD, Run, codes, found, reportlint, repository, write

SPOILED = GOOD.replace("* [x] Load", "* [X ] Load")
JSON = ("check", "--output-format=json", "--ignore=RL3")
NOT_THERE = "No such file or directory"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A student", "-c", "user.email=student@example.org")
    allowed = ("-c", "protocol.file.allow=always")
    subprocess.run(["git", *who, *allowed, *arguments], cwd=folder, check=True, capture_output=True)


def said(run: Run) -> list[str]:
    return run.stderr.decode().splitlines()


def real(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    git(folder, "init", "-q")
    return folder


MAKERS = pytest.mark.parametrize("make", [real, repository], ids=["git", "without git"])


@MAKERS
@pytest.mark.parametrize("inside", ["", "alpha", "beta/reports"])
def test_all_reports_of_a_repository_are_linted(
    tmp_path: Path, make: Callable[[Path], Path], inside: str
) -> None:
    make(tmp_path)
    for name in ("alpha", "beta"):
        write(tmp_path / name / "reports" / "README.md", GOOD)
    write(tmp_path / "docs" / "old.md", GOOD)
    write(tmp_path / "README.md", GOOD)
    run = reportlint(*JSON, cwd=tmp_path / inside)
    wanted = [os.path.relpath(f"{name}/reports/README.md", inside or ".") for name in ("alpha", "beta")]
    assert (run.returncode, found(run), said(run)) == (0, wanted, [])


def test_a_blank_copy_is_left_out_and_named(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path / "reports" / "README.md", GOOD)
    write(tmp_path / "a" / "reports" / "README.md", BLANK)
    write(tmp_path / "b" / "reports" / "README.md", BLANK.replace("[ ]", "[x]", 1))
    run = reportlint(*JSON, "--fail-on=never", cwd=tmp_path)
    assert (run.returncode, found(run)) == (0, ["b/reports/README.md", "reports/README.md"])
    line = "nothing to lint: a/reports/README.md: a blank copy, beside reports that are filled in"
    assert said(run) == [f"reportlint: {line}"]
    (tmp_path / "reports" / "README.md").unlink()
    (tmp_path / "b" / "reports" / "README.md").unlink()
    assert found(reportlint(*JSON, cwd=tmp_path)) == ["a/reports/README.md"]
    write(tmp_path / "b" / "reports" / "README.md", BLANK)
    run = reportlint(*JSON, cwd=tmp_path)
    assert (found(run), said(run)) == (["a/reports/README.md", "b/reports/README.md"], [])


@pytest.mark.parametrize("command", [["check", "--fix"], ["update"]])
def test_what_writes_by_hand_asks_which_of_several(tmp_path: Path, command: list[str]) -> None:
    repository(tmp_path)
    files = [write(tmp_path / name / "reports" / "README.md", SPOILED) for name in ("alpha", "beta")]
    run = reportlint(*command, cwd=tmp_path)
    names = "alpha/reports/README.md, beta/reports/README.md"
    what = command[-1]
    assert said(run) == [f"reportlint: there are 2 reports: name those that {what} may write: {names}"]
    assert (run.returncode, [file.read_text(encoding="utf-8") for file in files]) == (2, [SPOILED] * 2)
    assert reportlint(*command, "--diff", cwd=tmp_path).returncode < 2
    assert reportlint(*command, "alpha/reports/README.md", cwd=tmp_path).returncode == 0
    assert reportlint("check", "--fix", "--hook=reportlint-fix", cwd=tmp_path).returncode == 0
    assert "[X ]" not in "".join(file.read_text(encoding="utf-8") for file in files)


def test_each_of_several_has_its_page(tmp_path: Path) -> None:
    repository(tmp_path)
    for name, text in (("alpha", GOOD), ("beta", GOOD), ("blank", BLANK)):
        write(tmp_path / name / "reports" / "README.md", text)
    run = reportlint("html", cwd=tmp_path)
    wrote = b"wrote alpha/reports/report.html\nwrote beta/reports/report.html\n"
    assert (run.returncode, run.stdout, len(said(run))) == (0, wrote, 1)


def test_of_several_none_is_elsewhere(tmp_path: Path) -> None:
    repository(tmp_path)
    for name in ("alpha", "beta"):
        write(tmp_path / name / "reports" / "README.md", GOOD)
    assert codes(reportlint(*JSON, cwd=tmp_path)) == []
    (tmp_path / "beta" / "reports" / "README.md").unlink()
    assert codes(reportlint(*JSON, cwd=tmp_path)) == ["RL006"]


@MAKERS
def test_what_is_excluded_is_not_found(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    make(tmp_path)
    names = [f"{name}/reports/README.md" for name in ("alpha", "beta", "gamma")]
    for name in names:
        write(tmp_path / name, GOOD)

    def linted(*arguments: str, cwd: str = ".") -> list[str]:
        run = reportlint(*JSON, *arguments, cwd=tmp_path / cwd)
        return [path.removeprefix("../") for path in found(run)]

    assert linted("--exclude=alpha", "--exclude=g*/**") == names[1:2]
    assert linted("--exclude=../alpha/", cwd="beta") == ["reports/README.md", names[2]]
    assert linted(f"--exclude={tmp_path}/beta") == [names[0], names[2]]
    assert linted("--exclude=**/README.md") == []
    assert linted("--exclude=alpha", "*/reports/README.md") == names[1:]
    assert linted("--exclude=alpha", ".") == names[1:]
    assert linted("--exclude=alpha", names[0]) == names[:1]
    config = tmp_path / "pyproject.toml"
    write(config, '[tool.reportlint]\nexclude = ["alpha", "beta/**"]\n')
    assert linted() == names[2:]
    assert linted(cwd="beta/reports") == [f"../{names[2]}"]
    assert linted("--exclude=gamma") == names[:2]
    write(config, '[tool.reportlint]\nexclude = ["alpha"]\npaths = ["*/reports/README.md", "alpha/x.md"]\n')
    write(tmp_path / "alpha" / "x.md", GOOD)
    assert linted() == [*names[1:], "alpha/x.md"]


def test_other_repositories_and_ignored_folders_are_not_entered(tmp_path: Path) -> None:
    mine, other = real(tmp_path / "mine"), real(tmp_path / "other")
    write(other / "reports" / "README.md", SPOILED)
    git(other, "add", "-A")
    git(other, "commit", "-qm", "boats")
    git(mine, "clone", "-q", str(other), "cloned")
    git(mine, "submodule", "add", str(other), "sub")
    git(other, "worktree", "add", "-q", str(mine / "tree"))
    write(mine / "ignored" / "reports" / "README.md", SPOILED)
    write(mine / ".gitignore", "ignored\n")
    for arguments in (["--fix", "--hook=reportlint-fix"], ["--if-present"], ["--fix", "--if-present"]):
        run = reportlint("check", *arguments, cwd=mine)
        assert said(run)[0].endswith("no report found here, above, or in the repository: "
                                     "name one, or try reportlint new")  # fmt: skip
    folders = ("cloned", "sub", "tree", "ignored")
    texts = [(mine / name / "reports" / "README.md").read_text(encoding="utf-8") for name in folders]
    assert texts == [SPOILED] * 4
    git(mine, "add", "-f", "ignored")
    assert found(reportlint(*JSON, cwd=mine)) == ["ignored/reports/README.md"]


def test_without_git_other_repositories_are_not_entered_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real(tmp_path)
    write(repository(tmp_path / "cloned") / "reports" / "README.md", GOOD)
    write(tmp_path / "tree" / ".git", "gitdir: elsewhere\n")
    write(tmp_path / "tree" / "reports" / "README.md", GOOD)
    monkeypatch.setenv("PATH", "")
    assert reportlint("check", cwd=tmp_path).returncode == 2
    write(tmp_path / "final" / "report.md", GOOD)
    assert found(reportlint(*JSON, cwd=tmp_path)) == ["final/report.md"]


def test_a_report_that_git_ignores_is_named(tmp_path: Path) -> None:
    real(tmp_path)
    write(tmp_path / ".gitignore", "reports\n")
    write(tmp_path / "reports" / "README.md", GOOD)
    for inside, name in (("", "reports/README.md"), ("reports", "README.md")):
        run = reportlint("check", cwd=tmp_path / inside)
        line = f"git ignores {name}, and no other report is found: name it, or git add -f {name}"
        assert (run.returncode, said(run)) == (2, [f"reportlint: {line}"])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_to_a_report_is_no_second_one(tmp_path: Path) -> None:
    real(tmp_path)
    write(tmp_path / "b" / "reports" / "README.md", GOOD)
    (tmp_path / "a" / "reports").mkdir(parents=True)
    (tmp_path / "a" / "reports" / "README.md").symlink_to("../../b/reports/README.md")
    assert found(reportlint(*JSON, cwd=tmp_path)) == ["b/reports/README.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such pipes")
def test_a_report_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path / "a" / "reports" / "README.md", GOOD)
    (tmp_path / "reports").mkdir()
    os.mkfifo(tmp_path / "reports" / "README.md")
    run = reportlint(*JSON, "--if-present", cwd=tmp_path)
    assert (run.returncode, found(run)) == (2, ["a/reports/README.md"])
    assert said(run)[0].startswith("reportlint: reports/README.md: it is a device or a pipe")


@pytest.mark.parametrize("reports", [0, 1])
def test_one_look_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports: int) -> None:
    real(tmp_path)
    for name in ("a/notes.md", "README.md", "reports/figures/x.md"):
        write(tmp_path / name, "# boats\n")
    write(tmp_path / "reports" / "README.md", GOOD if reports else "# gone\n")
    opened, looks = [], []
    open_file, own_documents = discover.open_file, listing.own_documents

    def noted(path: Path, home: Path) -> InputFile | discover.Unopened:
        opened.append(path)
        return open_file(path, home)

    def counted(root: Path) -> list[Path]:
        looks.append(root)
        return own_documents(root)

    monkeypatch.setattr("reportlint.cli.search.open_file", noted)
    monkeypatch.setattr("reportlint.cli.search.own_documents", counted)
    run = reportlint("check", "--if-present", "--fail-on=never", "--baseline=HEAD", cwd=tmp_path)
    assert (run.returncode, looks, len(opened)) == (0, [tmp_path], len(set(opened)))
    assert len(opened) == 1 or not reports


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("report/README.md", f"{NOT_THERE}: did you mean reports/README.md?"),
        ("reports/readme.md", f"{NOT_THERE}: did you mean reports/README.md?"),
        ("reports/REDME.md", f"{NOT_THERE}: did you mean reports/README.md?"),
        ("reports/README.md, docs/README.md", "commas, quotes and dashes, as reports/README.md"),
        ('"reports/README.md"', "commas, quotes and dashes, as reports/README.md"),
        ("- reports/README.md", "commas, quotes and dashes, as reports/README.md"),
        ("- 'x.md'", f"{NOT_THERE}: a path is written without commas, quotes and dashes"),
        ("!docs/**", "patterns cannot exclude paths, use --exclude, or exclude in the configuration"),
        ("doc?/*.md", f"{NOT_THERE}: nothing matches this pattern"),
        ("zzz/quay.md", NOT_THERE),
        ("a/" * 2000 + "b.md", ""),
    ],
)
@pytest.mark.parametrize("named", ["by hand", "by a hook", "by the configuration"])
def test_a_named_path_that_is_not_there(tmp_path: Path, named: str, path: str, reason: str) -> None:
    real(tmp_path)
    write(tmp_path / "reports" / "README.md", GOOD)
    if sys.platform != "linux" and "readme" in path:
        pytest.skip("there it is the same file")
    ways = ["--if-present", "--stage=draft"]
    if named == "by the configuration":
        quoted = path.replace('"', '\\"')
        write(tmp_path / "pyproject.toml", f'[tool.reportlint]\npaths = ["{quoted}"]\n')
    else:
        ways += [*(["--hook=reportlint", "--baseline=HEAD"] if named == "by a hook" else []), "--", path]
    run = reportlint("check", *ways, cwd=tmp_path)
    end = " (pyproject.toml: paths)" if named == "by the configuration" else ""
    assert run.returncode == 2
    assert said(run)[0].startswith("reportlint: ")
    assert said(run)[0].endswith(f"{reason}{end}")


def test_a_folder_without_a_report_is_what_a_search_may_find(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    assert reportlint("check", "--if-present", "reports", cwd=tmp_path).returncode == 0
    assert reportlint("check", "reports", cwd=tmp_path).returncode == 2
