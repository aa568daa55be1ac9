"""The files of a checkout, for a workspace: what is in its folders, and git's view of it."""

import os
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reportlint.repository.paths import STDIN, below, exists, top_folder
from reportlint.repository.reader import FileError, git_folder, read_start
from reportlint.repository.workspace import EntryKind, Ignored, UntoldError, Workspace

if TYPE_CHECKING:
    from reportlint.repository.tree import CommitTree

_FOLDERS = 100
"""Number of folders to ask git about one by one; with more, it is asked about the whole repository."""

_SPARSE = "info/sparse-checkout"
_MOUNT_POINT = 0xA0000003


def workspace_of(name: str) -> Workspace | None:
    """Return the workspace of the file called `name`; None for standard input or outside a repository.

    A report without its repository, such as one collected alone, tells nothing about its files.
    """
    folder = Path(name).parent.resolve() if name != STDIN else None
    root = top_folder(folder) if folder else None
    return Workspace(Checkout(root), folder.relative_to(root).as_posix()) if folder and root else None


def surroundings_of(name: str) -> Workspace:
    """Return the workspace of the file called `name`; outside a repository, that of its folder.

    Standard input belongs to the working directory.
    """
    folder = Path(name).parent.resolve()
    root = top_folder(folder) or folder
    return Workspace(Checkout(root), folder.relative_to(root).as_posix())


class Checkout:
    """The files below the top folder of a git repository, including those that a sparse checkout omits."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def listing(self, folder: str) -> Mapping[str, EntryKind]:
        """Return the names in a folder; none if it cannot be read."""
        left_out = self._left_out.listing(folder) if self._left_out else {}
        try:
            with os.scandir(self._root / folder) as entries:
                return {**left_out, **{entry.name: _kind(entry) for entry in entries}}
        except OSError:
            return left_out

    def link(self, path: str) -> str | None:
        """Return the target of a symbolic link; None if that is a path outside."""
        try:
            return below(str((self._root / path).readlink()), self._root)
        except OSError:
            return self._left_out.link(path) if self._left_out else None

    def read(self, path: str, size: int) -> bytes | None:
        """Return at most `size` of a file's first bytes; None if it cannot be read."""
        try:
            return read_start(self._root / path, size, self._root)
        except FileError as error:
            return self._left_out.read(path, size) if self._left_out and error.absent else None

    @cached_property
    def _left_out(self) -> "CommitTree | None":
        """Tracked files that are not checked out; None unless the checkout is sparse."""
        # Sparse checkouts are rare, and importing the code that starts programs is slow.
        if not exists(git_folder(self._root) / _SPARSE):
            return None
        from reportlint.repository.git import GitError, Repository
        from reportlint.repository.tree import CommitTree

        repository = Repository(self._root)
        try:
            return CommitTree(self._root, repository, repository.left_out())
        except GitError:
            return None

    def untracked(self, paths: Collection[str]) -> Mapping[str, Ignored]:
        """Return the untracked paths, and why; raises `UntoldError` if git cannot be asked."""
        # Most reports have no picture yet, and importing the code that starts programs is slow.
        from reportlint.repository.git import GitError, NoRepositoryError, Repository

        folders = sorted({path.rpartition("/")[0] for path in paths})
        repository = Repository(self._root)
        try:
            tracked = repository.tracked(folders if len(folders) <= _FOLDERS and all(folders) else ())
            lost = sorted(path for path in paths if path not in tracked)
            ignored = repository.ignored(lost) if lost else {}
        except NoRepositoryError:
            return {}
        except GitError as error:
            raise UntoldError(str(error)) from None
        return {path: Ignored(*ignored.get(path, ())) for path in lost}


def _kind(entry: os.DirEntry[str]) -> EntryKind:
    if entry.is_symlink() or (os.name == "nt" and _is_junction(entry)):
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a junction, Windows' other kind of link to a folder."""
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _MOUNT_POINT
