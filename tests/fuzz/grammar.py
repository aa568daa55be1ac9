"""What the fuzzer writes: templates and reports with slips, and what a stranger would put into them."""

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from tests.mutations import MUTATIONS, Spot, spots
from tests.reports import SCHEMAS
from tests.shapes import SUPPORTED
from tests.test_html_hostile import HOSTILE
from tests.texts import REPORTS, SNIPPETS, TEMPLATES, edited, strewn

TOKENS = [
    *SNIPPETS, *HOSTILE,
    "::error file=x::boat", "##[error]boat", "%0A::error::boat", "\x1b[2J", "\x1b]8;;x\x1b\\", "\u202eboat",
    "=cmd|' /C calc'!A0", "@SUM(1+1)", "+1", ";=1", "\x00", "\ufeff", "\x85", "\r", "\x0b",
    "> " * 300 + "boat", "* " * 300 + "boat", "[" * 300, "![](" * 300, "`" * 301, "<b>" * 300, "&" * 300,
    "www." * 100, "_" * 301, "~" * 301, "$" * 301, "|" * 301, "a" * 3000, "#" * 20, "\\" * 301, "(" * 300,
    "[^1]: boat\n\n    Answer:", "[^1]", "[x]: <figures/a b.png>", "![x][x]", "![x]", "[x][]", "[x]",
    "<details>", "</details>", "<!-- Answer: -->", "<p>\n### Question 7\n</p>", "Answer:\nAnswer:",
    "> Answer: ### Question 5", "![](x)\t![](y)", "\u00a0Answer:\u00a0", "Ａnswer:", "answer :",
    "**Answer:**",
    "### Question ４", "### question 4", "### Question 04", "### Question 4\u200b", "##Question 4",
    "# Question 4",
    "<h3>Question 4</h3>", "**Question 4**", "Question 4\n===", "> ### Question 4", "* ### Question 4",
    "    > Answer:", "> > Answer:", "1. > Answer:", "---\ntitle: x\n---", "* [X ]", "* [50%] x", "[ ] x",
    "* []",
    "![x](../../etc/passwd)", "![x](/etc/passwd)", "![x](C:\\x.png)", "![x](file:///x)", "![x](//x/y.png)",
    "[x](../README.md)", "![x](figures/%68arbour.png)", "![x](figures/harbour.png 'x')", "![x](<>)", "![x]()",
    "<<<<<<< HEAD\nboat\n||||||| base\noar\n=======\ntide\n>>>>>>> x", "\t", "  ", "\n\n\n\n",
    "<!-- reportlint: ignore RL2 -->", "<!-- reportlint: ignore -->", "<!--reportlint:ignore RL204-->",
]  # fmt: skip
"""Lines that have to be read with care, or are meant to do harm."""


@cache
def _spots(edition: str) -> list[Spot]:
    return list(spots(edition))


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """A good report with slips in up to three of its questions."""
    questions = _spots(draw(st.sampled_from(sorted(SCHEMAS))))
    chosen = draw(st.sets(st.integers(0, len(questions) - 1), min_size=1, max_size=3))
    lines = list(questions[0].lines)
    for index in sorted(chosen, reverse=True):
        # What stands above has its place still.
        mutation = draw(st.sampled_from(MUTATIONS))(replace(questions[index], lines=tuple(lines)))
        lines = mutation[0] if mutation else lines
    return "\n".join(lines)


def wild() -> st.SearchStrategy[str]:
    """A report of any kind, edited as by a stranger, or no report at all."""
    starts = st.one_of(st.sampled_from(TEMPLATES + REPORTS), slipped(), strewn())
    pieces = st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=20)), max_size=12)
    return st.one_of(edited(starts, TOKENS), edited(starts, TOKENS), pieces.map("\n".join))


def blanks() -> st.SearchStrategy[str]:
    """A blank template of the course or of another, edited as its owner might, or a stranger."""
    starts = st.sampled_from([*TEMPLATES, *SUPPORTED.values()])
    return st.one_of(edited(starts, [""]), edited(starts, TOKENS))
