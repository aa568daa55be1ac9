"""The Markdown parser of pages: reads like GitHub, in time proportional to the text."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from emoji import emojize
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.anchors.index import slugify
from mdit_py_plugins.gfm import gfm_plugin

from reportlint.markdown.inline import InlineRule, bound_footnotes, read_formulas

_LONGEST = 256
"""Characters before a sign in which an address may begin."""
_WORD = re.compile(r"[^\s<]{1,2000}+(?![^\s<])")
"""A word that may contain an address; longer ones are not addresses."""
_ADDRESSES = {"gfm_autolink_www": "www.", "gfm_autolink_protocol": ":", "gfm_autolink_email": "@"}
"""Rules that search the rest of a paragraph, and the sign that an address must contain."""
_EXPANSION = 100_000
"""Characters to which definitions may expand in any text; in a longer one, as many as it has."""
_EMOJI = re.compile(":[a-z0-9_+-]{1,60}:")
_MERMAID = "A Mermaid diagram: GitHub draws it, this page shows its source."
_SHOWN = ("text", "text_special", "code_inline")
"""Tokens whose content is shown."""
_RAW = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext|template)\b)", re.IGNORECASE
)
"""The beginning of a tag that hides what follows; GitHub, too, shows these as text."""


def markdown_parser(highlight: Callable[[str, str, str], str]) -> MarkdownIt:
    """Return a parser; `highlight` makes HTML from code, its language, and the attributes after that."""
    options = {"xhtmlOut": False, "highlight": highlight}
    parser = MarkdownIt("commonmark", options).use(gfm_plugin)
    for name, rule in (("anchors", _anchor), ("emoji", _emoji), ("figures", _figures)):
        parser.core.ruler.before("text_join", name, rule)
    parser.core.ruler.push("tagfilter", _filter_tags)
    inline = parser.inline.ruler
    inline.before("text", "pending", _keep_short)
    read_formulas(parser)
    rules = dict(zip(inline.get_active_rules(), inline.getRules(""), strict=True))
    for name, sign in _ADDRESSES.items():
        inline.at(name, _within_a_word(rules[name], sign))
    bound_footnotes(parser)
    return parser


def environment(size: int) -> dict[str, Any]:
    """Return the environment for parsing texts with `size` characters in total."""
    return {"references": _Definitions(max(_EXPANSION, size))}


class _Definitions(dict[str, dict[str, Any]]):
    """Link definitions; together they expand to no more than `room` characters, as in cmark."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def get(self, label: str, default: Any = None) -> Any:
        """Return the definition of a label while there is room for it."""
        found = super().get(label)
        self._room -= len(found["href"]) + len(found["title"]) if found else 0
        return found if found and self._room >= 0 else default


def anchor(title: str) -> str:
    """Return the name of the first heading with this text, as GitHub forms it."""
    return slugify(title) or "heading"


def _anchor(state: StateCore) -> None:
    """Give each heading its name on GitHub, to which links in the report lead."""
    seen: dict[str, int] = {}
    for token, content in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            shown = (t.content for t in content.children or () if t.type in _SHOWN)
            slug = anchor("".join(shown))
            number = seen[slug] = seen.get(slug, -1) + 1
            token.attrSet("id", f"{slug}-{number}" if number else slug)


def _filter_tags(state: StateCore) -> None:
    """Turn tags that GitHub never allows into text."""
    for token in state.tokens:
        for part in (token, *(token.children or ())):
            if part.type in ("html_block", "html_inline"):
                part.content = _RAW.sub("&lt;", part.content)


def _keep_short(state: StateInline, silent: bool) -> bool:
    """Flush running text before it gets long: autolinks search all of it at every sign."""
    if len(state.pending) > 2 * _LONGEST and not silent:
        last = state.pending[-_LONGEST:]
        state.pending = state.pending[:-_LONGEST]
        state.pushPending()
        state.pending = last
    return False


def _within_a_word(rule: InlineRule, sign: str) -> InlineRule:
    """Return the rule of an address, kept from searching beyond the word in which it begins."""

    def bounded(state: StateInline, silent: bool) -> bool:
        if not state.src.startswith(sign, state.pos):
            return False
        word = _WORD.match(state.src, state.pos, state.posMax)
        if not word:
            return False
        end, state.posMax = state.posMax, word.end()
        found = rule(state, silent)
        state.posMax = end
        return found

    return bounded


def _emoji(state: StateCore) -> None:
    """Replace short names by emoji, as GitHub does."""
    for child in (child for token in state.tokens for child in token.children or ()):
        if child.type == "text" and _EMOJI.search(child.content):
            child.content = _EMOJI.sub(lambda name: emojize(name[0], language="alias"), child.content)


def _figures(state: StateCore) -> None:
    """Turn the fences that GitHub draws into formulas and framed diagrams."""
    tokens: list[Token] = []
    for token in state.tokens:
        kind = token.info.strip().lower() if token.type == "fence" else ""
        tokens += _FIGURES[kind](token) if kind in _FIGURES else (token,)
    state.tokens = tokens


def _around(fence: Token, tag: str, level: int, inner: Iterable[Token]) -> Iterator[Token]:
    """Yield an element that replaces a fence, `level` levels below it, around other tokens."""
    begin = Token(f"{tag}_open", tag, 1, block=True, level=fence.level + level, map=fence.map)
    end = Token(f"{tag}_close", tag, -1, block=True, level=fence.level + level)
    return chain((begin,), inner, (end,))


def _display(fence: Token) -> Iterator[Token]:
    """Yield a fence of TeX as a formula on a separate line."""
    formula = [
        Token("formula_open", "span", 1, {"class": "math display"}),
        Token("text", "", 0, content=f"$${fence.content.strip()}$$"),
        Token("formula_close", "span", -1),
    ]
    return _around(fence, "p", 0, [Token("inline", "", 0, level=fence.level + 1, children=formula)])


def _diagram(fence: Token) -> Iterator[Token]:
    """Yield a fence of Mermaid in a frame that says what it is."""
    said = Token("inline", "", 0, level=fence.level + 2, children=[Token("text", "", 0, content=_MERMAID)])
    caption = _around(fence, "figcaption", 1, [said])
    return _around(fence, "figure", 0, [*caption, fence.copy(level=fence.level + 1)])


_FIGURES = {"math": _display, "mermaid": _diagram}
"""By the language of a fence."""
