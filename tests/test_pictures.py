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
from reportlint.server.counts import hints
from reportlint.server.document import OpenDocument
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
    from tests.pictures import EXAMPLE, EXAMPLE_PATH

    options = f"check --stage draft --output-format json {EXAMPLE_PATH}".split()
    found = json.loads(reportlint(*options, cwd=ROOT).stdout)["files"][0]["diagnostics"]
    shown = [match for row in neovim() if (match := re.match(r"I (.*) \u25a0+ (.+)", row))]
    assert len(shown) > 2
    lines = EXAMPLE.split("\n")
    for line, message in (match.groups() for match in shown):
        assert any(lines[d["line"] - 1] == line.strip() and d["message"].startswith(message) for d in found)


def test_the_picture_of_neovim_shows_what_is_counted() -> None:
    from tests.pictures import EXAMPLE

    linter = Linter(Templates(SCHEMAS.values()), Options(stage=Stage.DRAFT))
    document = OpenDocument("untitled:report", None, lambda _: linter, "utf-16")
    document.change(EXAMPLE, 1)
    checked = document.checked()
    assert checked.result.report
    everything = types.Range(types.Position(0, 0), types.Position(9999, 0))
    asked = types.InlayHintParams(types.TextDocumentIdentifier("untitled:report"), everything)
    told = [hint.label for hint in hints(checked, checked.result.report, asked)]
    shown = [row.split("Answer: ")[1] for row in neovim() if "Answer: " in row]
    assert len(shown) > 1
    begin = told.index(shown[0])
    assert told[begin : begin + len(shown)] == shown


def test_the_picture_of_neovim_is_its_screen(tmp_path: Path) -> None:
    from tests.pictures.neovim import is_here, plain, screen

    if not is_here():
        pytest.skip("Neovim 0.11 and tmux are not here")
    shown = plain(screen(tmp_path)).split("\n")
    assert [row.split() for row in neovim()] == [row.split() for row in shown]


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
