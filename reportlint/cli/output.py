"""Writes the output of commands: over the file that was read, to a new file, or to a stream."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from reportlint.cli.discover import UsageError
from reportlint.cli.writer import NotWrittenError, replace
from reportlint.linter.input import InputFile
from reportlint.repository.reader import FileError, read_start, reason_of

CLEAN, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: no findings, findings, wrong use, interrupted by the user (as in shells)."""

_NOTHING = "nothing was written"
_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")
"""Names of a process's streams, most of which are links."""


def rewrite(file: InputFile, data: bytes) -> str:
    """Replace the content of `file` by `data`; return the reason if that fails."""
    path, home = Path(file.name), Path(file.home) if file.home else None
    try:
        replace(path, data, lambda: _check_unchanged(path, file.data, home))
    except (NotWrittenError, OSError) as error:
        # Another run may have written the same.
        return "" if _holds(path, data, home) else f"{reason_of(error)}: {_NOTHING}"
    return ""


def write_over(path: Path, data: bytes, before: bytes | None = None) -> None:
    """Replace a file's content; raises `UsageError`, also if it is no longer `before`."""
    _write(path, data, lambda: None if before is None else _check_unchanged(path, before))


def write_new(text: str, output: str | None) -> None:
    """Write `text` to the new file `output`, or print it; raises `UsageError`."""
    if output is None:
        sys.stdout.write(text)
    else:
        _write(Path(output), text.encode(), lambda: _check_absent(Path(output)))


def write_out(path: Path, data: bytes) -> None:
    """Write `data` to a file, terminal, pipe or stream of the process.

    Raises `UsageError`.
    """
    if not _is_stream(path):
        write_over(path, data)
        return
    try:
        if own := _own_stream(path):
            own.flush()
            own.buffer.write(data)
        else:
            with path.open("ab") as file:
                file.write(data)
    except OSError as error:
        raise UsageError(f"{path.as_posix()}: {reason_of(error)}") from None


def _is_stream(path: Path) -> bool:
    """Whether a path is a terminal, a pipe or a stream, possibly through a link of the system."""
    systems = path.as_posix().startswith(_STREAMS)
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return systems or stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _own_stream(path: Path) -> TextIO | None:
    """Return the standard stream with this path: opened again, it would be overwritten."""
    status = path.stat()
    streams = (sys.stdout, sys.stderr)
    return next((s for s in streams if os.path.samestat(status, os.fstat(s.fileno()))), None)


def _write(path: Path, data: bytes, check: Callable[[], None]) -> None:
    try:
        replace(path, data, check)
    except (NotWrittenError, OSError) as error:
        raise UsageError(f"{path.as_posix()}: {reason_of(error)}: {_NOTHING}") from None


def _holds(path: Path, data: bytes, home: Path | None) -> bool:
    try:
        return read_start(path, len(data) + 1, home) == data
    except FileError:
        return False


def _check_unchanged(path: Path, before: bytes, home: Path | None = None) -> None:
    """Raise `NotWrittenError` if a file has changed since it was read, or has a second name."""
    if not _holds(path, before, home):
        raise NotWrittenError("changed while it was linted")
    if path.lstat().st_nlink > 1:
        raise NotWrittenError("it has a second name (a hard link), which would then keep the old text")


def _check_absent(path: Path) -> None:
    if os.path.lexists(path):
        raise NotWrittenError("it is there already")
