"""The page of a report: all of it is there, each thing in its place, and what leads where."""

import base64
from urllib.parse import unquote

import pytest

from reportlint.html.page import Neighbours, PageLink, page
from reportlint.html.pictures import Targets
from reportlint.html.settle import with_levels, with_names
from reportlint.repository.workspace import Workspace
from tests.cli import BLANK, GOOD
from tests.pages import answer, answered, made, parsed, question
from tests.reports import FIGURES, PNG, FakeFiles, lint, prose

ANSWER = prose(133)
"""The answer to question 4 of a good report, and to others."""


def test_a_page_has_a_title_and_every_question_once() -> None:
    tree = made(GOOD)
    (title,) = tree.all("title")
    assert title.text() == "Group 7, 2026 – reports/README.md"
    assert [e.text() for e in tree.all("h1")] == ["Group 7, 2026"]
    headings = [section.all(style="title")[0].text() for section in tree.all("section", "question")]
    assert headings == [f"Question {n}" for n in range(1, 32)]
    links = [a.attributes["href"] for a in tree.all("nav")[0].all("a")]
    ids = [e.attributes["id"] for e in tree.walk() if "id" in e.attributes]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert len(ids) == len(set(ids))
    assert [link for link in links if link.startswith("#question-")] == [
        f"#question-{n}" for n in range(1, 32)
    ]


def test_the_verdict_comes_before_the_contents() -> None:
    body = made(BLANK).all("body")[0]
    assert [(e.tag, e.attributes.get("class", "")) for e in body.elements] == [
        ("header", "status unready"), ("nav", "contents"), ("main", "")
    ]  # fmt: skip
    assert made(GOOD).all("header")[0].attributes["class"] == "status ready"


def test_the_contents_tell_each_state_by_sign_and_words() -> None:
    report = answered("too short", 5, answered("![a](no.png)", 3, answered(prose(150))))
    prompt = report[report.index("### Question 7\n") : report.index("--- question 7 fill here ---")]
    (nav,) = made(report.replace(prompt, "")).all("nav")
    entries = [item for section in nav.all("ol")[1:] for item in section.all("li")]
    signs = [
        (e.all(style="sign")[0].text(), e.all(style="sign")[0].attributes["aria-label"]) for e in entries
    ]
    assert signs[2:7] == [
        ("!!", "answered, with errors"),
        ("✓", "answered"),
        ("!", "answered, with warnings"),
        ("○", "not answered"),
        ("✗", "missing"),
    ]
    assert [len(e.all("a")) for e in entries[5:8]] == [1, 0, 1]


def test_counts_stand_at_each_answer() -> None:
    tree = made(answered(prose(184)))
    assert [e.text() for e in question(tree, 4).all(style="count")] == ["184 words (100–200)"]
    tree = made(answered(prose(53) + "\n\n![a](figures/harbour.png)", 14))
    assert [e.text() for e in question(tree, 14).all(style="count")] == [
        "54 words (200–300)", "1 image (1–3)"
    ]  # fmt: skip
    assert question(tree, 14).all(style="off")[-1].text() == "146 words too few"
    facts = [" ".join(question(tree, n).all(style="facts")[0].text().split()) for n in (29, 15)]
    assert facts[0].endswith("words asked for 1 image asked for")
    assert facts[1] == "○ not answered 100–200 words asked for"


def test_what_a_finding_says_is_said_by_nothing_else() -> None:
    tree = made(answered(prose(53)), findings=True)
    (finding,) = question(tree, 4).all("p", "finding")
    assert "47 to go" in finding.text()
    assert "too few" not in question(tree, 4).text()
    assert "too few" in question(made(answered(prose(53))), 4).text()


def test_a_question_without_an_answer_says_so_once() -> None:
    tree = made(BLANK, findings=True)
    assert question(tree, 4).all(style="finding") == []
    assert [e.text() for e in question(tree, 4).all(style="state")] == ["not answered"]
    links = [a.attributes["href"] for a in tree.all("ul", "list")[0].all("a")]
    assert "#question-4" in links


