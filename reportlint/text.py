"""Text for people: made harmless for a terminal, and lists of numbers made short."""

import re
from collections.abc import Sequence
from itertools import groupby

from reportlint.schema.model import Number

_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters, line separators, direction overrides, and what is no character at all."""

_COMMAND = re.compile(r"(?<=##)\[|\A\s*:(?=:)")
"""Where GitHub's runner sees a command: at `##[` anywhere in a line, at `::` where one begins."""


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
