"""Running text with the places of its images, links, code and HTML, which markdown-it-py does not tell."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, backtick, html_inline, image, link
from markdown_it.token import Token

Kind = Literal["image", "link", "code", "html"]

_Rule = Callable[[StateInline, bool], bool]
_KINDS: dict[str, Kind] = {
    "image": "image", "link_open": "link", "code_inline": "code", "html_inline": "html"
}  # fmt: skip
_ADDRESSES = {"image": "src", "link": "href"}


class Piece(NamedTuple):
    """A piece of running text; offsets are those of the text that was parsed."""

    kind: Kind
    start: int
    end: int
    label_end: int = 0
    """Of an image or a link: where the bracket stands that closes its text."""
    target: tuple[int, int] | None = None
    """Begin and end of its address as it is written; nothing if that stands in a definition elsewhere."""
    address: str = ""
    """The address as a renderer reads it: escapes resolved, percent-encoded."""


def located_parser() -> MarkdownIt:
    """Return a parser whose inline tokens know where they stand."""
    # Only `#` makes a heading of a template: to look for underlined ones would take a sixth of the time.
    parser = MarkdownIt("commonmark").disable("lheading")
    rules: dict[str, _Rule] = {
        "backticks": backtick,
        "html_inline": html_inline,
        "image": image,
        "link": link,
    }
    for name, rule in rules.items():
        parser.inline.ruler.at(name, _located(rule))
    return parser


def tokens_of(parser: MarkdownIt, references: dict[str, Any], text: str) -> Sequence[Token]:
    """Return the inline tokens of a text."""
    tokens: list[Token] = []
    parser.inline.parse(text, parser, references, tokens)
    return tokens


def pieces(parser: MarkdownIt, references: dict[str, Any], text: str) -> Iterator[Piece]:
    """Yield the images, links, pieces of code and HTML tags of a text, in the order in which they begin."""
    for token in tokens_of(parser, references, text):
        if token.meta and (kind := _KINDS.get(token.type)):
            name = _ADDRESSES.get(kind)
            start, end, label, target = token.meta["place"]
            address = str(token.attrs[name]) if name else ""
            yield Piece(kind, start, end, label, target, address)


def _located(rule: _Rule) -> _Rule:
    """Return the rule with a note on the token that it makes: where that begins, ends, and what it holds."""

    def located(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        made = () if silent else state.tokens[before:]
        token = next((token for token in made if token.type in _KINDS), None)
        if token:
            token.meta = {"place": _place(state, _KINDS[token.type], start)}
        return True

    return located


def _place(state: StateInline, kind: Kind, start: int) -> tuple[int, int, int, tuple[int, int] | None]:
    if kind not in _ADDRESSES:
        return start, state.pos, 0, None
    label = state.md.helpers.parseLinkLabel(state, start + (kind == "image"), kind == "link")
    begin = label + 2
    if state.src[label + 1 : begin] != "(" or begin > state.pos:
        return start, state.pos, label, None
    while state.src[begin].isspace():
        begin += 1
    found = state.md.helpers.parseLinkDestination(state.src, begin, state.pos)
    return start, state.pos, label, (begin, found.pos if found.ok else begin)
