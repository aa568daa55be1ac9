"""Writes files and standard output: the only place that does, and the exit statuses."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reportlint.cli.discover import UsageError
from reportlint.formatting import printable
from reportlint.linter.input import InputFile


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


def write_new(text: str, output: str | None) -> None:
    """Write `text` to the file `output`, never over one, or print it; raises `UsageError`."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with Path(output).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{output} is there already, nothing was written") from None
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror}") from None


def write_over(path: Path, data: bytes) -> None:
    """Make `data` all that a file holds, at once or not at all; raises `UsageError`."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None


def rewrite(file: InputFile, data: bytes) -> str:
    """Make `data` what a file holds that was read as `file`; return why not, if so."""
    path = Path(file.name)
    if reason := unwritable(path):
        return reason
    try:
        if path.read_bytes() != file.data:
            return "changed while it was linted: nothing was written"
        write_atomically(path, data)
    except OSError as error:
        return f"{error.strerror}: nothing was written"
    return ""


def unwritable(path: Path) -> str:
    """Say why a file may not be written, if so: to replace it would do more than change its text."""
    if path.is_symlink() or not path.is_file():
        kind = "a symbolic link" if path.is_symlink() else "no regular file"
        return f"{kind}: only regular files are written, name the file itself"
    status = path.stat()
    if status.st_nlink > 1:
        return "it has a second name (a hard link), which writing would part from it: nothing was written"
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        return "it is read-only: nothing was written"
    return ""


def show_diff(name: str, old: str, new: str) -> None:
    """Print the unified diff of a file's raw text, as `git apply` takes it."""
    # A workflow's log takes commands, and a terminal escape sequences.
    escaped = sys.stdout.isatty() or "GITHUB_ACTIONS" in os.environ
    sys.stdout.writelines(_diff(name, old, new, escaped=escaped))


def _diff(name: str, before: str, after: str, *, escaped: bool) -> Iterator[str]:
    """Yield the lines of a unified diff; `escaped` where they could steer a terminal."""
    name = printable(_applicable(name))
    old, new = (text.split("\n") for text in (before, after))
    old, new = ([f"{line}\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1]) for lines in (old, new))
    # Few runs show a difference.
    from difflib import unified_diff

    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        text = line.removesuffix("\n")
        yield (printable(text.removesuffix("\r")) if escaped else text) + "\n"
        if text == line:
            yield "\\ No newline at end of file\n"


def _applicable(name: str) -> str:
    """Return a path as `git apply` takes it: relative and without `..`, else the file's name alone."""
    path = Path(name)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()


CLEAN, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130
"""Nothing found, something found, wrong use, stopped by the user (as shells have it)."""
