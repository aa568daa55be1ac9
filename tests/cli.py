"""The command line, run as its users run it, and the files that they have."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from reportlint.cli import main
from reportlint.schema.template import render
from tests.contract import document
from tests.reports import PNG, SCHEMAS, good_report

Run = subprocess.CompletedProcess[bytes]
GOOD = good_report("2026")
BLANK = render(SCHEMAS["2026"].newest)


def reportlint(*arguments: str, cwd: Path, stdin: bytes = b"", environment: Mapping[str, str] = {}) -> Run:
    """Run the command line in this process, which saves starting one."""
    streams = [io.TextIOWrapper(io.BytesIO(data)) for data in (stdin, b"", b"")]
    with (
        chdir(cwd),
        patch.dict(os.environ, environment),
        patch("sys.stdin", streams[0]),
        redirect_stdout(streams[1]),
        redirect_stderr(streams[2]),
    ):
        status = main(arguments)
    for stream in streams:
        stream.flush()
    run = Run(["reportlint", *arguments], status, *(stream.buffer.getvalue() for stream in streams[1:]))
    _hold_to_the_contract(run, cwd)
    return run


def _hold_to_the_contract(run: Run, cwd: Path) -> None:
    """Compare with its schema what is written as JSON, on standard output or in files."""
    files = [cwd / argument.partition("json=")[2] for argument in run.args if "json=" in argument]
    for text in (run.stdout, *(file.read_bytes() for file in files if file.is_file())):
        if text.startswith(b'{"schema_version"'):
            document(text)


def process(*arguments: str, cwd: Path, environment: Mapping[str, str] = {}, first: str = "") -> Run:
    """Run the command line in a process of its own, as the console script does, after the code `first`."""
    command = [sys.executable, "-c", f"{first}\nfrom reportlint.__main__ import run; run()", *arguments]
    # What is in its buffers at its end is part of the output.
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    env = {**kept, "PYTHONPATH": str(Path(__file__).parent.parent), **environment}
    run = subprocess.run(command, cwd=cwd, capture_output=True, env=env, check=False)
    assert b"Traceback" not in run.stderr
    _hold_to_the_contract(run, cwd)
    return run


def write(path: Path, text: str) -> Path:
    """Write a file, and the picture of a good report beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if "figures/harbour.png" in text:
        (path.parent / "figures").mkdir(exist_ok=True)
        (path.parent / "figures" / "harbour.png").write_bytes(PNG)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def remarks(run: Run) -> list[str]:
    """Return what an import says before the table of limits, with which it ends."""
    return [line for line in run.stderr.decode().splitlines() if line.startswith("reportlint: ")]


def repository(folder: Path) -> Path:
    """Make a folder look like a git repository, which is all that the search asks for."""
    (folder / ".git").mkdir(parents=True)
    return folder


def found(run: Run) -> list[str]:
    return [entry["path"] for entry in json.loads(run.stdout)["files"]]


def codes(run: Run) -> list[str]:
    return [d["code"] for entry in json.loads(run.stdout)["files"] for d in entry["diagnostics"]]
