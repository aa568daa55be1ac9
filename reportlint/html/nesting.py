"""Estimates how much work the tags in a piece of HTML are for a browser's parser."""

import re

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_TAG = re.compile(rf"<(/?)(?!(?:{_VOID})\b)([a-z][a-z0-9]*)", re.IGNORECASE)
"""The beginning or end of an element, except for void ones."""
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that stay open until they are closed: a parser reopens them in each block that follows."""
_DEEPEST = 200
"""Elements that may be open at once: parsing time grows with the square of their number."""
_BEGUN = 10_000
"""Elements that may be reopened in any HTML; in a longer one, as many as it has characters."""


class Nesting:
    """Counts the elements left open by the HTML so far; an end tag without a start tag closes nothing."""

    def __init__(self) -> None:
        self.depth = 0
        self._deepest = 0
        self._begun = 0
        self._size = 0
        self._formatting = 0
        self._open: dict[str, int] = {}

    def feed(self, html: str) -> None:
        """Read the next piece of HTML."""
        self._size += len(html)
        for end, written in _TAG.findall(html):
            name = written.lower()
            step = -min(1, self._open.get(name, 0)) if end else 1
            self._open[name] = self._open.get(name, 0) + step
            self.depth += step
            self._deepest = max(self._deepest, self.depth)
            self._begun += self._formatting
            self._formatting += step if name in _FORMATTING else 0

    @property
    def costly(self) -> bool:
        """Whether parsing takes longer than its size justifies."""
        return self._deepest > _DEEPEST or self._begun > max(_BEGUN, self._size)
