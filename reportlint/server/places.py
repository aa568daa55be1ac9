"""Places as an editor counts them: lines from 0, columns in the negotiated encoding's units."""

from collections.abc import Mapping
from typing import NamedTuple

from lsprotocol import types

from reportlint.source import BOM, Source, Span

_UNITS: Mapping[str, tuple[str, int]] = {
    "utf-8": ("utf-8", 1),
    "utf-16": ("utf-16-le", 2),
    "utf-32": ("utf-32-le", 4),
}
"""Python's name and the bytes per unit of each encoding, by its name in the protocol."""


class Places(NamedTuple):
    """The places of one text in one encoding.

    pygls has its own converter, which ends lines at form feeds and U+2028 as no editor does.
    """

    source: Source
    encoding: str

    def position(self, offset: int) -> types.Position:
        """Return the position of the character at `offset` in the source."""
        line = self.source.line_at(offset)
        codec, size = _UNITS[self.encoding]
        before = self._bom(line) + self.source.text[self.source.starts[line] : offset]
        return types.Position(line, len(before.encode(codec)) // size)

    def range(self, span: Span) -> types.Range:
        """Return a span as a range."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; positions past the end of a line or text are moved to the end."""
        if position.line >= len(self.source.lines):
            return len(self.source.text)
        codec, size = _UNITS[self.encoding]
        bom = self._bom(position.line)
        line = (bom + self.source.lines[position.line]).encode(codec)
        # A position inside a character counts as the start of it.
        before = line[: position.character * size].decode(codec, "ignore")
        return self.source.starts[position.line] + max(0, len(before) - len(bom))

    def _bom(self, line: int) -> str:
        """Return the text before a line that only the editor has."""
        return BOM if self.source.bom and not line else ""
