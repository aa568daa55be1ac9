"""Writes files: the only place that does so for results and for reports."""

import os
import stat
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Make `data` the content of the file at `path`, which is never seen half-written.

    A file that is there keeps its mode, and a symbolic link to it stays one; a device or pipe is written
    to. Since the file is replaced, other hard links to it keep the old content, and one that is read-only
    in a folder that is not gets the new one. Raises `OSError` where the file or its folder cannot be
    written; the old content is then still there.
    """
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(data)
        return
    # Few runs write a file, and this takes a while to import.
    import tempfile

    path = path.resolve()
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
