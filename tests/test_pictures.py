"""The pictures in docs/ show what is so today; `python -m tests.pictures` makes them anew."""

import html
import json
import os
import re
from pathlib import Path

import pytest
from lsprotocol import types

from reportlint.diagnostic import Stage
from reportlint.linter.linter import Linter, Options
from reportlint.linter.templates import Templates
from reportlint.server.document import OpenDocument
from reportlint.server.hover import hover
from tests.cli import reportlint
from tests.docs import DOCS, ROOT
from tests.reports import SCHEMAS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")


def test_the_picture_of_the_terminal_shows_what_is_printed() -> None:
    from tests.pictures import COMMAND, PICTURES, printed

    drawn = (PICTURES / "terminal.svg").read_text(encoding="utf-8")
    shown = html.unescape(" ".join(re.findall("<text[^>]*>([^<]*)</text>", drawn))).split()
    plain = re.sub(r"\x1b\[[\d;]*m", "", printed())
    assert shown == ["reportlint", "$", *COMMAND.split(), *plain.split()]


COLUMN = 12.2
"""How wide rich draws a character."""


def rows(svg: str) -> list[str]:
    """Return the lines of a terminal as a picture shows them."""
    lines: dict[int, str] = {}
    for at, number, text in re.findall(r'x="([\d.]+)".*?-line-(\d+)\)">([^<]*)</text>', svg):
        before = lines.get(int(number), "").ljust(round(float(at) / COLUMN))
        lines[int(number)] = before + html.unescape(text).replace("\xa0", " ")
    return [lines[number].rstrip() for number in sorted(lines)]


def neovim() -> list[str]:
    return rows((DOCS / "pictures" / "neovim.svg").read_text(encoding="utf-8"))


def test_the_picture_of_neovim_shows_what_is_found() -> None:
    from tests.pictures import EXAMPLE_PATH

    options = f"check --stage draft --output-format json {EXAMPLE_PATH}".split()
    found = json.loads(reportlint(*options, cwd=ROOT).stdout)["files"][0]["diagnostics"]
    shown = [match for row in neovim() if (match := re.match(r"I +(\d+) .* \u25a0+ (.+)", row))]
    assert len(shown) > 2
    for line, message in (match.groups() for match in shown):
        assert any(d["line"] == int(line) and d["message"].startswith(message) for d in found)


def test_the_picture_of_neovim_shows_how_the_question_stands() -> None:
    from tests.pictures import EDITOR_LINE, EXAMPLE

    linter = Linter(Templates(SCHEMAS.values()), Options(stage=Stage.DRAFT))
    document = OpenDocument("untitled:report", None, lambda _: linter, "utf-16")
    document.change(EXAMPLE, 1)
    checked = document.checked()
    assert checked.result.report
    place = types.Position(EDITOR_LINE - 1, 0)
    asked = types.HoverParams(types.TextDocumentIdentifier("untitled:report"), place)
    said = hover(checked, checked.result.report, asked)
    assert said
    assert isinstance(said.contents, types.MarkupContent)
    shown = "\n".join(neovim())
    assert all(line in shown for line in said.contents.value.replace("**", "").split("\n"))


def test_the_picture_of_neovim_is_its_screen(tmp_path: Path) -> None:
    from tests.pictures import neovim as editor

    if not editor.is_here():
        pytest.skip("Neovim 0.7 and tmux are not here")
    screen = re.sub(r"\x1b\[[\d;:]*m", "", editor.screen(tmp_path))
    assert [row.split() for row in neovim()] == [row.split() for row in screen.split("\n")]


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
