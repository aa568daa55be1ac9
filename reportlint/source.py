"""A file's text and the places in it: offsets inside, lines and columns at the edge."""

import codecs
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

MAX_BYTES = 1_000_000
"""Larger files are not reports: the largest of 98 hand-ins has 60 kB."""

BOM = "\ufeff"


class Span(NamedTuple):
    """A stretch of a source's text: offsets in characters, the end excluded."""

    start: int
    end: int

    def moved(self, by: int) -> "Span":
        """Return it moved on by some characters."""
        return Span(self.start + by, self.end + by)


class Position(NamedTuple):
    """A place as people count it: line and column from 1, columns in characters."""

    line: int
    column: int


class UnreadableError(ValueError):
    """The bytes are not the text of a report; `line` (from 1) is where that shows."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class Source:
    r"""A decoded file. All newlines (LF, CRLF, CR) are `\n` in `text`, and a byte order mark is left out.

    Only these three end a line: form feeds and U+2028 do not, as in Markdown.
    """

    def __init__(self, path: str, text: str, bom: bool = False, raw: str = "") -> None:
        """Take a `text`, and as `raw` the decoded file with its byte order mark and its own newlines."""
        self.path: Final = path
        self.text: Final = text
        self.bom: Final = bom
        self.raw: Final = raw
        self.lines: Final = tuple(text.split("\n"))
        """The lines without their newlines; a file that ends in a newline has an empty last one."""
        self.starts: Final = tuple(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))
        """The offset at which each line starts."""
        pairs = enumerate(re.finditer("\r\n", raw))
        self.pairs: Final = tuple(match.start() - number - bom for number, match in pairs)
        r"""The offsets of the newlines that are two characters in the file, `\r\n`."""

    @classmethod
    def decode(cls, path: str, data: bytes) -> "Source":
        """Return the source for the bytes of a file; raises `UnreadableError` unless they are UTF-8 text."""
        if len(data) > MAX_BYTES:
            raise UnreadableError(f"the file has more than {MAX_BYTES:,} bytes: no report is so large")
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise UnreadableError("the file is UTF-16: save it as UTF-8")
        if (nul := data.find(b"\0")) >= 0:
            raise UnreadableError("the file contains a NUL byte: it is not text", _line_of(data, nul))
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            where = _line_of(data, error.start)
            raise UnreadableError("the file is not UTF-8: save it as UTF-8", where) from None
        plain = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
        return cls(path, plain, text.startswith(BOM), text)

    def raw_offset(self, offset: int) -> int:
        """Return the offset in the decoded file of the character at `offset` of `text`."""
        return offset + self.bom + bisect_left(self.pairs, offset)

    def newline_at(self, offset: int) -> str:
        """Return the newline at the end of the line of `offset`; on the last line, that of the line above."""
        line = max(0, min(self.line_at(offset), len(self.lines) - 2))
        end = self.raw_offset(self.line_end(line))
        return "\r\n" if self.raw.startswith("\r\n", end) else self.raw[end : end + 1] or "\n"

    def line_at(self, offset: int) -> int:
        """Return the index (from 0) of the line that contains `offset`."""
        return bisect_right(self.starts, offset) - 1

    def position(self, offset: int) -> Position:
        """Return line and column, both from 1, of `offset`."""
        line = self.line_at(offset)
        return Position(line + 1, offset - self.starts[line] + 1)

    def line_start(self, line: int) -> int:
        """Return the offset at which the line with the index `line` begins, or of the end of the text."""
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def line_end(self, line: int) -> int:
        """Return the offset after the last character of the line with the index `line`."""
        return self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.text)

    def between(self, start: int, end: int) -> str:
        """Return the text of the lines with the indices from `start` to `end`, which is excluded."""
        return self.text[self.starts[start] : self.line_end(end - 1)] if start < end else ""

    def whole_line(self, line: int) -> Span:
        """Return the span of the line with the index `line`, without its newline."""
        return Span(self.starts[line], self.line_end(line))

    def trim(self, start: int, end: int) -> Span:
        """Return the span from `start` to `end` without outer white space; empty at `start` if blank."""
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip())
        return Span(start + lead, start + len(text.rstrip())) if text.strip() else Span(start, start)

    def line_span(self, line: int) -> Span:
        """Return the span of the line with the index `line`, without white space around it."""
        return self.trim(self.starts[line], self.line_end(line))

    def line_around(self, offset: int) -> Span:
        """Return the span of the line that contains `offset`, without white space around it."""
        return self.line_span(self.line_at(offset))

    def without(self, span: Span, parts: Sequence[Span]) -> str:
        """Return the text of `span` without `parts`, which are inside it, in order and disjoint."""
        edges = [span.start, *(edge for part in parts for edge in (part.start, part.end)), span.end]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return "".join(self.text[start:end] for start, end in pairs)


def is_text(data: bytes) -> bool:
    """Whether `Source.decode` accepts the bytes of a file."""
    try:
        Source.decode("", data)
    except UnreadableError:
        return False
    return True


def _line_of(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
