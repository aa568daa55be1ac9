"""Markdown as blocks and running text, with the places that markdown-it-py does not provide.

Apart from `html`, only this package uses markdown-it-py. The text is cut at lines that are certainly question
headings, and each piece is parsed alone, so that a block that is never closed ends at the next question at
the latest.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from reportlint.markdown.inline import InlinePiece, block_parser, located_parser, pieces, tokens_of
from reportlint.memory import Memory
from reportlint.source import Source

_LABEL = re.compile(r"\[([^\[\]\\]*(?:\\.[^\[\]\\]*)*)\]", re.DOTALL)
"""The possible name of a definition, in its brackets."""
MARGIN = "> \t\xa0"
"""Signs and spaces (also no-break spaces) around the words on a line of a quote."""
ITEM_END = re.compile(r"[ \t]*(?:#|>|[*+-][ \t]|\d{1,9}[.)][ \t])")
"""The start of a line that does not continue the list item above it."""
_QUOTED = re.compile(r"^ {0,3}> ?", re.MULTILINE)


def bare(text: str) -> str:
    """Return a text without surrounding quote signs and white space."""
    return text.strip(MARGIN + "\n")


def quote_sign(line: str) -> int:
    """Return the index in a line after its first quote sign; 0 if there is none."""
    match = _QUOTED.match(line)
    return match.end() if match else 0


def unquoted(text: str) -> str:
    """Return a text without the first quote sign of each line."""
    return _QUOTED.sub("", text)


_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_FRONT_MATTER_LINE = re.compile(r"[\w-]+:(\s.*)?")
_CLOSERS = (
    (r"<!--", r"-->"),
    (r"(?i)<(script|pre|style|textarea)\b", r"(?i)</(script|pre|style|textarea)>"),
    (r"<\?", r"\?>"),
    (r"<!\[CDATA\[", r"\]\]>"),
    (r"<![A-Za-z]", r">"),
)
"""HTML blocks that only their own end closes (CommonMark 0.31, section 4.6); others end at a blank line."""

KINDS = {
    "fence": "fence",
    "code_block": "code_block",
    "html_block": "html_block",
    "heading_open": "heading",
    "blockquote_open": "blockquote",
    "inline": "inline",
}
"""The tokens that are kept, and their names."""

LITERAL = ("fence", "code_block", "html_block")
"""Blocks whose text is not Markdown."""


class Block(NamedTuple):
    """A block and its lines: indices from 0, the end excluded."""

    kind: str
    """Its name in markdown-it, one of `KINDS`."""
    start: int
    end: int
    level: int
    """Number of containers around it."""
    closed: bool = True
    """Whether its end is present; always true for blocks that need none."""
    content: str = ""
    """Text of literal and inline blocks."""


class Heading(NamedTuple):
    """A line that looks like a heading to the course's checker or to Markdown."""

    line: int
    signs: int
    text: str


class Outline(NamedTuple):
    """The blocks of a source in the order of its lines, containers before their contents."""

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    """Markdown headings outside code, HTML and comments."""
    literal: frozenset[int]
    """Lines inside fences, indented code and HTML."""
    starts: tuple[int, ...]
    """The first line of each block, in order, since containers precede their contents."""
    parser: MarkdownIt
    """Parses the inside of a block."""
    references: dict[str, Any]
    """The definitions of links and footnotes, as markdown-it keeps them."""
    inside: Callable[[str], Sequence[InlinePiece]]
    """Reads the images, links, code and HTML in running text."""
    cuts: tuple[int, ...]
    """The first line of each piece that was parsed alone, and the end of the last piece."""

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the first line and the end of the pieces that contain the lines from `start` to `end`."""
        first = max(0, bisect_right(self.cuts, start) - 1)
        return min(start, self.cuts[first]), self.cuts[bisect_left(self.cuts, end)]

    def quote_at(self, line: int) -> Block | None:
        """Return the outermost quote that contains the line, folded lines included."""
        around = (block for block in self._above(line + 1) if not block.level)
        block = next(around, None)
        return block if block and block.kind == "blockquote" and line < block.end else None

    def within(self, start: int, end: int) -> Iterator[Block]:
        """Yield the literal and inline blocks with lines between `start` and `end`."""
        before = (block for block in self._above(start) if block.kind in (*LITERAL, "inline"))
        if (block := next(before, None)) and block.end > start:
            yield block
        inside = self.blocks[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        yield from (block for block in inside if block.kind in (*LITERAL, "inline"))

    def _above(self, line: int) -> Iterator[Block]:
        """Yield the blocks that begin above a line, the last one first."""
        return (self.blocks[index] for index in range(bisect_left(self.starts, line) - 1, -1, -1))

    def pieces(self, source: Source, block: Block) -> Iterator[InlinePiece]:
        """Yield the images, links, code and HTML of an inline block; offsets are those of `source`."""
        shift = _Shift(source, block)
        for piece in self.inside(block.content):
            target = (shift(piece.target[0]), shift(piece.target[1])) if piece.target else None
            yield piece._replace(
                start=shift(piece.start),
                end=shift(piece.end),
                label_end=shift(piece.label_end),
                target=target,
            )

    def may_hold(self, text: str) -> bool:
        """Whether a text may contain an image or a link; parsing it to find out is slow."""
        behind = text.find("](")
        if (behind >= 0 and ")" in text[behind:]) or ("<" in text and "<img" in text.lower()):
            return True
        known = self.references.get("references", {})
        return bool(known) and any(normalizeReference(m[1]) in known for m in _LABEL.finditer(text))

    def prose(self, block: Block) -> Iterator[str]:
        """Yield the running text of an inline block, without code, HTML and link targets."""
        for token in tokens_of(self.parser, self.references, block.content):
            if token.type == "text":
                yield token.content


class _Shift:
    """Converts offsets in a block's content into offsets in the source."""

    def __init__(self, source: Source, block: Block) -> None:
        lines = block.content.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)][:-1]
        self._places = [
            source.starts[i] + _column(source.lines[i], line) for i, line in enumerate(lines, block.start)
        ]

    def __call__(self, offset: int) -> int:
        line = bisect_right(self._starts, offset) - 1
        return self._places[line] + offset - self._starts[line]


