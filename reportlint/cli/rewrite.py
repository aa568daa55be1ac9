"""Rewrites a report, or shows how: as little as possible, and never what somebody else just wrote."""

import difflib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from reportlint.discover import Found
from reportlint.output import write_atomically
from reportlint.text import printable


def rewrite(file: Found, data: bytes) -> str:
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
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
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