def test_what_the_course_checker_says_stands_on_top() -> None:
    facts = made(BLANK).all("header", "status")[0].text()
    assert "✗ not ready (29 errors, 2 warnings)" in facts
    assert "29 warnings, 4 of 31 passed" in facts
    assert "0 of 31" in facts
    assert "0 of 53 ticked" in facts
    stopped = made(BLANK.replace("> Answer:", ">", 1)).all("header", "status")[0].text()
    assert "✗ stops: ValueError: it finds 30 answers instead of 31" in stopped


def test_what_could_not_be_checked_stands_on_top() -> None:
    result = lint(BLANK)._replace(remark="no git, <no> pictures")
    tree = parsed(page(result, Targets(Workspace(FakeFiles(FIGURES), "reports"))))
    assert [e.text() for e in tree.all("header", "status")[0].all("p")][1:] == ["No git, <no> pictures"]
    assert made(BLANK).all(style="unchecked") == []


def test_the_template_s_own_preamble_is_folded_and_another_is_not() -> None:
    assert len(made(BLANK).all("details", "preamble")) == 1
    assert (
        made(BLANK.replace("This is the report template", "Our own words")).all("details", "preamble") == []
    )


def test_the_checklist_is_folded_under_its_heading() -> None:
    tree = made(BLANK.replace("* [ ] Create a git", "* [x] Create a git"))
    (checklist,) = tree.all("details", "checklist")
    summary = checklist.all("summary")[0]
    assert " ".join(summary.text().split()) == "Overall project checklist 1 of 53 ticked"
    assert summary.all("h2")[0].attributes == {"id": "overall-project-checklist"}
    assert len(checklist.all("input")) == 53
    assert made(BLANK.replace("## Overall project checklist", "## Boats")).all("details", "checklist") == []


def test_the_pages_around_it_are_linked() -> None:
    neighbours = Neighbours(PageLink("All", "./index.html"), None, PageLink("b & c", "./b%20&%20c.html"))
    tree = parsed(page(lint(BLANK), Targets(Workspace(FakeFiles(FIGURES), "reports")), neighbours=neighbours))
    links = [(a.text(), a.attributes["href"]) for a in tree.all("nav", "class")[0].all("a")]
    assert links == [("↑ All", "./index.html"), ("→ b & c", "./b%20&%20c.html")]
    assert made(BLANK).all("nav", "class") == []


@pytest.mark.parametrize(
    ("number", "called"),
    [
        ("Group 07", "Group 7, 2026"), ("the gulls", "the gulls, 2026"), ("", "No group number, 2026"),
        ("7 of 9", "7 of 9, 2026"), ("MLOps 3, group no. 9", "Group 9, 2026"), ("<b>", "<b>, 2026"),
    ],
)  # fmt: skip
def test_a_page_is_called_by_its_group(number: str, called: str) -> None:
    assert made(answered(number or "--- question 1 fill here ---", 1)).all("h1")[0].text() == called


@pytest.mark.parametrize(
    "opened", ["```python", "~~~", "<!-- boat", "<pre>", "<div>\n<details>", "<b>", "> - a"]
)
def test_what_nobody_closed_swallows_no_other_question(opened: str) -> None:
    tree = made(answered(f"boat\n\n{opened}", 4, GOOD.replace(ANSWER, "--- question 4 fill here ---", 1)))
    assert len(tree.all("section", "question")) == 31
    assert "the harbour crew" in answer(tree, 5).text()
    assert all(section in tree.all("main")[0].children for section in tree.all("section", "question"))


def test_definitions_and_footnotes_are_found_in_other_questions() -> None:
    report = answered("See [the boat][b] and [^1].", 4)
    report = answered("[b]: https://example.org/boat\n[^1]: The green one.", 5, report)
    tree = made(report)
    links = [a.attributes["href"] for a in answer(tree, 4).all("a")]
    assert links[0] == "https://example.org/boat"
    assert [e.text().strip() for e in tree.all("section", "footnotes")] == ["The green one. ↩︎"]
    assert links[1].removeprefix("#") in [e.attributes.get("id") for e in tree.walk()]


