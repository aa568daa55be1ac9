"""Paths: a file in its repository, and a path as spelled in its folders or seen from here."""

import os
from collections.abc import Sequence
from pathlib import Path

STDIN = "-"
"""The path that stands for standard input."""

PRE_COMMIT_CONFIG = ".pre-commit-config.yaml"
"""The file that pre-commit reads, at the top of a repository."""

_COLLECTED = "reports"
"""The folder of a hand-in that contains its report."""


def repository_place(name: str) -> tuple[Path, str] | None:
    """Return the top folder of a file's repository, and its path in it; None if it is in none."""
    path = Path(name)
    path = path.parent.resolve() / path.name
    root = top_folder(path.parent)
    return (root, spelled(path, root)) if root else None


def top_folder(folder: Path) -> Path | None:
    """Return the top folder of the git repository that contains `folder`; None if there is none."""
    return next((parent for parent in (folder, *folder.parents) if exists(parent / ".git")), None)


def home_of(path: Path, shared: Path | None = None) -> Path:
    """Return the folder that a file's links may not leave: its repository or its hand-in.

    `shared` is the folder that contains all hand-ins of a class, each in a separate folder.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100  (links are not resolved)
    folder = path.parent
    top = top_folder(folder)
    if not shared or not folder.is_relative_to(shared):
        return top or (folder.parent if folder.name == _COLLECTED else folder)
    own = shared.joinpath(*folder.relative_to(shared).parts[:1])
    return top if top and top.is_relative_to(own) else own


def shared_folder(names: Sequence[str]) -> Path | None:
    """Return the common folder of several paths; None for a single path, or if there is none."""
    try:
        # Links are not resolved.
        return Path(os.path.commonpath(map(os.path.abspath, names))) if len(names) > 1 else None
    except ValueError:  # On Windows, different drives have no common folder.
        return None


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path is below `root` after following all links."""
    return path.resolve().is_relative_to(root.resolve())


def spelled(path: Path, root: Path) -> str:
    """Return the path from `root` as spelled in its folders: case matters on GitHub."""
    parts = []
    folder = root
    for part in path.relative_to(root).parts:
        names = _names(folder)
        exact = part if part in names else next((n for n in names if n.lower() == part.lower()), part)
        parts.append(exact)
        folder /= exact
    return "/".join(parts)


def _names(folder: Path) -> list[str]:
    """Return the names in a folder; none if it may be entered but not listed."""
    try:
        return os.listdir(folder)  # noqa: PTH208  (names, not paths)
    except OSError:
        return []


def below(target: str, root: Path) -> str | None:
    """Return where a link leads: from its folder, or with a leading `/` from `root`; None if outside."""
    path = Path(target)
    if not path.is_absolute():
        return path.as_posix()
    return f"/{path.relative_to(root).as_posix()}" if path.is_relative_to(root) else None


def exists(path: Path) -> bool:
    """Whether a path exists; one with too long a name does not."""
    return os.path.exists(path)  # noqa: PTH110  (`Path.exists` raises for such a name)


def from_here(path: Path, here: Path) -> str:
    """Return a path as seen from the folder `here`."""
    try:
        return Path(os.path.relpath(path, here)).as_posix()
    except ValueError:  # Another drive on Windows.
        return path.as_posix()