def _column(line: str, content: str) -> int:
    """Return the index in a line at which its container's content begins."""
    line, content = line.rstrip(), content.rstrip()
    return len(line) - len(content) if line.endswith(content) else max(0, line.find(content.lstrip()))


def heading_at(line: str) -> tuple[int, str] | None:
    """Return the number of signs and the text of a Markdown heading; None for other lines."""
    match = _HEADING.match(line)
    return (len(match[1]), title_of(line[match.end() :])) if match else None


def title_of(text: str) -> str:
    """Return the text after a heading's signs, without closing signs."""
    text = text.strip(" \t")
    unclosed = text.rstrip("#")
    return unclosed.rstrip() if unclosed[-1:] in ("", " ", "\t") else text


class _ParsedPiece(NamedTuple):
    """A separately parsed piece of a text."""

    start: int
    """The line in which it began."""
    blocks: list[Block]
    references: dict[str, Any]
    """Definitions in it: the targets of links, and footnotes."""

    def at(self, start: int) -> "_ParsedPiece":
        """Return the piece, moved to begin in another line."""
        if start == self.start:
            return self
        old, end = self.start, max((block.end for block in self.blocks), default=self.start)
        lines = [*range(start, start + end - old + 1)]
        blocks = [
            Block(b.kind, lines[b.start - old], lines[b.end - old], b.level, b.closed, b.content)
            for b in self.blocks
        ]
        return self._replace(start=start, blocks=blocks)


_PieceKey = tuple[str, bool]
"""The text of a piece, and whether nothing follows it."""


class Pieces:
    """The pieces of the last parsed text; those that recur in the next text are not parsed again."""

    def __init__(self) -> None:
        self._pieces: Memory[_PieceKey, _ParsedPiece] = Memory()
        self._inside: Memory[str, Sequence[InlinePiece]] = Memory()

    def parsed(
        self, parser: MarkdownIt, source: Source, cuts: Sequence[int], is_section: Callable[[str], bool]
    ) -> Iterator[_ParsedPiece]:
        """Yield the pieces between the lines `cuts`; `is_section` as for `outline`."""
        recall = self._pieces.next(parser.block.ruler.get_active_rules())

        def parsed(start: int, end: int) -> _ParsedPiece:
            text, last = source.between(start, end), end == len(source.lines)
            made = partial(_parse, parser, text, start, end, last=last)
            return recall.get((text, last), made, lambda piece: piece.at(start))

        for start, end in pairwise(cuts):
            yield from _parts(parsed, source.lines, start, end, is_section)

    def inside(
        self, parser: MarkdownIt, references: dict[str, Any]
    ) -> Callable[[str], Sequence[InlinePiece]]:
        """Return what reads the running text of a text with these definitions, the same one only once."""
        recall = self._inside.next((parser, references))
        return lambda text: recall.get(text, lambda: list(pieces(parser, references, text)))


