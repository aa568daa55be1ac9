"""A page opened in a real browser."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_BROWSER = next(filter(None, map(shutil.which, _NAMES)), "")
_OPTIONS = (
    "--headless --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --enable-logging=stderr --virtual-time-budget=3000"
).split()

needs_browser = pytest.mark.skipif(not _BROWSER, reason="there is no Chromium here")


def opened(text: str, folder: Path, width: int = 800) -> tuple[str, list[str]]:
    """Return what a browser makes of a page in a window of this width, and the messages on its console."""
    run = _browse(text, folder, f"--window-size={width},800", "--dump-dom")
    messages = [line for line in run.stderr.decode().splitlines() if "CONSOLE" in line]
    return run.stdout.decode(), messages


def photographed(text: str, folder: Path, width: int, height: int) -> bytes:
    """Return, as PNG, what a window of `width` by `height` pixels shows of a page."""
    picture = folder / "page.png"
    _browse(text, folder, f"--window-size={width},{height}", f"--screenshot={picture}", "--hide-scrollbars")
    return picture.read_bytes()


def _browse(text: str, folder: Path, *options: str) -> "subprocess.CompletedProcess[bytes]":
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    # As root, as in a container, no sandbox is available.
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [_BROWSER, *_OPTIONS, *sandbox, profile, *options, file.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, timeout=120)
