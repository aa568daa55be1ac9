"""Places as an editor counts them: lines from 0, columns in the units that both sides agreed on."""

from collections.abc import Mapping
from typing import NamedTuple

from lsprotocol import types

from reportlint.source import BOM, Source, Span

_UNITS: Mapping[str, tuple[str, int]] = {
    "utf-8": ("utf-8", 1),
    "utf-16": ("utf-16-le", 2),
    "utf-32": ("utf-32-le", 4),
}
"""By the protocol's name of an encoding: how Python calls it, and how many bytes a unit has."""


class Places(NamedTuple):
    """The places of one text in one encoding.

    pygls has a converter of its own, which ends lines at form feeds and U+2028 as no editor does.
    """

    source: Source
    encoding: str

    def position(self, offset: int) -> types.Position:
        """Return where the character at `offset` of the source's text stands."""
        line = self.source.line_at(offset)
        codec, size = _UNITS[self.encoding]
        before = self._bom(line) + self.source.text[self.source.starts[line] : offset]
        return types.Position(line, len(before.encode(codec)) // size)

    def range(self, span: Span) -> types.Range:
        """Return a span as a range."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; of one behind its line, or the text, where that ends."""
        if position.line >= len(self.source.lines):
            return len(self.source.text)
        codec, size = _UNITS[self.encoding]
        bom = self._bom(position.line)
        line = (bom + self.source.lines[position.line]).encode(codec)
        # Half a character is none.
        before = line[: position.character * size].decode(codec, "ignore")
        return self.source.starts[position.line] + max(0, len(before) - len(bom))

    def _bom(self, line: int) -> str:
        """Return what stands before the text of a line in the editor, and not in the source."""
        return BOM if self.source.bom and not line else ""
