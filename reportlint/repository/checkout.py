"""The files of a checkout, as a workspace asks for them: what lies there, and what git says of it."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from reportlint.repository.paths import STDIN, top_folder
from reportlint.repository.reader import FileError, read_start
from reportlint.repository.workspace import Ignored, Kind, Workspace

_FOLDERS = 100
"""Git is asked about so many folders one by one; with more, about the whole repository."""

_MOUNT_POINT = 0xA0000003


def workspace_of(name: str) -> Workspace | None:
    """Return the workspace of the file called `name`; nothing for standard input or outside of repositories.

    A report without its repository, such as one that was collected alone, says nothing about its files.
    """
    folder = Path(name).parent.resolve() if name != STDIN else None
    root = top_folder(folder) if folder else None
    return Workspace(Checkout(root), folder.relative_to(root).as_posix()) if folder and root else None


def surroundings_of(name: str) -> Workspace:
    """Return the workspace of the file called `name`, its folder and what is below where it is in none.

    Standard input stands in the working directory.
    """
    folder = Path(name).parent.resolve()
    root = top_folder(folder) or folder
    return Workspace(Checkout(root), folder.relative_to(root).as_posix())


class Checkout:
    """The files below the top folder of a git repository."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def listing(self, folder: str) -> Mapping[str, Kind]:
        """Return the names in a folder; none if it cannot be read."""
        try:
            with os.scandir(self._root / folder) as entries:
                return {entry.name: _kind(entry) for entry in entries}
        except OSError:
            return {}

    def link(self, path: str) -> str | None:
        """Return where a symbolic link leads; nothing if that is a path from elsewhere."""
        try:
            target = (self._root / path).readlink()
        except OSError:
            return None
        if not target.is_absolute():
            return target.as_posix()
        return f"/{target.relative_to(self._root).as_posix()}" if target.is_relative_to(self._root) else None

    def read(self, path: str, size: int) -> bytes:
        """Return at most `size` of a file's first bytes; none if it cannot be read."""
        try:
            return read_start(self._root / path, size, self._root)
        except FileError:
            return b""

    def untracked(self, paths: Collection[str]) -> Mapping[str, Ignored]:
        """Return those that git does not track, and why; none if git cannot tell."""
        # Most reports have no picture yet, and starting programs takes a while to import.
        from reportlint.repository.git import GitError, Repository

        folders = sorted({path.rpartition("/")[0] for path in paths})
        repository = Repository(self._root)
        try:
            tracked = repository.tracked(folders if len(folders) <= _FOLDERS and all(folders) else ())
            lost = sorted(path for path in paths if path not in tracked)
            ignored = repository.ignored(lost) if lost else {}
        except GitError:
            return {}
        return {path: Ignored(*ignored.get(path, ())) for path in lost}


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink() or (os.name == "nt" and _is_junction(entry)):
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is Windows' other kind of link to a folder."""
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _MOUNT_POINT
