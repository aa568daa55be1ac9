"""Text of a report inside Markdown: it stays text, in a table's cell, too."""

import re

from reportlint.text import printable

_MARKUP = re.compile(r"[^\w\s,.;/()?!'\"%=+…–-]|_|(?<=\bwww)\.")
"""Whatever could begin markup, a link or a mention; letters of all languages are none of it."""


def escaped(text: str) -> str:
    """Return Markdown that shows `text` on one line, whatever it holds."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", " ".join(printable(text).split()))


def cut(text: str, length: int) -> str:
    """Return at most so many characters of `text`."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
