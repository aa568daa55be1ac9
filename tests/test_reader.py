"""Files that a stranger put where something is read: nothing waits, nothing leaves, one line says why."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint.repository.paths import home_of, shared_folder
from reportlint.repository.reader import FileError, read_file, read_start
from tests.cli import Run, reportlint, repository, write
from tests.reports import good_report

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has neither such links nor pipes")

GOOD = good_report("2026")
SPOILED = GOOD.replace("* [x] Load", "* [X ] Load")
SECRET = "what the lighthouse keeps to itself"  # noqa: S105


def refusal(path: Path, within: Path | None = None) -> str:
    with pytest.raises(FileError) as caught:
        read_file(path, within, 1000)
    return str(caught.value)


def test_what_is_read_and_what_is_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    write(home / "boat.md", "boat")
    write(tmp_path / "out.md", SECRET)
    (home / "in").symlink_to("boat.md")
    (home / "again").symlink_to(home)
    (home / "out").symlink_to("../out.md")
    (home / "circle").symlink_to("circle")
    (home / "zero").symlink_to("/dev/zero")
    (home / "dead").symlink_to("nowhere")
    os.mkfifo(home / "pipe")
    assert read_file(home / "boat.md") == read_file(home / "again" / "again" / "in", home) == b"boat"
    assert read_start(home / "boat.md", 2, home) == b"bo"
    assert read_file(home / "out") == SECRET.encode()
    assert refusal(home / "out", home) == refusal(home / "zero", home) == "it leads out of home"
    for name in ("pipe", "zero"):
        assert refusal(home / name) == "it is a device or a pipe: only regular files are read"
    assert refusal(home) == "Is a directory"
    assert refusal(home / "circle", home) == "Too many levels of symbolic links"
    assert refusal(home / "dead") == refusal(home / "nowhere", home) == "No such file or directory"
    assert "null" in refusal(home / "a\0b", home)
    (home / "boat.md").write_bytes(bytes(1001))
    assert refusal(home / "boat.md") == "it has more than 1,000 bytes"
    repository(home)
    assert refusal(home / "out", home) == "it leads out of the repository"


def test_a_long_chain_of_links_is_given_up(tmp_path: Path) -> None:
    for number in range(2000):
        (tmp_path / f"{number}").symlink_to(f"{number + 1}")
    (tmp_path / "2000").write_bytes(b"boat")
    assert refusal(tmp_path / "0", tmp_path) == "Too many levels of symbolic links"
    assert read_file(tmp_path / "1990", tmp_path) == b"boat"


@pytest.mark.parametrize(
    ("name", "shared", "home"),
    [
        ("course/reports/README.md", None, "course"),
        ("course/deep/er/x.md", None, "course"),
        ("loose/reports/README.md", None, "loose"),
        ("loose/final.md", None, "loose"),
        ("course/a/reports/README.md", "course", "course/a"),
        ("loose/a/deep/er/x.md", "loose", "loose/a"),
        ("loose/a.md", "loose", "loose"),
        ("loose/course/reports/README.md", "loose", "loose/course"),
        ("loose/a/course/reports/README.md", "loose", "loose/a/course"),
        ("course/reports/README.md", "elsewhere", "course"),
    ],
)
def test_what_links_may_not_leave(tmp_path: Path, name: str, shared: str | None, home: str) -> None:
    for folder in ("course", "loose/course", "loose/a/course"):
        repository(tmp_path / folder)
    assert home_of(tmp_path / name, tmp_path / shared if shared else None) == tmp_path / home


def test_the_folder_that_paths_share() -> None:
    assert shared_folder(["/a/b/reports/x.md", "/a/c/x.md"]) == Path("/a")
    assert shared_folder(["a/../b/x.md", "b/y.md"]) == Path.cwd() / "b"
    assert shared_folder(["/a/b"]) is None


def _file(hand_in: Path, outside: Path) -> None:
    (hand_in / "reports").mkdir()
    (hand_in / "reports" / "README.md").symlink_to(outside / "README.md")


def _folder(hand_in: Path, outside: Path) -> None:
    (hand_in / "reports").symlink_to(outside)


def _neighbour(hand_in: Path, _: Path) -> None:
    _file(hand_in, Path("../../good/reports"))


def _zero(hand_in: Path, _: Path) -> None:
    (hand_in / "reports").mkdir()
    (hand_in / "reports" / "README.md").symlink_to("/dev/zero")


def _pipe(hand_in: Path, _: Path) -> None:
    (hand_in / "reports").mkdir()
    os.mkfifo(hand_in / "reports" / "README.md")


HOSTILE = [_file, _folder, _neighbour, _zero, _pipe]


@pytest.fixture(params=HOSTILE)
def hand_ins(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A class of two, one of which shows what is not its own."""
    write(tmp_path / "outside" / "README.md", SPOILED + SECRET)
    write(tmp_path / "hand-ins" / "good" / "reports" / "README.md", GOOD)
    (tmp_path / "hand-ins" / "evil").mkdir()
    make: Callable[[Path, Path], None] = request.param
    make(tmp_path / "hand-ins" / "evil", tmp_path / "outside")
    return tmp_path


