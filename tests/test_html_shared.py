"""The pages of the real templates and hand-ins: no word and no picture of them is lost."""

import posixpath
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from tests.pages import INLINE, made
from tests.reports import PNG, FakeFiles
from tests.shared import INDEX, REPORTS, TEMPLATES, TREES

pytestmark = pytest.mark.skipif(not REPORTS, reason="there is no ../shared with templates and reports here")

OURS = frozenset(("nav", "status", "facts", "finding", "findings", "no-picture", "footnotes", "told"))
FRONT_MATTER = re.compile(r"\A---\n(?:[\w-]+:.*\n)+---\n")


class _Text(HTMLParser):
    """The text of HTML that need not be whole, with a gap between blocks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  (the parser's interface)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.text += "" if tag in INLINE else "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


@pytest.mark.parametrize("path", TEMPLATES + REPORTS, ids=lambda path: path.stem)
def test_no_word_is_lost_and_none_is_added(path: Path) -> None:
    """But for the markers, and the marks of ticked boxes."""
    text = re.sub("\r\n?", "\n", path.read_text(encoding="utf-8"))
    (main,) = made(text, findings=True).all("main")
    plain = _Text(MarkdownIt("commonmark").enable("table").render(FRONT_MATTER.sub("", text))).text
    lost = words(plain) - words(main.text(OURS))
    assert not words(main.text(OURS)) - words(plain)
    assert lost == {"Answer": len(main.all("section", "question"))} | {
        mark: n for mark in "xX" if (n := len(re.findall(rf"^\s*[*-] \[{mark}\] ", text, re.MULTILINE)))
    }


@pytest.mark.parametrize("tree", TREES, ids=lambda path: path.stem)
def test_every_picture_is_shown_or_says_why_not(tree: Path) -> None:
    names = tree.read_text(encoding="utf-8").splitlines()
    place = next(line.split("\t")[1] for line in INDEX if line.startswith(f"{tree.stem}\t"))
    folder = place.rpartition("/")[0]
    text = tree.with_suffix(".md").read_text(encoding="utf-8")
    addresses = re.findall(r'<img\s[^>]*?src="([^"]*)"', MarkdownIt("commonmark").render(text))
    there = [unquote(address) for address in addresses if posixpath.join(folder, unquote(address)) in names]
    shown = made(text, files=FakeFiles(dict.fromkeys(names, PNG)), place=place)
    assert [unquote(image.attributes["src"]) for image in shown.all("img")] == there
    assert len(shown.all(style="no-picture")) == len(addresses) - len(there)
