"""Neovim with a half-finished report and the server, as a picture of its terminal; tmux is the terminal."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.pictures import EDITOR_LINE, EXAMPLE_PATH, ROOT, WIDTH

_HEIGHT = 34
_PATIENCE = 60
"""Seconds after which nothing will come of it."""
_SCRIPT = ROOT / "tests" / "editors" / "picture.lua"


def is_here() -> bool:
    """Whether there are tmux and Neovim 0.7: others draw a screen in other words."""
    if not (shutil.which("tmux") and shutil.which("nvim")):
        return False
    run = subprocess.run(["nvim", "--version"], capture_output=True, text=True, check=True)
    return run.stdout.startswith("NVIM v0.7")


def screen(folder: Path) -> str:
    """Return what the terminal shows, with its colours; `folder` is for what is needed meanwhile."""
    ready = folder / "ready"
    told = "\n".join([sys.executable, EXAMPLE_PATH, str(EDITOR_LINE), str(ready)])
    env = {**os.environ, "PYTHONPATH": str(ROOT), "REPORTLINT_TEST": told, "LC_ALL": "C.UTF-8"}
    tmux = ["tmux", "-S", str(folder / "socket"), "-f", os.devnull]
    size = ["-x", str(WIDTH), "-y", str(_HEIGHT)]
    editor = ["nvim", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {_SCRIPT}"]
    subprocess.run([*tmux, "new-session", "-d", *size, *editor], cwd=ROOT, env=env, check=True)
    try:
        return _settled([*tmux, "capture-pane", "-e", "-N", "-p"], ready)
    finally:
        subprocess.run([*tmux, "kill-server"], check=True)


def _settled(capture: list[str], ready: Path) -> str:
    """Return the screen once everything is there, and drawn: twice the same."""
    end, last = time.monotonic() + _PATIENCE, ""
    while time.monotonic() < end:
        time.sleep(0.3)
        shown = (
            subprocess.run(capture, capture_output=True, text=True, check=True).stdout
            if ready.exists()
            else ""
        )
        if shown and shown == last:
            return shown.rstrip("\n")
        last = shown
    raise TimeoutError("Neovim does not show what it should")
