"""Text of a report inside Markdown: it stays text, in a table's cell, too."""

import re
from urllib.parse import quote

from reportlint.text import printable

_MARKUP = re.compile(r"[^\w\s,.;/()?!'\"%=+…–-]|_|(?<=\bwww)\.")
"""Whatever could begin markup, a link or a mention; letters of all languages are none of it."""


_CODE = re.compile("&#96;(.+?)&#96;")


def escaped(text: str) -> str:
    """Return Markdown that shows `text` on one line, whatever it holds."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", printable(" ".join(text.split())))


def with_code(text: str) -> str:
    """Return Markdown for a message of ours: `text` as `escaped` has it, and as code what it quotes so."""
    return _CODE.sub(r"<code>\1</code>", escaped(text))


def address(path: str) -> str:
    """Return a file's path for an address, also where its name is no UTF-8."""
    return quote(path.encode("utf-8", "surrogateescape"))


def cut(text: str, length: int) -> str:
    """Return at most so many characters of `text`."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
