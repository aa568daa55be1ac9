"""`reportlint init`: adds the hook and the workflow to a course repository."""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reportlint import PROJECT, __version__
from reportlint.cli.discover import UsageError
from reportlint.cli.output import CLEAN, WRONG, write_over
from reportlint.formatting import printable
from reportlint.repository.paths import PRE_COMMIT_CONFIG, top_folder
from reportlint.repository.reader import FileError, read_file

_URL = f"https://github.com/{PROJECT}"

HOOK = f"""\
- repo: {_URL}
  rev: v{__version__}
  hooks:
  - id: reportlint
"""
"""The entry in the list of `repos`."""

WORKFLOW = f"""\
name: reportlint

on:
  push:
    branches: [main, master]
  pull_request:

permissions:
  contents: read

concurrency:
  group: ${{{{ github.workflow }}}}-${{{{ github.ref }}}}
  cancel-in-progress: true

jobs:
  report:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          # The commit before tells which questions a pull request touches.
          fetch-depth: 2
          persist-credentials: false
      - uses: {PROJECT}@v{__version__}
"""


def with_hook(configuration: str) -> str | None:
    """Return the text of a `.pre-commit-config.yaml` with our hook as its last, and nothing else changed.

    The text itself where the hook is there already; nothing where it is not sure what would come out.
    """
    # Few runs read YAML, and it takes a while to import.
    import yaml

    try:
        # An alias may stand for any number of texts.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(configuration)):
            return None
        old = yaml.safe_load(configuration)
        if old is None:
            return f"{configuration}repos:\n{HOOK}"
        if any(repo.get("repo") == _URL for repo in old["repos"]):
            return configuration
        root: Any = yaml.compose(configuration, Loader=yaml.SafeLoader)
        after = _inserted(configuration, {key.value: value for key, value in root.value}["repos"])
        wanted = {**old, "repos": old["repos"] + yaml.safe_load(HOOK)}
        return after if yaml.safe_load(after) == wanted else None
    except (yaml.YAMLError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None


def _inserted(configuration: str, repos: Any) -> str:
    """Return the text with our hook behind the last entry of the list at the node `repos`."""
    newline = "\r\n" if "\r\n" in configuration else "\n"
    lines = configuration.splitlines(keepends=True)
    line, indent = _end(repos), " " * repos.start_mark.column
    while line < len(lines) and re.match(rf"{indent}\s+#", lines[line]):
        line += 1
    lines[line - 1] = lines[line - 1].removesuffix(newline) + newline
    lines[line:line] = [f"{indent}{text}{newline}" for text in HOOK.splitlines()]
    return "".join(lines)


def _end(node: Any) -> int:
    """Return the index (from 0) of the line below a node and above comments that follow it."""
    if isinstance(node.value, list) and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    below: int = node.end_mark.line + (node.end_mark.column > 0)
    return below


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
    for name in (PRE_COMMIT_CONFIG, _WORKFLOW):
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
        _write(root / change.name, change)
        print(f"wrote {change.name}")
    if hook:
        print("next: pre-commit install -t pre-commit -t pre-merge-commit, and commit")
    return CLEAN


def _hook(root: Path) -> _Change | None:
    before = _read(root / PRE_COMMIT_CONFIG, root)
    after = with_hook(before)
    if after is None:
        refusal = f"{PRE_COMMIT_CONFIG} is written in a way that I could break; add to its repos by hand:"
        raise UsageError(refusal, *HOOK.splitlines())
    return _Change(PRE_COMMIT_CONFIG, before, after) if after != before else None


def _workflow(root: Path) -> _Change | None:
    workflows = (root / _WORKFLOW).parent.glob("*.y*ml")
    ours = any(_is_ours(workflow, root) for workflow in workflows)
    return None if ours or (root / _WORKFLOW).exists() else _Change(_WORKFLOW, "", WORKFLOW)


def _is_ours(workflow: Path, root: Path) -> bool:
    try:
        return PROJECT.encode() in read_file(workflow, root)
    except FileError:
        return False


def _check_target(root: Path, path: Path) -> None:
    """Raise `UsageError` where a file cannot be written in the repository itself."""
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


def _write(path: Path, change: _Change) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path.parent}: {error.strerror}") from None
    write_over(path, change.after.encode(), change.before.encode() or None)