def test_an_answer_on_the_marker_s_line_leaves_the_quote() -> None:
    report = BLANK.replace("> Answer:\n\n--- question 4 fill here ---", "> Answer: the boat\n> is green")
    tree = made(report)
    assert answer(tree, 4).all("blockquote") == []
    assert answer(tree, 4).text().split() == ["the", "boat", "is", "green"]


def test_an_answer_above_the_marker_is_shown_as_the_answer() -> None:
    placeholder = "> Answer:\n\n--- question 4 fill here ---"
    tree = made(
        BLANK.replace(placeholder, f"> **The boat** is green,\n> the crane is blue.\n>\n{placeholder}")
    )
    assert [e.text().strip() for e in question(tree, 4).all("div")][1:] == [
        "The boat is green,\nthe crane is blue.",
        "--- question 4 fill here ---",
    ]


def test_html_right_below_the_marker_keeps_its_signs() -> None:
    text = '> Answer:\n<div style="text-align: center">\n  <img src="figures/harbour.png">\n</div>'
    tree = made(BLANK.replace("> Answer:\n\n--- question 4 fill here ---", text))
    assert len(answer(tree, 4).all("img")) == 1


def test_a_question_without_a_word_is_there() -> None:
    start, end = BLANK.index("### Question 4\n"), BLANK.index("### Question 5\n")
    tree = made(f"{BLANK[:start]}### Question 4\n{BLANK[end:]}", findings=True)
    assert "RL106" in question(tree, 4).text()


def test_a_placeholder_stays_and_is_marked() -> None:
    tree = made(BLANK)
    assert "unanswered" in question(tree, 4).classes
    assert answer(tree, 4).text().strip() == "--- question 4 fill here ---"


def test_conflicts_are_shown_as_text() -> None:
    tree = made(answered("<<<<<<< HEAD\ngreen\n=======\nblue\n>>>>>>> boat"))
    shown = question(tree, 4)
    assert [e.text() for e in shown.all("pre", "conflict")] == ["<<<<<<< HEAD", "=======", ">>>>>>> boat"]
    assert [e.text().strip() for e in shown.all("div", "answer")] == ["green", "blue"]


def test_what_is_no_report_is_rendered_and_says_so() -> None:
    tree = made("---\ntitle: x\n---\n\n# Boats\n\n- [x] green\n")
    assert "not a report: the most similar template is" in tree.all("header", "status")[0].text()
    assert [e.text() for e in tree.all("main")[0].all("h2")] == ["Boats"]
    assert [e.attributes["type"] for e in tree.all("input")] == ["checkbox"]
    assert {"checked", "disabled"} <= tree.all("input")[0].attributes.keys()
    assert "title: x" not in tree.text()


@pytest.mark.parametrize("text", ["", "---\na: b\n---", "\n", "<!-- boat -->", "boat"])
def test_a_text_with_next_to_nothing_in_it_is_a_page(text: str) -> None:
    tree = made(text, findings=True)
    assert len(tree.all("p", "finding")) == 1
    assert "a: b" not in tree.text()


MARKDOWN = {
    "| a | b |\n|---|--:|\n| 1 | 2 |": ("td", ["1", "2"]),
    "~~old~~ ~gone~": ("s", ["old", "gone"]),
    "www.example.org, a@example.org and https://example.org/x.": (
        "a", ["www.example.org", "a@example.org", "https://example.org/x"]
    ),
    "train.py, example.org": ("a", []),
    "one\ntwo": ("br", []),
    "> [!NOTE]\n> boat": ("p", ["Note", "boat"]),
    "# big": ("h4", ["big"]),
    "<tt>x</tt><sub>2</sub>": ("code", ["x"]),
    "<details><summary>more</summary>boat</details>": ("summary", ["more"]),
    "a <!-- gone --> b": ("p", ["a  b"]),
    "<!-- reportlint: ignore RL204 -->": ("p", []),
}  # fmt: skip


