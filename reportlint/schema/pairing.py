"""Which question, or box, of a revision is which of another one, though its number or words changed."""

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Generic, Literal, NamedTuple, TypeVar

from reportlint.formatting import Number
from reportlint.schema.model import QuestionSpec
from reportlint.words import plain

Key = TypeVar("Key", bound=Hashable)

_ALIKE = 0.6
"""The share of words that a reworded text has in common with what it was."""


class Pairs(NamedTuple, Generic[Key]):
    """What belongs together, looked up from either side."""

    new: dict[Key, Key]
    """By what is old."""
    old: dict[Key, Key]
    """By what is new."""

    def add(self, old: Key, new: Key) -> None:
        """Make the two belong together."""
        self.new[old], self.old[new] = new, old


def pair_questions(old: Sequence[QuestionSpec], new: Sequence[QuestionSpec]) -> Pairs[Number]:
    """Return which questions are the same: by their words, then the most alike, then those in one place."""
    before = {spec.number: plain(spec.prompt) for spec in old}
    after = {spec.number: plain(spec.prompt) for spec in new}
    pairs: Pairs[Number] = Pairs({}, {})
    for number in before:
        if before[number] == after.get(number):
            pairs.add(number, number)
    for a, b in _best(_without(before, pairs.new), _without(after, pairs.old)):
        pairs.add(a, b)
    _fill(pairs, list(before), list(after))
    return pairs


def _without(texts: dict[Number, str], paired: dict[Number, Number]) -> dict[Number, str]:
    return {number: text for number, text in texts.items() if number not in paired}


def _best(before: dict[Number, str], after: dict[Number, str]) -> Iterator[tuple[Number, Number]]:
    """Yield the keys of texts that are alike, the most alike first; of equals, those of one key."""
    scored = [(likeness(old, new), a == b, a, b) for a, old in before.items() for b, new in after.items()]
    taken: set[tuple[str, Number]] = set()
    for score, _, a, b in sorted(scored, key=lambda entry: entry[:2], reverse=True):
        if score >= _ALIKE and not taken & {("old", a), ("new", b)}:
            taken |= {("old", a), ("new", b)}
            yield a, b


def _fill(pairs: Pairs[Number], old: Sequence[Number], new: Sequence[Number]) -> None:
    """Pair what is left where both stand behind the same question: it asks something else now."""
    for index, number in enumerate(old):
        above = pairs.new.get(old[index - 1]) if index else None
        if number in pairs.new or (index and above is None):
            continue
        place = new.index(above) + 1 if above is not None else 0
        if place < len(new) and new[place] not in pairs.old:
            pairs.add(number, new[place])


def likeness(old: str, new: str) -> float:
    """Return the share of words that two texts have in common, in their order."""
    return SequenceMatcher(None, old.lower().split(), new.lower().split(), autojunk=False).ratio()


ItemKind = Literal["added", "removed", "moved", "reworded"]


def pair_items(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[ItemKind, str | None, str | None]]:
    """Yield what is different between two lists of texts, in the order of the lists."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _replaced(old, new, (a, b), (c, d))


def _replaced(
    old: Sequence[str], new: Sequence[str], cut: tuple[int, int], put: tuple[int, int]
) -> Iterator[tuple[ItemKind, str | None, str | None]]:
    gone = [text for text in old[slice(*cut)] if text not in new]
    for text in new[slice(*put)]:
        if text in old:
            yield "moved", text, text
            continue
        near = max(gone, key=lambda other: likeness(other, text), default=None)
        if near is not None and likeness(near, text) >= _ALIKE:
            gone.remove(near)
            yield "reworded", near, text
        else:
            yield "added", None, text
    yield from (("removed", text, None) for text in gone)
