"""Text as a reader sees it: its words without markup, and how alike two texts are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

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


if TYPE_CHECKING:
    from difflib import SequenceMatcher

_FEW = 8
"""As many words of nobody's template are a rewording; more may be what somebody had to say."""
_SLACK = 2
"""So many more words of the template may come back than words go, where these reword it."""
_TREASURE = re.compile(
    r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|!\[|^[ \t>]*\[[^\]\n]+\]:[^\n]*|\w+://[^\s>)]+"
    r"|<[!/?a-zA-Z][^\n>]*|`+[^`\n]*|~~+|\$+[^$\n]*",
    re.MULTILINE,
)
"""Links, pictures, definitions, addresses, HTML and comments, code, what is struck, and formulas."""


class Loss(NamedTuple):
    """What is lost."""

    words: int
    rewording: bool
    """Whether some words stay, and those that go stand each for about as many of the template's."""
    treasure: bool
    """Whether a link, picture, definition, tag, comment or piece of code goes."""


def loss(old: str, new: str) -> Loss:
    """Return what is lost where `new`, the template's text, takes the place of `old`."""
    treasure = bool(Counter(_TREASURE.findall(old)) - Counter(_TREASURE.findall(new)))
    here, there = (_folded(text) for text in (old, new))
    gone = list(_gone(here, there))
    alike = all(lost <= back <= lost + _SLACK for lost, back in gone)
    total = sum(lost for lost, _ in gone)
    return Loss(total, alike and total <= _FEW and total < len(here), treasure)


def resembles(line: str, text: str) -> bool:
    """Whether half the words of a line stand in `text` in runs of three, or all of them in one."""
    here, there = _folded(line), _folded(text)
    if not here or len(here) > 2 * len(there):
        return False
    sizes = [block.size for block in _matcher(there, here).get_matching_blocks()]
    return max(sizes) == len(here) or 2 * sum(size for size in sizes if size >= 3) >= len(here)


def _folded(text: str) -> list[str]:
    return [word.text.lower() for word in words(text)]


def _gone(here: Sequence[str], there: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield for each stretch of words that go how many these are and how many come in their stead."""
    if not here or len(here) > 2 * len(there) + _FEW:
        yield from [(len(here), 0)] * bool(here)
        return
    for _, i1, i2, j1, j2 in _matcher(there, here).get_opcodes():
        if j1 < j2 and (i2 - i1 != j2 - j1 or there[i1:i2] != here[j1:j2]):
            yield j2 - j1, i2 - i1


def _matcher(there: Sequence[str], here: Sequence[str]) -> "SequenceMatcher[str]":
    # Few reports change the template's text: the others need not wait for the import.
    from difflib import SequenceMatcher

    return SequenceMatcher(None, there, here, autojunk=False)
