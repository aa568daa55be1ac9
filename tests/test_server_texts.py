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
    "\n<!-- reportlint: ignore-file RL203 -->\n", "TODO: ", "> ", "---", "$a$", "[^1]: boat\n", "[^1]",
    "**Question 7**\n", "# Question 3\n", "Recommended answer length: 5-10 words.", "<div>\n", "~~~",
)  # fmt: skip
PLACES = st.floats(0, 1)
PIECES = st.one_of(st.sampled_from(SIGNS), st.text(max_size=8), PLACES)
"""What is put in; a place stands for what is to be found there in the same text."""
LENGTHS = st.one_of(st.integers(0, 3), st.integers(0, 400))
EDITS = st.lists(st.tuples(PLACES, LENGTHS, PIECES), min_size=1, max_size=12)


def document() -> OpenDocument:
    """Return a document of a linter that has seen no text yet."""
    linter = Linter(Templates(SCHEMAS.values()), DRAFT)
    return OpenDocument("untitled:report", None, lambda _: linter, "utf-16")


def edited(text: str, where: float, gone: int, piece: str | float) -> str:
    at = int(where * len(text))
    if isinstance(piece, float):
        begin = int(piece * len(text))
        piece = text[begin : begin + 400]
    return text[:at] + piece + text[at + gone :]


def hold(typed: OpenDocument, text: str) -> None:
    """Assert that what is found, and what was read, is what somebody finds who has seen nothing before."""
    fresh = document()
    fresh.change(text, 1)
    assert diagnostics(typed.checked()) == diagnostics(fresh.checked())
    now, anew = typed.checked().result, fresh.checked().result
    assert now.diagnostics == anew.diagnostics
    assert (now.report and now.report.questions) == (anew.report and anew.report.questions)
    assert (now.report and now.report.boxes) == (anew.report and anew.report.boxes)


@tries(1)
@given(st.sampled_from([BLANK, GOOD]), EDITS)
def test_after_any_edits_the_diagnostics_are_those_of_the_text(
    text: str, edits: list[tuple[float, int, str | float]]
) -> None:
    typed = document()
    for edit in edits:
        text = edited(text, *edit)
        typed.change(text, 1)
        typed.checked()
    hold(typed, text)


SEVENTH = GOOD[GOOD.index("### Question 7\n") : GOOD.index("### Question 8\n")]
SENTENCE = "> We test how each gull lands, and how the crew counts the boats.\n>\n"
WATCHFUL = SEVENTH.replace("> Recommended", f"{SENTENCE}> Recommended").replace(
    "the harbour crew",
    "TODO: the [harbour] crew, `![tide](tide.png)`, ![quay] and [^1]\n\n## Boats\n\nthe crew",
    1,
)
"""A question in which what stands elsewhere changes what is found."""
BEGUN = GOOD.replace(SEVENTH, WATCHFUL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("### Question 9\n", "[harbour]: quay.md\n\n[quay]: figures/quay.png\n\n### Question 9\n"),
        ("### Question 9\n", "[^1]: tide\n\n### Question 9\n"),
        ("### Question 6\n", "### Question 7\n"),
        ("### Question 8\n", "**Question 8**\n"),
        ("### Question 6\n", "### Question 6\n<!-- reportlint: ignore RL208 -->\n"),
        ("### Question 7\n", "### Question 7\n<!-- reportlint: ignore RL208 -->\n"),
        ("the harbour crew", "```\nthe harbour crew"),
        ("the harbour crew", "<<<<<<< a\n### Question 7\n=======\n>>>>>>> b\nthe harbour crew"),
        ("100-200 words", "100-210 words"),
        ("> Answer:\n", ""),
        ("## Running code", "**Running code"),
        (GOOD, GOOD + SEVENTH),
        ("## ", "#\n "),
        ("\n", "\r\n"),
        ("watched from", "watched\nfrom"),
        ("* [x]", "* [ ]"),
        ("* [x]", "boats\n\n* [x]"),
        ("* [x]", "```\n* [x]"),
        ("# ", "<!-- # "),
    ],
)
def test_what_changes_elsewhere_is_noticed_and_forgotten(old: str, new: str) -> None:
    typed = document()
    changed = GOOD.replace(old, new, 1).replace(SEVENTH, WATCHFUL)
    for text in (changed, BEGUN, changed, BEGUN.replace(old, new)):
        typed.change(text, 1)
        hold(typed, text)


def test_what_the_checker_counts_below_a_question_is_noticed() -> None:
    """All below the last marker is the last answer to it, where it finds as many answers as it wants."""
    typed = document()
    begun = GOOD.replace("### Question 8\n", "**Question 8**\n")
    for words in ("tide", "t de"):
        text = f"{begun}\n### Question 5\n\n{words}\n"
        typed.change(text, 1)
        hold(typed, text)


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
