"""What a workflow on GitHub tells about its run: the commit it changes, and where files are shown."""

import json
import os
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from reportlint.formatting import address, path_bytes
from reportlint.repository.git import GitError, Repository

_REQUEST = re.compile(r"refs/pull/(\d+)/merge$")
"""The ref of a pull request's test merge, whose first parent is the commit to change."""

_UNCHANGED = "the checkout is the base, not the change"

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_CONTEXT = 3
"""Number of lines that a pull request's page shows around changed lines."""


class Base(NamedTuple):
    """What a run is compared with."""

    commit: str = ""
    """Empty if not known."""
    inherited: bool = False
    """Whether findings in this commit are not the run's: a push answers for everything it brings."""
    remark: str = ""
    """Why no commit is known, although the event names one."""


class Workflow(NamedTuple):
    """The event that started the run; empty if a variable is not set."""

    event: str
    ref: str
    commit: str
    server: str
    repository: str
    payload: Mapping[str, Any]

    @property
    def change(self) -> str:
        """Subject of a sentence (`This pull request`) if only new findings count; empty if all do."""
        if self.event == "merge_group":
            return "This merge group"
        requested = self.event.startswith("pull_request") or _REQUEST.match(self.ref)
        return "This pull request" if requested else ""

    def base(self, root: Path) -> Base:
        """Return the commit with which to compare the checkout in the folder `root`."""
        try:
            return self._base(Repository(root))
        except GitError as error:
            return Base(remark=f"{error}: everything counts")

    def _base(self, repository: Repository) -> Base:
        head = repository.commit("HEAD")
        parents = repository.parents(head)
        wanted = self._wanted(head, parents)
        if not wanted:
            return Base()
        pushed = self.event == "push" and not self._is_merge(head)
        common = repository.merge_base(wanted, head)
        if not common:
            return Base(remark=self._lacking(repository, wanted, parents))
        if common == head:
            return Base(remark="" if pushed else f"{_UNCHANGED}: everything counts")
        return Base(common, inherited=not pushed)

    def _wanted(self, head: str, parents: list[str]) -> str:
        """Return the commit that the event wants to change, whether or not the clone has it."""
        if self._is_merge(head):
            # Newer than the commit in the event, if the base has moved on.
            return parents[0] if parents else ""
        named = (
            self._told("pull_request", "base", "sha"),
            self._told("merge_group", "base_sha"),
            self._told("before") if self.event == "push" else "",
        )
        return next((name for name in named if _COMMIT.fullmatch(name) and name.strip("0")), "")

    def _is_merge(self, head: str) -> bool:
        return head == self.commit and _REQUEST.match(self.ref) is not None

    def _lacking(self, repository: Repository, wanted: str, parents: list[str]) -> str:
        """Return the remark that the clone lacks a commit, with a remedy if it is certain."""
        # A fork may lack it, and after a forced push the old commits are on no branch.
        found = self._name_of(repository) in ("", self.repository) and not self._told("forced")
        depth = 2 if wanted in parents else 0
        cure = f" (set fetch-depth: {depth} in the actions/checkout step to get it)"
        reason = f"this clone does not reach back to the base, commit {wanted[:12]}"
        return f"{reason}{cure if found and repository.shallow else ''}: everything counts"

    def _told(self, *keys: str) -> str:
        """Return a text in the event's payload, empty if there is none."""
        value: Any = self.payload
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return str(value) if isinstance(value, str | int) and value else ""

    def _name_of(self, repository: Repository) -> str:
        """Return `owner/name` of the cloned repository; empty if it is not on this server."""
        host = re.escape(self.server.rpartition("://")[2])
        found = re.search(rf"(?:^|[/@]){host}[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?$", repository.origin)
        return found[1] if found and host else ""

    def page(self, root: Path) -> "Page | None":
        """Return where the checkout in the folder `root` is shown, if that is known."""
        repository = Repository(root)
        try:
            head = repository.commit("HEAD")
        except GitError:
            return None
        cloned = self._name_of(repository)
        if not self.server or not (name := cloned or self.repository):
            return None
        requested = _REQUEST.match(self.ref)
        number = requested[1] if requested else self._told("pull_request", "number")
        own = cloned in ("", self.repository, self._told("pull_request", "head", "repo", "full_name"))
        request = f"{self.server}/{self.repository}/pull/{number}/files" if number.isdecimal() and own else ""
        return Page(f"{self.server}/{name}/blob/{head}", request)


class Page(NamedTuple):
    """Where GitHub shows the files of a checkout."""

    files: str
    request: str
    """Address of the pull request's changes; empty if there is none."""

    def line(self, path: str, line: int, changed: range) -> str:
        """Return the address of a line (from 1), in the request's changes if those show it."""
        if self.request and line in range(changed.start - _CONTEXT, changed.stop + _CONTEXT):
            name = sha256(path_bytes(path)).hexdigest()
            return f"{self.request}#diff-{name}R{line}"
        return f"{self.files}/{address(path)}?plain=1#L{line}"


def this_workflow() -> Workflow:
    """Return the running workflow, as described by the environment."""
    return Workflow(
        event=os.environ.get("GITHUB_EVENT_NAME", ""),
        ref=os.environ.get("GITHUB_REF", ""),
        commit=os.environ.get("GITHUB_SHA", ""),
        server=os.environ.get("GITHUB_SERVER_URL", ""),
        repository=os.environ.get("GITHUB_REPOSITORY", ""),
        payload=_payload(),
    )


def _payload() -> Mapping[str, Any]:
    try:
        payload = json.loads(Path(os.environ.get("GITHUB_EVENT_PATH", "")).read_bytes())
    except (OSError, ValueError):
        return {}
    return payload if isinstance(payload, dict) else {}
