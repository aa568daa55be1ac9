"""Markdown as blocks and running text, with the places that markdown-it-py does not tell.

With `html` the only place that knows markdown-it-py. The text is cut at the lines that are question
headings for certain and each piece is parsed alone, so that a block somebody forgot to close ends, at the
latest, before the next question.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from reportlint.markdown.inline import InlinePiece, block_parser, located_parser, pieces, tokens_of
from reportlint.source import Source

_LABEL = re.compile(r"\[([^\[\]\\]*(?:\\.[^\[\]\\]*)*)\]", re.DOTALL)
"""What may be the name of a definition, between its brackets."""
MARGIN = "> \t\xa0"
"""What stands around the words on a line of a quote: signs and spaces, also those that do not break."""
_QUOTED = re.compile(r"^ {0,3}> ?", re.MULTILINE)


def bare(text: str) -> str:
    """Return a text without quote signs and white space around it."""
    return text.strip(MARGIN + "\n")


def quote_sign(line: str) -> int:
    """Return where a line of a quote goes on behind its first sign; 0 for a line of none."""
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
"""The tokens that are kept, and what they are called."""

LITERAL = ("fence", "code_block", "html_block")
"""Blocks whose text is not Markdown."""


class Block(NamedTuple):
    """A block and its lines: indices from 0, the end excluded."""

    kind: str
    """markdown-it's name of it, one of `KINDS`."""
    start: int
    end: int
    level: int
    """How many containers it stands in."""
    closed: bool = True
    """Whether it has its own end; always true for what needs none."""
    content: str = ""
    """Of literal and inline blocks."""


class Heading(NamedTuple):
    """A line that looks like a heading to the course's checker or to Markdown."""

    line: int
    signs: int
    text: str


class Outline(NamedTuple):
    """The blocks of a source in the order of its lines, containers before what they hold."""

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    """Markdown headings outside code, HTML and comments."""
    literal: frozenset[int]
    """The lines inside fences, indented code and HTML."""
    starts: tuple[int, ...]
    """The first line of each block: in order, since containers come before what they hold."""
    parser: MarkdownIt
    """Reads what is inside a block."""
    references: dict[str, Any]
    """The definitions of links and footnotes, as markdown-it keeps them."""
    cuts: tuple[int, ...]
    """The lines at which the pieces begin that were parsed alone, and the end of the last."""

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the lines at which the pieces begin and end that hold the lines from `start` to `end`."""
        first = max(0, bisect_right(self.cuts, start) - 1)
        return min(start, self.cuts[first]), self.cuts[bisect_left(self.cuts, end)]

    def quote_at(self, line: int) -> Block | None:
        """Return the outermost quote that holds the line, folded lines included."""
        before = self.blocks[: bisect_left(self.starts, line + 1)]
        around = (b for b in reversed(before) if not b.level)
        block = next(around, None)
        return block if block and block.kind == "blockquote" and line < block.end else None

    def within(self, start: int, end: int) -> Iterator[Block]:
        """Yield the literal and inline blocks that hold one of the lines from `start` to `end`."""
        first = bisect_left(self.starts, start)
        before = (block for block in reversed(self.blocks[:first]) if block.kind in (*LITERAL, "inline"))
        if (block := next(before, None)) and block.end > start:
            yield block
        inside = self.blocks[first : bisect_left(self.starts, end)]
        yield from (block for block in inside if block.kind in (*LITERAL, "inline"))

    def pieces(self, source: Source, block: Block) -> Iterator[InlinePiece]:
        """Yield the images, links, code and HTML of an inline block; offsets are those of `source`."""
        found = pieces(self.parser, self.references, block.content)
        shift = _Shift(source, block)
        for piece in found:
            target = (shift(piece.target[0]), shift(piece.target[1])) if piece.target else None
            yield piece._replace(
                start=shift(piece.start),
                end=shift(piece.end),
                label_end=shift(piece.label_end),
                target=target,
            )

    def may_hold(self, text: str) -> bool:
        """Whether a text may hold an image or a link: to look for both takes long."""
        behind = text.find("](")
        if (behind >= 0 and ")" in text[behind:]) or ("<" in text and "<img" in text.lower()):
            return True
        known = self.references.get("references", {})
        return bool(known) and any(normalizeReference(m[1]) in known for m in _LABEL.finditer(text))

    def prose(self, block: Block) -> Iterator[str]:
        """Yield the running text of an inline block: not its code, HTML or link targets."""
        for token in tokens_of(self.parser, self.references, block.content):
            if token.type == "text":
                yield token.content


class _Shift:
    """Turns offsets of a block's content into those of the source."""

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
    """Return where in a line the part of it begins that is a container's content."""
    line, content = line.rstrip(), content.rstrip()
    return len(line) - len(content) if line.endswith(content) else max(0, line.find(content.lstrip()))


def heading_at(line: str) -> tuple[int, str] | None:
    """Return the number of signs and the text of a Markdown heading line, else nothing."""
    match = _HEADING.match(line)
    return (len(match[1]), title_of(line[match.end() :])) if match else None


def title_of(text: str) -> str:
    """Return what follows a heading's signs without the signs that may close it."""
    text = text.strip(" \t")
    unclosed = text.rstrip("#")
    return unclosed.rstrip() if unclosed[-1:] in ("", " ", "\t") else text


