"""What raw HTML leaves open, by its tags alone."""

import re

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