@pytest.mark.parametrize("text", MARKDOWN)
def test_markdown_is_read_as_github_reads_it(text: str) -> None:
    tag, texts = MARKDOWN[text]
    assert [e.text().strip() for e in answer(made(answered(text)), 4).all(tag)] == texts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (":rocket: :+1: :white_check_mark:", "🚀 👍 ✅"),
        ("`:rocket:` \\:rocket: :nobody: 12:30:45", ":rocket: :rocket: :nobody: 12:30:45"),
        ("```\n:rocket:\n```", ":rocket:"),
    ],
)
def test_short_names_are_shown_as_github_shows_them(text: str, shown: str) -> None:
    assert answer(made(answered(text)), 4).text().strip() == shown


@pytest.mark.parametrize(
    ("text", "display", "shown"),
    [
        ("a $x^2$ b", "inline", "x2"),
        ("($x$)", "inline", "x"),
        ("$`x_1`$", "inline", "x1"),
        ("$$\n\\frac{x}{y}\n$$", "block", "xy"),
        ("```math\n\\sqrt{x}\n```", "block", "x"),
        (r"$a *b* \& <c$", "inline", "a*b*&<c"),
    ],
)
def test_formulas_are_drawn(text: str, display: str, shown: str) -> None:
    tree = answer(made(answered(text)), 4)
    (formula,) = tree.all("math")
    assert formula.attributes == {"display": display}
    assert "".join(formula.text().split()) == shown
    assert tree.all("em") == []


@pytest.mark.parametrize(
    "text",
    ["$5 and $10", "($HOME/$USER)", "$PATH:$PATH", "a$b$c", "$ x $", "`$x$`", "\\$x$", r"$\frac{$",
     r"$\def\a{b}\a$", "$" + "x" * 1_001 + "$"],
)  # fmt: skip
def test_what_is_no_formula_stays_as_it_is_written(text: str) -> None:
    tree = answer(made(answered(text)), 4)
    assert tree.all("math") == []
    assert tree.text().strip() == text.strip("`").replace("\\$", "$")


def test_a_page_draws_formulas_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.html.settle._DRAWN", 150)
    tree = answer(made(answered("$x$ $y$ $z$")), 4)
    assert len(tree.all("math")) == 2
    assert [e.text() for e in tree.all("span", "math")] == ["x", "y", "$z$"]


def test_a_diagram_is_its_source_in_a_frame() -> None:
    (frame,) = answer(made(answered("- a\n\n  ```mermaid\n  graph TD\n  ```")), 4).all("figure")
    assert [e.tag for e in frame.elements] == ["figcaption", "pre"]
    assert "GitHub draws it" in frame.all("figcaption")[0].text()
    assert frame.all("pre")[0].text() == "graph TD\n"


def test_code_is_marked_and_stays_the_same_text() -> None:
    code = "def boat(n: int) -> str:\n    return f'{n} < 3'  # green\n"
    tree = made(answered(f"```python\n{code}```\n\n```brainfuck\n{code}```"))
    marked, plain = answer(tree, 4).all("pre")
    assert (marked.text(), plain.text()) == (code, code)
    assert {"k", "c1", "nf"} <= {name for span in marked.all("span") for name in span.classes}
    assert plain.all("span") == []


def test_sides_are_classes() -> None:
    tree = made(answered('| a |\n|:-:|\n| 1 |\n\n<p align="RIGHT" style="color:red">x</p>'))
    assert [e.attributes for e in answer(tree, 4).all("td")] == [{"class": "center"}]
    assert answer(tree, 4).all("p")[0].attributes == {"class": "right"}


