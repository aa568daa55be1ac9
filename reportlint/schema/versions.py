"""The lowest version of reportlint that reads a schema file (the promise is in `docs/schema.md`)."""

import re
from collections.abc import Mapping
from typing import Any

from reportlint.schema.model import KINDS, Kind
from reportlint.schema.resolve import Document, layered
from reportlint.schema.template import boxed

_FIRST, _SECOND = "0.1.0", "0.2.0"
"""`_is_second` looks for the additions of the second version to the format."""

_FORMS = {"below", "newline"}
_QUESTION = {"title", "lead"}
_NUMBER = re.compile(r"[1-9][0-9]{0,2}|[A-Z]")
_ONE = r"(\d+|an?|one|two|three|four|five)"
_HINTED: Mapping[Kind, re.Pattern[str]] = {
    "words": re.compile(r"(\d+)\s*[-–—]\s*(\d+)()"),
    "images": re.compile(
        rf"\b(?:(\d+)\s*(?:[-–—]|to)\s*(\d+)|{_ONE})\s+(?:image|figure|screenshot)", re.IGNORECASE
    ),
}
"""How the first version read a hint; it rejected limits that differ from it."""
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def lowest_version(document: Document) -> str:
    """Return the version for a valid document that inherits nothing from another edition."""
    revisions = layered(document, document["revisions"]).values()
    return _SECOND if any(map(_is_second, revisions)) else _FIRST


def _is_second(fields: Document) -> bool:
    checklist = fields.get("checklist", {})
    items = [item for group in checklist.get("groups", {}).values() for item in group]
    return (
        not _FORMS.isdisjoint(fields["forms"])
        or "closing" in fields
        or any(boxed(item, "") == item for item in items)
        or any(not _NUMBER.fullmatch(number) or _asks_more(q) for number, q in fields["questions"].items())
    )


def _asks_more(question: Mapping[str, Any]) -> bool:
    limits = {kind: question[kind] for kind in KINDS if kind in question}
    return not _QUESTION.isdisjoint(question) or any(
        ends.keys() != {"min", "max"} or _contradicts(question.get("hint", ""), kind, ends)
        for kind, ends in limits.items()
    )


def _contradicts(hint: str, kind: Kind, ends: Mapping[str, int]) -> bool:
    """Whether the first version read different limits from a hint."""
    match = _HINTED[kind].search(hint)
    if not match:
        return False
    low, high, one = match.groups()
    read = [_WORDS.get(word.lower()) or int(word) for word in (low or one, high or one)]
    return read != [ends["min"], ends["max"]]
