"""A run that takes long shows its progress on a terminal, and leaves nothing of it behind."""

import io
import sys

import pytest

from reportlint.cli import progress
from reportlint.cli.progress import with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, slow: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_SLOW", slow)
    assert [*with_progress(range(3), " reports")] == [0, 1, 2]
    return stream.getvalue()


def test_a_long_run_on_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, Terminal(), 0)
    assert "1 reports" in text
    # Over the bar spaces are written at the end.
    assert text.endswith("\r")
    assert not text.rstrip("\r").rpartition("\r")[2].strip()


def test_what_is_printed_meanwhile_has_its_own_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_SLOW", 0)
    for number in with_progress(range(3), " reports"):
        terminal.write(f"report {number}\n")
    lines = [line.rpartition("\r")[2] for line in terminal.getvalue().split("\n")]
    assert lines[:3] == ["report 0", "report 1", "report 2"]


@pytest.mark.parametrize(("stream", "slow"), [(Terminal(), 60), (io.StringIO(), 0)])
def test_a_short_run_and_a_file_show_none(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, slow: float
) -> None:
    assert shown(monkeypatch, stream, slow) == ""