@pytest.mark.parametrize(
    ("width", "kept"),
    [("50%", {"class": "w50"}), ("49%", {"class": "w40"}), ("3%", {"class": "w10"}),
     ("100%", {"class": "w100"}), ("300", {"width": "300"}), ("101%", {}), ("٥%", {}), ("wide", {})],
)  # fmt: skip
def test_a_picture_keeps_its_width(width: str, kept: dict[str, str]) -> None:
    (image,) = answer(made(answered(f'<img src="figures/harbour.png" width="{width}">')), 4).all("img")
    assert image.attributes == {"src": "figures/harbour.png", "alt": "", **kept}


class TestFindings:
    def test_each_stands_at_its_place_and_in_the_list(self) -> None:
        text = f"{prose(120)}\n\nthe boat TODO\n\nlast"
        tree = made(answered(text), findings=True)
        found = {e.attributes["id"]: e for e in tree.all("p", "finding")}
        links = [a.attributes["href"].removeprefix("#") for a in tree.all("ul", "list")[0].all("a")]
        assert {link for link in links if link.startswith("finding")} == set(found)
        children = answer(tree, 4).elements
        (at,) = [i for i, e in enumerate(children) if "RL208" in e.text()]
        assert "boat TODO" in children[at - 1].text()
        assert children[at + 1].text() == "last"

    def test_the_list_names_each_rule_once_with_its_places(self) -> None:
        tree = made(answered("TODO\n\n![a](no.png)", 4), findings=True)
        rows = [" ".join(row.text().split()) for row in tree.all("ul", "list")[0].all("li")]
        assert rows[0].startswith("error RL201 unanswered: question 1, question 2, question 3, question 5,")
        assert "warning RL208 todo-left: question 4" in rows
        assert len(rows) == len({row.split()[1] for row in rows})

    def test_what_is_said_of_a_whole_answer_stands_under_the_heading(self) -> None:
        below = question(made(answered("short"), findings=True), 4).elements[1]
        assert (below.tag, "RL203" in below.text()) == ("p", True)

    def test_raw_html_holds_together_what_it_encloses(self) -> None:
        text = "<div>x</div>\n\n![a](no.png)\n\n<details>\n\n![b](not.png)\n\nTODO\n\n</details>\n\nlast"
        shown = answer(made(answered(text), findings=True), 4)
        order = [e.tag for e in shown.elements]
        assert order == ["div", "p", "p", "details", "p", "p", "p"]
        assert shown.all("details")[0].all(style="finding") == []

    def test_what_has_no_end_holds_nothing_together(self) -> None:
        text = "<embed src=x>\n\n<source>\n\n![a](no.png)\n\nlast"
        children = answer(made(answered(text), findings=True), 4).elements
        assert "RL303" in children[-2].text()
        assert children[-1].text() == "last"

    def test_none_are_shown_unasked(self) -> None:
        assert made(BLANK).all(style="finding") == []

    def test_a_finding_outside_of_questions_is_shown_too(self) -> None:
        tree = made(GOOD.replace("* [x] Create a git", "* [50%] Create a git"), findings=True)
        assert "RL402" in tree.all("details", "checklist")[0].text()


