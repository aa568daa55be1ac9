"""`python -m tests.pictures` makes the pictures in docs/ anew; it needs Chromium, Neovim 0.11 and tmux."""

from pathlib import Path
from tempfile import TemporaryDirectory

from rich.text import Text

from tests.browser import photographed
from tests.pictures import PICTURES, SHOTS, drawn, terminal
from tests.pictures.neovim import screen
from tests.pictures.sources import SOURCES, sources

SIZES = {"pull-request": (1000, 660), "page": (1280, 900), "class": (1280, 900)}
"""Of the windows, in pixels."""


def _main() -> None:
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "terminal.svg").write_text(terminal(), encoding="utf-8", newline="\n")
    with TemporaryDirectory() as folder:
        shown = drawn("neovim", Text.from_ansi(screen(Path(folder))))
    (PICTURES / "neovim.svg").write_text(shown, encoding="utf-8", newline="\n")
    for name, source in SHOTS.items():
        with TemporaryDirectory() as folder:
            html = source(Path(folder))
            (PICTURES / f"{name}.png").write_bytes(photographed(html, Path(folder), *SIZES[name]))
    SOURCES.write_text(sources(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _main()
