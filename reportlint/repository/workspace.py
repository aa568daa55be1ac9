"""A read-only view of a report's repository: what paths lead to, and what a hand-in will contain.

A path is followed through the listings of its folders. They show its spelling even if the file system ignores
case, and no name is opened that a listing does not contain.
"""

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple, Protocol
from unicodedata import normalize

EntryKind = Literal["file", "folder", "link", "other"]
PathState = Literal["file", "folder", "missing", "outside"]

_LINKS = 20
"""Maximum number of symbolic links to follow for one path, which also ends circular ones."""
_HEAD = 128
_LARGEST = 20_000_000
"""Maximum size of a figure in bytes; those of templates are smaller."""


class Ignored(NamedTuple):
    """The line of a file by which git ignores something; empty if there is none."""

    source: str = ""
    line: int = 0
    pattern: str = ""


class UntoldError(Exception):
    """Git cannot be asked what it tracks; the message says why, as part of a sentence."""


class Files(Protocol):
    """Access to a repository's files; paths are from its top folder, with `/`."""

    def listing(self, folder: str) -> Mapping[str, EntryKind]:
        """Return the names in a folder; none if it cannot be read."""

    def link(self, path: str) -> str | None:
        """Return the target of a symbolic link, from its folder or, with a leading `/`, from the top folder.

        None if it names a path outside of the repository.
        """

    def read(self, path: str, size: int) -> bytes | None:
        """Return at most `size` of a file's first bytes; None if it cannot be read."""

    def untracked(self, paths: Collection[str]) -> Mapping[str, Ignored]:
        """Return the untracked paths, and why; raises `UntoldError`."""


class PathEntry(NamedTuple):
    """What a path leads to."""

    state: PathState
    path: str = ""
    """From the top folder, as spelled in its folders."""
    exact: bool = True
    """Whether it was written in that spelling."""
    real: str = ""
    """The path with all symbolic links followed."""


class Workspace:
    """The repository of a report in `folder`; files are read only on request."""

    def __init__(self, files: Files, folder: str) -> None:
        self._files = files
        self._written = folder
        self._listings: dict[str, Mapping[str, EntryKind]] = {}
        self._folded: dict[str, dict[str, str]] = {}
        self._entries: dict[tuple[str, str], PathEntry] = {}
        self._tracking: dict[str, Ignored | None] = {}
        self.untold = ""
        """Why git could not be asked what it tracks; empty if it could, or was not asked."""

    @property
    def folder(self) -> str:
        """The folder of the report as it is spelled."""
        return self._find(self._written).path

    def find(self, path: str, folder: str | None = None) -> PathEntry:
        """Return what a relative path leads to, from the report's folder or from another one."""
        start = self.folder if folder is None else folder
        if (start, path) not in self._entries:
            self._entries[start, path] = self._from(start, path)
        return self._entries[start, path]

    def _from(self, start: str, path: str) -> PathEntry:
        parts = _parts(start)
        for part in _parts(path):
            if part == "..":
                if not parts:
                    return PathEntry("outside")
                parts.pop()
            else:
                parts.append(part)
        return self._find("/".join(parts))

    def files(self, folder: str) -> list[str]:
        """Return the names of the files in a folder; none if it does not exist."""
        return [name for name, kind in self._list(folder).items() if kind == "file"]

    def relative(self, path: str) -> str:
        """Return a path from the top folder as it is written in the report."""
        own, other = _parts(self.folder), _parts(path)
        while own and other and own[0] == other[0]:
            own, other = own[1:], other[1:]
        return "/".join([".."] * len(own) + other)

    def absolute(self, path: str) -> str:
        """Return a path in the report as a path from the top folder, whether or not it exists."""
        parts = [] if path[:1] == "/" or path[1:2] == ":" else _parts(self.folder)
        for part in _parts(path):
            if part == ".." and parts:
                parts.pop()
            else:
                parts.append(part)
        return "/".join(parts)

    def head(self, entry: PathEntry) -> bytes | None:
        """Return the first bytes of a file; None if it cannot be read."""
        return self._files.read(entry.real, _HEAD)

    def content(self, entry: PathEntry, size: int) -> bytes:
        """Return at most `size` bytes of a file."""
        return self._files.read(entry.real, size) or b""

    def digest(self, entry: PathEntry) -> str:
        """Return the SHA-256 digest of a file, up to the maximum size of a figure."""
        # Few reports need this, and the import takes as long as linting one.
        from hashlib import sha256

        return sha256(self._files.read(entry.real, _LARGEST) or b"").hexdigest()

    def untracked(self, entries: Collection[PathEntry]) -> dict[str, Ignored]:
        """Return the untracked paths, and why; none if git cannot tell."""
        paths = {path for entry in entries for path in (entry.path, entry.real)} - self._tracking.keys()
        if paths:
            found = self._untracked(paths)
            self._tracking |= {path: found.get(path) for path in paths}
        told = {entry.path: (self._tracking[entry.path], self._tracking[entry.real]) for entry in entries}
        return {path: own for path, (own, real) in told.items() if own and real}

    def _untracked(self, paths: Collection[str]) -> Mapping[str, Ignored]:
        try:
            return self._files.untracked(paths)
        except UntoldError as error:
            self.untold = str(error)
            return {}

    def _find(self, path: str) -> PathEntry:
        """Return what a path from the top folder leads to."""
        spelled: list[str] = []
        real: list[str] = []
        rest = [(part, True) for part in reversed(_parts(path))]
        kind: EntryKind = "folder"
        links = 0
        while rest:
            part, written = rest.pop()
            if part == "..":
                if not real:
                    return PathEntry("outside")
                real.pop()
                continue
            name = self._spelled("/".join(real), part) if kind == "folder" else None
            if name is None or links > _LINKS:
                return PathEntry("missing")
            spelled += [name] * written
            kind = self._list("/".join(real))[name]
            if kind != "link":
                real.append(name)
                continue
            target = self._files.link("/".join([*real, name]))
            if target is None:
                return PathEntry("outside")
            real = [] if target.startswith("/") else real
            rest += ((part, False) for part in reversed(_parts(target)))
            kind, links = "folder", links + 1
        return _entry(kind, spelled, real, path)

    def _spelled(self, folder: str, part: str) -> str | None:
        """Return a folder's spelling of a name that differs only in case; None if there is none."""
        names = self._list(folder)
        if part in names:
            return part
        if folder not in self._folded:
            self._folded[folder] = {_fold(name): name for name in names}
        return self._folded[folder].get(_fold(part))

    def _list(self, folder: str) -> Mapping[str, EntryKind]:
        if folder not in self._listings:
            self._listings[folder] = self._files.listing(folder)
        return self._listings[folder]


def _entry(kind: EntryKind, spelled: list[str], real: list[str], path: str) -> PathEntry:
    own = "/".join(spelled)
    state: PathState = "file" if kind == "file" else "folder" if kind == "folder" else "missing"
    return PathEntry(state, own, _same(own, "/".join(_parts(path))), "/".join(real))


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part not in ("", ".")]


def _fold(name: str) -> str:
    return normalize("NFC", name).casefold()


def _same(name: str, other: str) -> bool:
    """Whether two names differ only in how accents are stored, which depends on the system."""
    return name == other or normalize("NFC", name) == normalize("NFC", other)