class _ParsedPiece(NamedTuple):
    """A piece of a text, by itself."""

    start: int
    """The line in which it began."""
    blocks: list[Block]
    references: dict[str, Any]
    """What is defined in it: the targets of links, and footnotes."""

    def at(self, start: int) -> "_ParsedPiece":
        """Return it as it is where it begins in another line."""
        if start == self.start:
            return self
        by = start - self.start
        blocks = [b._replace(start=b.start + by, end=b.end + by) for b in self.blocks]
        return self._replace(start=start, blocks=blocks)


class Pieces:
    """The pieces of the text that was parsed last: what is the same in the next one is not parsed again.

    All texts must have the same headings of a template, questions' apart.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, bool, tuple[str, ...]], _ParsedPiece] = {}

    def parsed(
        self, parser: MarkdownIt, lines: Sequence[str], cuts: Sequence[int], is_section: Callable[[str], bool]
    ) -> Iterator[_ParsedPiece]:
        """Yield the pieces between the lines `cuts`; `is_section` as for `outline`."""
        before, self._last = self._last, {}
        rules = tuple(parser.block.ruler.get_active_rules())
        for start, end in pairwise(cuts):
            key = "\n".join(lines[start:end]), end < len(lines), rules
            piece = before.get(key) or _piece(parser, lines, start, end, is_section)
            self._last[key] = piece.at(start)
            yield self._last[key]


def outline(
    source: Source, questions: Iterable[int], is_section: Callable[[str], bool], pieces: Pieces
) -> Outline:
    """Return the outline of `source`; `pieces` are those of the text before, and of this one afterwards.

    `questions` are the lines (indices) that are question headings wherever they stand, in order.
    `is_section` says of a line whether it is another heading of the template; that one ends only a block
    that nothing else ends.
    """
    lines = source.lines
    parser = block_parser(source.text)
    references: dict[str, Any] = {}
    skip = front_matter(lines)
    cuts = [skip, *(line for line in questions if line > skip), len(lines)]
    blocks: list[Block] = []
    for piece in pieces.parsed(parser, lines, cuts, is_section):
        blocks += piece.blocks
        _add(piece.references, references)
    literal = frozenset(i for b in blocks if b.kind in LITERAL for i in range(b.start, b.end))
    headings = [
        Heading(block.start, *heading)
        for block in blocks
        if block.kind == "heading" and (heading := heading_at(lines[block.start]))
    ]
    starts = tuple(block.start for block in blocks)
    inside = located_parser(source.text)
    return Outline(tuple(blocks), tuple(headings), literal, starts, inside, references, tuple(cuts))


def _add(definitions: dict[str, Any], known: dict[str, Any]) -> None:
    """Add definitions to those known; of two the first counts."""
    for name, value in definitions.items():
        if isinstance(value, dict):
            _add(value, known.setdefault(name, {}))
        else:
            known.setdefault(name, value)


def front_matter(lines: Sequence[str]) -> int:
    """Return how many lines a front matter takes; Markdown would read it as a heading."""
    if lines[0].rstrip() != "---":
        return 0
    end = next((i for i, line in enumerate(lines[1:], 1) if not _FRONT_MATTER_LINE.fullmatch(line)), 0)
    return end + 1 if end and lines[end].rstrip() == "---" else 0


def _piece(
    parser: MarkdownIt, lines: Sequence[str], start: int, end: int, is_section: Callable[[str], bool]
) -> _ParsedPiece:
    """Parse the lines of one piece; if it ends in an open block, cut that at the template's headings."""
    references: dict[str, Any] = {}
    blocks = _parse(parser, references, lines, start, end)
    open_at = next((block for block in blocks if not block.closed), None)
    cuts = [i for i in range(open_at.start + 1, end) if is_section(lines[i])] if open_at else []
    if open_at and cuts:
        blocks = [block for block in blocks if block.start < open_at.start]
        for begin, stop in zip([open_at.start, *cuts], [*cuts, end], strict=True):
            blocks += _parse(parser, references, lines, begin, stop)
    return _ParsedPiece(start, blocks, references)


def _parse(
    parser: MarkdownIt, references: dict[str, Any], lines: Sequence[str], start: int, end: int
) -> list[Block]:
    tokens = _Blocks(start, end, last=end == len(lines))
    parser.block.parse("\n".join(lines[start:end]), parser, references, tokens)
    return tokens.blocks()


class _Blocks(list[Token]):
    """Takes tokens and makes blocks of them, one by one: all at once take most of the memory.

    As a list it stays empty. markdown-it looks back at its tokens only to tell tight lists from loose ones.
    """

    def __init__(self, start: int, end: int, *, last: bool) -> None:
        """Take the tokens of the lines from `start` to `end`; `last`: nothing follows these."""
        super().__init__()
        self._start, self._end, self._last = start, end, last
        self._made: list[Block | Token] = []

    def append(self, token: Token, /) -> None:
        made = self._made[-1] if self._made else None
        # A token is whole when the next one comes; only a quote's end is not known before all is read.
        if isinstance(made, Token) and made.type != "blockquote_open":
            self._made[-1] = self._block(made)
        if token.type in KINDS:
            self._made.append(token)

    def blocks(self) -> list[Block]:
        """Return the blocks of all tokens."""
        return [self._block(made) if isinstance(made, Token) else made for made in self._made]

    def _block(self, token: Token) -> Block:
        start, end = token.map or (0, 0)
        at_end = self._start + end >= self._end and not self._last
        return Block(
            kind=KINDS[token.type],
            start=self._start + start,
            end=self._start + end,
            level=token.level,
            closed=_closed(token, at_end=at_end),
            content=token.content,
        )


def _closed(token: Token, at_end: bool) -> bool:
    """Whether a block at the top has its own end; `at_end`: a template's heading follows it directly."""
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
