"""`python -m tests.pictures` makes the pictures in docs/ anew; it needs Chromium."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser import photographed
from tests.pictures import PICTURES, SHOTS, terminal
from tests.pictures.sources import SOURCES, sources

SIZES = {"pull-request": (1000, 660), "page": (1280, 900), "class": (1280, 900)}
"""Of the windows, in pixels."""


def _main() -> None:
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "terminal.svg").write_text(terminal(), encoding="utf-8", newline="\n")
    for name, source in SHOTS.items():
        with TemporaryDirectory() as folder:
            html = source(Path(folder))
            (PICTURES / f"{name}.png").write_bytes(photographed(html, Path(folder), *SIZES[name]))
    SOURCES.write_text(sources(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _main()
