"""The files of a commit, read from git: they are what a checkout of it would be."""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.repository.checkout import Checkout
from reportlint.repository.git import GitError, Repository
from reportlint.repository.tree import CommitTree, workspace_at
from reportlint.repository.workspace import Workspace
from tests.reports import PNG

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")

FILES = {
    "reports/README.md": b"# boats\n",
    "reports/figures/crane.png": PNG,
    "reports/figures/My boat.png": PNG + b"boat",
    "reports/figures/caf\u00e9.png": PNG,
    "reports/figures/-x\n.png": PNG,
    "src/train.py": b"",
    "large.bin": b"boat" * 500_000,
}
LINKS = {
    "reports/again": "figures",
    "reports/figures/in.png": "crane.png",
    "reports/figures/up": "../..",
    "reports/figures/out.png": "../../../secret.png",
    "reports/figures/far.png": "/etc/passwd",
    "reports/figures/circle": "circle",
    "reports/figures/dead.png": "nowhere.png",
}


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A student", "-c", "user.email=student@example.org")
    allowed = ("-c", "protocol.file.allow=always")
    command = ["git", *who, *allowed, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with files, links and a submodule, all of which HEAD has."""
    folder = tmp_path_factory.mktemp("boats")
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name, target in LINKS.items():
        (folder / name).symlink_to(target)
    (folder / "reports" / "figures" / "there.png").symlink_to(folder / "reports" / "figures" / "crane.png")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "boats")
    git(folder, "clone", "-q", ".", "sub")
    git(folder, "submodule", "add", "-q", "./sub")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "more boats")
    return folder


@pytest.fixture(scope="module")
def both(root: Path) -> tuple[Workspace, Workspace]:
    """The workspaces of the checkout and of its commit."""
    return Workspace(Checkout(root), "reports"), workspace_at(root, "HEAD", "reports")


PARTS = [part for name in (*FILES, *LINKS) for part in name.split("/")]
NAMES = st.sampled_from([*PARTS, "..", ".", "", "CRANE.PNG", "sub", "nowhere", "there.png", "cafe\u0301.png"])


@given(st.lists(NAMES, min_size=1, max_size=6).map("/".join))
def test_a_path_leads_where_it_does_in_a_checkout(both: tuple[Workspace, Workspace], path: str) -> None:
    here, then = both
    # A submodule's own files are in no commit of ours.
    if "/sub" not in f"/{here.find(path).real}":
        assert then.find(path) == here.find(path)


def test_what_a_file_holds(both: tuple[Workspace, Workspace]) -> None:
    for here in both:
        boat = here.find("figures/My boat.png")
        assert (here.head(boat), here.content(boat, 8)) == (PNG + b"boat", PNG[:8])
        assert here.digest(boat) == hashlib.sha256(PNG + b"boat").hexdigest()
        assert here.head(here.find("figures/there.png")) == here.head(here.find("again/in.png")) == PNG
        assert here.head(here.find("figures/-x\n.png")) == PNG
        assert here.head(here.find("../src/train.py")) == b""
        assert here.content(here.find("../large.bin"), 5) == b"boatb"
        assert here.head(here.find("figures/My boat.png")) == PNG + b"boat"
        assert set(here.files("reports/figures")) == {"crane.png", "My boat.png", "caf\u00e9.png", "-x\n.png"}
        assert here.untracked([here.find("figures/crane.png")]) == {}
        assert here.find("../sub").state == "folder"


def test_few_processes_whatever_is_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []
    command = Repository._command

    def noted(self: Repository, *arguments: str) -> list[str]:
        started.append(arguments)
        return command(self, *arguments)

    monkeypatch.setattr(Repository, "_command", noted)
    then = workspace_at(root, "HEAD", "reports")
    for _ in range(50):
        for name in ("crane.png", "My boat.png", "there.png"):
            assert (then.head(then.find(f"figures/{name}")) or b"")[:4] == PNG[:4]
    assert [arguments[0] for arguments in started] == ["ls-tree", "cat-file"]


def test_no_process_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    contents = Repository.contents

    def noted(self: Repository) -> "subprocess.Popen[bytes]":
        started.append(contents(self))
        return started[-1]

    monkeypatch.setattr(Repository, "contents", noted)
    then = workspace_at(root, "HEAD", "reports")
    for name in ("figures/crane.png", "../large.bin", "figures/crane.png"):
        assert then.head(then.find(name))
    # One is stopped before it has told all of the large file.
    assert [process.poll() is None for process in started] == [False, True]
    del then
    assert [process.poll() is None for process in started] == [False, False]


def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xe5t.png")
    try:
        (tmp_path / name).write_bytes(PNG)
    except OSError:
        pytest.skip("this file system takes no such name")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "boats")
    then = workspace_at(tmp_path, "HEAD", "")
    assert then.head(then.find(name)) == PNG


def test_what_a_partial_clone_lacks_is_not_known(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{root}", "clone")
    then = workspace_at(tmp_path / "clone", "HEAD", "reports")
    assert then.find("figures/crane.png").state == "file"
    assert then.head(then.find("figures/crane.png")) is None
    assert then.head(then.find("figures/crane.png")) is None


def test_what_git_cannot_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GitError, match="this is not a git repository"):
        workspace_at(tmp_path, "HEAD", "")
    git(tmp_path, "init", "-q")
    with pytest.raises(GitError, match="git cannot list its files"):
        workspace_at(tmp_path, "HEAD", "")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git is not installed"):
        workspace_at(tmp_path, "HEAD", "")
    assert CommitTree(tmp_path, Repository(tmp_path), ()).read("x", 1) is None
