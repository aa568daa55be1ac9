"""`check --fix` and `--diff`, run as people run them."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli import found, reportlint, repository, write
from tests.mutations import spots
from tests.reports import good_report, prose

GOOD = good_report("2026")
SPOILED = GOOD.replace("\n> Answer:\n\n7\n", "\n> Answer: 7\n").replace("* [x] Load", "* [X ] Load")
RISKY = SPOILED.replace("### Question 4", "### Question 4 (Ida)")


def test_fix_writes_and_lints_the_rest(tmp_path: Path) -> None:
    file = write(repository(tmp_path) / "reports" / "README.md", RISKY)
    file.chmod(0o640)
    run = reportlint("check", "--fix", cwd=tmp_path)
    assert run.returncode == 0
    assert file.read_text(encoding="utf-8") == GOOD.replace("### Question 4", "### Question 4 (Ida)")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert run.stderr.decode() == "reportlint: fixed 2 findings in reports/README.md (RL205 x 1, RL402 x 1)\n"
    assert "RL104" in run.stdout.decode()
    assert "RL205" not in run.stdout.decode()
    assert {path.name for path in file.parent.iterdir()} == {"README.md", "figures"}


def test_unsafe_fixes_are_asked_for(tmp_path: Path) -> None:
    file = write(tmp_path / "report.md", RISKY)
    run = reportlint("check", "--fix", "--unsafe-fixes", "--output-format", "json", "report.md", cwd=tmp_path)
    assert found(run) == ["report.md"]
    assert file.read_text(encoding="utf-8") == GOOD
    assert reportlint("check", "--unsafe-fixes", "report.md", cwd=tmp_path).returncode == 2


def test_a_clean_report_is_not_written(tmp_path: Path) -> None:
    file = write(tmp_path / "report.md", GOOD)
    os.utime(file, (1, 1))
    run = reportlint("check", "--fix", "report.md", cwd=tmp_path)
    assert (run.returncode, run.stderr, file.stat().st_mtime) == (0, b"", 1)


def at_the_edge() -> str:
    """Return a report in which a placeholder's dashes make up for the last of a hundred words."""
    spot = next(spot for spot in spots("2026") if spot.spec.number == 6)
    return "\n".join(spot.with_lines(spot.answer, spot.end, [f"--- {prose(99)}"]))


def test_what_is_kept_is_said(tmp_path: Path) -> None:
    write(tmp_path / "report.md", at_the_edge())
    run = reportlint("check", "--fix", "report.md", cwd=tmp_path)
    expected = "fixed 0 findings in report.md; kept 1: RL202 in question 6, it would leave 99 of 100 words"
    assert run.stderr.decode() == f"reportlint: {expected}\n"


def test_the_json_offers_what_fix_would_keep(tmp_path: Path) -> None:
    write(tmp_path / "report.md", at_the_edge().replace("\n> Answer:\n\n7\n", "\n> Answer: 7\n"))
    run = reportlint("check", "--output-format", "json", "report.md", cwd=tmp_path)
    (file,) = json.loads(run.stdout)["files"]
    assert {d["code"]: bool(d["fix"]) for d in file["diagnostics"]} == {"RL205": True, "RL202": False}


def test_only_selected_rules_mend(tmp_path: Path) -> None:
    file = write(tmp_path / "report.md", SPOILED)
    reportlint("check", "--fix", "--select", "RL402", "report.md", cwd=tmp_path)
    assert file.read_text(encoding="utf-8") == SPOILED.replace("[X ]", "[x]")


def test_diff_shows_and_does_not_write(tmp_path: Path) -> None:
    file = write(tmp_path / "report.md", SPOILED)
    run = reportlint("check", "--diff", "--fix", "report.md", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (1, b"")
    assert file.read_text(encoding="utf-8") == SPOILED
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=run.stdout, check=True)
    assert file.read_text(encoding="utf-8") == GOOD
    clean = reportlint("check", "--diff", "report.md", cwd=tmp_path)
    assert (clean.returncode, clean.stdout) == (0, b"")


def test_diff_of_standard_input_without_a_last_newline(tmp_path: Path) -> None:
    text = GOOD.rstrip("\n") + " TODO\n\n--- question 31 fill here ---"
    run = reportlint("check", "--diff", "-", cwd=tmp_path, stdin=text.encode())
    assert run.returncode == 1
    assert run.stdout.decode().endswith("\n\\ No newline at end of file\n")


def test_standard_input_cannot_be_written(tmp_path: Path) -> None:
    run = reportlint("check", "--fix", "-", cwd=tmp_path, stdin=SPOILED.encode())
    assert run.returncode == 2
    assert b"standard input" in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "real.md", SPOILED)
    (tmp_path / "report.md").symlink_to(file)
    run = reportlint("check", "--fix", "report.md", cwd=tmp_path)
    assert run.returncode == 2
    assert b"report.md: a symbolic link" in run.stderr
    assert file.read_text(encoding="utf-8") == SPOILED


@pytest.mark.skipif(sys.platform == "win32", reason="modes are others there")
def test_a_hard_link_and_a_read_only_file_are_refused(tmp_path: Path) -> None:
    linked, locked = write(tmp_path / "linked.md", SPOILED), write(tmp_path / "locked.md", SPOILED)
    (tmp_path / "other.md").hardlink_to(linked)
    locked.chmod(0o444)
    run = reportlint("check", "--fix", "linked.md", "locked.md", cwd=tmp_path)
    assert run.returncode == 2
    assert b"linked.md: it has a second name" in run.stderr
    assert b"locked.md: it is read-only" in run.stderr
    assert linked.read_text(encoding="utf-8") == locked.read_text(encoding="utf-8") == SPOILED


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("command", [["check", "--fix"], ["update"]])
def test_a_clean_report_may_be_what_is_never_written(tmp_path: Path, command: list[str]) -> None:
    linked, locked = write(tmp_path / "linked.md", GOOD), write(tmp_path / "locked.md", GOOD)
    (tmp_path / "hard.md").hardlink_to(linked)
    (tmp_path / "soft.md").symlink_to(linked)
    locked.chmod(0o444)
    for name in ("linked.md", "soft.md", "locked.md"):
        assert reportlint(*command, name, cwd=tmp_path).returncode == 0


def test_a_diff_writes_no_other_file(tmp_path: Path) -> None:
    write(tmp_path / "report.md", SPOILED)
    run = reportlint("check", "--diff", "--output-format", "json=out.json", "report.md", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"--diff writes no file" in run.stderr


@pytest.mark.parametrize("folder", [".", "sub"])
def test_a_diff_names_what_git_applies_it_to(tmp_path: Path, folder: str) -> None:
    file = write(tmp_path / "report.md", SPOILED)
    (tmp_path / "sub").mkdir()
    name = str(file) if folder == "." else "../report.md"
    run = reportlint("check", "--diff", name, cwd=tmp_path / folder)
    assert run.stdout.startswith(b"--- a/report.md\n+++ b/report.md\n")
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=run.stdout, check=True)
    assert file.read_text(encoding="utf-8") == GOOD


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_leaves_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    command = [sys.executable, "-m", "reportlint", "check", "--fix", "report.md"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    for step in range(12):
        write(file, SPOILED)
        run = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=-3)
        time.sleep(0.12 + 0.03 * step)
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert file.read_text(encoding="utf-8") in (SPOILED, GOOD)
