"""What typing costs: a lint after a pause against a whole one, and a hundred edits a second for a minute."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from reportlint.diagnostic import Stage
from reportlint.linter.linter import Linter, Options
from reportlint.linter.templates import Templates
from reportlint.server.diagnostics import diagnostics
from reportlint.server.document import OpenDocument
from tests.reports import SCHEMAS, good_report

ROUNDS = 40
EDITS, PER_SECOND = 6000, 100
_SETTLED = 1000
"""Edits after which everything is imported and allocated that will be."""


def _document() -> OpenDocument:
    linter = Linter(Templates(SCHEMAS.values()), Options(stage=Stage.DRAFT))
    return OpenDocument("untitled:report", None, lambda _: linter, "utf-16")


def _typed(text: str, index: int) -> str:
    """Return a text with this many more words in the answer that begins in its second half."""
    half = text.index("\n\nthe harbour", len(text) // 2) + len("\n\nthe")
    return f"{text[:half]}{' gull' * index}{text[half:]}"


def _cpu(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def pause(text: str) -> None:
    """Time the lint that follows when somebody stops typing, and the same after quite another text."""
    document = _document()

    def told(text: str) -> float:
        document.change(text, 0)
        return _cpu(lambda: diagnostics(document.checked()))

    other = good_report("2023")
    rounds = [(told(other), told(text), told(_typed(text, index))) for index in range(ROUNDS)][1:]
    _, whole, one = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"lint after an edit: {one * 1e3:.1f} ms, a whole lint {whole * 1e3:.1f} ms: {one / whole:.2f}")


def minute(text: str) -> None:
    """Send a server a hundred edits a second for a minute; print what each costs, and memory (on Linux)."""
    command = [sys.executable, "-m", "reportlint", "server"]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert server.stdin

    def send(method: str, **parts: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, **parts}).encode()
        assert server.stdin
        server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        server.stdin.flush()

    def cost() -> tuple[float, float]:
        """Return the CPU seconds so far, and the megabytes in use."""
        status, times = ((Path("/proc") / str(server.pid) / name).read_text() for name in ("status", "stat"))
        ticks = sum(map(int, times.rpartition(")")[2].split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK"), int(status.split("VmRSS:")[1].split()[0]) / 1e3

    send("initialize", id=1, params={"capabilities": {}})
    opened = {"uri": "untitled:report", "languageId": "markdown", "version": 0, "text": text}
    send("textDocument/didOpen", params={"textDocument": opened})
    begin, settled = time.monotonic(), (0.0, 0.0)
    for index in range(1, EDITS + 1):
        change = {"text": _typed(text, index % 50)}
        named = {"uri": "untitled:report", "version": index}
        send("textDocument/didChange", params={"textDocument": named, "contentChanges": [change]})
        settled = cost() if index == _SETTLED else settled
        time.sleep(max(0.0, begin + index / PER_SECOND - time.monotonic()))
    ended = cost()
    each = (ended[0] - settled[0]) / (EDITS - _SETTLED)
    print(
        f"{each * 1e3:.2f} ms an edit; {settled[1]:.0f} MB after {_SETTLED}, {ended[1]:.0f} MB after {EDITS}"
    )
    send("shutdown", id=2)
    send("exit")
    server.wait()