def _parts(
    parsed: Callable[[int, int], _ParsedPiece],
    lines: Sequence[str],
    start: int,
    end: int,
    is_section: Callable[[str], bool],
) -> Iterator[_ParsedPiece]:
    """Yield a piece; if it ends in an open block, in parts: that is cut at the template's headings."""
    whole = parsed(start, end)
    open_at = next((block.start for block in whole.blocks if not block.closed), end)
    cuts = [i for i in range(open_at + 1, end) if is_section(lines[i])]
    if not cuts:
        yield whole
        return
    yield whole._replace(blocks=[block for block in whole.blocks if block.start < open_at])
    for begin, stop in pairwise([open_at, *cuts, end]):
        yield parsed(begin, stop)


def outline(
    source: Source, questions: Iterable[int], is_section: Callable[[str], bool], pieces: Pieces
) -> Outline:
    """Return the outline of `source`; `pieces` are those of the last text, and then of this one.

    `questions` are the lines (indices from 0, in order) that are question headings anywhere. `is_section`
    tells whether a line is another heading of the template; those end only a block that nothing else ends.
    """
    lines = source.lines
    parser = block_parser(source.text)
    references: dict[str, Any] = {}
    skip = front_matter(lines)
    cuts = [skip, *(line for line in questions if line > skip), len(lines)]
    blocks: list[Block] = []
    for piece in pieces.parsed(parser, source, cuts, is_section):
        blocks += piece.blocks
        _add(piece.references, references)
    literal = frozenset(i for b in blocks if b.kind in LITERAL for i in range(b.start, b.end))
    headings = [
        Heading(block.start, *heading)
        for block in blocks
        if block.kind == "heading" and (heading := heading_at(lines[block.start]))
    ]
    starts = tuple(block.start for block in blocks)
    parser = located_parser(source.text)
    inside = pieces.inside(parser, references)
    return Outline(tuple(blocks), tuple(headings), literal, starts, parser, references, inside, tuple(cuts))


def _add(definitions: dict[str, Any], known: dict[str, Any]) -> None:
    """Add definitions to those known; the first one of a name counts."""
    for name, value in definitions.items():
        if isinstance(value, dict):
            _add(value, known.setdefault(name, {}))
        else:
            known.setdefault(name, value)


def front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines of a front matter, which Markdown would read as a heading."""
    if lines[0].rstrip() != "---":
        return 0
    end = next((i for i, line in enumerate(lines[1:], 1) if not _FRONT_MATTER_LINE.fullmatch(line)), 0)
    return end + 1 if end and lines[end].rstrip() == "---" else 0


def _parse(parser: MarkdownIt, text: str, start: int, end: int, *, last: bool) -> _ParsedPiece:
    references: dict[str, Any] = {}
    tokens = _Blocks(start, end, last=last)
    parser.block.parse(text, parser, references, tokens)
    return _ParsedPiece(start, tokens.blocks(), references)


class _Blocks(list[Token]):
    """Turns tokens into blocks one by one: keeping all would take most of the memory.

    The list itself stays empty; markdown-it looks at earlier tokens only to tell tight lists from loose ones.
    """

    def __init__(self, start: int, end: int, *, last: bool) -> None:
        """Accept tokens of the lines from `start` to `end`; `last`: no other lines follow."""
        super().__init__()
        self._last = last
        # Blocks share their numbers, which would take as much memory as the rest of them.
        self._lines = [*range(start, end + 1)]
        self._made: list[Block | Token] = []

    def append(self, token: Token, /) -> None:
        made = self._made[-1] if self._made else None
        # A token is complete when the next one arrives; the end of a quote is known only at the end.
        if isinstance(made, Token) and made.type != "blockquote_open":
            self._made[-1] = self._block(made)
        if token.type in KINDS:
            self._made.append(token)

    def blocks(self) -> list[Block]:
        """Return the blocks of all tokens."""
        return [self._block(made) if isinstance(made, Token) else made for made in self._made]

    def _block(self, token: Token) -> Block:
        start, end = token.map or (0, 0)
        at_end = end >= len(self._lines) - 1 and not self._last
        return Block(
            kind=KINDS[token.type],
            start=self._lines[start],
            end=self._lines[end],
            level=token.level,
            closed=_closed(token, at_end=at_end),
            content=token.content,
        )


def _closed(token: Token, at_end: bool) -> bool:
    """Whether a top-level block has its own end; `at_end`: a template heading follows directly."""
    if token.level or not token.map:
        return True
    if token.type == "fence":
        return token.content.count("\n") == token.map[1] - token.map[0] - 2
    if token.type != "html_block":
        return True
    for opener, closer in _CLOSERS:
        if re.match(opener, token.content.lstrip()):
            return re.search(closer, token.content) is not None
    return not at_end
