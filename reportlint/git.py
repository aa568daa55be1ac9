"""Reads files from commits; nothing that a repository holds or configures runs, and nothing is fetched."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from reportlint.source import MAX_BYTES

_OPTIONS = ("--no-pager", "-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")
"""No folder of a checkout is taken for a repository, and no program of its configuration is started."""

_ENVIRONMENT = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
"""A partial clone stays one: what it lacks is missing, not fetched."""

_TIMEOUT = 60
"""Seconds after which git is given up."""


class GitError(Exception):
    """Git cannot answer; the message says why, in half a sentence."""


class Repository:
    """The git repository whose top folder is `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def commit(self, revision: str) -> str:
        """Return the name of the commit that `revision` means; raises `GitError` if there is none here."""
        wanted = f"{revision}^{{commit}}"
        try:
            return self._run("rev-parse", "--verify", "--quiet", "--end-of-options", wanted).decode().strip()
        except subprocess.CalledProcessError as error:
            if b"dubious ownership" in error.stderr:
                raise GitError("git does not trust this folder (safe.directory)") from None
            why = " (the clone is shallow)" if self._is_shallow() else ""
            raise GitError(f"there is no revision {revision!r} here{why}") from None

    def file(self, commit: str, location: str) -> bytes | None:
        """Return the bytes of a file in a commit; nothing if it is not in it, or is no report by its size."""
        name = f"{commit}:{location}"
        try:
            if int(self._run("cat-file", "-s", name)) > MAX_BYTES:
                return None
            return self._run("cat-file", "blob", name)
        except subprocess.CalledProcessError:
            return None

    def tracked(self, folders: Sequence[str]) -> frozenset[str]:
        """Return the files that git tracks in some folders, in all if none is named; raises `GitError`."""
        try:
            listed = self._run("--literal-pathspecs", "ls-files", "-z", "--", *folders)
        except subprocess.CalledProcessError:
            raise GitError("git cannot list its files") from None
        return frozenset(os.fsdecode(listed).split("\0"))

    def ignored(self, paths: Sequence[str]) -> dict[str, tuple[str, int, str]]:
        """Return those that are ignored: by which file, in which line, with which pattern."""
        asked = os.fsencode("\0".join(paths))
        try:
            told = self._run("check-ignore", "--verbose", "-z", "--stdin", stdin=asked)
        except subprocess.CalledProcessError:
            # None is, or it will not say.
            return {}
        fields = os.fsdecode(told).split("\0")[:-1]
        lines = zip(fields[0::4], map(int, fields[1::4]), fields[2::4], strict=True)
        found = dict(zip(fields[3::4], lines, strict=True))
        # The last pattern that fits may begin with `!`: then it is not ignored.
        return {path: line for path, line in found.items() if not line[2].startswith("!")}

    def _is_shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def _run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        program = _program()
        if not program:
            raise GitError("git is not installed")
        command = [program, *_OPTIONS, "-C", str(self._root), *arguments]
        # No repository further up is taken for this one, where `.git` is none.
        environment = {**os.environ, **_ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(self._root.parent)}
        try:
            return subprocess.run(  # noqa: S603  (an absolute path, and no shell)
                command, env=environment, input=stdin, capture_output=True, check=True,
                timeout=_TIMEOUT,
            ).stdout  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            raise GitError("git does not run") from None


def _program() -> str | None:
    """Return where git is; never in the working directory, where Windows would look first."""
    name = "git.exe" if os.name == "nt" else "git"
    folders = (Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder)
    return next((str(f / name) for f in folders if f.is_absolute() and (f / name).is_file()), None)


def merged_heads() -> list[str]:
    """Return the commits that a merge under way merges into HEAD, where only its hooks know them.

    `git merge` tells its hooks by one variable a commit, before it writes MERGE_HEAD.
    """
    return [name.removeprefix("GITHEAD_") for name in os.environ if name.startswith("GITHEAD_")]