class TestTargets:
    def targets(self, folder: str = "") -> Targets:
        files = FIGURES | {"reports/secret.png": b"TOKEN=1", "x.svg": b"<?xml version='1'?><svg/>"}
        return Targets(Workspace(FakeFiles(files), "reports"), folder)

    @pytest.mark.parametrize("folder", ["", "..", "../reports", "a b/c"])
    def test_pictures_are_linked_from_the_page(self, folder: str) -> None:
        address = self.targets(folder).picture("figures/harbour.png").address
        assert unquote(address) == "/".join(filter(None, (folder, "figures/harbour.png")))

    @pytest.mark.parametrize(
        "address",
        ["figures/no.png", "../../x.png", "/etc/passwd", "file:///etc/passwd", "javascript:x", "",
         "data:image/png,x", "figures", "\\\\server\\x.png", "..\\..\\x.png"],
    )  # fmt: skip
    def test_what_is_not_there_is_led_to_by_nothing(self, address: str) -> None:
        assert self.targets().picture(address) == ("", "picture not found")

    @pytest.mark.parametrize(
        "address", ["https://example.org/a.png", "//example.org/a.png", "HTTP://example.org"]
    )
    def test_what_lies_on_another_server_is_linked_and_not_shown(self, address: str) -> None:
        picture = self.targets().picture(address)
        assert picture.address == ("https:" + address if address[0] == "/" else address)
        assert "another server" in picture.reason

    def test_a_path_from_the_top_is_followed_as_github_does(self) -> None:
        assert (
            self.targets("sub").picture("/reports/figures/harbour.png").address == "sub/figures/harbour.png"
        )

    def test_another_case_is_shown_by_the_name_of_the_file(self) -> None:
        assert self.targets().picture("Figures/HARBOUR.png?raw=true").address == "figures/harbour.png"

    @pytest.mark.parametrize(
        ("address", "leads"),
        [
            ("#question-3", "#question-3"),
            ("https://example.org/a?b#c", "https://example.org/a?b#c"),
            ("//example.org", "https://example.org"),
            ("../src/boat.py#L3", "up/../src/boat.py#L3"),
            ("/src/boat.py", "up/../src/boat.py"),
            ("a%20b.md?x", "up/a%20b.md?x"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("\\\\server\\share", "up/%5C%5Cserver%5Cshare"),
        ],
    )
    def test_links(self, address: str, leads: str) -> None:
        assert self.targets("up").link(address) == leads

    def test_a_colon_in_a_name_begins_no_scheme(self) -> None:
        assert self.targets().link("a%3Ab") == "./a:b"

    @pytest.mark.parametrize("folder", ["", "..", "a b/c"])
    def test_pictures_are_embedded_as_they_are(self, folder: str) -> None:
        targets = self.targets(folder)
        address = targets.embedded(targets.picture("figures/harbour.png").address, 1_000)
        kind, _, data = address.partition(";base64,")
        assert (kind, base64.b64decode(data)) == ("data:image/png", PNG)
        assert targets.embedded(targets.picture("figures/harbour.png").address, len(address) - 1) == ""

    def test_what_is_no_picture_is_never_embedded(self) -> None:
        targets = self.targets()
        assert targets.embedded(targets.picture("secret.png").address, 1_000) == ""
        whole = targets.embedded(targets.picture("../x.svg").address, 1_000)
        assert whole.startswith("data:image/svg+xml;base64,")


def test_a_page_takes_in_no_more_than_it_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.html.settle._EMBEDDED", 150)
    tree = made(answered("![a](figures/harbour.png)\n" * 4), embed=True)
    shown = [image.attributes["src"] for image in answer(tree, 4).all("img")]
    assert [address[:5] for address in shown] == ["data:", "data:", "figur", "figur"]


def test_levels_and_names_are_settled_in_the_order_of_the_page() -> None:
    assert with_levels('<h4>a</h4><h2>b</h2><h5 id="x">c<h3>d</h3></h5>') == (
        '<h1>a</h1><h2>b</h2><h3 id="x">c<h3>d</h3></h3>'
    )
    assert with_names('<p id="a"><b id="a" class="c"> id="a" <i id="b">') == (
        '<p id="a"><b class="c"> id="a" <i id="b">'
    )


def test_every_picture_is_shown_or_says_why_not() -> None:
    text = (
        "![a](figures/harbour.png) <img src='figures/harbour.png' width=300 height=\"50%\">\n"
        "![gone](no.png) [![badge](https://example.org/b.svg)](https://example.org)"
    )
    shown = answer(made(answered(text)), 4)
    assert [e.attributes for e in shown.all("img")] == [
        {"src": "figures/harbour.png", "alt": "a"}, {"src": "figures/harbour.png", "alt": "", "width": "300"}
    ]  # fmt: skip
    assert [(e.tag, e.text()) for e in shown.all(style="no-picture")] == [
        ("span", "gone (picture not found)"), ("span", "badge (a picture on another server, not loaded)")
    ]  # fmt: skip
    assert [e.attributes for e in shown.all("a")] == [{"href": "https://example.org"}]
