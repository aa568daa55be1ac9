"""Running text as GitHub reads it, and the places of its images, links, code, HTML and formulas."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

InlineKind = Literal["image", "link", "code", "html", "formula"]

InlineRule = Callable[[StateInline, bool], bool]
_KINDS: dict[str, InlineKind] = {
    "image": "image", "link_open": "link", "code_inline": "code", "html_inline": "html",
    "formula_open": "formula",
}  # fmt: skip
_LOCATED = ("backticks", "html_inline", "image", "link", "formula")
"""The rules that make these tokens."""
_ADDRESSES = {"image": "src", "link": "href"}
_FORMULA = re.compile(
    r"\$`[^`]{1,1000}+`\$|(\$\$)(?:[^$\\]|\\.){1,1000}+\$\$|\$(?![\s$])(?:[^$\\\n]|\\.){1,1000}+(?<!\s)\$(?![\w$])",
    re.DOTALL,
)
"""A formula with its signs, and one of `$$` on separate lines."""
_LABEL = re.compile(r"\[\^[^\s\]]{1,999}\]")
_FOOTNOTE = re.compile(r"^[> \t]*+(?:[-+*]|\d+[.)])?+[> \t]*+\[\^[^\s\]]++\]:", re.MULTILINE)
"""The possible text of a footnote."""


class InlinePiece(NamedTuple):
    """A piece of running text; offsets are those of the text that was parsed."""

    kind: InlineKind
    start: int
    end: int
    label_end: int = 0
    """For an image or a link: the place of the bracket that closes its text."""
    target: tuple[int, int] | None = None
    """Begin and end of its address as written; None if it is in a separate definition."""
    address: str = ""
    """The address as a renderer reads it: escapes resolved, percent-encoded."""


_DEEP = 10
"""Maximum depth of nested brackets: parsing time is multiplied by it."""
_RECENT = 4


def block_parser(text: str) -> MarkdownIt:
    """Return a parser for the blocks of a text."""
    return _block_parser(footnotes=_has_footnotes(text))


def located_parser(text: str) -> MarkdownIt:
    """Return a parser for text inside blocks, whose tokens know their places."""
    return _located_parser(formulas="$" in text, footnotes=_has_footnotes(text))


def _has_footnotes(text: str) -> bool:
    return "[^" in text and _FOOTNOTE.search(text) is not None


@cache
def _block_parser(*, footnotes: bool) -> MarkdownIt:
    # Only `#` makes a heading of a template; checking for underlined ones takes a sixth of the time.
    parser = MarkdownIt("commonmark").disable("lheading")
    return _with_footnotes(parser) if footnotes else parser


@cache
def _located_parser(*, formulas: bool, footnotes: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEP})
    if formulas:
        read_formulas(parser)
    parser = _with_footnotes(parser) if footnotes else parser
    ruler = parser.inline.ruler
    for name, rule in _rules(parser).items():
        if name in _LOCATED:
            ruler.at(name, _located(rule))
    # Text that is not an image may still be a link with the same, possibly long address.
    recent = lru_cache(_RECENT)(parser.helpers.parseLinkDestination)
    helpers: Any = SimpleNamespace(**{**vars(parser.helpers), "parseLinkDestination": recent})
    parser.helpers = helpers
    return parser


def _with_footnotes(parser: MarkdownIt) -> MarkdownIt:
    # Few reports have footnotes, and the import is slow.
    from mdit_py_plugins.footnote import footnote_plugin

    parser.use(footnote_plugin, inline=False, move_to_end=False)
    bound_footnotes(parser)
    return parser


def read_formulas(parser: MarkdownIt) -> None:
    """Make a parser read each formula as a `span`: its content is TeX, not Markdown."""
    parser.inline.ruler.before("escape", "formula", _formula)


def bound_footnotes(parser: MarkdownIt) -> None:
    """Keep the footnote rule from searching the whole text for the end of an incomplete label."""
    parser.inline.ruler.at("footnote_ref", _with_a_label(_rules(parser)["footnote_ref"]))


def _rules(parser: MarkdownIt) -> dict[str, InlineRule]:
    ruler = parser.inline.ruler
    return dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))


def _with_a_label(rule: InlineRule) -> InlineRule:
    def bounded(state: StateInline, silent: bool) -> bool:
        return bool(_LABEL.match(state.src, state.pos, state.posMax)) and rule(state, silent)

    return bounded


def _formula(state: StateInline, silent: bool) -> bool:
    match = _FORMULA.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "$" else None
    if not match or state.src[state.pos - 1 : state.pos].isalnum():
        return False
    if not silent:
        state.push("formula_open", "span", 1).attrSet("class", "math display" if match[1] else "math")
        state.push("text_special", "", 0).content = match[0]
        state.push("formula_close", "span", -1)
    state.pos = match.end()
    return True


def tokens_of(parser: MarkdownIt, references: dict[str, Any], text: str) -> Sequence[Token]:
    """Return the inline tokens of a text."""
    tokens: list[Token] = []
    parser.inline.parse(text, parser, references, tokens)
    return tokens


def pieces(parser: MarkdownIt, references: dict[str, Any], text: str) -> Iterator[InlinePiece]:
    """Yield the images, links, code and HTML tags of a text, sorted by their beginnings."""
    for token in tokens_of(parser, references, text):
        if token.meta and (kind := _KINDS.get(token.type)):
            name = _ADDRESSES.get(kind)
            start, end, label, target = token.meta["place"]
            address = str(token.attrs[name]) if name else ""
            yield InlinePiece(kind, start, end, label, target, address)


def _located(rule: InlineRule) -> InlineRule:
    """Return the rule, extended to record on its token where it begins and ends, and its content."""

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


def _place(state: StateInline, kind: InlineKind, start: int) -> tuple[int, int, int, tuple[int, int] | None]:
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
