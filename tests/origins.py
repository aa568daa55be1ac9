"""A repository with a report and a request that changes it, and clones as actions/checkout makes them."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.actions import BROKEN, Event, git, write
from tests.cli import GOOD
from tests.reports import PNG

REPORT = "reports/README.md"
OLD = BROKEN.replace("### Question 4\n", "### Question 4 (Ida)\n")
"""What the base has: an error, and a slip in question 4."""
NEW = OLD.replace("### Question 5\n", "### Question 5 (Bo)\n")
"""What a request makes of it: a slip in question 5, and nothing else."""
FOUR, FIVE = (GOOD.splitlines().index(f"### Question {n}") + 1 for n in (4, 5))


class Origin(NamedTuple):
    """A repository with a branch `request` from an older commit of `main`, and the test merge of both."""

    folder: Path
    base: str
    head: str
    main: str
    merge: str

    @property
    def request(self) -> Mapping[str, object]:
        head = {"sha": self.head, "repo": {"full_name": "student/repository"}}
        base = {"sha": self.main}
        return {"pull_request": {"number": 7, "base": base, "head": head}}


def made(tmp_path: Path, before: str = OLD, after: str = NEW) -> Origin:
    """Make the origin: a request turns the report from `before` to `after`, and `main` goes on meanwhile."""
    folder = tmp_path / "origin"
    write(folder / REPORT, before)
    write(folder / "reports" / "figures" / "harbour.png", PNG)
    git(folder, "init", "-qb", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "base")
    base = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "-qb", "request")
    write(folder / REPORT, after)
    write(folder / "boats.py", "boats = 7\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qam", "change")
    head = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "-q", "main")
    write(folder / "tide.py", "tide = 'low'\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "meanwhile")
    main = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "-qb", "merged")
    git(folder, "merge", "-q", "--no-ff", "-m", "test merge", "request")
    return Origin(folder, base, head, main, git(folder, "rev-parse", "HEAD"))


def checkout(origin: Origin, commit: str, workspace: Path, depth: int = 0) -> None:
    """Do what actions/checkout does; 0 is all of every branch."""
    git(origin.folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    workspace.mkdir(parents=True)
    git(workspace, "init", "-q")
    git(workspace, "remote", "add", "origin", f"file://{origin.folder}")
    one = [f"--depth={depth}", "origin", f"+{commit}:refs/remotes/pull/7/merge"]
    every = ["origin", "+refs/heads/*:refs/remotes/origin/*"]
    git(workspace, "fetch", "-q", *(one if depth else every))
    git(workspace, "checkout", "-q", "--detach", commit)


def started(origin: Origin, name: str) -> tuple[dict[str, str], Event]:
    """Return what the runner sets for an event, and the event."""
    merge = {"GITHUB_REF": "refs/pull/7/merge", "GITHUB_SHA": origin.merge}
    main = {"GITHUB_REF": "refs/heads/main", "GITHUB_SHA": origin.main}
    queue = {
        "GITHUB_REF": f"refs/heads/gh-readonly-queue/main/pr-7-{origin.main}",
        "GITHUB_SHA": origin.merge,
    }
    group = {"base_sha": origin.main, "head_sha": origin.merge}
    events: dict[str, tuple[Mapping[str, object], dict[str, str]]] = {
        "pull_request": (origin.request, merge),
        "pull_request_target": (origin.request, main),
        "merge_group": ({"merge_group": group}, queue),
        "push": ({"before": origin.base, "after": origin.head}, main),
        "workflow_dispatch": ({}, main),
    }
    payload, variables = events[name]
    return variables, Event(name, payload)
