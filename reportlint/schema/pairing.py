"""Pairs the questions, or boxes, of two revisions, although numbers or words may have changed."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence, Set
from itertools import islice
from math import log
from typing import Generic, Literal, NamedTuple, TypeVar

from reportlint.formatting import Number
from reportlint.schema.model import QuestionSpec
from reportlint.words import ALIKE, Bag, aligned, bag, plain, similarity

QuestionKey = TypeVar("QuestionKey", bound=Hashable)

_WORD = re.compile(r"[^\W_]+")
_STEM = 5
"""Number of letters of a word that are compared: `paints` and `painted` are alike."""
_MOST = 100
"""Maximum number of questions to compare, not counting those with equal prompts, which are paired first."""
_ASKING = frozenset(
    "a an and any are as at be been by can could describe did do does explain for from had has have how if "
    "in include is it its like list manage many may much must no not of on one or our should so some such "
    "than that the their them then there these they this those to up us use used was we were what when where "
    "which who whom whose why will with would yes you your "
    "af at beskriv da de dem den der deres det din dit du en er et for forklar fra har havde hvad hvem "
    "hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke ja jeg jeres kan med mod ned nej når og "
    "om op på sig skriv som så til ud var ved vi".split()
)
"""Words common in questions, in English and Danish, which tell nothing about the subject."""


class Pairs(NamedTuple, Generic[QuestionKey]):
    """What belongs together, looked up from either side."""

    new: dict[QuestionKey, QuestionKey]
    """The new one, by the old one."""
    old: dict[QuestionKey, QuestionKey]
    """The old one, by the new one."""


def pair_questions(old: Sequence[QuestionSpec], new: Sequence[QuestionSpec]) -> Pairs[Number]:
    """Return which questions are the same: those with equal prompts, then the most similar ones first.

    Each pair is the best free match of both its questions. Maximising the sum of similarities would break up
    the surest pairs. A question without a similar one is removed, or new.
    """
    found = dict(_same(old, new))
    taken = set(found.values())
    before = [spec for spec in old if spec.number not in found][:_MOST]
    after = [spec for spec in new if spec.number not in taken][:_MOST]
    alike = Likeness(old, new)
    scores = [(-alike(a, b), a.number != b.number, a.number, b.number) for a in before for b in after]
    # Of equally similar pairs, same numbers come first, then the order of the template (sorting is stable).
    for score, _, a, b in sorted(scores, key=lambda entry: entry[:2]):
        if -score >= ALIKE and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return Pairs(found, {b: a for a, b in found.items()})


def _same(old: Sequence[QuestionSpec], new: Sequence[QuestionSpec]) -> Iterator[tuple[Number, Number]]:
    """Yield the numbers of questions with equal prompts: same numbers first, then in order."""
    before, after = _by_prompt(old), _by_prompt(new)
    for prompt, numbers in before.items():
        others = after.get(prompt, [])
        both = [number for number in numbers if number in others]
        yield from zip(both, both, strict=True)
        left = ([number for number in side if number not in both] for side in (numbers, others))
        yield from zip(*left, strict=False)


def _by_prompt(questions: Sequence[QuestionSpec]) -> dict[str, list[Number]]:
    found: dict[str, list[Number]] = {}
    for spec in questions:
        found.setdefault(plain(spec.prompt), []).append(spec.number)
    return found


class _Bags(NamedTuple):
    """The words of a question: of its prompt, of the prompt with the hint, and of its example."""

    prompt: Bag
    whole: Bag
    example: Bag


class Likeness:
    """How alike questions of two revisions are, from 0 to 1.

    Compares prompts (with hints if both have one) and examples; equality of either makes questions the same.
    The more questions contain a word, the less it counts.
    """

    def __init__(self, old: Sequence[QuestionSpec], new: Sequence[QuestionSpec]) -> None:
        held = [Counter(word for spec in side for word in set(_stems(*_texts(spec)))) for side in (old, new)]
        number = max(len(old), len(new)) + 1
        self._weights = {word: log(number / count) ** 2 for word, count in (held[0] | held[1]).items()}
        self._bags = {spec: self._read(spec) for spec in (*old, *new)}

    def __call__(self, old: QuestionSpec, new: QuestionSpec) -> float:
        """Return how alike two questions are."""
        one, other = self._bags[old], self._bags[new]
        asked = similarity(one.prompt, other.prompt)
        if asked and old.hint and new.hint:
            asked = similarity(one.whole, other.whole)
        return 1 - (1 - asked) * (1 - similarity(one.example, other.example))

    def _read(self, spec: QuestionSpec) -> _Bags:
        prompt, hint, example = _texts(spec)
        return _Bags(self._bag(prompt), self._bag(prompt, hint), self._bag(example))

    def _bag(self, *texts: str) -> Bag:
        return {word: self._weights[word] for word in _stems(*texts)}


def _texts(spec: QuestionSpec) -> tuple[str, str, str]:
    return spec.prompt, spec.hint or "", spec.example or ""


def _stems(*texts: str) -> Iterator[str]:
    """Yield the stems of words that tell what is asked, picture addresses included."""
    words = (word.lower() for text in texts for word in _WORD.findall(text))
    return ((word.rstrip("es") or word)[:_STEM] for word in words if word not in _ASKING)


ItemKind = Literal["added", "removed", "moved", "reworded"]


def pair_items(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[ItemKind, str | None, str | None]]:
    """Yield the differences between two lists of texts, in the order of the lists."""
    before, after = frozenset(old), frozenset(new)
    for same, cut, put in aligned(old, new):
        if not same:
            gone = [text for text in old[slice(*cut)] if text not in after]
            yield from _replaced(gone, new[slice(*put)], before)


def _replaced(
    gone: Sequence[str], put: Sequence[str], before: Set[str]
) -> Iterator[tuple[ItemKind, str | None, str | None]]:
    """Yield what happened to the texts in `gone`, and where those in `put` come from."""
    left = {text: bag(text) for text in gone}
    for text in put:
        if text in before:
            yield "moved", text, text
            continue
        words = bag(text)
        scores = {other: similarity(left[other], words) for other in islice(left, _MOST)}
        near = max(scores, default=None, key=scores.__getitem__)
        if near is not None and scores[near] >= ALIKE:
            del left[near]
            yield "reworded", near, text
        else:
            yield "added", None, text
    yield from (("removed", text, None) for text in left)
