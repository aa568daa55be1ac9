"""Shows what a command would change, as a unified diff that `git apply` accepts."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from reportlint.formatting import printable


def difference(name: str, old: str, new: str) -> str:
    """Return the unified diff of a file's raw text, for `git apply`; empty if nothing changes."""
    # Workflow logs interpret commands, and terminals escape sequences.
    escaped = sys.stdout.isatty() or "GITHUB_ACTIONS" in os.environ
    return "".join(_diff(name, old, new, escaped=escaped))


def _diff(name: str, before: str, after: str, *, escaped: bool) -> Iterator[str]:
    """Yield the lines of a unified diff; `escaped` if a terminal or log could interpret them."""
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
    """Return a path that `git apply` accepts: relative and without `..`, else the file's name alone."""
    path = Path(name)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()
