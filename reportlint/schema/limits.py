"""Limits that a template states in words: in a length hint, or in a prompt that asks for pictures."""

import re
from collections.abc import Mapping

NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
PICTURE_WORDS = ("image", "figure", "screenshot")
"""What follows such a word, or a number, where a prompt asks for so many pictures; English only."""

_WORDS = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
"""A hint's first range is that of the words, whatever the language."""
_ONE = rf"(\d+|{'|'.join(NUMBER_WORDS)})"
_IMAGES = re.compile(
    rf"\b(?:(\d+)\s*(?:[-–—]|to)\s*(\d+)|{_ONE})\s+(?:{'|'.join(PICTURE_WORDS)})", re.IGNORECASE
)


def read_limits(prompt: str, hint: str | None) -> dict[str, Mapping[str, int]]:
    """Return the limits that the hint (words) and the prompt, or else the hint (images), name, by kind."""
    limits: dict[str, Mapping[str, int]] = {}
    if hint and (words := _WORDS.search(hint)):
        limits["words"] = {"min": int(words[1]), "max": int(words[2])}
    if images := _IMAGES.search(prompt) or _IMAGES.search(hint or ""):
        low, high, one = images.groups()
        counts = [NUMBER_WORDS.get(word.lower()) or int(word) for word in (low or one, high or one)]
        limits["images"] = {"min": counts[0], "max": counts[1]}
    return limits


def has_more(hint: str) -> bool:
    """Whether numbers are left of a hint once the limits that it names are read."""
    return re.search(r"\d", _IMAGES.sub("", _WORDS.sub("", hint, count=1))) is not None
