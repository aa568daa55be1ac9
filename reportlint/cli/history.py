"""`--baseline` and `--changed-since`: what a file was in earlier commits."""

from functools import cache
from pathlib import Path

from reportlint.linter.input import History, Version
from reportlint.repository.git import GitError, Repository, merged_heads
from reportlint.repository.paths import repository_place

_MERGING = "MERGE_HEAD"


class Archive:
    """Looks files up in the commits that the command line names."""

    def __init__(self, baseline: str | None, base: str | None) -> None:
        self._baseline = baseline
        self._base = base
        self._consequence = "everything counts as new" if baseline else "every question counts as touched"
        self._commit = cache(_find_commit)

    def history(self, name: str) -> History:
        """Return the earlier versions of the file called `name`, or why they are not to be had."""
        place = repository_place(name)
        if not place:
            return History(remark=f"not in a git repository: {self._consequence}")
        try:
            return History(self._before(*place), self._changed(*place))
        except GitError as error:
            return History(remark=f"{error}: {self._consequence}")

    def _before(self, root: Path, location: str) -> tuple[Version, ...] | None:
        """Return the file in the baseline and, while branches are merged into it, in those."""
        if self._baseline is None:
            return None
        versions = [self._version(root, location, self._baseline)]
        for name in (_MERGING, *merged_heads()) if self._baseline == "HEAD" else ():
            try:
                versions.append(self._version(root, location, name))
            except GitError:
                # No merge is under way.
                continue
        return tuple(version for version in versions if version)

    def _changed(self, root: Path, location: str) -> tuple[Version, ...] | None:
        """Return the file in the commit that is the base of a pull request or a push."""
        if self._base is None:
            return None
        version = self._version(root, location, self._base)
        return (version,) if version else ()

    def _version(self, root: Path, location: str, revision: str) -> Version | None:
        commit = self._commit(root, revision)
        if isinstance(commit, GitError):
            raise commit
        found = Repository(root).file(commit, location)
        # `HEAD` will be another commit by the time that somebody looks the old text up.
        return Version(commit[:12], *found) if found else None


def _find_commit(root: Path, revision: str) -> str | GitError:
    """Return the commit, or the error, so that git is asked but once."""
    try:
        return Repository(root).commit(revision)
    except GitError as error:
        return error
