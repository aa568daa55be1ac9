"""Texts of the template in which a group corrected a typo: they are as right as the template's own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from reportlint.words import Word, words

_SHORTEST = 4
"""A shorter word with other letters is another word."""
_APART = 2
"""Letters that a corrected typo adds, drops or replaces at most."""
_MOST = 2
"""Words of one text that are corrected at most."""


def find_corrected(here: Sequence[Word], wording: str, after: int = 0) -> tuple[int, int] | None:
    """Return begin and end (excluded), as indices of words, of a plain text with corrected typos."""
    own = wording.split()
    for begin in range(after, len(here) - len(own) + 1):
        if is_corrected(own, (here[at].text for at in range(begin, begin + len(own)))):
            return begin, begin + len(own)
    return None


def holds_corrected(text: str, wordings: Iterable[str]) -> bool:
    """Whether one of some plain texts stands in `text`, with corrected typos."""
    here = tuple(words(text))
    return any(find_corrected(here, wording) for wording in wordings)


def is_corrected(own: Sequence[str], other: Iterable[str]) -> bool:
    """Whether the words of the template's and as many `other` ones differ by corrected typos at most."""
    changed = list(islice(_changed(own, other), _MOST + 1))
    return 0 < len(changed) <= _MOST and all(_is_typo(*pair) for pair in changed)


def _changed(own: Sequence[str], other: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((word, new) for word, new in zip(own, other, strict=True) if word != new)


def _is_typo(word: str, new: str) -> bool:
    """Whether two words differ by their case or by few letters; numbers, and short words, are none."""
    if min(len(word), len(new)) < _SHORTEST or any(map(str.isdigit, word + new)):
        return False
    return word.casefold() == new.casefold() or _distance(word, new) <= _APART


def _distance(word: str, new: str) -> int:
    """Return how many letters are put in, left out or replaced; one too many where the lengths tell that."""
    if abs(len(word) - len(new)) > _APART:
        return _APART + 1
    above = list(range(len(new) + 1))
    for index, letter in enumerate(word, 1):
        row = [index]
        for at, other in enumerate(new):
            row.append(min(above[at + 1] + 1, row[at] + 1, above[at] + (letter != other)))
        above = row
    return above[-1]
