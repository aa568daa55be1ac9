"""Path patterns with `*`, `?`, `[...]`, and `**` for any number of folders.

The time grows with the number of folders, however many `**` a pattern has: all positions that a folder has
reached in the pattern are kept at once, and each folder is listed once.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import translate
from pathlib import Path

from reportlint.repository.listing import entries

_LONGEST = 4096
"""Maximum number of characters in a path on any system."""

_Fits = Callable[[str], object]


def matcher(pattern: str) -> Callable[[str], bool]:
    """Return a function that tells whether a pattern matches a path or one of its parent folders."""
    parts = _compiled(Path(pattern).parts)

    def matches(path: str) -> bool:
        places = _closed(parts, [0])
        for name in path.split("/"):
            places = _behind(parts, places, name)
            if len(parts) in places:
                return True
        return False

    return matches


def is_pattern(text: str) -> bool:
    """Whether a path contains wildcards."""
    return any(sign in text for sign in "*?[")


def fixed_part(pattern: str) -> Path:
    """Return the folders of a pattern before its first wildcard."""
    return Path(*_split(pattern)[0])


def expand(pattern: str, base: Path) -> list[str]:
    """Return the paths that a pattern matches, sorted, and relative to `base` if it is relative.

    Hidden names are matched only by a part that begins with a dot, and links to folders are not followed.
    """
    fixed, rest = _split(pattern)
    if len(pattern) > _LONGEST or ".." in rest:
        return []
    parts = _compiled(rest)
    found: list[str] = []
    folders = [(Path(*fixed), _closed(parts, [0]))]
    while folders:
        folder, places = folders.pop()
        for name, is_folder in entries(base / folder):
            behind = _behind(parts, places, name)
            if len(parts) in behind and (is_folder or parts[-1]):
                found.append((folder / name).as_posix())
            if is_folder and behind - {len(parts)}:
                folders.append((folder / name, behind))
    return sorted(found)


def _split(pattern: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the parts of a pattern before the first wildcard, and the others."""
    parts = Path(pattern).parts
    first = next((place for place, part in enumerate(parts) if is_pattern(part)), len(parts))
    return parts[:first], parts[first:]


def _compiled(parts: Iterable[str]) -> list[_Fits | None]:
    """Return for each part a function that tells whether a name fits; None for `**`."""
    return [None if part == "**" else _fits(part) for part in parts]


def _fits(part: str) -> _Fits:
    match = re.compile(translate(os.path.normcase(part))).match
    hidden = part.startswith(".")
    return lambda name: (hidden or not name.startswith(".")) and match(os.path.normcase(name))


def _behind(parts: Sequence[_Fits | None], places: Iterable[int], name: str) -> frozenset[int]:
    """Return the positions in a pattern after reading a name at `places`."""
    return _closed(parts, (place for before in places for place in _steps(parts, before, name)))


def _steps(parts: Sequence[_Fits | None], place: int, name: str) -> Iterator[int]:
    if place == len(parts):
        return
    fits = parts[place]
    if fits is None:
        yield from () if name.startswith(".") else (place,)
    elif fits(name):
        yield place + 1


def _closed(parts: Sequence[_Fits | None], places: Iterable[int]) -> frozenset[int]:
    """Return positions, and those after each `**`, which may match no folder."""
    closed: set[int] = set()
    for place in places:
        while place not in closed:
            closed.add(place)
            place += place < len(parts) and parts[place] is None
    return frozenset(closed)