def line(run: Run) -> str:
    (said,) = [said for said in run.stderr.decode().splitlines() if "evil" in said]
    assert "it leads out of" in said or "a device or a pipe" in said
    return said


@pytest.mark.parametrize("collected", [True, False], ids=["collected", "in-a-repository"])
def test_a_class_shows_no_other_file_as_a_page(hand_ins: Path, collected: bool) -> None:
    if not collected:
        repository(hand_ins)
    names = [f"hand-ins/{name}/reports/README.md" for name in ("evil", "good")]
    run = reportlint("html", *names, "-o", "site", "--embed", cwd=hand_ins)
    assert (run.returncode, line(run).startswith(f"reportlint: {names[0]}: ")) == (2, True)
    pages = {path.name: path.read_text(encoding="utf-8") for path in (hand_ins / "site").iterdir()}
    assert set(pages) == {"good-reports-README.html", "index.html"}
    assert SECRET not in "".join(pages.values())
    table = reportlint("check", *names, "--output-format", "csv", cwd=hand_ins)
    assert (table.returncode, table.stdout.count(b"\n"), SECRET.encode() in table.stdout) == (2, 3, False)
    folders = reportlint("check", "hand-ins/evil", "hand-ins/good", cwd=hand_ins)
    assert folders.returncode == 2
    assert b"hand-ins/evil: no report in this folder" in folders.stderr
    assert b"good/reports/README.md  template 2026" in folders.stdout


@pytest.mark.parametrize("command", [["check", "--fix"], ["update"], ["html"]])
def test_nothing_is_written_where_a_link_leaves(hand_ins: Path, command: list[str]) -> None:
    kept = [hand_ins / "outside" / "README.md", hand_ins / "hand-ins" / "good" / "reports" / "README.md"]
    before = [path.read_bytes() for path in kept]
    run = reportlint(*command, "reports/README.md", cwd=hand_ins / "hand-ins" / "evil")
    assert run.returncode == 2
    assert [path.read_bytes() for path in kept] == before
    assert {path.name for path in (hand_ins / "outside").iterdir()} == {"README.md", "figures"}


def test_inside_a_repository_links_are_followed(tmp_path: Path) -> None:
    root = repository(tmp_path)
    write(root / "work" / "README.md", SPOILED)
    (root / "reports").symlink_to("work")
    assert reportlint("check", "reports/README.md", cwd=root).returncode == 0
    assert reportlint("check", "--fix", "reports/README.md", cwd=root).returncode == 0
    assert (root / "work" / "README.md").read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize("target", ["/dev/zero", "pipe", "../out"])
def test_no_configuration_is_waited_for_or_read_elsewhere(tmp_path: Path, target: str) -> None:
    root = repository(tmp_path / "root")
    write(tmp_path / "out", "reportlint")
    write(root / "reports" / "README.md", GOOD)
    os.mkfifo(root / "pipe")
    (root / ".pre-commit-config.yaml").symlink_to(target)
    assert reportlint("check", "--ignore", "RL3", cwd=root).returncode == 0
    workflows = root / ".github" / "workflows"
    workflows.mkdir(parents=True)
    (workflows / "x.yml").symlink_to(root / target)
    (root / ".pre-commit-config.yaml").unlink()
    assert reportlint("init", "--yes", cwd=root).returncode == 0
    assert (workflows / "reportlint.yml").is_file()
    (root / "pyproject.toml").symlink_to(target)
    run = reportlint("check", cwd=root)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode().startswith("reportlint: pyproject.toml: it ")
    (root / "pyproject.toml").unlink()
    (root / "template").symlink_to(target)
    write(root / "pyproject.toml", '[tool.reportlint]\ntemplate = "template"\n')
    run = reportlint("check", cwd=root)
    assert (run.returncode, run.stderr.count(b"\n")) == (2, 1)
    assert run.stderr.decode().startswith("reportlint: pyproject.toml: tool.reportlint.template: template")
