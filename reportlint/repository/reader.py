"""The only reader of files; it refuses files that are not regular or that are outside the folder."""

import os
import stat
from pathlib import Path

from reportlint.repository.paths import is_inside
from reportlint.source import MAX_BYTES

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Non-blocking, so that opening a pipe does not wait for a writer."""


class FileError(Exception):
    """A file cannot be read; the message says why, as part of a sentence."""

    def __init__(self, reason: str, *, absent: bool = False) -> None:
        super().__init__(reason)
        self.absent = absent
        """Whether the file does not exist."""


def read_file(path: Path, within: Path | None = None, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file; raises `FileError` like `read_start`, and for more than `limit` bytes."""
    data = read_start(path, limit + 1, within)
    if len(data) > limit:
        raise FileError(f"it has more than {limit:,} bytes")
    return data


def read_start(path: Path, size: int, within: Path | None = None) -> bytes:
    """Return at most `size` of a file's first bytes.

    Links are followed inside the folder `within`, or everywhere if it is None. Raises `FileError` for files
    outside, folders, devices and pipes, and if the system refuses.
    """
    try:
        # The system stops at circular and overlong links, so resolve them only after that.
        status = os.stat(path)  # noqa: PTH116  (`Path.stat` is the same with one more call)
        if within and not is_inside(path, within):
            raise FileError(_outside(within))
        _check_kind(status.st_mode)
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            _check_kind(os.fstat(file.fileno()).st_mode)
            return file.read(size)
    except (OSError, ValueError) as error:
        absent = isinstance(error, FileNotFoundError | NotADirectoryError)
        raise FileError(reason_of(error), absent=absent) from None


def git_folder(root: Path) -> Path:
    """Return the git folder of the work tree with the top folder `root`."""
    folder = root / ".git"
    try:
        named = read_file(folder).decode("utf-8", "surrogateescape")
    except FileError:
        return folder
    return root / named.removeprefix("gitdir:").strip()


def reason_of(error: Exception) -> str:
    """Return what is wrong, without the path, which the message has anyway."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def _outside(within: Path) -> str:
    place = "the repository" if (within / ".git").exists() else within.name
    return f"it leads out of {place}"


def _check_kind(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "Is a directory")
    if not stat.S_ISREG(mode):
        raise FileError("it is a device or a pipe: only regular files are read")
