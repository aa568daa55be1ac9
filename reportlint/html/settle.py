"""Adjusts what depends on everything above it on a page, in one pass over the body.

The body's tags are ours or rewritten by `clean`: text and values contain no `<`, and `id` and `src` come
first in their tags.
"""

import re
from collections.abc import Callable
from html import unescape

from reportlint.html.formulas import mathml

_HEADING = re.compile(r"(</?h[1-6]\b)")
_NAME = re.compile(r'(?<=<)([a-z][a-z0-9]*) id="([^"]*)"')
_PICTURE = re.compile(r'(?<=<img src=")([^"]*)')
_FORMULA = re.compile(r'(?<=<span class="math)((?: display" tabindex="0)?">)([^<]*)(?=</span>)')
_DRAWN = 200_000
"""Characters of MathML in a page; further formulas stay TeX."""
_EMBEDDED = 50_000_000
"""Characters of embedded pictures in a page; further ones are linked."""


def with_levels(body: str) -> str:
    """Return the body with each heading at most one level below the one above."""
    written: list[str] = []
    begun: list[int] = []
    level = 0
    for piece in _HEADING.split(body):
        if not _HEADING.match(piece):
            written.append(piece)
        elif piece[1] == "/":
            written.append(f"</h{begun.pop()}")
        else:
            level = min(int(piece[2]), level + 1)
            begun.append(level)
            written.append(f"<h{level}")
    return "".join(written)


def with_names(body: str) -> str:
    """Return the body with each name only at its first element."""
    taken: set[str] = set()

    def kept(match: re.Match[str]) -> str:
        free = match[2] not in taken
        taken.add(match[2])
        return match[0] if free else match[1]

    return _NAME.sub(kept, body)


def with_formulas(body: str) -> str:
    """Return the body with formulas as MathML, as long as there is room."""
    room = _DRAWN

    def drawn(match: re.Match[str]) -> str:
        nonlocal room
        formula = mathml(unescape(match[2]).strip("$`"), display="display" in match[1]) if room else ""
        if len(formula) > room:
            # Convert no further ones, so that a page full of formulas does not take for ever.
            room, formula = 0, ""
        room -= len(formula)
        return match[1] + (formula or match[2])

    return _FORMULA.sub(drawn, body)


def with_pictures(body: str, read: Callable[[str, int], str]) -> str:
    """Return the body with embedded pictures, as long as there is room.

    `read` returns the picture at an address as a `data:` address of at most the given number of characters;
    empty if it cannot.
    """
    room = _EMBEDDED
    held: dict[str, str] = {}

    def taken_in(match: re.Match[str]) -> str:
        nonlocal room
        address = unescape(match[0])
        if address not in held:
            held[address] = read(address, room)
        whole = held[address] if len(held[address]) <= room else ""
        room -= len(whole)
        return whole or match[0]

    return _PICTURE.sub(taken_in, body)
