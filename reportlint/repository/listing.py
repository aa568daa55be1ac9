"""Lists the Markdown files of a folder or a repository."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from reportlint.repository.paths import exists

_SKIPPED = frozenset({".git", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox"})
"""Folders that contain no student's report."""
_ENDING = ".md"


def entries(folder: Path) -> list[tuple[str, bool]]:
    """Return the sorted names in a folder, and whether each is a folder and not a link to one."""
    try:
        with os.scandir(folder) as found:
            return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in found)
    except OSError:
        return []


def documents(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files below a folder, without following links out of it."""
    return _below(folder, lambda _: True)


def own_documents(root: Path) -> list[Path]:
    """Return the Markdown files of the repository with the top folder `root`.

    Files of nested repositories and submodules are left out, and so are untracked files that git ignores; if
    git cannot tell, files that it may ignore are included.
    """
    # Not every run starts git, and importing the code that starts programs is slow.
    from reportlint.repository.git import GitError, Repository

    try:
        return [root / name for name in Repository(root).files(f"*{_ENDING}")]
    except GitError:
        return list(_below(root, lambda folder: not exists(folder / ".git")))


def _below(folder: Path, is_own: Callable[[Path], bool]) -> Iterator[Path]:
    folders = [folder]  # Not `os.walk`, which fails if folders are nested too deeply.
    while folders:
        folder = folders.pop()
        names = entries(folder)
        files = (name for name, is_folder in names if not is_folder)
        yield from (folder / name for name in files if name.lower().endswith(_ENDING))
        within = [folder / name for name, is_folder in reversed(names) if is_folder and name not in _SKIPPED]
        folders += filter(is_own, within)
