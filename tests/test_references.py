"""Where the images and links of an answer stand, and what a renderer and the checker make of each."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.grader import image_spans
from reportlint.linter.result import Result
from reportlint.report.references import Reference
from tests.examples import tries
from tests.reports import good_report, lint
from tests.texts import texts

GOOD = good_report("2026")
PIECES = [
    "![a](b.png)", "[a](b.png)", "![a][r]", "`", "``", "<img src='b.png'>", "<!--", "-->", "![", "](", ")",
    "(", "]", "> ", "- ", "\t", "    ", "\n", "\n\n", "1. ", "# ", "<div>", "\\", "![a](b c.png)", "<b>",
    "[r]: b.png", "```\n", "a", " ", "*", "&amp;", "[![a](b.png)](c.png)", "\u00a0", "|", "##", "\x0c",
    "[^1]", "[^1]: ", "$", "$$", "(b.png)", "[a]**(b.png)", "(a)[b.png]", "[a](b c)",
]  # fmt: skip


def references(answer: str) -> tuple[Result, tuple[Reference, ...]]:
    result = lint(GOOD.replace("\n> Answer:\n\n7\n", f"\n> Answer:\n\n{answer}\n", 1))
    assert result.report
    return result, tuple(r for number, r in result.report.references if number == 1)


@pytest.mark.parametrize(
    ("answer", "kind", "target", "path", "cause"),
    [
        ("![a](b.png)", "image", "b.png", "b.png", ""),
        ("> 1. ![a](<b c.png> 'x')", "image", "<b c.png>", "b c.png", ""),
        ("-\t![a\\]](b\\_c.png)", "image", "b\\_c.png", "b_c.png", ""),
        ("*![a]( b%20c.png?raw=1#x )*", "image", "b%20c.png?raw=1#x", "b c.png", ""),
        ("### ![a](b.png) ###", "image", "b.png", "b.png", ""),
        ("![a][r]\n\n[r]: b.png", "image", "", "b.png", ""),
        ("![a](æ&amp;b.png)", "image", "æ&amp;b.png", "æ&b.png", ""),
        ("[a](b.png)", "link", "b.png", "b.png", ""),
        ("<p><IMG alt='x' SRC=b.png></p>", "html", "b.png", "b.png", ""),
        ('a <img src="b c.png"/> b', "html", "b c.png", "b c.png", ""),
        ("`![a](b.png)`", "hidden", "b.png", "b.png", "backticks"),
        ("```\n![a](b.png)\n```", "hidden", "b.png", "b.png", "code"),
        ("a\n\n    ![a](b.png)", "hidden", "b.png", "b.png", "code"),
        ("a <!-- ![a](b.png) -->", "hidden", "b.png", "b.png", "comment"),
        ("<!--\n![a](b.png)\n-->", "hidden", "b.png", "b.png", "comment"),
        ("<div>\n![a](b.png)\n</div>", "hidden", "b.png", "b.png", "html"),
        ("![a](b c.png)", "hidden", "b c.png", "b c.png", "path"),
        ("![a](b (1).png)", "hidden", "b (1).png", "b (1).png", "path"),
        ("![a](file:///b.png)", "hidden", "file:///b.png", "", "form"),
        ("a[^1]\n\n[^1]: ![a](b.png)", "image", "b.png", "b.png", ""),
        ("$f[i](x)$ [a](b.png)", "link", "b.png", "b.png", ""),
        ("$$\nf[i](x)\n$$ [a](b.png)", "link", "b.png", "b.png", ""),
        ("<img alt='a > b' src=\"b&amp;c.png\">", "html", "b&amp;c.png", "b&c.png", ""),
        ("<p>\n<IMG alt='it's' src = b.png src=c.png>\n</p>", "html", "b.png", "b.png", ""),
        ("[a](insert link)", "broken", "insert link", "insert link", "space"),
        ("**[a]**(b.md)", "broken", "b.md", "b.md", "gap"),
        ("[a] (b.png)", "broken", "b.png", "b.png", "gap"),
        ("(a)[https://b.org]", "broken", "https://b.org", "", "turned"),
        ("> - !(b.png)", "broken", "b.png", "b.png", "bare"),
        ("b.png", "broken", "b.png", "b.png", "name"),
    ],
)
def test_what_an_answer_holds(answer: str, kind: str, target: str, path: str, cause: str) -> None:
    result, (found, *_) = references(answer)
    text = result.source.text
    assert (found.kind, text[slice(*found.target)], found.path, found.cause) == (kind, target, path, cause)
    assert text[slice(*found.span)].lower().startswith(("![", "[", "<img", "*", "(", "!(", "b.png"))


@pytest.mark.parametrize(
    "answer",
    ["`[a](b c)`", "a[i](b c)", "$f[i](x y)$", "**[a]** (b)", "[x] (https://b.org)", "[1] (b.png)",
     "see b.png", "(see b.png)", "\\[a](b c)", "[0, 1](of 2)", "(a)[b]", "<!-- [a](b c) -->",
     "[^a](b c)\n\n[^a]: d"],
)  # fmt: skip
def test_what_is_no_link_at_all(answer: str) -> None:
    assert references(answer)[1] == ()


@tries(3)
@given(st.one_of(texts(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_places_are_those_of_the_text(text: str) -> None:
    result = lint(text) if len(text) > 1000 else references(text)[0]
    if not result.report:
        return
    source = result.source.text
    for _, reference in result.report.references:
        start, end = reference.span
        openings = {"link": ("[",), "html": ("<",), "broken": (*"!([*_~", reference.address)}
        assert source.startswith(openings.get(reference.kind, ("![",)), start)
        if reference.kind in ("image", "link"):
            assert source[end - 1] in ")]"
            assert source[reference.label.end] == "]"
        assert start <= reference.label.start <= reference.label.end <= end
        assert start <= reference.target.start <= reference.target.end <= end


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_checkers_images_have_their_places(text: str) -> None:
    found = [match.span() for match in re.finditer(r"\!\[.*?\]\(.*?\)", text)]
    assert [tuple(span) for span in image_spans(text, 0, len(text))] == found
    cut = f"![{text}](x)"
    assert [tuple(span) for span in image_spans(cut, 2, len(cut) - 4)] == [(a + 2, b + 2) for a, b in found]


@pytest.mark.parametrize(
    ("address", "scheme"),
    [("https://a.org", "https:"), ("//a.org", "//"), ("C:/a.png", ""), ("b" * 64 + ":a", "b" * 64 + ":"),
     ("b" * 65 + ":a", ""), ("b" * 900, "")],
)  # fmt: skip
def test_a_scheme_ends_where_none_goes_on(address: str, scheme: str) -> None:
    _, (reference,) = references(f"![a](<{address}>)")
    assert reference.scheme == scheme
