"""Files that are written while somebody kills the run, saves in between, or has no room left."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from reportlint.cli import writer
from reportlint.cli.discover import UsageError
from reportlint.cli.output import rewrite, write_new, write_over
from reportlint.linter.input import InputFile
from tests.cli import process as reportlint
from tests.cli import write
from tests.contract import document
from tests.reports import good_report

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has neither signals nor modes")

OLD, NEW, SAVED = (f"{word} boats\n".encode() * 20_000 for word in ("old", "new", "saved"))
GOOD = good_report("2026")
SPOILED = GOOD.replace("* [x] Load", "* [X ] Load")
CHANGED = "changed while it was linted: nothing was written"
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_bytes(OLD)
    return path


def fixed(path: Path, new: bytes = NEW) -> str:
    """Write new content over the old that was read; return why not, if so."""
    return rewrite(InputFile(path.as_posix(), OLD, home=str(path.parent)), new)


def copies(path: Path) -> list[Path]:
    return [other for other in path.parent.iterdir() if other != path]


def fixed_with(path: Path, step: int, do: Callable[[], object]) -> tuple[str, list[int]]:
    """Fix a file, doing something before the line that the writer comes to at a step; return all lines."""
    lines: list[int] = []

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename != writer.__file__:
            return None
        if event == "line":
            lines.append(frame.f_lineno)
            if len(lines) == step:
                do()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return fixed(path), lines
    finally:
        sys.settrace(before)


def steps(path: Path) -> list[int]:
    """Return the lines that the writer goes through, and leave the file as it was."""
    said, lines = fixed_with(path, 0, lambda: None)
    assert (said, path.read_bytes()) == ("", NEW)
    path.write_bytes(OLD)
    return lines


def line_of(code: str) -> int:
    source = Path(writer.__file__).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(source, 1) if line.strip() == code)


def ended(work: Callable[[], object]) -> int:
    """Do something in a process of its own and return the signal that killed it, or nothing."""
    process = os.fork()
    if not process:
        try:
            work()
        finally:
            os._exit(0)
    status = os.waitpid(process, 0)[1]
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def test_a_run_that_is_killed_at_any_step_leaves_the_old_or_the_new(report: Path) -> None:
    outcomes = []
    for step, line in enumerate(steps(report), 1):
        report.write_bytes(OLD)
        killed = ended(lambda: fixed_with(report, step, lambda: os.kill(os.getpid(), signal.SIGKILL)))  # noqa: B023
        assert killed == signal.SIGKILL
        outcomes.append((line, report.read_bytes() == NEW, bool(copies(report))))
        assert report.read_bytes() in (OLD, NEW)
        assert all(copy.name.startswith(".report.md.reportlint-") for copy in copies(report))
        for copy in copies(report):
            os.utime(copy, (1, 1))
        report.write_bytes(OLD)
        assert (fixed(report), report.read_bytes(), copies(report)) == ("", NEW, [])
    assert [new for _, new, _ in outcomes] == sorted(new for _, new, _ in outcomes)
    assert any(left for *_, left in outcomes)


@pytest.mark.parametrize("editor", ["in place", "by another file"])
def test_what_an_editor_saves_in_between_is_kept_and_said(report: Path, editor: str) -> None:
    def save() -> None:
        target = report if editor == "in place" else report.with_name("swap")
        target.write_bytes(SAVED)
        target.replace(report)

    # Between the last look and the replacement, which is one call, nobody can look again.
    replacing = line_of("copy.replace(path)")
    for step, line in enumerate(steps(report), 1):
        if line != replacing:
            report.write_bytes(OLD)
            said, _ = fixed_with(report, step, save)
            assert (said, report.read_bytes(), copies(report)) == (CHANGED, SAVED, [])


def test_two_runs_at_once(report: Path) -> None:
    for step in range(1, len(steps(report)) + 1):
        report.write_bytes(OLD)
        said, _ = fixed_with(report, step, lambda: fixed(report, SAVED))
        assert (said, report.read_bytes()) in ((CHANGED, SAVED), ("", NEW))
        report.write_bytes(OLD)
        same, _ = fixed_with(report, step, lambda: fixed(report))
        assert (same, report.read_bytes(), copies(report)) == ("", NEW, [])


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_takes_no_more(
    report: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    report.chmod(0o640)
    monkeypatch.setattr(os, call, fail)
    said = fixed(report)
    assert os.strerror(error) in said
    assert said.endswith(": nothing was written")
    monkeypatch.undo()
    assert (report.read_bytes(), copies(report)) == (OLD, [])


def test_a_file_that_cannot_grow_so_far(report: Path) -> None:
    def limited() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (len(NEW) // 2, len(NEW) // 2))
        report.with_name("said").write_text(fixed(report), encoding="utf-8")

    assert ended(limited) == 0
    assert report.with_name("said").read_text(encoding="utf-8") == "File too large: nothing was written"
    assert (report.read_bytes(), len(copies(report))) == (OLD, 1)


@pytest.fixture
def open_report() -> Iterator[Path]:
    """A report, and beside it a file for what is said, that another user sees, too."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for path in (folder / "report.md", folder / "said"):
            path.write_bytes(OLD)
            path.chmod(0o666)
        yield folder / "report.md"
        folder.chmod(0o755)


def said_as_another_user(report: Path) -> str:
    """Return what another user is told who fixes a report; who is not root stays who he is."""

    def work() -> None:
        if IS_ROOT:
            os.setgid(1000)
            os.setuid(1000)
        report.with_name("said").write_text(fixed(report), encoding="utf-8")

    assert ended(work) == 0
    return report.with_name("said").read_text(encoding="utf-8")


