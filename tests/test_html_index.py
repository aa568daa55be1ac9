"""The index of a class: what it says first, what it says of whom, and that strangers' text stays text."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.diagnostic import FOLDED
from reportlint.html.charts import rule_bars, words_chart
from reportlint.html.index import folders, index
from reportlint.html.matrix import MatrixRow
from reportlint.reporters.states import QuestionState
from reportlint.reporters.view import View, view_of
from reportlint.rules.registry import RULES
from reportlint.schema.model import Limits
from reportlint.schema.template import render
from tests.browser import needs_browser, opened
from tests.examples import tries
from tests.pages import made
from tests.reports import FIGURES, SCHEMAS, FakeFiles, good_report, lint

GOOD, OLD = good_report("2026"), good_report("2023")
BLANK = render(SCHEMAS["2026"].newest)


class Page(HTMLParser):
    """The tags of a page with their attributes, and the text of each cell of its first table."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.inside = self.over = False
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr" and not self.over:
            self.rows.append([])
        if tag in ("th", "td") and not self.over:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("th", "td")
        self.over = self.over or tag == "table"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.inside:
            self.rows[-1][-1] += data


def entry(text: str, path: str, place: str | None = None) -> MatrixRow:
    return MatrixRow(view_of(lint(text, path=path)._replace(place=place)), f"{path.partition('/')[0]}.html")


def group(number: str, text: str = GOOD) -> str:
    own = text.replace("> Answer:\n\n7\n", f"> Answer:\n\n{number}\n", 1)
    return own.replace("s123456, s234567", f"s00000{number}", 1)


def listed(page: str) -> list[str]:
    """Return the entries of what comes first."""
    found = re.search(r'<section id="first">(.*?)</section>', page, re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL) if found else []
    return [" ".join(re.sub("<.*?>", "", item).split()) for item in items]


def test_what_staff_look_at_first_comes_first() -> None:
    stops = GOOD.replace("> Answer:\n", ">\n", 1)
    entries = [
        entry(group("Group 12"), "l/README.md"),
        entry(group("2"), "b/README.md"),
        MatrixRow(View("empty", remark="no report in this folder")),
        entry(stops, "s/README.md"),
        entry(group("5"), "e/report.md", place="report.md"),
        entry("# boats\n", "n/README.md"),
        entry(group("6").replace("### Question 9\n", "```\n### Question 9\n", 1), "o/README.md"),
    ]
    page = index(entries)
    first = listed(page)
    assert len(first) == 5
    assert any(re.search(r"^6 o: line \d+: this code fence has no end: .* \(RL004\)$", i) for i in first)
    assert first[0] == "5 e: the course collects reports/README.md, but this is report.md"
    assert "empty: no report in this folder" in first
    assert any("checker stops: ValueError: it finds 30 answers instead of 31" in item for item in first)
    assert any("n: not a report: the most similar template is" in item for item in first)
    names = [row[0] for row in Page(page).rows[1:]]
    assert names[-2:] == ["2 b", "Group 12 l"]
    titles = {attributes.get("title") for tag, attributes in Page(page).tags if tag == "small"}
    assert {"b/README.md", "l/README.md"} <= titles


def test_a_row_says_what_is_known() -> None:
    broken = (
        group("3")
        .replace("\n\n3\n", "\n\nGroup 03\n", 1)
        .replace("![harbour]", "[harbour]", 1)
        .replace("* [x]", "* [ ]", 3)
    )
    head, row = Page(index([entry(broken, "a/README.md")])).rows
    assert head[:5] == ["Group", "No.", "Study number", "Edition", "Answered"]
    assert head[5:11] == ["Ticked", "E", "W", "N", "Course", "Ready"]
    assert head[11:] == [str(number) for number in range(1, 32)]
    assert row[:5] == ["Group 03 a", "3", "s000003", f"2026{SCHEMAS['2026'].newest.id}", "31/31"]
    assert row[5:11] == ["50/53", "·", "1", "·", "1", "✓ yes"]
    assert row[11:] == ["✓"] * 13 + ["!"] + ["✓"] * 17


