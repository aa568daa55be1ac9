"""A report's Markdown as HTML: as GitHub renders it, code highlighted, tags balanced."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.anchors.index import slugify
from mdit_py_plugins.gfm import gfm_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_TAG = re.compile(rf"<(/?)(?!(?:{_VOID})\b)([a-z][a-z0-9]*)", re.IGNORECASE)
"""An element's begin or end, but for those that have none."""


class Nesting:
    """The elements that stand open behind the HTML that was fed; an end without its begin closes nothing."""

    def __init__(self) -> None:
        self.depth = 0
        self.deepest = 0
        self._open: dict[str, int] = {}

    def feed(self, html: str) -> None:
        """Go on with a piece of HTML."""
        for end, written in _TAG.findall(html):
            name = written.lower()
            step = -min(1, self._open.get(name, 0)) if end else 1
            self._open[name] = self._open.get(name, 0) + step
            self.depth += step
            self.deepest = max(self.deepest, self.depth)


CLASSES = frozenset(STANDARD_TYPES.values()) - {""}
"""The class names that marked code has."""

_LARGEST = 20_000
"""Characters; longer code stays plain, since a lexer may take its time."""
_LANGUAGES = frozenset(
    "bash bat c console cpp css cu diff docker dockerfile html ini java javascript js json jsonc make "
    "makefile markdown md nginx perl php powershell ps1 py pycon python python3 r rb ruby rust scala sh "
    "shell sql terraform tex toml ts typescript xml yaml yml zsh".split()
)
"""What reports hold; a lexer of some other language may take for ever over hostile text."""
_FORMATTER = HtmlFormatter(nowrap=True)


def marked(code: str, language: str, _attributes: str = "") -> str:
    """Return HTML for code in a language, plain where nobody knows it; the visible text is the code."""
    name = language.lower()
    if name not in _LANGUAGES or len(code) > _LARGEST:
        return escape(code)
    try:
        lexer = find_lexer_class_by_name(name)(stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(code)
    return highlight(code, lexer, _FORMATTER)


_PIECES = "pieces"
_CUT = "cut"
"""The token between two pieces."""
_RAW = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext|template)\b)", re.IGNORECASE
)
"""What begins a tag that takes what follows out of the page; GitHub, too, shows these as text."""
_LONGEST = 256
"""Characters before a sign in which an address may begin."""


class Block(NamedTuple):
    """A block of a piece, or some that raw HTML holds together."""

    end: int
    """The line of the piece (from 0) that they end before."""
    html: str


def render(pieces: Sequence[str]) -> tuple[list[list[Block]], str]:
    """Return the blocks of each piece, and the footnotes of all; nothing in them is harmless yet.

    What begins in one block of raw HTML and ends in another is one block.
    """
    parser = _parser()
    env: dict[str, Any] = {_PIECES: pieces}
    *parts, footnotes = _split(parser.parse("", env))
    blocks = [
        [Block(end, parser.renderer.render(tokens, parser.options, env)) for end, tokens in _blocks(part)]
        for part in parts
    ]
    return blocks, parser.renderer.render(footnotes, parser.options, env)


def anchor(title: str) -> str:
    """Return the name of the first heading with this text, as GitHub forms it."""
    return slugify(title) or "heading"


def _parser() -> MarkdownIt:
    options = {"xhtmlOut": False, "highlight": marked}
    parser = MarkdownIt("commonmark", options).use(gfm_plugin)
    parser.core.ruler.at("block", _parse_pieces)
    parser.core.ruler.push("anchors", _anchor)
    parser.core.ruler.push("tagfilter", _filter_tags)
    parser.inline.ruler.before("text", "pending", _keep_short)
    return parser


def _parse_pieces(state: StateCore) -> None:
    """Parse all pieces before any running text: a definition may stand behind the link that needs it."""
    for piece in state.env[_PIECES]:
        state.md.block.parse(piece, state.md, state.env, state.tokens)
        state.tokens.append(Token(_CUT, "", 0))


def _anchor(state: StateCore) -> None:
    """Give each heading the name that GitHub gives it, by which links in the report lead to it."""
    seen: dict[str, int] = {}
    for token, content in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "heading_open":
            shown = (t.content for t in content.children or () if t.type in ("text", "code_inline"))
            slug = anchor("".join(shown))
            number = seen[slug] = seen.get(slug, -1) + 1
            token.attrSet("id", f"{slug}-{number}" if number else slug)


def _filter_tags(state: StateCore) -> None:
    """Make text of the tags that GitHub allows nowhere."""
    for token in state.tokens:
        for part in (token, *(token.children or ())):
            if part.type in ("html_block", "html_inline"):
                part.content = _RAW.sub("&lt;", part.content)


def _keep_short(state: StateInline, silent: bool) -> bool:
    """Lay down running text before it gets long: autolinks look through all of it at every sign."""
    if len(state.pending) > 2 * _LONGEST and not silent:
        last = state.pending[-_LONGEST:]
        state.pending = state.pending[:-_LONGEST]
        state.pushPending()
        state.pending = last
    return False


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.type == _CUT:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _blocks(tokens: list[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Yield the blocks at the top of a piece, each with the line that it ends before."""
    nesting = Nesting()
    block: list[Token] = []
    end = 0
    for token in tokens:
        block.append(token)
        end = max(end, token.map[1] if token.map else 0)
        nesting.feed(token.content if token.type == "html_block" else "")
        if token.level == 0 and token.nesting <= 0 and not nesting.depth:
            yield end, block
            block = []
    if block:
        yield end, block
