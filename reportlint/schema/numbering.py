"""How questions are numbered (`1`, `1a`, `1.1` or `A`), their order, and gaps in it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from reportlint.formatting import Number

KEY = r"[1-9][0-9]{0,2}(?:[a-z]|\.[1-9][0-9]{0,2})?|[A-Z]"
"""A question's number as written in a template and its schema."""

_KEYS = 512
"""Keys whose order is remembered: the revisions of a template share most of theirs."""
_KEY = re.compile(KEY)
_PARTS = re.compile(r"(\d+)?([A-Za-z])?(?:\.(\d+))?")


def is_key(text: str) -> bool:
    """Whether a text is a question's number."""
    return _KEY.fullmatch(text) is not None


def number_of(key: str) -> Number:
    """Return the number for a key of a schema file: an integer if it is all digits."""
    return int(key) if key.isdecimal() else key


@lru_cache(_KEYS)
def order(key: str) -> tuple[int, int]:
    """Return a sort key for the keys of one template: a patch may add a question anywhere.

    It is the pair of number and part, both from 1; the part is 0 if there is none.
    """
    match = _PARTS.fullmatch(key)
    number, letter, below = match.groups() if match else (None, None, None)
    letters = ord(letter.lower()) - ord("a") + 1 if letter else 0
    return (int(number), letters or int(below or 0)) if number else (letters, 0)


def gaps(keys: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Yield each run of missing keys, and the key after it.

    The keys are all numbers or all letters; the parts of a number have no gaps either.
    """
    above = 0
    for place, parts in groupby(sorted(keys, key=order), key=lambda key: order(key)[0]):
        own = list(parts)
        if place > above + 1:
            name = _letter if own[0].isalpha() else str
            yield [name(missing) for missing in range(above + 1, place)], own[0]
        above = place
        for before, key in pairwise(["", *own]):
            first, last = order(before)[1] if before else 0, order(key)[1]
            if last > first + 1:
                yield [_part(key, missing) for missing in range(first + 1, last)], key


def _letter(place: int) -> str:
    return chr(ord("A") + place - 1)


def _part(key: str, place: int) -> str:
    """Return a key with the same number and another part."""
    number = str(order(key)[0])
    return f"{number}.{place}" if "." in key else f"{number}{_letter(place).lower()}"