def test_every_cell_says_its_words_and_leads_to_its_answer() -> None:
    tags = Page(index([entry(GOOD, "a b/README.md")])).tags
    cells = [
        attributes for tag, attributes in tags if tag == "td" and "state " in (attributes.get("class") or "")
    ]
    assert cells[3]["data-key"] == "133"
    links = {attributes["href"]: attributes.get("title") for tag, attributes in tags if tag == "a"}
    assert links["./a%20b.html#question-4"] == "Question 4: answered, 133 words (of 100 to 200)"
    blank = Page(index([entry(BLANK, "a/README.md")]))
    assert any(a.get("title") == "Question 4: not answered (of 100 to 200)" for _, a in blank.tags)


def test_the_page_of_a_report_has_the_same_signs() -> None:
    report = GOOD.replace("figures/harbour.png", "no.png", 1)
    row = view_of(lint(report, files=FakeFiles(FIGURES)))
    in_contents = [e.text() for e in made(report).all("nav")[0].all("ol")[0].all(style="sign")]
    assert Page(index([MatrixRow(row)])).rows[1][11:] == in_contents
    assert "!!" in in_contents


def test_editions_line_up() -> None:
    old, new = Page(index([entry(OLD, "o/R.md"), entry(GOOD, "n/R.md")])).rows[1:][::-1]
    assert len(old) == len(new)
    assert (old[-4:], new[-4:]) == ([""] * 4, ["✓"] * 4)


def test_the_class_in_numbers() -> None:
    entries = [entry(GOOD, "a/R.md"), entry(BLANK, "b/R.md"), MatrixRow(View("c", remark="no report"))]
    text = " ".join(Page(index(entries)).text.split())
    for figure in (
        "3 hand-ins at a glance",
        "Reports21 hand-in without one",
        "hand-in11 report not ready",
        "the checker stops on 0 reports",
        "Answered50%",
        "mean14.5",
    ):
        assert figure in text
    assert "0 hand-ins at a glance" in index([])


def spread(number: int, *counts: int, limits: Limits | None) -> list[View]:
    return [
        View("", template="x", questions=(QuestionState(number, "good", count, limits),)) for count in counts
    ]


def test_the_distribution_of_words() -> None:
    (box,) = words_chart("boats", spread(4, 10, 120, 140, 160, 9000, limits=Limits(100, 200))).boxes
    assert box.text == (
        "question 4: 5 answers of 10 to 9000 words, the middle half 120 to 160, median 140; "
        "100 to 200 are asked for"
    )
    assert box.beyond
    assert box.band
    assert box.band.y < box.half.y < box.median < box.half.y + box.half.height < box.band.y + box.band.height
    (short,) = words_chart("boats", spread(4, 0, limits=None)).boxes
    assert (short.beyond, short.band, short.half.height) == (False, None, 1)
    assert "1 answer of 0 to 0 words" in short.text
    assert words_chart("boats", [View("", template="x")]).boxes == []


def test_drawings_of_all_editions_have_letters_of_one_size() -> None:
    old, new = (words_chart("boats", [view_of(lint(text))]) for text in (OLD, GOOD))
    assert (old.width, old.height) == (new.width, new.height)
    assert len(old.boxes) < len(new.boxes)
    assert all(one.width - one.boxes[-1].x - one.step < 3 for one in (old, new))


def test_findings_per_rule_the_most_frequent_first() -> None:
    rows = [View("", rules={"RL1 a": 1, "RL2 b": 3}), View("", rules={"RL1 a": 1})]
    assert rule_bars(rows) == [("RL2 b", 3, 1, 100), ("RL1 a", 2, 2, 66.7)]
    assert rule_bars([View("")]) == []


