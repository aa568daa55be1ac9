"""What holds for any text that is typed: nothing is left over of what it was before."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from reportlint.diagnostic import Stage
from reportlint.linter.linter import Linter, Options
from reportlint.linter.templates import Templates
from reportlint.server.diagnostics import diagnostics
from reportlint.server.document import OpenDocument
from reportlint.server.places import Places
from reportlint.server.uris import path_of
from reportlint.source import Source
from tests.cli import BLANK, GOOD
from tests.examples import tries
from tests.reports import SCHEMAS

DRAFT = Options(stage=Stage.DRAFT)
SIGNS = (
    "\n", "\r\n", "\r", "\u2028", "🚢", "e\u0301", "### Question 7\n", "## Version control\n", "Answer:", "#",
    "```", "<!--", "-->", "\n\n> ", "[harbour]: figures/harbour.png\n", "[harbour]", "![", "](", ")",
    "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "<!-- reportlint: ignore RL203 -->\n", "\t", "- ", "\ufeff",
)  # fmt: skip
PIECES = st.one_of(st.sampled_from(SIGNS), st.text(max_size=8))
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 400), PIECES), min_size=1, max_size=12)


def document() -> OpenDocument:
    """Return a document of a linter that has seen no text yet."""
    linter = Linter(Templates(SCHEMAS.values()), DRAFT)
    return OpenDocument("untitled:report", None, lambda _: linter, "utf-16")


@tries(1)
@given(st.sampled_from([BLANK, GOOD]), EDITS)
def test_after_any_edits_the_diagnostics_are_those_of_the_text(
    text: str, edits: list[tuple[float, int, str]]
) -> None:
    typed = document()
    for where, gone, piece in edits:
        at = int(where * len(text))
        text = text[:at] + piece + text[at + gone :]
        typed.change(text, 1)
        typed.checked()
    fresh = document()
    fresh.change(text, 1)
    assert diagnostics(typed.checked()) == diagnostics(fresh.checked())


@given(
    st.text(st.sampled_from("a🚢é\u0301\r\n\u2028\ufeff\f"), max_size=30),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_a_place_leads_back_to_itself(text: str, encoding: str) -> None:
    source = Source.decode("", text.encode())
    places = Places(source, encoding)
    lines = len(source.lines)
    for offset in range(len(source.text) + 1):
        position = places.position(offset)
        assert position.line < lines
        assert places.offset(position) == offset


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/boat/my%20report.md", "/home/boat/my report.md"),
        ("file:///home/a;b/report%23.md", "/home/a;b/report#.md"),
        ("file://localhost/home/report.md", "/home/report.md"),
        ("file:///C%3A/reports/README.md", "C:/reports/README.md"),
        ("file:///c:/reports/README.md", "c:/reports/README.md"),
        ("file://server/share/README.md", "//server/share/README.md"),
        ("untitled:Untitled-1", None),
        ("git:/home/boat/README.md?%7B%7D", None),
        ("file://[/README.md", None),
        ("file:///home/%00.md", None),
        ("", None),
    ],
)
def test_the_address_of_a_file_is_its_path(uri: str, path: str | None) -> None:
    assert path_of(uri) == (Path(path) if path else None)


def test_a_position_in_half_a_character_is_before_it() -> None:
    places = Places(Source.decode("", "🚢".encode()), "utf-16")
    assert places.offset(types.Position(0, 1)) == 0
