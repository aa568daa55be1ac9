"""What is no message, or half of one, ends no session; and a session ends as the protocol says."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli import BLANK
from tests.editor import COMMAND


def message(method: str, **parts: object) -> bytes:
    """Return a message as it goes over the wire."""
    return framed(json.dumps({"jsonrpc": "2.0", "method": method, **parts}).encode())


def framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


BEGIN = message("initialize", id=1, params={"capabilities": {}}) + message("initialized", params={})
OPEN = message(
    "textDocument/didOpen",
    params={
        "textDocument": {"uri": "file:///no/report.md", "languageId": "markdown", "version": 1, "text": BLANK}
    },
)
END = message("shutdown", id=9) + message("exit")


def served(data: bytes, folder: Path) -> tuple[int, dict[object, Any], str]:
    """Return the exit status, the answers by what they answer, and what stands on standard error."""
    run = subprocess.run(COMMAND, input=data, capture_output=True, cwd=folder, timeout=60, check=False)
    bodies = re.split(rb"Content-Length: \d+\r\n(?:[^\r\n]+\r\n)*\r\n", run.stdout)
    answers = (json.loads(body) for body in bodies if body)
    return run.returncode, {answer["id"]: answer for answer in answers if "id" in answer}, run.stderr.decode()


FAULTS = [
    framed(b"{"),
    framed(b"\xff\xfe"),
    framed(b"[]"),
    framed(b"[" * 100_000),
    framed(b'{"jsonrpc": "2.0", "method": "textDocument/hover", "id": 4, "params": {"position": 7}}'),
    framed(b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": null}'),
    b"Content-Length: many\r\n\r\n",
    b"\r\n\r\nnot a header\r\n",
    message("$/harbour/boats", params={}),
    message("harbour/boats", id=5, params={}),
    message("$/cancelRequest", params={"id": 77}),
    message("workspace/executeCommand", id=6, params={"command": "rm", "arguments": ["-rf", "."]}),
    message("codeAction/resolve", id=6, params={"title": "x", "kind": "source.fixAll.reportlint"}),
    message("workspace/didChangeConfiguration", params={"settings": {"reportlint": ["final"]}}),
    message("workspace/didChangeConfiguration", params={"settings": {"stage": ["final"]}}),
    message("workspace/didChangeConfiguration", params={"settings": None}),
    message(
        "textDocument/didChange",
        params={
            "textDocument": {"uri": "file:///never/opened.md", "version": 3},
            "contentChanges": [{"text": "gulls"}],
        },
    ),
    message(
        "textDocument/didOpen",
        params={
            "textDocument": {"uri": "file://[/x%00.md", "languageId": "", "version": 1, "text": "\ud800"}
        },
    ),
]


def test_a_session_outlives_each_fault(tmp_path: Path) -> None:
    params = {"textDocument": {"uri": "file:///no/report.md"}}
    asked = [message("textDocument/documentSymbol", id=100 + i, params=params) for i in range(len(FAULTS))]
    faulty = b"".join(part for pair in zip(FAULTS, asked, strict=True) for part in pair)
    status, answers, said = served(BEGIN + OPEN + faulty + END, tmp_path)
    assert [len(answers[100 + i]["result"]) for i in range(len(FAULTS))] == [7] * len(FAULTS)
    assert answers[5]["error"]["code"] == -32601
    assert (status, answers[9]["result"], said) == (0, None, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (BEGIN + END, 0),
        (BEGIN + message("exit"), 1),
        (BEGIN + OPEN, 1),
        (BEGIN + OPEN[:-100], 1),
        (b"", 1),
        (BEGIN + b"Content-Length: 99999999999999999999\r\n\r\n{}", 2),
    ],
)
def test_a_session_ends_as_the_protocol_says(tmp_path: Path, data: bytes, status: int) -> None:
    ended, _, said = served(data, tmp_path)
    assert ended == status
    assert "Traceback" not in said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_who_starts_it_by_hand_is_told_what_it_is(tmp_path: Path) -> None:
    _, terminal = os.openpty()
    run = subprocess.run(COMMAND, stdin=terminal, capture_output=True, cwd=tmp_path, timeout=60, check=False)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr == b"reportlint: an editor starts this and talks to it: docs/editors.md says how\n"
