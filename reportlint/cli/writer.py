"""Replaces a file atomically, keeping its owner and mode."""

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from reportlint.repository.reader import reason_of

_LEFT = 3600
"""Age in seconds at which a copy left by a killed run may be deleted."""
_KERNELS = ("security.ima", "security.evm")
"""Attributes that the system derives from the file's content."""


class NotWrittenError(Exception):
    """A file is not written; the message says why."""


def replace(path: Path, data: bytes, check: Callable[[], None]) -> None:
    """Replace the content of the file at `path` by `data`, atomically.

    `check` is called first, and again when the new content is safe on disk, right before it replaces the old.
    Raises the errors of `check`, `OSError`, and `NotWrittenError` for files that are not regular, not
    writable, or would not keep their attributes; the old content then remains.
    """
    # Few runs write a file, and this import is slow.
    import tempfile

    _check_target(path)
    check()
    sweep(path)
    descriptor, name = tempfile.mkstemp(prefix=_own_name(path), dir=path.parent)
    copy = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _adopt(copy, path)
            os.fsync(file.fileno())
        _check_target(path)
        check()
        copy.replace(path)
    except BaseException:
        with suppress(OSError):
            copy.unlink()
        raise


def sweep(path: Path) -> None:
    """Delete copies of a file that killed runs left beside it more than an hour ago."""
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in [entry for entry in entries if entry.name.startswith(_own_name(path))]:
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > _LEFT:
                Path(entry.path).unlink()


def _own_name(path: Path) -> str:
    """Return the prefix of the names of a file's copies."""
    return f".{path.name[:50]}.reportlint-"


def _check_target(path: Path) -> None:
    """Raise unless the path is a regular, writable file, or free."""
    if not os.path.lexists(path):
        return
    mode = path.lstat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "Is a directory")
    if not stat.S_ISREG(mode):
        kind = "a symbolic link" if stat.S_ISLNK(mode) else "a device or a pipe"
        raise NotWrittenError(f"{kind}: only regular files are written, name the file itself")
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise NotWrittenError("it is read-only")


def _adopt(copy: Path, path: Path) -> None:
    """Give a copy the owner, mode and attributes of the file that it will replace."""
    if not os.path.lexists(path):
        with suppress(PermissionError):  # Some file systems have no modes.
            copy.chmod(0o666 & ~_umask())
        return
    old, new = path.lstat(), copy.lstat()
    try:
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            os.chown(copy, old.st_uid, old.st_gid)
        if old.st_mode != copy.lstat().st_mode:
            copy.chmod(stat.S_IMODE(old.st_mode))
        if sys.platform == "linux":  # Python supports them nowhere else.
            _adopt_attributes(copy, path)
    except OSError as error:
        raise NotWrittenError(f"its owner or attributes cannot be kept ({reason_of(error)})") from None


def _adopt_attributes(copy: Path, path: Path) -> None:
    old, own = dict(_attributes(path)), dict(_attributes(copy))
    for name in own.keys() - old.keys():
        os.removexattr(copy, name)
    for name, value in old.items():
        if own.get(name) != value:
            os.setxattr(copy, name, value)


def _attributes(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a file's extended attributes, access lists included; none if its system has none."""
    try:
        names = os.listxattr(path)
    except OSError:
        return
    yield from ((name, os.getxattr(path, name)) for name in names if name not in _KERNELS)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
