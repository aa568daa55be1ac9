"""Formats numbers, lists and quotes for messages, and escapes them for where they are shown."""

import re
from collections.abc import Sequence
from itertools import groupby
from unicodedata import category
from urllib.parse import quote

from reportlint.words import nearest

Number = int | str
"""A question's number, or its letter if a course letters its questions."""

_CONTROL = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
"""Control characters, line separators, direction overrides, and noncharacters."""

_COMMAND = re.compile(r"(?<=##)\[|\A\s*:(?=:)")
"""Where GitHub's runner sees a command: `##[` anywhere in a line, `::` at its beginning."""

_HALF = r"[\ud800-\udc7f\udd00-\udfff]"
"""Surrogates, except those that stand for bytes that are not UTF-8."""


def printable(text: str) -> str:
    """Return `text` with everything escaped that could control a terminal or a workflow; tabs as spaces."""
    if not text.isprintable():
        text = re.sub(_CONTROL, _escape, text)
    return _COMMAND.sub(lambda match: f"{match[0][:-1]}\\x{ord(match[0][-1]):02x}", text)


def json_safe(document: str) -> str:
    """Return a JSON document with such characters as JSON escapes; they occur only inside its strings."""
    return re.sub(_CONTROL, _json_escape, document.replace("##[", "##\\u005b"))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\t":
        return " "
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def _json_escape(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\n\t" else f"\\u{ord(match[0]):04x}"


def ranges(numbers: Sequence[Number]) -> str:
    """Return numbers as people write them, `1-3, 7`; letters one by one."""
    runs = groupby(
        enumerate(numbers), key=lambda pair: pair[1] - pair[0] if isinstance(pair[1], int) else pair
    )
    parts = []
    for _, run in runs:
        members = [number for _, number in run]
        parts.append(f"{members[0]}-{members[-1]}" if len(members) > 1 else f"{members[0]}")
    return ", ".join(parts)


WHOLE_LINE = 200
"""Maximum number of characters to quote of what the reader should copy or compare."""
_ENOUGH = 1_000
"""Maximum number of characters to process of a text to be quoted."""


def _on_one_line(text: str) -> str:
    return visible(" ".join(re.split(r"[ \t\n]+", text.strip(" \t\n"))))


def quoted(text: str, limit: int = 60) -> str:
    """Return a piece of the report's text for a message, in backticks; see `clipped`."""
    return f"`{clipped(text, limit)}`"


def clipped(text: str, limit: int = 60) -> str:
    """Return text on one line, at most `limit` characters, with invisible characters as numbers."""
    begin = _on_one_line(text[:_ENOUGH])
    text = begin if len(begin) > limit else _on_one_line(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def visible(text: str) -> str:
    """Return `text` with each invisible or space-like character as `U+00A0`."""
    return text if text.isascii() else "".join(f"U+{ord(c):04X}" if _is_invisible(c) else c for c in text)


def _is_invisible(character: str) -> bool:
    return character not in " \t\n" and category(character) in ("Zs", "Zl", "Zp", "Cc", "Cf")


def plural(number: int, noun: str) -> str:
    """Return `1 word`, `2 words`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def allowed(least: int | None, most: int | None, noun: str = "", joint: str = "-") -> str:
    """Return the allowed number: `100-200`, `1`; with the noun `at least 50 words`, `at most 1 image`.

    The noun is named if one end is open; if both are, any number is allowed.
    """
    if least is not None and most is not None:
        return f"{least}{joint}{most}" if least < most else f"{least}"
    bound, end = ("at least", least) if least is not None else ("at most", most)
    if end is None:
        return f"any number of {noun}s" if noun else "any number"
    return f"{bound} {plural(end, noun) if noun else end}"


_MARKUP = r"[^\w\s,.;/()?!'\"%=+…–-]|_|(?<=\bwww)\."
"""Characters that could begin markup, a link or a mention; never letters, of any language."""


_CODE = "&#96;(.+?)&#96;"


def escaped(text: str) -> str:
    """Return Markdown that shows `text` on one line, whatever it contains."""
    return re.sub(_MARKUP, lambda match: f"&#{ord(match[0])};", printable(" ".join(text.split())))


def with_code(text: str) -> str:
    """Return Markdown for one of our messages: text escaped, and its quotes as code."""
    return re.sub(_CODE, r"<code>\1</code>", escaped(text))


def address(path: str) -> str:
    """Return a file's path for an address, even if its name is not UTF-8."""
    return quote(path_bytes(path))


def path_bytes(path: str) -> bytes:
    """Return a path as UTF-8; other bytes are kept, but surrogates from Windows are replaced."""
    return re.sub(_HALF, "\ufffd", path).encode("utf-8", "surrogateescape")


def cut(text: str, length: int) -> str:
    """Return at most `length` characters of `text`."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def instead(word: str, names: Sequence[str]) -> str:
    """Return the suggestion for a word that is not among `names`."""
    near = nearest(word, list(names))
    return f"did you mean {near}?" if near else f"use {one_of(names)}"


def one_of(names: Sequence[str]) -> str:
    """Return names as a choice: `a, b or c`."""
    *others, last = names
    return f"{', '.join(others)} or {last}"
