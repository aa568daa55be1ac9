"""The files of a commit, or of a part of the index, for a workspace; nothing is checked out."""

import os
import subprocess
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, cast
from weakref import finalize

from reportlint.repository.git import Blob, GitError, Repository
from reportlint.repository.paths import below
from reportlint.repository.workspace import EntryKind, Ignored, Workspace

_KINDS: Mapping[str, EntryKind] = {"120000": "link", "160000": "folder"}
_LONGEST = 4096
"""Maximum number of bytes in a path on any system."""
_PASSED = 1_000_000
"""Bytes of a file that are read and dropped; to drop more, git is restarted."""


def workspace_at(root: Path, commit: str, folder: str) -> Workspace:
    """Return the workspace of a report in `folder` as of a commit; raises `GitError`.

    `root` is the top folder of the repository; `folder` is relative to it.
    """
    repository = Repository(root)
    return Workspace(CommitTree(root, repository, repository.tree(commit)), folder)


class CommitTree:
    """Files as git keeps them, read one by one from a process that is started at the first request."""

    def __init__(self, root: Path, repository: Repository, blobs: Iterable[Blob]) -> None:
        self._root = root
        self._contents = _Contents(repository)
        self._names: dict[str, str] = {}
        self._folders: dict[str, dict[str, EntryKind]] = {}
        for path, mode, name in blobs:
            self._names[path] = name
            self._add(path, _KINDS.get(mode, "file"))

    def _add(self, path: str, kind: EntryKind) -> None:
        """Add a path and its parent folders, as far as they are new."""
        folder, _, name = path.rpartition("/")
        if folder not in self._folders:
            self._folders[folder] = {}
            if folder:
                self._add(folder, "folder")
        self._folders[folder][name] = kind

    def listing(self, folder: str) -> Mapping[str, EntryKind]:
        """Return the names in a folder; none if it does not exist."""
        return self._folders.get(folder, {})

    def link(self, path: str) -> str | None:
        """Return the target of a symbolic link; None if that is a path outside, or missing."""
        target = self.read(path, _LONGEST)
        return below(os.fsdecode(target), self._root) if target else None

    def read(self, path: str, size: int) -> bytes | None:
        """Return at most `size` of a file's first bytes; None if the clone lacks it."""
        name = self._names.get(path)
        return self._contents.read(name, size) if name else None

    def untracked(self, paths: Collection[str]) -> Mapping[str, Ignored]:  # noqa: ARG002  (a checkout's has it)
        """Return none: git tracks everything it keeps."""
        return {}


class _Contents:
    """The contents of blobs, read from one process for as long as it runs."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, name: str, size: int) -> bytes | None:
        """Return at most `size` of a blob's first bytes; None if the clone lacks it."""
        try:
            if not self._process:
                self._process = self._repository.contents()
                finalize(self, _stop, self._process)
            return self._read(self._process, name, size)
        except (OSError, GitError):
            return None

    def _read(self, process: "subprocess.Popen[bytes]", name: str, size: int) -> bytes | None:
        asked, told = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        asked.write(f"{name}\n".encode())
        asked.flush()
        head = told.readline().split()
        if len(head) != 3:  # It is missing.
            return None
        length = int(head[2])
        data = told.read(min(size, length))
        if length - len(data) > _PASSED:
            _stop(process)
            self._process = None
        else:
            told.read(length - len(data) + 1)
        return data


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream:
                stream.close()
    process.wait()