def test_a_drawing_is_read_out_as_what_it_shows() -> None:
    page = index([entry(GOOD, "a/R.md")])
    drawings = re.findall(r"<title>(.*?)</title><desc>(.*?)</desc>", page)
    assert [title for title, _ in drawings] == ["Words per question, template 2026"]
    assert "question 4: 1 answer of 133 to 133 words" in drawings[0][1]


OWN = (
    "html head meta title style body header h1 nav a dl div dt dd small main section h2 h3 ul li b p span "
    "label input table thead tbody tr th td svg desc line rect text g script wbr code"
).split()


@pytest.mark.parametrize(
    ("paths", "short"),
    [
        (["a/reports/README.md", "b/reports/README.md", "c"], ["a", "b", "c"]),
        (["x/a/README.md", "x/b/README.md", "../y/README.md"], ["x/a", "x/b", "y"]),
        (["a", "a/README.md"], ["a", "a/README.md"]),
        (["a/b.md", "a/c/d.md", "/e/f.md"], ["a/b.md", "a/c", "e"]),
        (["a.md", "", "../.."], ["a.md", "", "../.."]),
    ],
)
def test_a_folder_is_named_as_far_as_it_is_the_only_one(paths: list[str], short: list[str]) -> None:
    assert list(folders(paths).values()) == short


def test_a_long_path_breaks_at_its_slashes_only() -> None:
    page = index([entry(group(n), f"x/{n}/{folder}/R.md") for n in "12" for folder in "<b"])
    assert '<small title="x/1/&lt;/R.md">x/<wbr>1/<wbr>&lt;</small>' in page


def test_what_could_not_be_checked_is_said_once() -> None:
    rows = [entry(group(n), f"{n}/README.md")._replace(unchecked="no git, <no> pictures") for n in "12"]
    page = index([*rows, entry(group("3"), "3/README.md")])
    assert page.count("No git, &lt;no&gt; pictures (2 of 3 hand-ins)") == 1
    assert page.lower().count("no git") == 1


def test_the_legend_names_the_rules_that_a_page_counts_once() -> None:
    text = Page(index([entry(GOOD, "a/R.md")])).text
    folded = [rule.code for rule in RULES if rule.repeats]
    assert folded
    assert f"counts {', '.join(folded)} once each, if there are more than {FOLDED}" in text


HOSTILE = st.text() | st.lists(
    st.sampled_from(
        ["<script>", "</table>", "'", '"', "<img src=x onerror=x>", "&lt;", "javascript:", "a", "//"]
    )
).map("".join)


def rows(texts: Sequence[str]) -> View:
    one, two, three = texts
    return View(
        one,
        remark=two,
        answers={one: two, three: one},
        template=three,
        revision=two,
        questions=(QuestionState("A", "missing", None, None), QuestionState(2, "good", 1, Limits(1, 2))),
        rules={one: 1},
        course_error=three,
    )


@tries(0.6)
@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), max_size=3), HOSTILE)
def test_strangers_add_no_tag_and_no_address(texts: list[tuple[str, str, str]], page: str) -> None:
    entries = [MatrixRow(rows(each), page) for each in texts] + [MatrixRow(View(page, remark=page))]
    tags = Page(index(entries)).tags
    assert {tag for tag, _ in tags} <= set(OWN)
    assert sum(tag == "script" for tag, _ in tags) == 1
    names = {name for _, attributes in tags for name in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("src", "style", "srcset")]
    addresses = [attributes["href"] or "" for tag, attributes in tags if tag == "a"]
    assert not [address for address in addresses if ":" in address or address.startswith(("//", "\\"))]


@needs_browser
def test_in_a_browser_the_script_runs_and_nothing_is_refused(tmp_path: Path) -> None:
    page = index([entry(GOOD, "a/R.md"), entry(BLANK, "b/R.md")])
    shown, messages = opened(page, tmp_path)
    assert messages == []
    assert 'class="waiting"' not in shown
    head = shown[shown.index("<thead>") : shown.index("</thead>")]
    assert head.count("<button") == 11 + 31
