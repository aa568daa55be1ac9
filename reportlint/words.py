"""Text as a reader sees it: its words without markup, and how alike two texts are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"\]\([^()\n]*\)|[^\W_]+")
"""A link's target, which is skipped, or a run of letters and digits."""
_TARGET = re.compile(r"\]\([^()\n]*\)")
_LETTERS = re.compile(r"\w+")

_STRETCHES = 512
"""Number of plain texts in the cache: about those of two or three reports."""


class Word(NamedTuple):
    """A word and the offset at which it begins."""

    text: str
    offset: int


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of `text` between two offsets, without markup, punctuation and link targets."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        if text[match.start()] != "]":
            yield Word(match[0], match.start())


def word_texts(text: str) -> list[str]:
    """Return the `words` of a text without their places."""
    return [word for word in _WORD.findall(text) if word[0] != "]"]


def plain(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the words of `text` separated by single spaces: equal if the rendered words are."""
    return _plain(text[start:end])


# Several rules ask for the same stretches, and so does the next lint of a text that is being edited.
@lru_cache(_STRETCHES)
def _plain(text: str) -> str:
    if "](" in text:
        text = _TARGET.sub(" ", text)
    return " ".join(_LETTERS.findall(text.replace("_", " ")))


def padded(text: str, start: int = 0, end: int | None = None) -> str:
    """Return `plain` words between spaces: one contains another if it has its words in a row."""
    return f" {plain(text, start, end)} "


class Words:
    """The words of a stretch of text with their offsets, to find wordings in."""

    def __init__(self, items: Iterable[Word]) -> None:
        self.items = tuple(items)
        self._padded = "".join([" ", *(word.text + " " for word in self.items)])

    def find(self, wording: str, after: int = 0) -> tuple[int, int] | None:
        """Return begin and end (excluded), as indices of words, of `wording` from word `after` on."""
        begin = sum(len(word.text) + 1 for word in self.items[:after])
        position = self._padded.find(f" {wording} ", begin)
        if position < 0 or not wording:
            return None
        index = self._padded.count(" ", 0, position)
        return index, index + wording.count(" ") + 1


def begun(here: Sequence[str], wordings: Iterable[str]) -> int:
    """Return the number of words that `here` and the best matching of some plain texts begin with."""
    return max(_common(here, text.split()) for text in wordings)


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    pairs = zip(left, right, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))


class Beginnings:
    """Plain texts, to find the one with which another begins."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(filter(None, texts))
        self._lengths = sorted({text.count(" ") + 1 for text in self._texts}, reverse=True)

    def of(self, text: str) -> str | None:
        """Return the text that equals `text` or that it begins with; if several, the longest."""
        if text in self._texts:
            return text
        words = text.split(" ")
        starts = (" ".join(words[:length]) for length in self._lengths if length < len(words))
        return next((start for start in starts if start in self._texts), None)


Bag = Mapping[str, float]
"""The content of a text, unordered: words or other pieces, with how often or how much each counts."""

ALIKE = 0.5
"""Minimum similarity of a text and its rewording."""
VERY_ALIKE = 0.8
"""Minimum similarity at which a text cannot be another question's."""

FEW = 8
"""Maximum number of foreign words in a rewording of the template; more may be somebody's own text."""
SLIP = 3
"""Maximum number of words of a line that are a slip."""
RUN = 3
"""Number of words in a row that two texts do not share by chance."""


def bag(text: str) -> Counter[str]:
    """Return how often each word occurs in a text, ignoring case."""
    return Counter(_folded(text))


def letters(text: str) -> Counter[str]:
    """Return how often each pair of neighbouring letters occurs in a text: misspelt words share most."""
    return Counter(map("".join, pairwise(text)))


def similarity(left: Bag, right: Bag) -> float:
    """Return how much of the larger of two bags is also in the other, from 0 to 1."""
    common = sum(min(count, right[piece]) for piece, count in left.items() if piece in right)
    return common / (max(sum(left.values()), sum(right.values())) or 1)


def nearest(word: str, names: list[str]) -> str | None:
    """Return the name most similar to a misspelt word, if one is similar."""
    # Few runs meet a misspelt word, and this import is slow.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:60], names, n=1)), None)


class Runs:
    """The runs of words in a text: a line with many of them is a changed form of one of its lines."""

    def __init__(self, text: str) -> None:
        words = _folded(text)
        self._size = len(words)
        self._runs = {run for length in range(1, RUN + 1) for run in _runs(words, length)}

    def resemble(self, line: str) -> bool:
        """Whether half the words of a line are in the text in runs, or all of them in one."""
        words = _folded(line)
        if not words or len(words) > 2 * self._size:
            return False
        if len(words) < RUN:
            return tuple(words) in self._runs
        starts = (i for i, run in enumerate(_runs(words, RUN)) if run in self._runs)
        return 2 * len({i for start in starts for i in range(start, start + RUN)}) >= len(words)


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)


