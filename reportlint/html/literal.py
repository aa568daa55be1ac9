"""Text of strangers inside a page: it stays text, in an attribute, too."""

from html import escape

from reportlint.text import printable


def literal(text: str) -> str:
    """Return HTML that shows `text` on one line, whatever it holds."""
    return escape(printable(" ".join(text.split())))
