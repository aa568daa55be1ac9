"""Template texts in which a group corrected a typo: they count as the template's own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from reportlint.words import Word, words

_SHORTEST = 4
"""Minimum length: shorter words with other letters are other words."""
_APART = 2
"""Maximum number of letters that a corrected typo adds, drops or replaces."""
_MOST = 2
"""Maximum number of corrected words in one text."""


def find_corrected(here: Sequence[Word], wording: str, after: int = 0) -> tuple[int, int] | None:
    """Return begin and end (excluded), as indices of words, of a plain text with corrected typos."""
    own = wording.split()
    for begin in range(after, len(here) - len(own) + 1):
        if is_corrected(own, (here[at].text for at in range(begin, begin + len(own)))):
            return begin, begin + len(own)
    return None


def holds_corrected(text: str, wordings: Iterable[str]) -> bool:
    """Whether one of some plain texts is in `text`, with corrected typos."""
    here = tuple(words(text))
    return any(find_corrected(here, wording) for wording in wordings)


def is_corrected(own: Sequence[str], other: Iterable[str]) -> bool:
    """Whether the words of the template and `other` ones, equally many, differ only by corrected typos."""
    changed = list(islice(_changed(own, other), _MOST + 1))
    return 0 < len(changed) <= _MOST and all(_is_typo(*pair) for pair in changed)


def _changed(own: Sequence[str], other: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((word, new) for word, new in zip(own, other, strict=True) if word != new)


def _is_typo(word: str, new: str) -> bool:
    """Whether two words differ by case or few letters; numbers and short words never do."""
    if min(len(word), len(new)) < _SHORTEST or any(map(str.isdigit, word + new)):
        return False
    return word.casefold() == new.casefold() or _distance(word, new) <= _APART


def _distance(word: str, new: str) -> int:
    """Return the number of edited letters; one too many if the lengths alone decide."""
    if abs(len(word) - len(new)) > _APART:
        return _APART + 1
    above = list(range(len(new) + 1))
    for index, letter in enumerate(word, 1):
        row = [index]
        for at, other in enumerate(new):
            row.append(min(above[at + 1] + 1, row[at] + 1, above[at] + (letter != other)))
        above = row
    return above[-1]
