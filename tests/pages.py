"""A page as a browser's parser sees it, in as much as tests ask."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from reportlint.html.page import page
from reportlint.html.pictures import Targets
from reportlint.linter.linter import Options
from reportlint.repository.workspace import Workspace
from tests.cli import BLANK
from tests.reports import FIGURES, FakeFiles, lint

VOID = {"br", "hr", "img", "input", "meta", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def elements(self) -> "list[Element]":
        """The elements directly in it."""
        return [child for child in self.children if isinstance(child, Element)]

    def all(self, tag: str = "", style: str = "") -> "list[Element]":
        """The elements below with this tag and this class, in their order."""
        return [e for e in self.walk() if tag in ("", e.tag) and (not style or style in e.classes)]

    def walk(self) -> "Iterator[Element]":
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def text(self, but: frozenset[str] = frozenset()) -> str:
        """The text in it, without that of elements with one of these tags or classes; blocks apart."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif not {child.tag, *child.classes} & but:
                gap = "" if child.tag in INLINE else "\n"
                parts += (gap, child.text(but), gap)
        return "".join(parts)


INLINE = frozenset(
    "a b bdo code del em i ins kbd mark s samp small span strong sub sup var "
    "math mfrac mi mn mo mrow mstyle msqrt msub msup mtext munderover".split()
)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> ends something else"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment in a page: {data}")


def parsed(text: str) -> Element:
    """The tree of a page; every element in it must end where it should."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    assert len(parser.open) == 1
    return parser.open[0]


def made(
    text: str,
    *,
    findings: bool = False,
    embed: bool = False,
    files: FakeFiles | None = None,
    place: str = "reports/README.md",
) -> Element:
    """The page of a report in the repository of a good report, or at a place in another one."""
    return parsed(written(text, findings=findings, embed=embed, files=files, place=place))


def written(
    text: str,
    *,
    findings: bool = False,
    embed: bool = False,
    files: FakeFiles | None = None,
    place: str = "reports/README.md",
) -> str:
    """The same page as it is written."""
    workspace = Workspace(files or FakeFiles(FIGURES), place.rpartition("/")[0])
    result = lint(text, Options(), place, files or FakeFiles(FIGURES))
    return page(result, Targets(workspace), findings=findings, embed=embed)


def question(tree: Element, number: int) -> Element:
    return next(e for e in tree.all("section") if e.attributes.get("id") == f"question-{number}")


def answer(tree: Element, number: int) -> Element:
    return question(tree, number).all("div", "answer")[0]


def answered(text: str, number: int = 4, report: str = BLANK) -> str:
    """A blank report with one answer."""
    return report.replace(f"--- question {number} fill here ---\n", f"{text}\n")
