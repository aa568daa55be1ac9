"""The hook ends at once where a commit touches no report: asked of real git, in its own hooks."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reports import PNG

pytestmark = pytest.mark.skipif(os.name == "nt", reason="git's hooks are shell scripts here")

ROOT = Path(__file__).parent.parent
ENTRY = ["check", "--hook=reportlint", "--stage=draft", "--baseline=HEAD", "--if-present"]
PROBE = f"""\
import sys
told, sys.argv = sys.argv[1], ["reportlint", *{ENTRY!r}, *sys.argv[2:]]
from reportlint.__main__ import status
status()
with open(told, "a") as file:
    print("linted" if "reportlint.cli" in sys.modules else "at once", file=file)
"""
WHO = ("-c", "user.name=A student", "-c", "user.email=student@example.org")


class Project:
    """A repository whose hooks write down how a commit was looked at."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder, self.told = folder, folder.parent / "told"
        self.git("init", "-q", "-b", "main")
        command = shlex.join([sys.executable, "-c", PROBE, str(self.told), *arguments])
        for name in ("pre-commit", "pre-merge-commit"):
            hook = folder / ".git" / "hooks" / name
            hook.parent.mkdir(exist_ok=True)
            hook.write_text(
                f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {command}\n", encoding="utf-8"
            )
            hook.chmod(0o755)
        for name in ("boats.py", "tides.py", "notes.md", "notes.txt", "figures/crane.png"):
            self.write(name, PNG)
        self.git("add", "-A")

    def git(self, *arguments: str, folder: Path | None = None) -> None:
        run = subprocess.run(
            ["git", *WHO, *arguments], cwd=folder or self.folder, capture_output=True, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr

    def write(self, name: str, data: bytes = b"another\n") -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(data)

    def looked(self) -> list[str]:
        """Return how each commit since the last call was looked at."""
        lines = self.told.read_text(encoding="utf-8").splitlines() if self.told.exists() else []
        self.told.unlink(missing_ok=True)
        return lines


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a repository with one commit."""
    (tmp_path / "project").mkdir()
    made = Project(tmp_path / "project")
    made.git("commit", "-qm", "one", "--no-verify")
    return made


def changed(*names: str) -> Callable[[Project], None]:
    def do(project: Project) -> None:
        for name in names:
            project.write(name)
        project.git("add", "-A", "--force")
        project.git("commit", "-qm", "two")

    return do


def removed(name: str) -> Callable[[Project], None]:
    def do(project: Project) -> None:
        project.git("rm", "-q", name)
        project.git("commit", "-qm", "two")

    return do


def renamed(old: str, new: str) -> Callable[[Project], None]:
    def do(project: Project) -> None:
        project.git("config", "diff.renames", "copies")
        project.git("mv", old, new)
        project.git("commit", "-qm", "two")

    return do


def one_file(committed: str, staged: str) -> Callable[[Project], None]:
    """Return what commits one file by name while another one is staged: git has another index then."""

    def do(project: Project) -> None:
        project.write(staged)
        project.git("add", staged)
        project.write(committed)
        project.git("commit", "-qm", "two", "--", committed)

    return do


def all_tracked(project: Project) -> None:
    (project.folder / "figures" / "crane.png").unlink()
    project.git("commit", "-qam", "two")


def amended(project: Project) -> None:
    project.git("commit", "--amend", "-qm", "another message")


def in_a_worktree(project: Project) -> None:
    other = project.folder.parent / "other"
    project.git("worktree", "add", "-q", str(other))
    (other / "boats.py").write_bytes(b"another\n")
    project.git("commit", "-qam", "two", folder=other)


def configured(project: Project) -> None:
    project.git("config", "diff.relative", "true")
    project.git("config", "diff.noprefix", "true")
    changed("notes.md")(project)


@pytest.mark.parametrize(
    ("commit", "expected"),
    [
        (changed("boats.py"), "at once"),
        (changed("boats.py", "docs/readme.rst", "course/template.yml", "gitignore"), "at once"),
        (changed("boats.py", "docs/deep/NOTES.MD"), "linted"),
        (changed("a\nb.md"), "linted"),
        (changed("b\u00f8.JPEG"), "linted"),
        (changed("reports/template.yaml"), "linted"),
        (changed("pyproject.toml"), "linted"),
        (changed("figures/.gitignore"), "linted"),
        (removed("notes.txt"), "at once"),
        (removed("notes.md"), "linted"),
        (removed("figures/crane.png"), "linted"),
        (renamed("notes.txt", "news.txt"), "at once"),
        (renamed("notes.md", "notes.rst"), "linted"),
        (renamed("figures/crane.png", "figures/crane"), "linted"),
        (one_file("boats.py", "notes.md"), "at once"),
        (one_file("notes.md", "boats.py"), "linted"),
        (all_tracked, "linted"),
        (amended, "at once"),
        (in_a_worktree, "at once"),
        (configured, "linted"),
    ],
)
def test_only_what_a_report_may_depend_on_is_linted(
    project: Project, commit: Callable[[Project], None], expected: str
) -> None:
    commit(project)
    assert project.looked() == [expected]


def test_the_first_commit(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    made = Project(tmp_path / "project")
    made.git("rm", "-q", "--cached", "notes.md", "figures/crane.png")
    made.git("commit", "-qm", "one")
    made.git("commit", "-qm", "two", "--allow-empty")
    assert made.looked() == ["at once", "at once"]


def test_a_merge_is_linted_whatever_it_changes(project: Project) -> None:
    project.git("checkout", "-qb", "other")
    changed("boats.py")(project)
    project.git("checkout", "-q", "main")
    changed("tides.py")(project)
    project.looked()
    project.git("merge", "-q", "--no-edit", "other")
    assert project.looked() == ["linted"]
    # One side is taken whole, so that nothing of it is staged.
    project.git("checkout", "-qb", "third", "HEAD~1")
    changed("notes.md")(project)
    project.git("checkout", "-q", "main")
    project.git("merge", "-q", "--no-commit", "-s", "ours", "third")
    project.looked()
    project.git("commit", "-qm", "ours")
    assert project.looked() == ["linted"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["notes.md"], "at once"),
        (["notes.md", "figures"], "at once"),
        (["ntoes.md"], "linted"),
        (["notes.md", "report/README.md"], "linted"),
        (["notes.txt"], "linted"),
        (["--config=other.toml"], "linted"),
        (["--select", "RL1"], "linted"),
        (["--stage=final"], "at once"),
    ],
)
def test_what_the_arguments_name_must_be_there(tmp_path: Path, arguments: list[str], expected: str) -> None:
    (tmp_path / "project").mkdir()
    made = Project(tmp_path / "project", *arguments)
    made.git("commit", "-qm", "one", "--no-verify")
    made.write("boats.py")
    made.git("add", "boats.py")
    made.git("commit", "-qm", "two")
    assert made.looked() == [expected]


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        ('[tool.reportlint]\npaths = ["report/README.md"]\n', "linted"),
        ('[tool.reportlint]\nignore = ["RL307"]\n', "at once"),
        ("[project]\nname = 'harbour'\n", "at once"),
    ],
)
def test_what_the_configuration_names_must_be_there(
    project: Project, configuration: str, expected: str
) -> None:
    changed("pyproject.toml")(project)
    project.write("pyproject.toml", configuration.encode())
    project.git("commit", "-qam", "three")
    project.looked()
    changed("boats.py")(project)
    assert project.looked() == [expected]


def probe(folder: Path, **variables: str) -> list[str]:
    """Return what a run by hand says that it imported."""
    told = folder.parent / "told"
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
    environment = {**inherited, "PYTHONPATH": str(ROOT), **variables}
    subprocess.run(
        [sys.executable, "-c", PROBE, str(told)], cwd=folder, env=environment, capture_output=True, check=True
    )
    lines = told.read_text(encoding="utf-8").splitlines()
    told.unlink()
    return lines


def test_by_hand_and_in_ci_the_report_is_linted(project: Project) -> None:
    index = {"GIT_INDEX_FILE": ".git/index"}
    assert probe(project.folder, **index) == ["at once"]
    assert probe(project.folder) == ["linted"]
    assert probe(project.folder, **index, PRE_COMMIT_FROM_REF="HEAD") == ["linted"]
    # An index of somebody's own, and no git to ask.
    (project.folder / "index").write_bytes((project.folder / ".git" / "index").read_bytes())
    assert probe(project.folder, GIT_INDEX_FILE="index") == ["linted"]
    assert probe(project.folder, **index, PATH="/nowhere") == ["linted"]


def test_nothing_that_a_repository_configures_runs(project: Project, tmp_path: Path) -> None:
    alarm = tmp_path / "program"
    alarm.write_text(f"#!/bin/sh\ntouch {tmp_path / 'alarm'}\n", encoding="utf-8")
    alarm.chmod(0o755)
    project.write(".gitattributes", b"* diff=x filter=x\n")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv", "filter.x.clean"):
        project.git("config", key, str(alarm))
    assert probe(project.folder, GIT_INDEX_FILE=".git/index") == ["at once"]
    assert not (tmp_path / "alarm").exists()


def test_next_to_nothing_is_imported(project: Project) -> None:
    code = f"{PROBE}print(*sorted(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GIT_INDEX_FILE": ".git/index"}
    command = [sys.executable, "-c", code, str(project.told)]
    run = subprocess.run(command, cwd=project.folder, env=environment, capture_output=True, check=True)
    modules = run.stdout.decode().split()
    assert [name for name in modules if name.startswith("reportlint")] == [
        "reportlint",
        "reportlint.__main__",
        "reportlint.repository",
        "reportlint.repository.names",
        "reportlint.repository.programs",
        "reportlint.repository.staged",
    ]
    assert not {"pathlib", "argparse", "dataclasses", "markdown_it"} & set(modules)
