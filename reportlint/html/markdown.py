"""A report's Markdown as HTML: rendered as on GitHub, code highlighted, tags balanced."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from reportlint.html.nesting import Nesting
from reportlint.html.parser import environment, markdown_parser

CLASSES = frozenset(STANDARD_TYPES.values()) - {""}
"""The class names in highlighted code."""

_LARGEST = 20_000
"""Number of characters; longer code stays plain, since highlighting may be slow."""
_LANGUAGES = frozenset(
    "bash bat c console cpp css cu diff docker dockerfile html ini java javascript js json jsonc make "
    "makefile markdown md nginx perl php powershell ps1 py pycon python python3 r rb ruby rust scala sh "
    "shell sql terraform tex toml ts typescript xml yaml yml zsh".split()
)
"""Languages found in reports; lexers of others may be very slow on hostile text."""
_FORMATTER = HtmlFormatter(nowrap=True)


def marked(code: str, language: str, _attributes: str = "") -> str:
    """Return HTML for code in a language, plain if that is unknown; the visible text is the code."""
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
_MOST = 200_000
"""Characters of Markdown to render, six times the longest report; pieces beyond that stay text."""


class PageBlock(NamedTuple):
    """A block of a piece, or several that raw HTML joins."""

    end: int
    """The line of the piece (from 0) before which it ends."""
    source: str
    """As written."""
    html: str | None
    """Not sanitised yet; None if there is too much text to render it."""


def render(pieces: Sequence[str]) -> tuple[list[list[PageBlock]], str]:
    """Return the blocks of each piece, and the footnotes of all, as HTML that is not sanitised yet.

    Raw HTML that begins in one block and ends in another makes them one block.
    """
    parser = markdown_parser(marked)
    parser.core.ruler.at("block", _parse_pieces)
    rendered = _affordable(pieces)
    env = environment(sum(map(len, rendered))) | {_PIECES: rendered}
    *parts, footnotes = _split(parser.parse("", env))
    blocks = [
        list(_blocks(parser, env, piece, tokens)) if piece == own else [PageBlock(0, piece, None)]
        for piece, own, tokens in zip(pieces, rendered, parts, strict=True)
    ]
    return blocks, parser.renderer.render(footnotes, parser.options, env)


def _affordable(pieces: Sequence[str]) -> list[str]:
    """Return the pieces, replaced by empty ones if they exceed the remaining room."""
    room = _MOST
    kept = []
    for piece in pieces:
        kept.append(piece if len(piece) <= room else "")
        room -= len(kept[-1])
    return kept


def _parse_pieces(state: StateCore) -> None:
    """Parse all pieces before any running text: a definition may follow the link that needs it."""
    for piece in state.env[_PIECES]:
        state.md.block.parse(piece, state.md, state.env, state.tokens)
        state.tokens.append(Token(_CUT, "", 0))


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.type == _CUT:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _blocks(
    parser: MarkdownIt, env: dict[str, Any], piece: str, tokens: Sequence[Token]
) -> Iterator[PageBlock]:
    """Yield the top-level blocks of a piece."""
    lines = piece.split("\n")
    begin = 0
    for end, block in _grouped(tokens):
        html = parser.renderer.render(block, parser.options, env)
        yield PageBlock(end, "\n".join(lines[begin:end]), html)
        begin = end


def _grouped(tokens: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Yield the tokens of each top-level block, with the line before which it ends."""
    nesting = Nesting()
    block: list[Token] = []
    end = 0
    for token in tokens:
        block.append(token)
        end = max(end, token.map[1] if token.map else 0)
        if token.level:
            continue
        nesting.feed(token.content if token.type == "html_block" else "")
        if token.nesting <= 0 and not nesting.depth:
            yield end, block
            block = []
    if block:
        yield end, block
