"""`reportlint init`: adds the hook and the workflow to a course repository."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportlint import PROJECT
from reportlint.cli.discover import UsageError
from reportlint.cli.output import CLEAN, WRONG, write_over
from reportlint.cli.starter import WORKFLOW, hook_entry, with_hook
from reportlint.formatting import printable
from reportlint.repository.paths import PRE_COMMIT_CONFIG, from_here, top_folder
from reportlint.repository.programs import program, python_version
from reportlint.repository.reader import FileError, read_file

_WORKFLOW = ".github/workflows/reportlint.yml"


class _FileChange(NamedTuple):
    """A file to write, by its path from the top of the repository, and its text before and after."""

    name: str
    before: str
    after: str


def add_init(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint init` to its parser."""
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.set_defaults(run=_init)


def _init(options: argparse.Namespace) -> int:
    root = top_folder(Path.cwd())
    if not root:
        raise UsageError("this is not a git repository: the hook and the workflow belong in one")
    for name in (PRE_COMMIT_CONFIG, _WORKFLOW):
        _check_target(root, root / name)
    python = _Python.on_path()
    changes = [change for change in (_hook(root, python.needed), _workflow(root)) if change]
    for change in changes:
        sys.stdout.writelines(_diff(change))
    if not changes:
        print("the hook and the workflow are there already: nothing to write")
    elif not options.yes and not _agreed():
        print("reportlint: nothing written (--yes writes without asking)", file=sys.stderr)
        return WRONG
    for change in changes:
        _write(root / change.name, change)
        print(f"wrote {change.name}")
    print("\n".join(_next_steps([from_here(root / change.name, Path.cwd()) for change in changes], python)))
    return CLEAN


OLDEST = (3, 11)
"""The oldest Python that reportlint supports."""


class _Python(NamedTuple):
    """The Python with which pre-commit would install hooks."""

    remark: str = ""
    """What is wrong with `python3`, if anything."""
    needed: str | None = None
    """The interpreter that the hooks need; None if the default will do."""
    found: bool = True
    """Whether that one is on the PATH, and runs."""

    @classmethod
    def on_path(cls) -> "_Python":
        """Return what the `python3` on the PATH means for the hooks."""
        version = python_version("python3")
        if version is None or version >= OLDEST:
            return cls()
        newer = [f"python3.{minor}" for minor in range(sys.version_info.minor, OLDEST[1] - 1, -1)]
        found = next(filter(python_version, newer), None)
        return cls("python3 is {}.{} here".format(*version), found or newer[-1], found is not None)


def _next_steps(written: list[str], python: _Python) -> Iterator[str]:
    """Yield the instructions to enable the hook and to see that it works."""
    yield ""
    if not python.found:
        yield f"First install Python 3.11 or newer, which reportlint needs: {python.remark}."
        yield "On Ubuntu 22.04: sudo apt install python3.11 python3.11-venv"
        yield ""
    yield "To switch the hook on, paste:"
    yield ""
    if not program("pre-commit"):
        yield f"    {_installer()} install pre-commit"
    yield "    pre-commit install -t pre-commit -t pre-merge-commit"
    if written:
        yield f"    git add {' '.join(written)}"
        yield '    git commit -m "Lint the report"'
    yield ""
    yield "To see that it works (it names the report, and how many questions are answered):"
    yield ""
    yield "    pre-commit run reportlint --all-files --verbose"


def _installer() -> str:
    """Return the command that installs programs here."""
    if program("uv"):
        return "uv tool"
    if program("pipx"):
        return "pipx"
    return "py -m pip" if os.name == "nt" else "python3 -m pip"


def _hook(root: Path, python: str | None) -> _FileChange | None:
    before = _read(root / PRE_COMMIT_CONFIG, root)
    after = with_hook(before, python)
    if after is None:
        refusal = f"{PRE_COMMIT_CONFIG} cannot be changed safely; add this to its repos yourself:"
        raise UsageError(refusal, *hook_entry(python).splitlines())
    return _FileChange(PRE_COMMIT_CONFIG, before, after) if after != before else None


def _workflow(root: Path) -> _FileChange | None:
    workflows = (root / _WORKFLOW).parent.glob("*.y*ml")
    ours = any(_is_ours(workflow, root) for workflow in workflows)
    return None if ours or (root / _WORKFLOW).exists() else _FileChange(_WORKFLOW, "", WORKFLOW)


def _is_ours(workflow: Path, root: Path) -> bool:
    try:
        return PROJECT.encode() in read_file(workflow, root)
    except FileError:
        return False


def _check_target(root: Path, path: Path) -> None:
    """Raise `UsageError` if a file cannot be written in the repository itself."""
    for part in (path, *path.parents[: len(path.relative_to(root).parts) - 1]):
        if part.is_symlink():
            raise UsageError(f"{part.relative_to(root).as_posix()} is a symbolic link: nothing was written")
        if part.exists() and part.is_dir() != (part != path):
            raise UsageError(f"{part.relative_to(root).as_posix()} is in the way: nothing was written")


def _read(path: Path, root: Path) -> str:
    """Return the text of a file with its own newlines, empty if there is none."""
    try:
        return read_file(path, root).decode("utf-8")
    except (FileError, UnicodeDecodeError) as error:
        if isinstance(error, FileError) and error.absent:
            return ""
        raise UsageError(f"{path.name}: {error}") from None


def _diff(change: _FileChange) -> Iterator[str]:
    from difflib import unified_diff

    before = change.before.splitlines(), f"a/{change.name}" if change.before else "/dev/null"
    after = change.after.splitlines(), f"b/{change.name}"
    for line in unified_diff(before[0], after[0], before[1], after[1], lineterm=""):
        yield f"{printable(line)}\n"


def _agreed() -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        return False
    return input("write this? [y/N] ").strip().lower() in ("y", "yes")


def _write(path: Path, change: _FileChange) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path.parent}: {error.strerror}") from None
    write_over(path, change.after.encode(), change.before.encode() or None)
