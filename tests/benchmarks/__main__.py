"""`python -m tests.benchmarks` measures what the README promises; times are medians, ratios of one run.

With `--growth` it prints what hostile texts of one, two and four times a size cost in each operation.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
from pathlib import Path

from markdown_it import MarkdownIt

from reportlint.cli.linters import Linters
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Options
from reportlint.schema.template import render
from tests.benchmarks.families import FAMILIES
from tests.benchmarks.growth import LARGEST, OPERATIONS, growth
from tests.benchmarks.imports import table
from tests.benchmarks.keystrokes import minute, pause
from tests.reports import SCHEMAS, fill, prose

REPORTLINT = str(Path(sys.executable).with_name("reportlint"))
ROUNDS = 15
REPORTS = 100
CLASS = 1000


def report_of(size: int) -> str:
    """Return a report of the current edition with about `size` characters."""
    schema = SCHEMAS["2026"]
    room = size - len(render(schema.newest))
    # Five and a half characters a word, shared among the questions.
    words = int(room / 5.5 / len(schema.numbers))
    return fill(schema.newest, lambda _: prose(words), schema)


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - begin


def cold(folder: Path) -> None:
    """Time one cold check of a 32 kB report against an equivalent of the course's script, in turns."""
    file = folder / "report.md"
    file.write_text(report_of(32_000), encoding="utf-8")
    course = [sys.executable, "-P", str(Path(__file__).with_name("course_check.py")), str(file)]
    own = [REPORTLINT, "check", str(file)]
    rounds = [(seconds(course), seconds(own)) for _ in range(ROUNDS)][1:]
    theirs, ours = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(
        f"cold check of 32 kB: {ours * 1e3:.0f} ms, course script {theirs * 1e3:.0f} ms: {ours / theirs:.2f}"
    )


def hundred(folder: Path) -> None:
    """Time a hundred reports in one call, and say how much memory that takes."""
    for index in range(REPORTS):
        (folder / f"report-{index}.md").write_text(report_of(32_000), encoding="utf-8")
    command = [REPORTLINT, "check", str(folder / "report-*.md")]
    each = min(seconds(command) for _ in range(3)) / REPORTS
    # On Linux in kB, on macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1e3 if sys.platform == "linux" else 1e6)
    print(f"{REPORTS} reports of 32 kB: {each * 1e3:.1f} ms each, {peak:.0f} MB at most (all children)")


def spread(folder: Path) -> None:
    """Compare a class on two processes with the same on one, in turns, for `check` and for `html`."""
    text = report_of(32_000)
    for index in range(CLASS):
        (folder / f"report-{index}.md").write_text(text, encoding="utf-8")
    pattern = str(folder / "report-*.md")
    commands = {
        f"check --output-format {name}": ["check", pattern, "--output-format", name]
        for name in ("text", "json")
    } | {"html": ["html", pattern, "-o", str(folder / "site")]}
    for name, command in commands.items():
        one, two = (min(seconds([REPORTLINT, *command, "--jobs", jobs]) for _ in range(2)) for jobs in "12")
        print(f"{CLASS} reports, {name}: {one:.1f} s, with two processes {two:.1f} s: {two / one:.2f}")


def further() -> None:
    """Compare a further report in the same process, unlike the one before, with what parses its blocks."""
    parser, linters = MarkdownIt("commonmark"), Linters(Options())
    rounds: list[tuple[float, float]] = []
    for number in range(ROUNDS):
        text = report_of(32_000 + number * 200)
        file = InputFile("report.md", text.encode())
        ours = timeit.timeit(lambda: linters.of(file).lint(file), time.process_time, number=1)  # noqa: B023
        env: dict[str, object] = {}
        blocks = timeit.timeit(lambda: parser.block.parse(text, parser, env, []), time.process_time, number=1)  # noqa: B023
        rounds.append((ours, blocks))
    ours, blocks = (statistics.median(times) for times in zip(*rounds[1:], strict=True))
    print(f"a further report: {ours * 1e3:.1f} ms, its blocks {blocks * 1e3:.1f} ms: {ours / blocks:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--growth", action="store_true", help="what hostile texts cost as they grow")
    parser.add_argument("--typing", action="store_true", help="what a minute of typing costs")
    parser.add_argument("--family", action="append", choices=FAMILIES, default=[])
    parser.add_argument("--operation", action="append", choices=OPERATIONS, default=[])
    parser.add_argument("--size", type=int, default=LARGEST, help="characters of the largest text")
    parser.add_argument("--jobs", action="store_true", help="what a second process gains, on two free cores")
    parser.add_argument("--imports", action="store_true", help="what imports inside functions save a check")
    options = parser.parse_args()
    # Whoever installs it has its byte code: else the compiler is what is measured.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if options.growth:
        sys.exit(growth(options.family, options.operation, options.size) > 0)
    if options.imports:
        table()
        return
    if options.typing:
        minute(report_of(32_000))
        return
    with tempfile.TemporaryDirectory() as folder:
        if options.jobs:
            spread(Path(folder))
            return
        pause(report_of(32_000))
        cold(Path(folder))
        hundred(Path(folder))
    further()


if __name__ == "__main__":
    main()
