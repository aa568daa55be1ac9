"""The names of the pages of several reports."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

_ODD = re.compile(r"[^\w-]+")
_LONGEST = 80
"""Bytes of a path that a name keeps, its last ones: systems allow 255."""
_TAKEN = frozenset(
    ("index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""The page of all reports, and what Windows takes for a device."""


def page_names(paths: Sequence[str]) -> list[str]:
    """Return a file name for the page of each report, made of what its path has of its own.

    No two are alike where case does not count, and each is a plain name on all systems, whatever
    the paths hold.
    """
    names: list[str] = []
    taken = set(_TAKEN)
    for path in own_paths(paths):
        odd = _ODD.sub("-", str(PurePosixPath(path).with_suffix("")) if path else "").encode(
            "utf-8", "replace"
        )
        stem = odd[-_LONGEST:].decode("utf-8", "ignore").strip("-") or "report"
        name, number = stem, 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.lower())
        names.append(f"{name}.html")
    return names


def own_paths(paths: Sequence[str]) -> list[str]:
    """Return the paths without the folders that all of them begin with, which tell nothing apart."""
    parts = [PurePosixPath(path).parts for path in paths]
    shared = _shared([own[:-1] for own in parts])
    return [str(PurePosixPath(*own[shared:])) if own else "" for own in parts]


def _shared(folders: Sequence[tuple[str, ...]]) -> int:
    """Return how many folders all paths begin with."""
    first, last = min(folders, default=()), max(folders, default=())
    pairs = enumerate(zip(first, last, strict=False))
    return next((i for i, (one, other) in pairs if one != other), min(len(first), len(last)))
