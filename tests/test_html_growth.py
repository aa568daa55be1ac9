"""What a page costs grows with the text: counted in lines of Python and in characters, not in seconds."""

import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any

import pytest

from reportlint.html.clean import Cleaner
from reportlint.html.markdown import render
from reportlint.html.pictures import Targets
from reportlint.repository.workspace import Workspace
from tests.benchmarks.families import FAMILIES
from tests.pages import answer, answered, made, written
from tests.reports import FIGURES, FakeFiles, lint

TARGETS = Targets(Workspace(FakeFiles(FIGURES), "reports"))
FRAME = 100_000
"""Characters of a page that holds next to nothing, and more."""


def cleaned(pieces: Iterable[str]) -> list[str | None]:
    """What becomes of pieces of Markdown, without the page around them."""
    cleaner = Cleaner(TARGETS, [])
    blocks, footnotes = render(list(pieces))
    html = [block.html for piece in blocks for block in piece]
    return [None if one is None else cleaner.clean(one) for one in (*html, footnotes)]


def steps(text: str) -> int:
    """How many lines of Python it takes to make a text a page's."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        cleaned([text])
    finally:
        sys.settrace(before)
    return count


# The first is filled up to a number of cells, and a formula so long is none.
UNEVEN = ("wide table", "formula groups", "formula roots")


@pytest.mark.parametrize("name", [name for name in FAMILIES if name not in UNEVEN])
def test_twice_the_text_takes_twice_the_steps(name: str) -> None:
    half, whole = (steps(FAMILIES[name](size)) for size in (800, 1_600))
    assert whole < 2.4 * half + 2_000


MULTIPLY = (
    "question headings", "pictures", "boxes", "formatting in a quote", "formatting, then text", "ampersands",
    "web addresses", "code", "marked code", "footnotes", "one footnote", "conflicts", "wide table",
    "a defined link", "a defined picture", "a defined title", "a long footnote",
)  # fmt: skip


@pytest.mark.parametrize("name", MULTIPLY)
def test_a_page_is_no_more_than_sixteen_times_its_text(name: str) -> None:
    text = answered(FAMILIES[name](14_000))
    assert len(written(text, findings=True)) < 16 * len(text) + FRAME


@pytest.mark.parametrize("text", ["<div>" * 300, "<p>" + "<b id=x>" * 150 + "<p>boat" * 2_000])
def test_html_that_costs_more_than_its_size_is_shown_as_it_is_written(text: str) -> None:
    tree = made(answered(f"> {text}\n\nlast\n\n<b>"))
    assert [e.text().strip() for e in answer(tree, 4).all("pre", "source")] == [f"> {text}"]
    assert answer(tree, 4).all("p")[0].text() == "last"


def test_more_markdown_than_any_report_holds_is_shown_as_it_is_written() -> None:
    long = "**a** <i>\n\n" * 19_000
    assert cleaned([long, "**b**"]) == [None, "<p><strong>b</strong></p>\n", ""]
    assert None not in cleaned(["**b**", long[:50_000]])
    tree = made(answered(f"{long}last"))
    assert answer(tree, 4).all("pre", "source")[0].text().endswith("**a** <i>\n\nlast")
    assert answer(tree, 5).text().strip() == "--- question 5 fill here ---"


def test_definitions_expand_to_no_more_than_their_share() -> None:
    (html, _) = cleaned([f"{'[a] ' * 500}\n\n[a]: {'b' * 1_000}"])
    assert html
    assert 50 <= html.count("<a href=") <= 100
    (html, _) = cleaned([f"{'[a] ' * 500}\n\n[a]: boat"])
    assert html
    assert html.count("<a href=") == 500


@pytest.mark.parametrize("start", ["www.", "https://", "a@", "mailto:a@"])
def test_an_address_ends_where_no_address_goes_on(start: str) -> None:
    for length, links in (("b" * 1_900 + ".org", 1), ("b" * 2_000 + ".org", 0)):
        (html, _) = cleaned([f"{start}{length} boat"])
        assert html
        assert html.count("<a href=") == links


def test_the_label_of_a_footnote_has_an_end() -> None:
    for label, notes in (("b" * 999, 1), ("b" * 1_000, 0)):
        html = cleaned([f"a[^{label}]\n\n[^{label}]: boat"])[-1]
        assert (html or "").count("<li") == notes


def test_a_finding_made_a_thousand_times_stands_at_its_first_places() -> None:
    text = answered("![a](no.png)\n" * 1_000)
    tree = made(text, findings=True)
    assert len(lint(text, files=FakeFiles(FIGURES)).diagnostics) > 1_000
    placed = {int(e.attributes["id"].removeprefix("finding-")) for e in tree.all("p", "finding")}
    assert max(placed) == 500
    (listed,) = [e.text() for e in tree.all("li", "error") if "RL303" in e.text()]
    assert " ".join(listed.split()).endswith("question 4 and 940 more")