def test_a_folder_that_may_not_be_written(open_report: Path) -> None:
    open_report.parent.chmod(0o555)
    assert said_as_another_user(open_report) == "Permission denied: nothing was written"
    assert open_report.read_bytes() == OLD


def test_only_old_copies_of_the_same_file_are_swept(report: Path, tmp_path: Path) -> None:
    names = (
        ".report.md.reportlint-aaaaaaaa",
        ".other.md.reportlint-aaaaaaaa",
        "report.md.reportlint-aaaaaaaa",
    )
    for name in names:
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / ".report.md.reportlint-new").write_bytes(b"")
    (tmp_path / ".report.md.reportlint-link").symlink_to(report)
    (tmp_path / ".report.md.reportlint-folder").mkdir()
    assert fixed(report) == ""
    assert {path.name for path in copies(report)} == {
        *names[1:],
        ".report.md.reportlint-new",
        ".report.md.reportlint-link",
        ".report.md.reportlint-folder",
    }


def test_a_clean_report_is_swept_around_and_nothing_else(tmp_path: Path) -> None:
    file = write(tmp_path / "report.md", GOOD)
    left = tmp_path / ".report.md.reportlint-aaaaaaaa"
    for command in (["check", "--fix"], ["update"]):
        left.write_bytes(b"")
        os.utime(left, (1, 1))
        os.utime(file, (1, 1))
        assert reportlint(*command, "report.md", cwd=tmp_path).returncode == 0
        assert (left.exists(), file.stat().st_mtime) == (False, 1)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="Python knows no extended attributes here")
def test_attributes_stay(report: Path) -> None:
    try:
        os.setxattr(report, "user.course", b"harbour")
    except OSError:
        pytest.skip("this file system keeps no extended attributes")
    report.chmod(0o604)
    assert fixed(report) == ""
    assert (os.getxattr(report, "user.course"), report.stat().st_mode & 0o777) == (b"harbour", 0o604)


def test_attributes_that_cannot_stay(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "listxattr", lambda path: ["user.course"] * (path == report), raising=False)
    monkeypatch.setattr(os, "getxattr", lambda *_: b"harbour", raising=False)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "setxattr", fail, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    said = "its owner or attributes cannot be kept (Operation not supported): nothing was written"
    assert (fixed(report), report.read_bytes(), copies(report)) == (said, OLD, [])


@pytest.mark.skipif(not IS_ROOT, reason="only root gives files away")
def test_an_owner_stays_or_nothing_is_written(open_report: Path) -> None:
    os.chown(open_report, 65534, 65533)
    assert fixed(open_report) == ""
    assert (open_report.stat().st_uid, open_report.stat().st_gid) == (65534, 65533)
    open_report.write_bytes(OLD)
    open_report.parent.chmod(0o777)
    refused = "its owner or attributes cannot be kept (Operation not permitted): nothing was written"
    assert (said_as_another_user(open_report), open_report.read_bytes()) == (refused, OLD)


def test_what_is_there_is_never_written_over(report: Path) -> None:
    dead = report.with_name("dead")
    dead.symlink_to("nowhere")
    for path in (report, dead):
        with pytest.raises(UsageError, match=r"there already|symbolic link"):
            write_new("new", str(path))
    with pytest.raises(UsageError, match="a symbolic link: only regular files"):
        write_over(dead, b"new")
    assert (report.read_bytes(), report.with_name("nowhere").exists()) == (OLD, False)
    write_new("new", str(report.with_name("new")))
    assert report.with_name("new").read_bytes() == b"new"


def reported(folder: Path, *values: str) -> "subprocess.CompletedProcess[bytes]":
    write(folder / "good.md", GOOD)
    sinks = (f"--output-format={value}" for value in values)
    return reportlint("check", "good.md", *sinks, cwd=folder)


def test_an_output_follows_no_link_and_no_device_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to("elsewhere.json")
    run = reported(tmp_path, "json=link.json")
    assert (run.returncode, (tmp_path / "elsewhere.json").exists()) == (2, False)
    assert b"link.json: a symbolic link" in run.stderr
    assert reported(tmp_path, "json=/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    run = reported(tmp_path, "json=/dev/full")
    assert (run.returncode, run.stderr) == (2, b"reportlint: /dev/full: No space left on device\n")


@pytest.mark.parametrize("stream", ["/dev/stdout", "/dev/fd/1"])
@pytest.mark.parametrize("redirected", [True, False])
def test_the_streams_of_the_process_are_written_through(
    tmp_path: Path, stream: str, redirected: bool
) -> None:
    write(tmp_path / "good.md", GOOD)
    command = [sys.executable, "-m", "reportlint", "check", "good.md", "--output-format=concise"]
    command += [f"--output-format=csv={stream}", f"--output-format=json={stream}"]
    out = tmp_path / "out"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    if redirected:
        with out.open("wb") as file:
            subprocess.run(command, cwd=tmp_path, env=env, stdout=file, check=True)
    else:
        out.write_bytes(subprocess.run(command, cwd=tmp_path, env=env, stdout=-1, check=True).stdout)
    first, brace, rest = out.read_text(encoding="utf-8-sig").partition("{")
    assert [line[:5] for line in first.splitlines()] == ["not i", "hand-", "path,", "good."]
    assert document(brace + rest)["summary"]["files"] == 1


def test_a_pipe_is_written_through(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    assert reported(tmp_path, "json=pipe").returncode == 0
    reader.join()
    assert document(read[0])["summary"]["files"] == 1
    assert (tmp_path / "pipe").is_fifo()
