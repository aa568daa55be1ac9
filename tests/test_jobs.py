"""Many files at once: the same output in the same order, whatever becomes of the processes."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reportlint.cli.jobs import Job, each
from reportlint.cli.workers import spread
from reportlint.reporters import NAMES
from tests.cli import GOOD, reportlint, write

PATHS = [f"h{number:02}/reports/README.md" for number in range(24)]
SLIPS = (
    ("", ""),
    ("### Question 4\n", "### Question 4 (Ida)\n"),
    ("### Question 9\n", "### Question 9\n\n### Question 9\n"),
    ("* [x] Load", "* [X ] Load"),
    ("harbour.png", "harbor.png"),
    ("\n> Answer:\n\n7\n", "\n> Answer: 7\n"),
)


@pytest.fixture(scope="module")
def hand_ins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class with slips, and with paths that cannot be read, are no report or have a wrong schema."""
    folder = tmp_path_factory.mktemp("class")
    for number, path in enumerate(PATHS):
        write(folder / path, GOOD.replace(*SLIPS[number % len(SLIPS)]))
    (folder / PATHS[3]).unlink()
    write(folder / PATHS[7], "# Boats\n")
    (folder / PATHS[11]).write_bytes(b"\xff")
    write(folder / PATHS[20], GOOD)
    write(folder / "h20" / "reports" / "notes.md", GOOD)
    write(folder / "h20" / "reports" / "template.yaml", "format: 1\ntemplate: x\nboat: 1\n")
    return folder


def test_the_same_in_the_same_order(hand_ins: Path, tmp_path: Path) -> None:
    written = []
    for jobs in "12":
        files = [tmp_path / jobs / name for name in NAMES]
        files[0].parent.mkdir()
        formats = [f"--output-format={file.name}={file}" for file in files]
        command = ["check", *PATHS, "h20/reports/notes.md", "--output-format=text", *formats]
        run = reportlint(*command, "--jobs", jobs, cwd=hand_ins)
        assert run.returncode == 2
        written.append([run.stdout, run.stderr, *(file.read_bytes() for file in files)])
    assert written[0] == written[1]
    assert written[0][0].count(b"hand-in:") == len(PATHS) - 2


def test_the_same_pages(hand_ins: Path, tmp_path: Path) -> None:
    sites = [tmp_path / jobs / "site" for jobs in "12"]
    runs = []
    for site in sites:
        shown = os.path.relpath(site, hand_ins)
        run = reportlint("html", *PATHS, "--findings", "-o", shown, "--jobs", site.parent.name, cwd=hand_ins)
        runs.append((run.returncode, run.stdout.replace(shown.encode(), b"site"), run.stderr))
    assert runs[0] == runs[1]
    pages = [{path.name: path.read_bytes() for path in site.iterdir()} for site in sites]
    assert pages[0] == pages[1]
    assert len(pages[0]) == len(PATHS) - 2


def test_fixes_are_written_one_by_one(tmp_path: Path) -> None:
    names = [write(tmp_path / f"{n}.md", GOOD.replace("* [x] Load", "* [X ] Load")).name for n in range(3)]
    run = reportlint("check", "--fix", *names, "--jobs", "2", cwd=tmp_path)
    assert (run.returncode, run.stderr.count(b"fixed 1 finding")) == (0, 3)


@pytest.mark.parametrize("jobs", ["0", "-1", "many", ""])
def test_what_is_no_number_of_jobs(tmp_path: Path, jobs: str) -> None:
    run = reportlint("check", f"--jobs={jobs}", cwd=tmp_path)
    assert run.returncode == 2
    assert b"--jobs: a number of 1 or more" in run.stderr


