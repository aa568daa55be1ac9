"""The order of an edition's revisions: newest first, by the dates that are their names."""

import re
from collections.abc import Iterator, Sequence

_DATE = re.compile(r"\d{4}-\d\d-\d\d[a-z]?")
"""A second revision on one day has a letter, which sorts it after the first."""


def misplaced(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the revisions that are below an older one, each with the oldest one above it.

    Names that are not dates are skipped.
    """
    oldest: str | None = None
    for name in filter(_DATE.fullmatch, names):
        if oldest is not None and name > oldest:
            yield name, oldest
        oldest = name if oldest is None else min(name, oldest)


def place(name: str, names: Sequence[str]) -> int:
    """Return the index for a new revision; 0 if its name or all others are not dates."""
    dated = [index for index, other in enumerate(names) if _DATE.fullmatch(other)]
    if not dated or not _DATE.fullmatch(name):
        return 0
    return next((index for index in dated if names[index] < name), dated[-1] + 1)
