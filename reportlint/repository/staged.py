"""Checks the staged files before the linter is imported, since most commits touch no report."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from os import path

from reportlint.repository.names import OWN_SCHEMA, PICTURES
from reportlint.repository.programs import GIT_ENVIRONMENT, GIT_OPTIONS, program

_ENDINGS = (".md", ".markdown", *PICTURES)
_CONFIG = "pyproject.toml"
_NAMES = (OWN_SCHEMA, _CONFIG, ".gitignore")
"""Files that may affect a report: endings of paths in lower case."""

_OWN = ("--hook=", "--stage=", "--baseline=", "--if-present")
"""The options in .pre-commit-hooks.yaml; with any other option the run may depend on other files."""

_TIMEOUT = 10
"""Seconds after which a git command is abandoned."""


def touches_no_report(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> bool:
    """Whether git is committing, and nothing staged can change the outcome of a hook.

    False if git is not committing (a manual run, CI) or merges: a file taken whole from one side is not
    staged. Also false if the arguments name a missing report, or the configuration names any report: a
    missing one must be reported.
    """
    named = [argument for argument in arguments if not argument.startswith(_OWN)]
    if any(not _may_be_report(argument) for argument in named) or not _commits(environment):
        return False
    if _configured():
        return False
    names = _staged()
    return names is not None and not any(map(_concerns_report, names))


def _configured() -> bool:
    """Whether a configuration may name reports; hooks run in the top folder, which contains it."""
    if not path.lexists(_CONFIG):
        return False
    # 10 ms of 22, which only repositories with a configuration need.
    from pathlib import Path

    from reportlint.repository.reader import FileError, read_file

    try:
        text = read_file(Path(_CONFIG), Path())
    except FileError:
        return True
    return b"reportlint" in text and b"paths" in text


def _may_be_report(argument: str) -> bool:
    return path.isdir(argument) or (path.isfile(argument) and _concerns_report(argument))


def _concerns_report(name: str) -> bool:
    name = name.lower()
    return name.endswith(_ENDINGS) or name.rpartition("/")[2] in _NAMES


def _commits(environment: Mapping[str, str]) -> bool:
    """Whether git runs a hook for a commit that is not a merge: it then names its own index."""
    folder = path.dirname(environment.get("GIT_INDEX_FILE", ""))
    merges = any(name.startswith("GITHEAD_") for name in environment)
    ranges = "PRE_COMMIT_FROM_REF" in environment
    return _has(folder, "HEAD") and not (merges or ranges or _has(folder, "MERGE_HEAD"))


def _has(folder: str, name: str) -> bool:
    return bool(folder) and path.isfile(path.join(folder, name))


def _staged() -> list[str] | None:
    """Return the paths that the commit changes, both of a renamed file; None if git does not tell."""
    git = program("git")
    if not git:
        return None
    command = [git, *GIT_OPTIONS, "diff", "--cached", "--name-only", "--no-renames", "--no-relative", "-z"]
    try:
        told = subprocess.run(  # noqa: S603  (an absolute path, and no shell)
            command, env={**os.environ, **GIT_ENVIRONMENT}, stdin=subprocess.DEVNULL, capture_output=True,
            check=True, timeout=_TIMEOUT,
        ).stdout  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return os.fsdecode(told).split("\0")[:-1]