def test_few_files_start_nothing(hand_ins: Path) -> None:
    code = (
        "import sys; from reportlint.cli import main; main(sys.argv[1:]); "
        "names = ('subprocess', 'multiprocessing', 'concurrent', 'pickle'); "
        "print([name for name in names if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, "check", *PATHS[:9]]
    run = subprocess.run(command, cwd=hand_ins, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_no_module_of_the_current_folder_is_imported(hand_ins: Path, tmp_path: Path) -> None:
    for module in ("pickle", "os", "sitecustomize", "concurrent", "reportlint", "threading"):
        (tmp_path / f"{module}.py").write_text("open('run', 'w')\n", encoding="utf-8")
    script = Path(sys.executable).with_name("reportlint")
    paths = [str(hand_ins / path) for path in PATHS[12:16]]
    run = subprocess.run(
        [script, "check", "--jobs=2", *paths], cwd=tmp_path, capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (1, b"")
    assert not (tmp_path / "run").exists()


def start(argument: str) -> Callable[[int], str]:
    """Return work that says what it was given, and ends its process where that is 5."""

    def work(task: int) -> str:
        if task == 5:
            os._exit(3)
        if task == 6:
            sys.stdout.write("gulls")
        return f"{argument} {task}"

    return work


def lost(task: int, why: str) -> str:
    return f"lost {task}: {why}"


def test_a_process_that_ends_is_one_row() -> None:
    expected = [f"boat {task}" for task in range(40)]
    expected[5] = "lost 5: exit status 3"
    assert list(spread(range(40), 3, start, "boat", lost)) == expected


def test_nobody_waits_for_the_rest() -> None:
    threads = threading.active_count()
    outcomes = each(iter(range(6, 10**9)), start(""), Job(start, "boat", lost), 2)
    assert next(outcomes) == "boat 6"
    outcomes.close()
    while threading.active_count() > threads:
        time.sleep(0.01)


linux = pytest.mark.skipif(sys.platform != "linux", reason="needs the processes of /proc")


FILES = 500
"""Enough that even on a busy machine a run does not end before the test has done something to it."""


@pytest.fixture
def long_run(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A run of many files, the first of whose lines has been written."""
    write(tmp_path / "README.md", GOOD)
    # Where the tests run in the background, the shell has this signal ignored.
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{listening}; from reportlint.__main__ import run; run()"
    command = [sys.executable, "-c", code, "check", "--jobs=2", "--output-format=concise"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
    names = ["./" * number + "README.md" for number in range(FILES)]
    run = subprocess.Popen(
        [*command, *names],
        cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        bufsize=0, start_new_session=True,
    )  # fmt: skip
    with run:
        assert run.stdout
        run.stdout.readline()
        yield run
        run.kill()


def children(run: "subprocess.Popen[bytes]") -> list[int]:
    threads = Path(f"/proc/{run.pid}/task").iterdir()
    return [int(pid) for thread in threads for pid in (thread / "children").read_text().split()]


@linux
def test_a_process_that_is_killed_is_one_row(long_run: "subprocess.Popen[bytes]") -> None:
    os.kill(children(long_run)[0], signal.SIGKILL)
    shown, said = long_run.communicate(timeout=60)
    # One of them says that the pictures are not checked.
    assert len(shown.splitlines()) == FILES - 1
    assert said.splitlines()[0].endswith(
        b"README.md: not linted: the process that was linting it ended unexpectedly (signal 9)"
    )
    assert (long_run.returncode, len(said.splitlines())) == (2, 1)


@linux
@pytest.mark.parametrize("everybody", [True, False])
def test_interrupted_at_once(long_run: "subprocess.Popen[bytes]", everybody: bool) -> None:
    workers = children(long_run)
    os.killpg(long_run.pid, signal.SIGINT) if everybody else os.kill(long_run.pid, signal.SIGINT)
    shown, said = long_run.communicate(timeout=60)
    assert (long_run.returncode, said) == (130, b"")
    assert len(shown.splitlines()) < FILES - 10
    assert not any(map(is_alive, workers))


def is_alive(process_id: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process_id, 0)
        return True
    return False
