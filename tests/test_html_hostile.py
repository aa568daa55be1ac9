"""What strangers write into a report: nothing of it runs, loads or poses as ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.html.page import page
from reportlint.html.pictures import Targets
from reportlint.repository.workspace import Workspace
from tests.cli import BLANK
from tests.examples import tries
from tests.pages import Element, answer, answered, made, parsed
from tests.reports import FIGURES, FakeFiles, lint
from tests.texts import texts

TAGS = frozenset(
    "html head meta title style body nav main header section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd a b i "
    "em strong s del ins mark small sub sup code pre kbd samp var abbr bdo dfn q ruby rp rt span blockquote "
    "br hr wbr img input table thead tbody tfoot tr th td caption details summary figure figcaption "
    "math menclose mfrac mi mn mo mover mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd "
    "mtext mtr munder munderover".split()
)
ATTRIBUTES = frozenset(
    "aria-label role tabindex class id title href src alt width height type disabled checked colspan rowspan "
    "start reversed open "
    "accent columnalign columnlines columnspacing display displaystyle fence form linethickness lspace "
    "mathvariant maxsize minsize notation rowlines rowspacing rspace scriptlevel separator stretchy".split()
)

HOSTILE = {
    "<script>alert(1)</script>boat": "<script>alert(1)</script>boat",
    "<img src=x onerror=alert(1)>": "Picture (picture not found)",
    "<svg onload=alert(1)><circle/></svg>boat": "boat",
    "<style>p { background: url(x) }</style>boat": "<style>p { background: url(x) }</style>boat",
    "<div style='position: fixed' onclick=alert(1) class=finding>boat</div>": "boat",
    "<a href='javascript:alert(1)'>boat</a>": "boat",
    "<a href=' java&#10;script:alert(1)'>boat</a>": "boat",
    "[boat](data:text/html,x)": "[boat](data:text/html,x)",
    "<iframe src=x></iframe>boat": "<iframe src=x></iframe>boat",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>boat": (
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>boat"
    ),
    "The <script> tag makes a boat": "The <script> tag makes a boat",
    "</TextArea > <title>a</title> <plaintext> boat": "</TextArea > <title>a</title> <plaintext> boat",
    "<style>\n.a{}\n\na boat": "<style> .a{} a boat",
    "Our <template> of a boat": "Our <template> of a boat",
    "<object data=x></object><embed src=x><video src=x autoplay></video><audio src=x></audio>boat": "boat",
    "<meta http-equiv=refresh content='0;url=https://example.org'><base href=//x><link href=x>boat": "boat",
    "<form action=https://example.org><button>boat</button></form>": "boat",
    "<picture><source srcset=https://example.org/x></picture>boat": "boat",
    "</div></main></body></html>boat": "boat",
    "<b title='\"><script>alert(1)</script>'>boat</b>": "boat",
    '![" on="x](https://example.org/x)': '" on="x (a picture on another server, not loaded)',
    "$\\href{javascript:alert(1)}{boat}$": "boat",
    "$\\text{<script>alert(1)</script>}$": "<script>alert(1)</script>",
    "$\\style{position:fixed}{boat}$": "boat",
    "<span class='math'>$<b>boat</b>$</span>": "<b>boat</b>",
    "<math><mi href='javascript:alert(1)'>boat</mi></math>": "",
    "`<script>`": "<script>",
    "```html\n<script>\n```": "<script>",
    '```"><script>\nboat\n```': "boat",
    "a\x1b\ufffe\x85b": "a\ufffd\ufffd\ufffdb",
}


def check(tree: Element) -> None:
    """Nothing but what a page may hold: no other element, attribute, or address that loads anything."""
    for element in tree.walk():
        assert element.tag in TAGS
        if element.tag not in ("html", "meta", "style"):
            assert element.attributes.keys() <= ATTRIBUTES, element.attributes
        assert element.attributes.get("src", "figures/harbour.png") == "figures/harbour.png"
        assert (
            not element.attributes.get("href", "#").lstrip().lower().startswith(("javascript", "data", "vb"))
        )
        assert element.tag != "input" or element.attributes["type"] == "checkbox"
    for section in tree.all("section", "findings"):
        told = section.all("h2")[0].text().partition(" ")[0].replace("No", "0")
        assert len(tree.all("p", "finding")) == int(told)
    ids = [e.attributes["id"] for e in tree.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_left_of_it(text: str) -> None:
    tree = made(answered(text), findings=True)
    check(tree)
    shown = answer(tree, 4).text(frozenset({"finding"}))
    assert " ".join(shown.split()) == HOSTILE[text]


def test_no_element_takes_a_name_or_a_style_of_the_page() -> None:
    text = '<p id="question-3" class="finding">a</p><p id="findings">b</p><p id="own">c</p><p id="own">d</p>'
    tree = answer(made(answered(text), findings=True), 4)
    assert [e.attributes for e in tree.all("p") if "finding" not in e.classes] == [{}, {}, {"id": "own"}, {}]


@pytest.mark.parametrize("name", ["<b>", '"><script>', "a&b", "\x1b[31m", "\u202e"])
def test_a_path_stays_text(name: str) -> None:
    result = lint(BLANK, path=f"{name}/report.md")
    tree = parsed(page(result, Targets(Workspace(FakeFiles(FIGURES), "reports"))))
    check(tree)
    assert tree.all("p", "path")[0].text().endswith("/report.md")


@tries(0.6)
@given(texts(), st.booleans())
def test_any_text_is_a_page(text: str, findings: bool) -> None:
    check(made(text, findings=findings))


PIECES = [
    *HOSTILE,
    *BLANK.split("\n")[118:160],
    "<td>",
    "</td>",
    "<!--",
    "-->",
    "<b",
    "<pre>\n\n",
    "<p",
    "'",
    '"',
    "\n\n",
    "\n",
    "    ",
    "$",
    "$$",
    "`$",
    "\\frac",
    "\\text{",
    "{",
    "}",
    "```math\n",
    "```mermaid\n",
    "\n```\n",
    ":rocket:",
]


@tries(1.5)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14))
def test_any_answer_is_harmless(pieces: list[str]) -> None:
    check(made(answered("".join(pieces)), findings=True))