def _folded(text: str) -> list[str]:
    return [word.lower() for word in word_texts(text)]


class MatchingRun(NamedTuple):
    """Stretches of two sequences, by their indices, that correspond."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]


_LONGEST = 1_000
"""Maximum number of pieces in which to search for common parts."""
_PAIRS = 50_000
"""Maximum pairs of equal pieces from both sequences: with more, the search is slow and tells little."""


def aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[MatchingRun]:
    """Yield the corresponding stretches of two sequences, in order: kept or replaced ones.

    If the sequences are long and different, everything between their equal ends is one stretch.
    """
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    most -= head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    ends = len(old) - tail, len(new) - tail
    if head:
        yield MatchingRun(True, (0, head), (0, head))
    for same, (a, b), (c, d) in _middle(old[head : ends[0]], new[head : ends[1]]):
        yield MatchingRun(same, (head + a, head + b), (head + c, head + d))
    if tail:
        yield MatchingRun(True, (ends[0], len(old)), (ends[1], len(new)))


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[MatchingRun]:
    if not (old and new) or max(len(old), len(new)) > _LONGEST or _equals(old, new) > _PAIRS:
        yield from [MatchingRun(False, (0, len(old)), (0, len(new)))] if old or new else ()
        return
    # Few texts are changed, and this import is slow.
    from difflib import SequenceMatcher

    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield MatchingRun(tag == "equal", (a, b), (c, d))


def _equals(old: Sequence[str], new: Sequence[str]) -> int:
    here, there = Counter(old), Counter(new)
    return sum(count * there[piece] for piece, count in here.items())


_SLACK = 2
"""Maximum excess of restored template words over replaced reworded ones."""
_TREASURE = (
    r"(?m)\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|!\[|^[^\w\n\[]*\[[^\]\n]+\]:[^\n]*|(?<!\w)\w+://[^\s>)]+"
    r"|<[!/?a-zA-Z][^\n>]*|`+[^`\n]*|~~+|\$+[^$\n]*"
)
"""Links, pictures, definitions, addresses, HTML and comments, code, struck text, and formulas."""


class Loss(NamedTuple):
    """What is lost."""

    words: int
    """Exact up to `FEW`."""
    rewording: bool
    """Whether some words stay, and about as many words of the template replace the lost ones."""
    treasure: bool
    """Whether a link, picture, definition, tag, comment or piece of code is lost."""


def loss(old: str, new: str) -> Loss:
    """Return what is lost when `new`, the template's text, replaces `old`."""
    treasure = bool(Counter(re.findall(_TREASURE, old)) - Counter(re.findall(_TREASURE, new)))
    here, there = _folded(old), _folded(new)
    # Words that the template lacks are counted first: there may be very many.
    lacking = (Counter(here) - Counter(there)).total()
    if lacking > FEW or len(here) > 2 * len(there) + FEW:
        return Loss(max(lacking, len(here) - len(there)), rewording=False, treasure=treasure)
    gone = [(d - c, b - a) for same, (a, b), (c, d) in aligned(there, here) if not same and c < d]
    alike = all(lost <= back <= lost + _SLACK for lost, back in gone)
    total = sum(lost for lost, _ in gone)
    return Loss(total, alike and total <= FEW and total < len(here), treasure)
