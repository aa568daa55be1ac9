"""The pictures in docs/ show what is so today; `python -m tests.pictures` makes them anew."""

import html
import os
import re

import pytest

from tests.docs import DOCS, ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")


def test_the_picture_of_the_terminal_shows_what_is_printed() -> None:
    from tests.pictures import COMMAND, PICTURES, printed

    drawn = (PICTURES / "terminal.svg").read_text(encoding="utf-8")
    shown = html.unescape(" ".join(re.findall("<text[^>]*>([^<]*)</text>", drawn))).split()
    plain = re.sub(r"\x1b\[[\d;]*m", "", printed())
    assert shown == ["reportlint", "$", *COMMAND.split(), *plain.split()]


def test_the_other_pictures_show_what_is_made() -> None:
    from tests.pictures.sources import SOURCES, sources

    assert SOURCES.read_text(encoding="utf-8") == sources()


def test_each_picture_is_shown() -> None:
    pages = [ROOT / "README.md", *DOCS.glob("*.md")]
    shown = {
        name
        for page in pages
        for name in re.findall(r"pictures/([\w-]+\.\w+)\)", page.read_text(encoding="utf-8"))
    }
    assert shown == {path.name for path in (DOCS / "pictures").iterdir()} - {"sources.json"}
