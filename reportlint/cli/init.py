"""`reportlint init`: adds the hook and the workflow to a course repository."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportlint import PROJECT
from reportlint.cli.status import CLEAN, WRONG
from reportlint.cli.write import write_over
from reportlint.discover import UsageError
from reportlint.installation import CONFIGURATION, HOOK, WORKFLOW, with_hook
from reportlint.places import top_folder
from reportlint.text import printable

_WORKFLOW = ".github/workflows/reportlint.yml"


class _Change(NamedTuple):
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
        raise UsageError("this is no git repository: hook and workflow belong into one")
    for name in (CONFIGURATION, _WORKFLOW):
        _check_target(root, root / name)
    hook = _hook(root)
    changes = [change for change in (hook, _workflow(root)) if change]
    for change in changes:
        sys.stdout.writelines(_diff(change))
    if not changes:
        print("hook and workflow are there already: nothing to write")
    elif not options.yes and not _agreed():
        print("reportlint: nothing written (--yes writes without asking)", file=sys.stderr)
        return WRONG
    for change in changes:
        _write(root / change.name, change.after)
        print(f"wrote {change.name}")
    if hook:
        print("next: pre-commit install -t pre-commit -t pre-merge-commit, and commit")
    return CLEAN


def _hook(root: Path) -> _Change | None:
    before = _read(root / CONFIGURATION)
    after = with_hook(before)
    if after is None:
        refusal = f"{CONFIGURATION} is written in a way that I could break; add to its repos by hand:"
        raise UsageError(refusal, *HOOK.splitlines())
    return _Change(CONFIGURATION, before, after) if after != before else None


def _workflow(root: Path) -> _Change | None:
    workflows = (root / _WORKFLOW).parent.glob("*.y*ml")
    ours = any(PROJECT.encode() in workflow.read_bytes() for workflow in workflows if workflow.is_file())
    return None if ours or (root / _WORKFLOW).exists() else _Change(_WORKFLOW, "", WORKFLOW)


def _check_target(root: Path, path: Path) -> None:
    """Raise `UsageError` where a file cannot be written in the repository itself."""
    for part in (path, *path.parents[: len(path.relative_to(root).parts) - 1]):
        if part.is_symlink():
            raise UsageError(f"{part.relative_to(root).as_posix()} is a symbolic link: nothing was written")
        if part.exists() and part.is_dir() != (part != path):
            raise UsageError(f"{part.relative_to(root).as_posix()} is in the way: nothing was written")


def _read(path: Path) -> str:
    """Return the text of a file with its own newlines, empty if there is none."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name}: {error}") from None


def _diff(change: _Change) -> Iterator[str]:
    from difflib import unified_diff

    before = change.before.splitlines(), f"a/{change.name}" if change.before else "/dev/null"
    after = change.after.splitlines(), f"b/{change.name}"
    for line in unified_diff(before[0], after[0], before[1], after[1], lineterm=""):
        yield f"{printable(line)}\n"


def _agreed() -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        return False
    return input("write this? [y/N] ").strip().lower() in ("y", "yes")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path.parent}: {error.strerror}") from None
    write_over(path, text.encode())
