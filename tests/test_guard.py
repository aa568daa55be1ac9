"""One hand-in never ends the class: whatever one of them does, the others are done and it has its line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from reportlint.cli.sinks import Sink
from reportlint.linter.templates import Templates
from reportlint.reporters import NAMES
from reportlint.source import Source
from tests.cli import GOOD, Run, codes, found, process, reportlint, repository, write

EVIL = "<!-- evil -->"
PATHS = [f"{name}/reports/README.md" for name in ("gulls", "moles", "terns")]


@pytest.fixture
def hand_ins(tmp_path: Path) -> Path:
    """Three hand-ins, the second of which breaks something."""
    for name in PATHS:
        write(tmp_path / name, GOOD.replace("* [x] Load", "* [X ] Load") + EVIL * ("moles" in name))
    return tmp_path


FAULTS = [RecursionError("too deep"), MemoryError(), ValueError("a\x1b"), OSError(5, "No", "x")]


@pytest.fixture(params=FAULTS)
def breaking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make the linter break at one file; return what is said of it."""
    error: Exception = request.param
    original = Templates.detect

    def detect(self: Templates, source: Source, *rest: object) -> object:
        if EVIL in source.text:
            raise error
        return original(self, source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Templates, "detect", detect)
    return "x: No" if isinstance(error, OSError) else f": {type(error).__name__} in "


def lines(run: Run) -> list[str]:
    return [line for line in run.stderr.decode().splitlines() if "moles" in line]


@pytest.mark.parametrize("output", NAMES)
def test_a_fault_in_one_is_its_line(hand_ins: Path, breaking: str, output: str) -> None:
    run = reportlint("check", *PATHS, f"--output-format={output}", cwd=hand_ins)
    line = lines(run)[0]
    assert (run.returncode, breaking in line, "\x1b" in line) == (2, True, False)
    shown = run.stdout.decode()
    if output in ("text", "concise", "json"):
        assert all(f"{name}/reports/README.md" in shown for name in ("gulls", "terns"))
    if output == "csv":
        assert [row[:5] for row in shown.splitlines()[1:]] == ["gulls", "moles", "terns"]


def test_a_fault_in_one_keeps_nothing_from_being_fixed(hand_ins: Path, breaking: str) -> None:
    before = (hand_ins / PATHS[1]).read_bytes()
    for command in (["check", "--diff"], ["check", "--fix"], ["update"]):
        run = reportlint(*command, *PATHS, cwd=hand_ins)
        assert (run.returncode, len(lines(run))) == (2, 1)
        assert breaking in lines(run)[0]
    assert (hand_ins / PATHS[1]).read_bytes() == before
    assert all("[X ]" not in (hand_ins / name).read_text(encoding="utf-8") for name in (PATHS[0], PATHS[2]))


def test_a_fault_in_one_has_its_row_in_the_index(hand_ins: Path, breaking: str) -> None:
    run = reportlint("html", *PATHS, "-o", "site", cwd=hand_ins)
    assert (run.returncode, len(lines(run))) == (2, 1)
    assert breaking in lines(run)[0]
    names = {path.name for path in (hand_ins / "site").iterdir()}
    assert names == {"gulls-reports-README.html", "terns-reports-README.html", "index.html"}
    assert "moles/reports/README.md" in (hand_ins / "site" / "index.html").read_text(encoding="utf-8")


def test_a_folder_that_the_system_refuses_is_its_own_line(
    hand_ins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def documents(folder: Path) -> list[Path]:
        if folder.name == "moles":
            raise PermissionError(13, "Permission denied", str(folder))
        return [folder / "reports" / "README.md"]

    monkeypatch.setattr("reportlint.cli.discover.documents", documents)
    run = reportlint("check", "gulls", "moles", "terns", "--output-format=csv", cwd=hand_ins)
    assert (run.returncode, run.stderr) == (2, b"reportlint: moles: Permission denied\n")
    assert [row[:5] for row in run.stdout.decode().splitlines()[1:]] == ["gulls", "moles", "terns"]


def test_nobody_reads_any_more(hand_ins: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr(Sink, "write", broken)
    monkeypatch.setattr("reportlint.cli._say", lambda _: None)
    assert lines(reportlint("check", *PATHS, cwd=hand_ins)) == []


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder with 1,200 folders in one another, and so much that some ways to go through them give up."""
    folder = tmp_path / "deep"
    folder.mkdir()
    with chdir(folder):
        for _ in range(1200):
            os.mkdir("d")  # noqa: PTH102  (a path so long is none)
            os.chdir("d")
        yield folder
        for _ in range(1200):
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106


def test_folders_lie_in_one_another(deep: Path) -> None:
    folder = deep.parent
    write(folder / "good" / "reports" / "README.md", GOOD)
    run = reportlint("check", "deep", "good", "--output-format=json", cwd=folder)
    assert (run.returncode, found(run)) == (2, ["good/reports/README.md"])
    assert run.stderr == b"reportlint: deep: no report in this folder: it contains d/\n"
    repository(folder)
    assert found(reportlint("check", "--output-format=json", cwd=folder)) == ["good/reports/README.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
@pytest.mark.parametrize("output", [*NAMES, "html"])
def test_a_name_that_is_no_utf_8(tmp_path: Path, output: str) -> None:
    folder = tmp_path / os.fsdecode(b"b\xe5d")
    repository(folder)
    write(folder / "reports" / "README.md", GOOD.replace("### Question 4", "### Question 4 (Ida)"))
    write(tmp_path / "good.md", GOOD)
    command = ["html", "-o", "site/"] if output == "html" else ["check", f"--output-format={output}"]
    run = process(*command, f"{folder.name}/reports/README.md", "good.md", cwd=tmp_path)
    assert (run.returncode, run.stderr.count(b"fault")) == (0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a name be any bytes")
def test_git_is_asked_for_such_a_name(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"b\xe5d")
    write(folder / "report.md", GOOD.replace("### Question 4", "### Question 4 (Ida)"))
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(tmp_path)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "boats"]):
        subprocess.run([*git, *command], check=True)
    subprocess.run([*git, "mv", f"{folder.name}/report.md", f"{folder.name}/final.md"], check=True)
    name = f"{folder.name}/final.md"
    run = process("check", name, "--baseline=HEAD", "--output-format=json", cwd=tmp_path)
    assert (run.returncode, codes(run)) == (0, [])
