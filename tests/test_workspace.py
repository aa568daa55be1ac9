"""What a workspace tells of a real repository, and what it leaves alone."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from reportlint.repository.checkout import Checkout, workspace_of
from reportlint.repository.git import Repository
from reportlint.repository.workspace import EntryKind, Ignored, Workspace
from tests.reports import FakeFiles

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a report, two tracked pictures and two that are not."""
    root = tmp_path / "boats"
    (root / "reports" / "figures").mkdir(parents=True)
    for name in ("crane.png", "My boat.png", "new.png", "large.png"):
        (root / "reports" / "figures" / name).write_bytes(PNG)
    (root / "reports" / "README.md").write_text("", encoding="utf-8")
    (root / ".gitignore").write_text("# large files\n*large*\n!new*\n", encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", ".gitignore", "reports/README.md", "reports/figures/crane.png")
    git(root, "add", "reports/figures/My boat.png")
    return root


def workspace(root: Path) -> Workspace:
    opened = workspace_of(str(root / "reports" / "README.md"))
    assert opened
    return opened


def test_what_a_path_leads_to(root: Path) -> None:
    here = workspace(root)
    assert here.folder == "reports"
    assert here.find("figures/crane.png")[:3] == ("file", "reports/figures/crane.png", True)
    assert here.find("./figures/../../reports//figures/My boat.png").state == "file"
    assert here.find("../reports/Figures/CRANE.PNG")[:3] == ("file", "reports/figures/crane.png", False)
    assert here.find("figures").state == "folder"
    assert here.find("figures/crane.png/x").state == "missing"
    assert here.find("figures/boat.png").state == "missing"
    assert here.find("figures/\0.png").state == "missing"
    assert here.find("../../x.png").state == here.find("../../boats/reports/README.md").state == "outside"
    assert here.find("reports/figures/crane.png", "").path == "reports/figures/crane.png"
    assert here.find("../.gitignore").path == ".gitignore"
    assert here.relative(".gitignore") == "../.gitignore"
    assert here.relative("reports/figures/crane.png") == "figures/crane.png"
    assert set(here.files("reports/figures")) == {"crane.png", "My boat.png", "new.png", "large.png"}
    assert here.head(here.find("figures/crane.png")) == PNG
    assert here.digest(here.find("figures/crane.png")) == hashlib.sha256(PNG).hexdigest()


def test_accents_are_one_however_they_are_stored(root: Path) -> None:
    (root / "reports" / "figures" / "cafe\u0301.png").write_bytes(PNG)
    assert workspace(root).find("figures/caf\u00e9.png").exact
    assert not workspace(root).find("figures/CAF\u00c9.png").exact


def test_links_are_followed_inside_only(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    figures = root / "reports" / "figures"
    for name, target in {
        "out.png": "../../../secret.png",
        "far.png": str(tmp_path / "secret.png"),
        "in.png": "crane.png",
        "there.png": str(figures / "crane.png"),
        "again": "../figures",
        "up": "../../..",
        "circle": "circle",
        "hop": "again/../figures/again",
        "dead.png": "nowhere.png",
    }.items():
        (figures / name).symlink_to(target)
    here = workspace(root)
    assert here.find("figures/out.png").state == here.find("figures/far.png").state == "outside"
    assert here.find("figures/up/secret.png").state == "outside"
    assert here.find("figures/in.png")[:1] + here.find("figures/in.png")[3:] == (
        "file", "reports/figures/crane.png"
    )  # fmt: skip
    assert here.find("figures/there.png").state == "file"
    assert here.find("figures/again/crane.png").real == "reports/figures/crane.png"
    assert here.find("figures/hop/again/crane.png").real == "reports/figures/crane.png"
    assert here.find("figures/circle").state == here.find("figures/dead.png").state == "missing"
    assert here.untracked([here.find("figures/again/crane.png")]) == {}


def test_nothing_outside_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "reports" / "out").symlink_to(root.parent)
    here = workspace(root)
    folders: list[str] = []
    listing = Checkout.listing

    def noted(self: Checkout, folder: str) -> Mapping[str, EntryKind]:
        folders.append(folder)
        return listing(self, folder)

    monkeypatch.setattr(Checkout, "listing", noted)
    for path in ("out/x.png", "../../x.png", "/etc/passwd", "C:/x.png", "../.././x", "figures/a/b/c.png"):
        assert here.find(path).state != "file"
    assert folders == ["", "reports", "reports/figures"]


def test_tracked_and_ignored(root: Path) -> None:
    here = workspace(root)
    names = ("crane.png", "My boat.png", "new.png", "large.png")
    assert here.untracked([here.find(f"figures/{name}") for name in names]) == {
        "reports/figures/new.png": Ignored(),
        "reports/figures/large.png": Ignored(".gitignore", 2, "*large*"),
    }


def test_git_runs_twice_for_any_number_of_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(300):
        (root / "reports" / "figures" / str(number)).mkdir()
        (root / "reports" / "figures" / str(number) / "boat.png").write_bytes(PNG)
    git(root, "add", "reports/figures/7")
    runs = []
    run = Repository._run

    def noted(self: Repository, *arguments: str, stdin: bytes = b"") -> bytes:
        runs.append(arguments)
        return run(self, *arguments, stdin=stdin)

    monkeypatch.setattr(Repository, "_run", noted)
    here = workspace(root)
    assert len(here.untracked([here.find(f"figures/{number}/boat.png") for number in range(300)])) == 299
    assert len(runs) == 2


def test_no_git_no_word_about_tracking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.md").write_text("", encoding="utf-8")
    assert workspace_of(str(tmp_path / "report.md")) is None
    assert workspace_of("-") is None
    (tmp_path / ".git").mkdir()
    here = workspace_of(str(tmp_path / "report.md"))
    assert here
    assert here.untracked([here.find("report.md")]) == {}
    git(tmp_path, "init", "-q")
    here = workspace_of(str(tmp_path / "report.md"))
    assert here
    assert here.untracked([here.find("report.md")]) == {"report.md": Ignored()}
    monkeypatch.setenv("PATH", "")
    here = workspace_of(str(tmp_path / "report.md"))
    assert here
    assert here.untracked([here.find("report.md")]) == {}


@pytest.mark.skipif(os.name == "nt", reason="the planted programs are shell scripts")
def test_nothing_planted_runs(root: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    program = root / "planted"
    program.write_text(f"#!/bin/sh\necho run >> {trace}\n", encoding="utf-8")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "core.editor", "core.askPass", "filter.x.clean",
                 "filter.x.smudge", "filter.x.process", "core.sshCommand", "diff.external"):  # fmt: skip
        git(root, "config", name, str(program))
    (root / ".gitattributes").write_text("* filter=x\n", encoding="utf-8")
    hooks = root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "fsmonitor-watchman", "pre-commit"):
        (hooks / name).write_text(program.read_text(encoding="utf-8"), encoding="utf-8")
        (hooks / name).chmod(0o755)
    (root / "reports" / "figures" / "crane.png").touch()
    index = (root / ".git" / "index").read_bytes()
    here = workspace(root)
    assert here.untracked([here.find("figures/new.png"), here.find("figures/crane.png")])
    assert not trace.exists()
    assert (root / ".git" / "index").read_bytes() == index


