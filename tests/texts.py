"""Texts for Hypothesis: reports as merges, editors and students leave them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from reportlint.schema.template import render
from tests.reports import SCHEMAS, good_report

TEMPLATES = [render(revision) for schema in SCHEMAS.values() for revision in schema.revisions]
REPORTS = [good_report(edition) for edition in SCHEMAS]
SNIPPETS = [
    "Answer:", "> Answer: harbour", "###", "## Deployment", "### Question 4", "---", "```", "<!--", "-->",
    "~~~", "<div>", "<<<<<<< HEAD", "=======", ">>>>>>> branch", "![a](b.png)", "![a](b c.png)", "> ",
    "--- question 4 fill here ---", "TODO", "\x0c", "\u2028", "\u00a0", "\u200b", "* [x] boat", "[ref]: x",
    "### Question " + "1" * 5000, "> Recommended answer length: 1-" + "9" * 5000 + " words.",
    "word " * 120, "![a](b.png) " * 3, "    ### Question 5", "Question 5\n---", "<pre>", "&amp; \\_",
    "<!-- reportlint: ignore RL402 -->", "<!-- reportlint: ignore-file RL402 -->", "<!-- reportlint: -->",
]  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """A template or a report, some of its lines cut out, moved, doubled or replaced."""
    return edited(st.sampled_from(TEMPLATES + REPORTS), SNIPPETS)


@st.composite
def edited(draw: st.DrawFn, starts: st.SearchStrategy[str], snippets: Sequence[str]) -> str:
    """One of some texts, some of its lines cut out, moved, doubled or replaced."""
    lines = draw(starts).split("\n")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines)))
        length = draw(st.sampled_from([0, 1, 1, 2, 5, 40, 200]))
        piece = lines[at : at + length]
        match draw(st.sampled_from(["insert", "delete", "copy", "move", "join"])):
            case "insert":
                lines.insert(at, draw(st.one_of(st.sampled_from(snippets), st.text(max_size=40))))
            case "delete":
                del lines[at : at + length]
            case "copy":
                to = draw(st.integers(0, len(lines)))
                lines[to:to] = piece
            case "move":
                del lines[at : at + length]
                to = draw(st.integers(0, len(lines)))
                lines[to:to] = piece
            case "join":
                lines[at : at + 2] = [" ".join(lines[at : at + 2])]
    return draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines)


STREWN = [
    "  - @mate L", "    - L", "    * [ ] L", "        - [x] L", "- [ ] L", "+ L", "1. [x] L", "  by Ida",
    "* [x] L by Ida", "* ✅ L", "> * [ ] L", "<details><summary>L</summary>", "</details>", "<div>",
    "</div>", "<details>\nL\n</details>", "<!-- L -->", "### L", "## L", "#### Done", "```\nL\n```",
    "~~L~~", "  L", "| a | L |\n|---|---|", "", "* [ ]", "- - L",
]  # fmt: skip
"""Lines for a checklist or an answer; `L` stands for the words of a line that is there."""


@st.composite
def strewn(draw: st.DrawFn) -> str:
    """A good report with lines that replace, precede or follow those of its checklist and answers."""
    schema = draw(st.sampled_from(list(SCHEMAS.values())))
    revision = draw(st.sampled_from(schema.revisions))
    lines = good_report(schema.id, revision.id).split("\n")
    boxes = [index for index, line in enumerate(lines) if line.startswith("* [")]
    answers = [index + 2 for index, line in enumerate(lines) if line == "> Answer:"]
    spots = st.lists(st.sampled_from(boxes * 3 + answers), min_size=1, max_size=6)
    for at in sorted(draw(spots), reverse=True):
        words = lines[at].removeprefix("* [x] ").removeprefix("* [ ] ")
        forms = draw(st.lists(st.sampled_from(STREWN), min_size=1, max_size=3))
        put = [form.replace("L", words) for form in forms]
        keep = draw(st.sampled_from(["above", "below", "instead"]))
        lines[at : at + 1] = {"above": [lines[at], *put], "below": [*put, lines[at]], "instead": put}[keep]
    return "\n".join(lines)
