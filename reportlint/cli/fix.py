"""`reportlint check --fix` and `--diff`: writes what the fixes make of a report, or shows it."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportlint.cli.status import CLEAN, FOUND, WRONG
from reportlint.diagnostic import Diagnostic
from reportlint.discover import STDIN, Found, UsageError
from reportlint.engine import Linter
from reportlint.output import write_atomically
from reportlint.rules.base import plural
from reportlint.text import printable
from reportlint.workspace import Workspace

if TYPE_CHECKING:
    from reportlint.fix import Fixed, Kept

_SHOWN = 3
"""So many of the findings that are kept are named."""


def add_fix(parser: argparse.ArgumentParser) -> None:
    """Add the options about fixes to the parser of `reportlint check`."""
    parser.add_argument(
        "--fix",
        action="store_true",
        help="mend what can be mended safely, also what a --baseline has, and lint the rest",
    )
    parser.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: the risky ones, too"
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help="show what --fix would change; write nothing, exit with 1 if anything",
    )


def check_fix_options(options: argparse.Namespace) -> None:
    """Raise `UsageError` where the options about fixes make no sense together."""
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise UsageError("--unsafe-fixes goes with --fix or --diff")
    if options.fix and not options.diff and STDIN in options.paths:
        raise UsageError("--fix cannot write standard input: use --diff, or name the file")
    if options.diff and (sinks := [value for value in options.output_format or () if "=" in value]):
        raise UsageError(f"--diff writes no file: leave out --output-format {sinks[0]}")


def _fixed(linter: Linter, file: Found, workspace: Workspace | None, *, unsafe: bool) -> "Fixed":
    # A run that mends nothing need not wait for the import.
    from reportlint.fix import fix

    return fix(linter, file.name, file.data, file.location, workspace, unsafe=unsafe)


def show_diff(linter: Linter, file: Found, workspace: Workspace | None, *, unsafe: bool) -> int:
    """Print what the fixes would change in a file, and return the status that this makes."""
    fixed = _fixed(linter, file, workspace, unsafe=unsafe)
    # A workflow's log takes commands, and a terminal escape sequences; else `git apply` takes the diff.
    escaped = sys.stdout.isatty() or "GITHUB_ACTIONS" in os.environ
    sys.stdout.writelines(_diff(fixed, escaped=escaped))
    if not fixed.applied:
        print(f"reportlint: {printable(file.name)}: nothing that --fix would mend", file=sys.stderr)
    return FOUND if fixed.applied else CLEAN


def _diff(fixed: "Fixed", *, escaped: bool) -> Iterator[str]:
    """Yield the lines of a unified diff; `escaped` where they could steer a terminal."""
    # A run without --diff need not wait for the import.
    import difflib

    name = printable(_applicable(fixed.before.source.path))
    old, new = (result.source.raw.split("\n") for result in (fixed.before, fixed.after))
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


def mend(linter: Linter, file: Found, workspace: Workspace | None, *, unsafe: bool) -> tuple[bytes, int]:
    """Mend a file, say on standard error what was done, and return what it holds now, and the status."""
    path = Path(file.name)
    if reason := _unwritable(path):
        return _refused(file, reason)
    fixed = _fixed(linter, file, workspace, unsafe=unsafe)
    if fixed.applied:
        try:
            if path.read_bytes() != file.data:
                return _refused(file, "changed while it was linted: nothing was written")
            write_atomically(path, fixed.data)
        except OSError as error:
            return _refused(file, f"{error.strerror}: nothing was written")
    if fixed.applied or fixed.kept:
        print(f"reportlint: {_summary(file.name, fixed)}", file=sys.stderr)
    return fixed.data, CLEAN


def _unwritable(path: Path) -> str:
    """Say why --fix may not write a file, if so: to replace it would do more than change its text."""
    if path.is_symlink() or not path.is_file():
        kind = "a symbolic link" if path.is_symlink() else "no regular file"
        return f"{kind}: --fix writes regular files only, name the file itself"
    status = path.stat()
    if status.st_nlink > 1:
        return "it has a second name (a hard link), which --fix would part from it: nothing was written"
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        return "it is read-only: nothing was written"
    return ""


def _refused(file: Found, reason: str) -> tuple[bytes, int]:
    print(f"reportlint: {printable(file.name)}: {reason}", file=sys.stderr)
    return file.data, WRONG


def _summary(name: str, fixed: "Fixed") -> str:
    codes = Counter(diagnostic.code for diagnostic in fixed.applied)
    counts = ", ".join(f"{code} x {number}" for code, number in sorted(codes.items()))
    done = (
        plural(len(fixed.applied), "finding") + f" in {printable(name)}" + (f" ({counts})" if counts else "")
    )
    return f"fixed {done}" + (f"; kept {len(fixed.kept)}: {_reasons(fixed.kept)}" if fixed.kept else "")


def _reasons(kept: "Sequence[Kept]") -> str:
    shown = [f"{_place(entry.diagnostic)}, {printable(entry.reason)}" for entry in kept[:_SHOWN]]
    more = len(kept) - len(shown)
    return "; ".join([*shown, *([f"and {more} more"] if more else [])])


def _place(diagnostic: Diagnostic) -> str:
    where = "" if diagnostic.question is None else f" in question {diagnostic.question}"
    return f"{diagnostic.code}{where}"
