"""Template texts in which a group corrected a typo: they count as the template's own."""

from collections.abc import Iterable, Sequence
from itertools import islice

from reportlint.words import Word, words

_SHORTEST = 4
"""Minimum length: shorter words with other letters are other words."""
_APART = 2
"""Maximum number of letters that a corrected typo adds, drops or replaces."""
_MOST = 2
"""Maximum number of corrected words in one text."""
_LONGEST = 60
"""Maximum length of a word whose letters are compared, which takes time quadratic in it."""
_PATIENCE = 20
"""Number of words to compare in a search for each word there is: a text that repeats itself takes more."""
_Change = tuple[int, str, str]
"""A changed word: its number in the text, from 1, the template's and the new one."""


def find_corrected(here: Sequence[Word], wording: str, after: int = 0) -> tuple[int, int] | None:
    """Return begin and end (excluded), as indices of words, of a plain text with corrected typos."""
    own = wording.split()
    left = _PATIENCE * (len(own) + len(here))
    for begin in range(after, len(here) - len(own) + 1):
        changed = _changed(own, (here[at].text for at in range(begin, begin + len(own))))
        if _are_typos(changed):
            return begin, begin + len(own)
        left -= changed[-1][0] if len(changed) > _MOST else len(own)
        if left < 0:
            break
    return None


def holds_corrected(text: str, wordings: Iterable[str]) -> bool:
    """Whether one of some plain texts is in `text`, with corrected typos."""
    here = tuple(words(text))
    return any(find_corrected(here, wording) for wording in wordings)


def is_corrected(own: Sequence[str], other: Iterable[str]) -> bool:
    """Whether the words of the template and `other` ones, equally many, differ only by corrected typos."""
    return _are_typos(_changed(own, other))


def _changed(own: Sequence[str], other: Iterable[str]) -> Sequence[_Change]:
    """Return the changed words, but no more than are too many."""
    pairs = enumerate(zip(own, other, strict=True), 1)
    return list(islice(((at, word, new) for at, (word, new) in pairs if word != new), _MOST + 1))


def _are_typos(changed: Sequence[_Change]) -> bool:
    return 0 < len(changed) <= _MOST and all(_is_typo(word, new) for _, word, new in changed)


def _is_typo(word: str, new: str) -> bool:
    """Whether two words differ by case or few letters; numbers and short words never do."""
    if min(len(word), len(new)) < _SHORTEST or any(map(str.isdigit, word + new)):
        return False
    if word.casefold() == new.casefold():
        return True
    return max(len(word), len(new)) <= _LONGEST and _distance(word, new) <= _APART


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