def test_pathspecs_are_names(root: Path) -> None:
    folder = root / "reports" / "figures" / ":(exclude)*"
    folder.mkdir()
    (folder / "[a].png").write_bytes(PNG)
    (root / "reports" / "figures" / "-x\n.png").write_bytes(PNG)
    here = workspace(root)
    paths = ("figures/:(exclude)*/[a].png", "figures/-x\n.png", "figures/crane.png")
    found = here.untracked([here.find(path) for path in paths])
    assert set(found) == {f"reports/{path}" for path in paths[:2]}


def test_a_case_insensitive_file_system_needs_no_other_code() -> None:
    here = Workspace(FakeFiles({"reports/Figures/Boat.PNG": b""}), "Reports")
    assert here.folder == "reports"
    assert here.find("figures/boat.png") == (
        "file", "reports/Figures/Boat.PNG", False, "reports/Figures/Boat.PNG"
    )  # fmt: skip


def test_linting_without_pictures_looks_at_nothing(root: Path) -> None:
    code = (
        # What is imported at its first use is imported before.
        "import sys, os; from reportlint.fixes import answer, checklist, items; "
        "from reportlint.repository.checkout import workspace_of; "
        "from tests.reports import *; "
        "workspace = workspace_of('reports/README.md'); "
        "text = render(SCHEMAS['2026'].newest).encode(); "
        "sys.addaudithook(lambda event, _: event in ('os.scandir', 'os.listdir', 'open') and print(event)); "
        "LINTER.lint(InputFile('README.md', text, workspace=workspace)); "
        "print([name for name in ('subprocess', 'hashlib', 'difflib') if name in sys.modules])"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    run = subprocess.run([sys.executable, "-c", code], cwd=root, env=env, capture_output=True, check=True)
    assert run.stdout.decode().splitlines() == ["[]"]
