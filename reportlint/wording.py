"""Text as a reader sees it: its words without markup, so that formatting is no change."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_WORD = re.compile(r"\]\([^()\n]*\)|[^\W_]+")
"""A link's target, which is passed over, or a run of letters and digits."""


class Word(NamedTuple):
    """A word and the offset at which it begins."""

    text: str
    offset: int


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of `text` between two offsets, without markup, punctuation and link targets."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        if text[match.start()] != "]":
            yield Word(match[0], match.start())


def plain(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the words of `text` with one space between them: equal where the rendered words are."""
    found = _WORD.findall(text, start, len(text) if end is None else end)
    return " ".join([word for word in found if word[0] != "]"])


def padded(text: str, start: int = 0, end: int | None = None) -> str:
    """Return `plain` words between spaces: one is part of another where its words stand there in a row."""
    return f" {plain(text, start, end)} "


class Words:
    """The words of a stretch of text with their offsets, to find wordings in."""

    def __init__(self, items: Iterable[Word]) -> None:
        self.items = tuple(items)
        self._padded = "".join([" ", *(word.text + " " for word in self.items)])

    def find(self, wording: str, after: int = 0) -> tuple[int, int] | None:
        """Return begin and end (excluded), as indices of words, of `wording` at or behind word `after`."""
        begin = sum(len(word.text) + 1 for word in self.items[:after])
        position = self._padded.find(f" {wording} ", begin)
        if position < 0 or not wording:
            return None
        index = self._padded.count(" ", 0, position)
        return index, index + wording.count(" ") + 1
