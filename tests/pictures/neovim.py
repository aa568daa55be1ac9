"""Neovim, with the settings of docs/editors.md, on a half-finished report: what its terminal shows."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.pictures import DOCS, EXAMPLE_PATH, ROOT, WIDTH

_HEIGHT = 37
_LINE = 330
"""The line of the report that is shown at the top: the heading of a question begun."""
_SIGNS = ("\u25a0", " of 200-300 words")
"""What shows that all is there: a finding, and a count."""
_COLOURS = ["--cmd", "set termguicolors", "-c", "highlight LspInlayHint guifg=NvimLightGrey4"]
"""Neovim's own, but that its counts are too dark to be read in a picture."""
_PATIENCE = 60
"""Seconds after which nothing will come of it."""


def is_here() -> bool:
    """Whether there are tmux, which is the terminal, and Neovim 0.11: others draw other signs."""
    if not (shutil.which("tmux") and shutil.which("nvim")):
        return False
    run = subprocess.run(["nvim", "--version"], capture_output=True, text=True, check=True)
    return run.stdout.startswith("NVIM v0.11")


def screen(folder: Path) -> str:
    """Return what the terminal shows, with its colours; `folder` is for what is needed meanwhile."""
    page = (DOCS / "editors.md").read_text(encoding="utf-8")
    settings = folder / "init.lua"
    settings.write_text(page.split("```lua\n")[1].split("```")[0], encoding="utf-8")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {
        **os.environ,
        "PATH": path,
        "XDG_STATE_HOME": str(folder),
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
    }
    tmux = ["tmux", "-S", str(folder / "socket"), "-f", os.devnull]
    size = ["-x", str(WIDTH), "-y", str(_HEIGHT)]
    editor = ["nvim", "-u", str(settings), "-n", *_COLOURS, f"+{_LINE}", EXAMPLE_PATH]
    subprocess.run([*tmux, "new-session", "-d", *size, *editor], cwd=ROOT, env=env, check=True)
    try:
        subprocess.run([*tmux, "send-keys", "zt"], check=True)
        return _settled([*tmux, "capture-pane", "-e", "-N", "-p"])
    finally:
        subprocess.run([*tmux, "kill-server"], check=True)


def _settled(capture: list[str]) -> str:
    """Return the screen once everything is there, and nothing changes any more."""
    end, last = time.monotonic() + _PATIENCE, ""
    while time.monotonic() < end:
        shown = subprocess.run(capture, capture_output=True, text=True, check=True).stdout
        if shown == last and all(sign in plain(shown) for sign in _SIGNS):
            return shown.rstrip("\n")
        last = shown
        time.sleep(0.5)
    raise TimeoutError("Neovim does not show what it should")


def plain(screen: str) -> str:
    """Return a screen without its colours."""
    return re.sub(r"\x1b\[[\d;:]*m", "", screen)
