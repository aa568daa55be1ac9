"""Where things are: a file in its repository, and a path as it is spelled or seen from here."""

import os
from collections.abc import Sequence
from pathlib import Path

STDIN = "-"
"""What a path is called that means standard input."""

PRE_COMMIT_CONFIG = ".pre-commit-config.yaml"
"""What pre-commit reads, at the top of a repository."""

_COLLECTED = "reports"
"""The folder of a hand-in that its report stands in."""


def repository_place(name: str) -> tuple[Path, str] | None:
    """Return the top folder of the repository that a file is in, and its path there; None if in none."""
    path = Path(name)
    path = path.parent.resolve() / path.name
    root = top_folder(path.parent)
    return (root, spelled(path, root)) if root else None


def top_folder(folder: Path) -> Path | None:
    """Return the top folder of the git repository that `folder` is in; None if it is in none."""
    return next((parent for parent in (folder, *folder.parents) if exists(parent / ".git")), None)


def home_of(path: Path, shared: Path | None = None) -> Path:
    """Return the folder that a file's links may not leave: its repository, or the hand-in that it is part of.

    `shared` is the folder that holds all the hand-ins of a class, each in a folder of its own.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100  (as it is called, links and all)
    folder = path.parent
    top = top_folder(folder)
    if not shared or not folder.is_relative_to(shared):
        return top or (folder.parent if folder.name == _COLLECTED else folder)
    own = shared.joinpath(*folder.relative_to(shared).parts[:1])
    return top if top and top.is_relative_to(own) else own


def shared_folder(names: Sequence[str]) -> Path | None:
    """Return the folder that several paths lie in; None for one path, or if there is no such folder."""
    try:
        # As they are called, links and all.
        return Path(os.path.commonpath(map(os.path.abspath, names))) if len(names) > 1 else None
    except ValueError:  # Drives of Windows have none in common.
        return None


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path, all links followed, is still below `root`."""
    return path.resolve().is_relative_to(root.resolve())


def spelled(path: Path, root: Path) -> str:
    """Return the path from `root` in the spelling of the folders themselves: case counts on GitHub."""
    parts = []
    folder = root
    for part in path.relative_to(root).parts:
        names = _names(folder)
        exact = part if part in names else next((n for n in names if n.lower() == part.lower()), part)
        parts.append(exact)
        folder /= exact
    return "/".join(parts)


def _names(folder: Path) -> list[str]:
    """Return the names in a folder; none where it may be passed and not listed."""
    try:
        return os.listdir(folder)  # noqa: PTH208  (names, not paths)
    except OSError:
        return []


def below(target: str, root: Path) -> str | None:
    """Return where a link leads: from its folder, or with a leading `/` from `root`; None for elsewhere."""
    path = Path(target)
    if not path.is_absolute():
        return path.as_posix()
    return f"/{path.relative_to(root).as_posix()}" if path.is_relative_to(root) else None


def exists(path: Path) -> bool:
    """Whether a path exists; a name that is too long does not."""
    return os.path.exists(path)  # noqa: PTH110  (`Path.exists` raises for such a name)


def from_here(path: Path, here: Path) -> str:
    """Return a path as seen from the folder `here`."""
    try:
        return Path(os.path.relpath(path, here)).as_posix()
    except ValueError:  # Another drive on Windows.
        return path.as_posix()
