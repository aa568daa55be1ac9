"""Suggests what a path was meant to be that leads to nothing."""

import re
from pathlib import Path

from reportlint.repository.globs import is_pattern
from reportlint.repository.listing import entries
from reportlint.repository.paths import exists
from reportlint.words import nearest

_NAMES = 1000
"""In larger folders, similar names are not searched for."""


def meant(name: str) -> str:
    """Return a suggestion to append to a path that leads to nothing; empty if there is none."""
    if name.startswith("!"):
        return ": patterns cannot exclude paths, use --exclude, or exclude in the configuration"
    parts = [part.strip("\"'` ") for part in re.sub(r"^\s*-\s+", "", name).split(",")]
    if parts != [name]:
        those = " and ".join(part for part in parts if part and exists(Path(part)))
        return ": a path is written without commas, quotes and dashes" + (f", as {those}" if those else "")
    if is_pattern(name):
        return ": nothing matches this pattern"
    near = near_path(Path(name))
    return f": did you mean {near.as_posix()}?" if near else ""


def near_path(path: Path) -> Path | None:
    """Return the existing path, or one whose parts are nearly the same; None if there is none."""
    found = Path(path.anchor)
    for part in path.parts[bool(path.anchor) :]:
        if not exists(found / part):
            names = [name for name, _ in entries(found)]
            other_case = (name for name in names if name.casefold() == part.casefold())
            name = next(other_case, None) or (nearest(part, names) if len(names) <= _NAMES else None)
            if not name:
                return None
            part = name
        found /= part
    return found
