"""Reads files from commits; runs nothing that a repository contains or configures, and never fetches."""

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reportlint.repository.paths import is_inside
from reportlint.repository.programs import GIT_ENVIRONMENT, GIT_OPTIONS, program
from reportlint.repository.reader import FileError, git_folder, read_file
from reportlint.source import MAX_BYTES

_KEPT = ("GIT_CONFIG_", "GIT_EXEC_PATH")
"""Prefixes of variables about how git works; others, as set by another hook, name a repository."""

_TIMEOUT = 60
"""Seconds after which a git command is abandoned."""

_UNTRUSTED = "git does not trust this folder (safe.directory)"


class GitError(Exception):
    """Git cannot answer; the message says why, as part of a sentence."""


class NoRepositoryError(GitError):
    """There is a `.git`, but it is not a repository."""


class Blob(NamedTuple):
    """A file as git keeps it."""

    path: str
    mode: str
    """`100644` for a file, `120000` for a link, `160000` for another repository."""
    name: str
    """The name (hash) of its content."""


class Repository:
    """The git repository whose top folder is `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def commit(self, revision: str) -> str:
        """Return the hash of the commit that `revision` names; raises `GitError` if there is none here."""
        wanted = f"{revision}^{{commit}}"
        try:
            return self._run("rev-parse", "--verify", "--quiet", "--end-of-options", wanted).decode().strip()
        except subprocess.CalledProcessError as error:
            if b"dubious ownership" in error.stderr:
                raise GitError(_UNTRUSTED) from None
            if revision == "HEAD":
                raise GitError("there is no commit yet") from None
            shallow = " (the clone is shallow; git fetch --unshallow gets the rest)" if self.shallow else ""
            raise GitError(f"there is no revision {revision!r} here{shallow}") from None

    def merged_heads(self) -> list[str]:
        """Return the commits that a merge in progress merges into HEAD; none if there is no merge.

        `git merge` passes hooks one variable per commit before it writes MERGE_HEAD, which has a line for
        each.
        """
        told = [name.removeprefix("GITHEAD_") for name in os.environ if name.startswith("GITHEAD_")]
        with suppress(FileError):
            told += read_file(git_folder(self._root) / "MERGE_HEAD").decode("ascii", "replace").split()
        found = []
        for name in told:
            with suppress(GitError):
                found.append(self.commit(name))
        return found

    def file(self, commit: str, location: str) -> tuple[str, bytes] | None:
        """Return path and bytes of a file in a commit; None if it is not there, or too large for a report.

        The path differs if the file has been renamed since. Raises `GitError` if the clone is partial and
        lacks the file.
        """
        listed = self._ask("ls-tree", "-z", commit, "--", location)
        if not listed:
            former = self._former_name(commit, location)
            return self.file(commit, former) if former else None
        name = listed.split()[2].decode()
        size = self._ask("cat-file", "-s", name)
        if not size:
            raise GitError(f"this partial clone lacks {location} as it was")
        return (location, self._ask("cat-file", "blob", name)) if int(size) <= MAX_BYTES else None

    def _former_name(self, commit: str, location: str) -> str | None:
        """Return the name in a commit of a file in the index."""
        command = ("diff", "--cached", "-M", "--diff-filter=R", "--name-status", "-z", commit)
        fields = self._ask(*command).split(b"\0")
        pairs = zip(fields[1::3], fields[2::3], strict=False)
        return next((os.fsdecode(old) for old, new in pairs if new == os.fsencode(location)), None)

    def _ask(self, *arguments: str) -> bytes:
        """Return git's output; empty if it fails."""
        try:
            return self._run(*arguments)
        except subprocess.CalledProcessError:
            return b""

    @property
    def shallow(self) -> bool:
        """Whether the clone lacks older commits."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    @property
    def origin(self) -> str:
        """The address that it was cloned from; empty if not known."""
        return os.fsdecode(self._ask("config", "--get", "remote.origin.url")).strip()

    def parents(self, commit: str) -> list[str]:
        """Return the hashes of a commit's parents, including those that a shallow clone lacks."""
        head = self._ask("cat-file", "commit", commit).partition(b"\n\n")[0].decode("utf-8", "replace")
        return [line.removeprefix("parent ") for line in head.split("\n") if line.startswith("parent ")]

    def merge_base(self, one: str, other: str) -> str:
        """Return the hash of a common ancestor of two commits; empty if the clone has none."""
        return self._ask("merge-base", one, other).decode().strip()

    def tracked(self, folders: Sequence[str]) -> frozenset[str]:
        """Return the tracked files in some folders, or in all if none is named; raises `GitError`."""
        return frozenset(self._list("--literal-pathspecs", "ls-files", "-z", "--", *folders))

    def files(self, pattern: str) -> list[str]:
        """Return the files that git tracks, or would track unless ignored; raises `GitError`.

        `pattern` ignores case, and its `*` matches folders as well.
        """
        options = ("--cached", "--others", "--exclude-standard", "-z")
        return sorted(set(self._list("ls-files", *options, "--", f":(icase){pattern}")))

    def left_out(self) -> list[Blob]:
        """Return the files of the index that a sparse checkout omits; raises `GitError`."""
        listed = (entry.partition("\t") for entry in self._list("ls-files", "-t", "-s", "-z"))
        found = ((head.split(" "), path) for head, _, path in listed)
        return [Blob(path, mode, name) for (tag, mode, name, _), path in found if tag == "S"]

    def tree(self, commit: str) -> list[Blob]:
        """Return the files of a commit; raises `GitError`."""
        listed = (entry.partition("\t") for entry in self._list("ls-tree", "-r", "-z", commit))
        found = ((head.split(" "), path) for head, _, path in listed)
        return [Blob(path, mode, name) for (mode, _, name), path in found]

    def _list(self, *arguments: str) -> list[str]:
        """Return the entries that git lists with `-z`; raises `GitError`."""
        try:
            return os.fsdecode(self._run(*arguments)).split("\0")[:-1]
        except subprocess.CalledProcessError as error:
            if b"dubious ownership" in error.stderr:
                raise GitError(_UNTRUSTED) from None
            if b"not a git repository" in error.stderr or b"bare repository" in error.stderr:
                raise NoRepositoryError("this is not a git repository") from None
            raise GitError("git cannot list its files") from None

    def ignored(self, paths: Sequence[str]) -> dict[str, tuple[str, int, str]]:
        """Return the ignored paths, each with the file, line and pattern that ignore it."""
        asked = os.fsencode("\0".join(paths))
        try:
            told = self._run("check-ignore", "--verbose", "-z", "--stdin", stdin=asked)
        except subprocess.CalledProcessError:
            # None is ignored, or git cannot tell.
            return {}
        fields = os.fsdecode(told).split("\0")[:-1]
        lines = zip(fields[0::4], map(int, fields[1::4]), fields[2::4], strict=True)
        found = dict(zip(fields[3::4], lines, strict=True))
        # A last matching pattern that begins with `!` means the path is not ignored.
        return {path: line for path, line in found.items() if not line[2].startswith("!")}

    def contents(self) -> "subprocess.Popen[bytes]":
        """Start a process that prints the content of each blob named on its input; raises `GitError`."""
        try:
            return subprocess.Popen(  # noqa: S603  (an absolute path, and no shell)
                self._command("cat-file", "--batch"), env=_environment(self._root), stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError:
            raise GitError("git does not run") from None

    def _run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        try:
            return subprocess.run(  # noqa: S603  (an absolute path, and no shell)
                self._command(*arguments), env=_environment(self._root), input=stdin, capture_output=True,
                check=True, timeout=_TIMEOUT,
            ).stdout  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            raise GitError("git does not run") from None

    def _command(self, *arguments: str) -> list[str]:
        git = program("git")
        if not git:
            raise GitError("git is not installed")
        return [git, *GIT_OPTIONS, "-C", str(self._root), *arguments]


def _environment(root: Path) -> dict[str, str]:
    """Return the environment for git: without variables for other repositories, with its own index."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(_KEPT)}
    index = os.environ.get("GIT_INDEX_FILE")
    own = {"GIT_INDEX_FILE": index} if index and _is_own(root, Path(index)) else {}
    # A repository further up must not replace this one if `.git` is invalid.
    return kept | own | GIT_ENVIRONMENT | {"GIT_CEILING_DIRECTORIES": str(root.parent)}


def _is_own(root: Path, index: Path) -> bool:
    """Whether an index is this repository's: committing single files makes a second one."""
    return is_inside(root / index, git_folder(root))
