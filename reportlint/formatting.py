"""Text for people: numbers, lists and quotes for messages, escaped for where they are shown."""

import re
from collections.abc import Sequence
from itertools import groupby
from unicodedata import category
from urllib.parse import quote

from reportlint.words import nearest

Number = int | str
"""A question's number, or its letter where a course letters its questions."""

_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters, line separators, direction overrides, and what is no character at all."""

_COMMAND = re.compile(r"(?<=##)\[|\A\s*:(?=:)")
"""Where GitHub's runner sees a command: at `##[` anywhere in a line, at `::` where one begins."""

_HALF = r"[\ud800-\udc7f\udd00-\udfff]"
"""Half a character; the others of its kind stand for bytes that are no UTF-8."""


def printable(text: str) -> str:
    """Return `text` with what could steer a terminal, or a workflow by its log, escaped; tabs as spaces."""
    text = _CONTROL.sub(_escape, text)
    return _COMMAND.sub(lambda match: f"{match[0][:-1]}\\x{ord(match[0][-1]):02x}", text)


def json_safe(document: str) -> str:
    """Return a JSON document with the same characters as JSON escapes; outside its texts it has none."""
    document = document.replace("##[", "##\\u005b")
    return _CONTROL.sub(lambda match: match[0] if match[0] in "\n\t" else f"\\u{ord(match[0]):04x}", document)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\t":
        return " "
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


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


_ENOUGH = 1_000
"""As many characters tell what is quoted of a text that is longer."""


def _on_one_line(text: str) -> str:
    return visible(" ".join(re.split(r"[ \t\n]+", text.strip(" \t\n"))))


def quoted(text: str, limit: int = 60) -> str:
    """Return a piece of the report's text for a message, in backticks; see `clipped`."""
    return f"`{clipped(text, limit)}`"


def clipped(text: str, limit: int = 60) -> str:
    """Return a piece of text on one line, at most `limit` characters; invisible ones are shown by number."""
    begin = _on_one_line(text[:_ENOUGH])
    text = begin if len(begin) > limit else _on_one_line(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def visible(text: str) -> str:
    """Return `text` with each character that is invisible, or looks like a space, as `U+00A0`."""
    return text if text.isascii() else "".join(f"U+{ord(c):04X}" if _is_invisible(c) else c for c in text)


def _is_invisible(character: str) -> bool:
    return character not in " \t\n" and category(character) in ("Zs", "Zl", "Zp", "Cc", "Cf")


def plural(number: int, noun: str) -> str:
    """Return `1 word`, `2 words`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def allowed(least: int | None, most: int | None, noun: str = "", joint: str = "-") -> str:
    """Return how many are allowed: `100-200`, `1`; with the noun `at least 50 words`, `at most 1 image`.

    The noun is named where an end is open; nothing at all is allowed or forbidden where both are.
    """
    if least is not None and most is not None:
        return f"{least}{joint}{most}" if least < most else f"{least}"
    bound, end = ("at least", least) if least is not None else ("at most", most)
    if end is None:
        return f"any number of {noun}s" if noun else "any number"
    return f"{bound} {plural(end, noun) if noun else end}"


_MARKUP = r"[^\w\s,.;/()?!'\"%=+…–-]|_|(?<=\bwww)\."
"""Whatever could begin markup, a link or a mention; letters of all languages are none of it."""


_CODE = "&#96;(.+?)&#96;"


def escaped(text: str) -> str:
    """Return Markdown that shows `text` on one line, whatever it holds."""
    return re.sub(_MARKUP, lambda match: f"&#{ord(match[0])};", printable(" ".join(text.split())))


def with_code(text: str) -> str:
    """Return Markdown for a message of ours: `text` as `escaped` has it, and as code what it quotes so."""
    return re.sub(_CODE, r"<code>\1</code>", escaped(text))


def address(path: str) -> str:
    """Return a file's path for an address, also where its name is no UTF-8."""
    return quote(path_bytes(path))


def path_bytes(path: str) -> bytes:
    """Return a path as UTF-8: bytes that are none stay, half a character, as Windows has it, does not."""
    return re.sub(_HALF, "\ufffd", path).encode("utf-8", "surrogateescape")


def cut(text: str, length: int) -> str:
    """Return at most `length` characters of `text`."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def instead(word: str, names: Sequence[str]) -> str:
    """Return what to write in place of a word that is none of `names`."""
    near = nearest(word, list(names))
    return f"did you mean {near}?" if near else f"use {one_of(names)}"


def one_of(names: Sequence[str]) -> str:
    """Return names as people list what they may choose from: `a, b or c`."""
    *others, last = names
    return f"{', '.join(others)} or {last}"
