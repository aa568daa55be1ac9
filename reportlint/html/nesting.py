"""What a browser's parser would make of the tags in a piece of HTML, as far as that tells what it costs."""

import re

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_TAG = re.compile(rf"<(/?)(?!(?:{_VOID})\b)([a-z][a-z0-9]*)", re.IGNORECASE)
"""An element's begin or end, but for those that have none."""
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""What stays open until its own end: a parser begins it anew in each block that follows."""
_DEEPEST = 200
"""Elements that may be open at once: parsing time grows with the square of their number."""
_BEGUN = 10_000
"""Elements that may be reopened in any HTML; in a longer one, as many as it has characters."""


class Nesting:
    """The elements that stand open behind the HTML that was fed; an end without its begin closes nothing."""

    def __init__(self) -> None:
        self.depth = 0
        self._deepest = 0
        self._begun = 0
        self._size = 0
        self._formatting = 0
        self._open: dict[str, int] = {}

    def feed(self, html: str) -> None:
        """Go on with a piece of HTML."""
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
        """Whether parsing it takes more than its size accounts for."""
        return self._deepest > _DEEPEST or self._begun > max(_BEGUN, self._size)
