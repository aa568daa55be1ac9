"""`--baseline` and `--changed-since`: a file in earlier commits."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from reportlint.linter.input import History, Version
from reportlint.repository.git import GitError, Repository
from reportlint.repository.paths import repository_place
from reportlint.repository.tree import workspace_at

_NO_COMMIT = "0" * 40
"""Git's name for the commit before a new branch."""
MERGED = "MERGED"
"""Stands for the commits that are being merged into HEAD, if any."""
_FORK = "FORK"
"""Stands for the common ancestors of these and HEAD."""


class Archive:
    """Looks files up in the commits that a run compares with."""

    def __init__(self, baseline: Sequence[str] | None, base: str | None) -> None:
        """Take the revisions of the baseline, and the one against which changes are listed.

        Without a `baseline` all findings count, and nothing is compared.
        """
        self._baseline = baseline
        self._base = base
        self._consequence = "everything counts as new" if baseline else "every question counts as touched"
        self._commits = cache(_find_commits)
        self._workspaces = cache(workspace_at)

    def history(self, name: str) -> History | None:
        """Return the earlier versions of the file called `name`, or why there are none."""
        if self._baseline is None and self._base is None:
            return None
        place = repository_place(name)
        if not place:
            return History(remark=f"not in a git repository: {self._consequence}")
        try:
            baseline = None if self._baseline is None else self._versions(*place, *self._baseline)
            base = None if self._base is None else self._versions(*place, self._base)
            return History(baseline, base, shared=self._shared(*place))
        except GitError as error:
            return History(remark=f"{error}: {self._consequence}")

    def _shared(self, root: Path, location: str) -> tuple[Version, ...] | None:
        """Return the file as the merged branches had it in common, if that is known."""
        if MERGED not in (self._baseline or ()):
            return None
        with suppress(GitError):
            return self._versions(root, location, _FORK)
        return None

    def _versions(self, root: Path, location: str, *revisions: str) -> tuple[Version, ...]:
        """Return the file in each of some revisions that contain it."""
        commits: list[str] = []
        for revision in revisions:
            found = self._commits(root, revision)
            if isinstance(found, GitError):
                raise found
            commits += found
        versions = (self._version(root, location, commit) for commit in dict.fromkeys(commits))
        return tuple(version for version in versions if version)

    def _version(self, root: Path, location: str, commit: str) -> Version | None:
        found = Repository(root).file(commit, location)
        if not found:
            return None
        place, data = found
        workspace = self._workspaces(root, commit, place.rpartition("/")[0])
        # `HEAD` will be another commit when somebody looks up the old text.
        return Version(commit[:12], place, data, workspace)


def baseline_of(revision: str | None) -> tuple[str, ...] | None:
    """Return the revisions for `--baseline`: with HEAD also the commits being merged into it."""
    return (revision, MERGED) if revision == "HEAD" else (revision,) if revision else None


def baseline_of_hook(environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the revisions for the baseline of a commit hook; None: all findings count.

    pre-commit names a range if it was asked for one, as in CI. Otherwise HEAD is the earlier version only
    while git is committing, amending or merging, when it names its index to hooks.
    """
    start, end = environment.get("PRE_COMMIT_FROM_REF"), environment.get("PRE_COMMIT_TO_REF")
    if start and end:
        return None if start == _NO_COMMIT else (f"{start}...{end}",)
    return ("HEAD", MERGED) if "GIT_INDEX_FILE" in environment else None


def _find_commits(root: Path, revision: str) -> Sequence[str] | GitError:
    """Return the commits or the error, cached so that git is asked only once."""
    repository = Repository(root)
    one, dots, other = revision.partition("...")
    try:
        if revision == MERGED:
            return repository.merged_heads()
        if revision == _FORK:
            return _forks(repository)
        commit = repository.commit(one)
        base = repository.merge_base(commit, repository.commit(other)) if dots else commit
        return [base] if base else GitError(f"{one} and {other} have no commit in common here")
    except GitError as error:
        return error


def _forks(repository: Repository) -> Sequence[str] | GitError:
    """Return the common ancestors of HEAD and the commits being merged into it."""
    head = repository.commit("HEAD")
    bases = [repository.merge_base(head, other) for other in repository.merged_heads()]
    return bases if all(bases) else GitError("the branches have no commit in common here")
