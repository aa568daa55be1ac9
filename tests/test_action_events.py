"""The action on the events that start it: what it is compared with, what counts, and where links lead."""

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from tests.actions import BLANK, BROKEN, GOOD, PROMPT, git, lint, places, without_installing, write
from tests.expressions import Value
from tests.reports import PNG
from tests.runner import Event

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the harness runs bash as POSIX runners do")

REPORT = "reports/README.md"
OLD = BROKEN.replace("### Question 4\n", "### Question 4 (Ida)\n")
"""What the base has: an error, and a slip in question 4."""
NEW = OLD.replace("### Question 5\n", "### Question 5 (Bo)\n")
"""What a request makes of it: a slip in question 5, and nothing else."""
FOUR, FIVE = (GOOD.splitlines().index(f"### Question {n}") + 1 for n in (4, 5))
SHOWN = {"stage": "final", "ignore": "RL3"}


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return without_installing(tmp_path_factory.mktemp("action"))


class Origin(NamedTuple):
    """A repository with a branch `request` from an older commit of `main`, and the test merge of both."""

    folder: Path
    base: str
    head: str
    main: str
    merge: str

    @property
    def request(self) -> Mapping[str, Value]:
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
    wanted = (
        [f"--depth={depth}", "origin", commit] if depth else ["origin", "+refs/heads/*:refs/remotes/origin/*"]
    )
    git(workspace, "fetch", "-q", *wanted)
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
    events: dict[str, tuple[Mapping[str, Value], dict[str, str]]] = {
        "pull_request": (origin.request, merge),
        "pull_request_target": (origin.request, main),
        "merge_group": ({"merge_group": group}, queue),
        "push": ({"before": origin.base, "after": origin.head}, main),
        "workflow_dispatch": ({}, main),
    }
    payload, variables = events[name]
    return variables, Event(name, payload)


REQUESTED = [
    pytest.param("pull_request", "merge", 2, id="merge-ref"),
    pytest.param("pull_request", "merge", 0, id="merge-ref-all"),
    pytest.param("pull_request", "head", 0, id="head-ref"),
    pytest.param("pull_request_target", "head", 0, id="target-head-ref"),
    pytest.param("merge_group", "merge", 2, id="queue"),
]


@pytest.mark.parametrize(("event", "commit", "depth"), REQUESTED)
def test_a_request_answers_for_what_it_brings(
    action: Path, tmp_path: Path, event: str, commit: str, depth: int
) -> None:
    origin = made(tmp_path)
    checkout(origin, getattr(origin, commit), tmp_path / "workspace", depth)
    run = lint(action, tmp_path, *started(origin, event), **SHOWN)
    assert run.outcome == "success"
    assert (run.outputs["errors"], run.outputs["new-errors"]) == ("1", "0")
    assert places(run, "error") == []
    # What is inherited is shown, milder; what stands in question 4 is not this request's.
    assert sorted(places(run, "warning")) == [(REPORT, FIVE), (REPORT, PROMPT)]
    assert "1 finding in questions that this change does not touch: see the job summary" in run.log
    strict = lint(action, tmp_path, *started(origin, event), fail_on_inherited="true", **SHOWN)
    assert (strict.outcome, strict.outputs["errors"], strict.outputs["new-errors"]) == ("failure", "1", "0")
    assert places(strict, "error")[0] == (REPORT, PROMPT)


@pytest.mark.parametrize(("event", "commit", "depth"), REQUESTED)
def test_a_request_fails_for_what_it_breaks(
    action: Path, tmp_path: Path, event: str, commit: str, depth: int
) -> None:
    origin = made(tmp_path, GOOD, BROKEN)
    checkout(origin, getattr(origin, commit), tmp_path / "workspace", depth)
    run = lint(action, tmp_path, *started(origin, event))
    assert (run.outcome, run.outputs["errors"], run.outputs["new-errors"]) == ("failure", "1", "1")
    assert places(run, "error")[0] == (REPORT, PROMPT)


def test_a_request_that_blanks_answers_is_not_well(action: Path, tmp_path: Path) -> None:
    """A file taken whole from an old branch: ten answers are placeholders again, and it is a draft."""
    start, end = GOOD.index("### Question 3\n"), GOOD.index("### Question 13\n")
    blank = BLANK[BLANK.index("### Question 3\n") : BLANK.index("### Question 13\n")]
    origin = made(tmp_path, GOOD, f"{GOOD[:start]}{blank}{GOOD[end:]}")
    checkout(origin, origin.merge, tmp_path / "workspace", 2)
    run = lint(action, tmp_path, *started(origin, "pull_request"))
    assert (run.outcome, run.outputs["new-errors"]) == ("failure", "10")
    assert run.annotations[0].title == "RL209 answer-lost"
    head, deeds, *_ = run.summary.split("\n\n")
    assert head == f"### ❌ This pull request breaks {REPORT}: 10 errors"
    assert deeds == "- takes away the answers to 10 questions: 3-12"


def test_a_push_answers_for_everything_and_annotates_what_it_brings(action: Path, tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace", 2)
    run = lint(action, tmp_path, *started(origin, "push"), **SHOWN)
    assert (run.outcome, run.outputs["errors"], run.outputs["new-errors"]) == ("failure", "1", "1")
    assert places(run, "error")[0] == (REPORT, PROMPT)
    assert places(run, "warning") == [(REPORT, FIVE)]


@pytest.mark.parametrize(
    ("event", "payload"),
    [("workflow_dispatch", {}), ("push", {"before": "0" * 40}), ("push", {"before": ["--upload-pack=x"]})],
)
def test_without_a_base_everything_counts(
    action: Path, tmp_path: Path, event: str, payload: Mapping[str, Value]
) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace", 1)
    run = lint(action, tmp_path, {}, Event(event, payload), **SHOWN)
    assert (run.outcome, run.outputs["new-errors"]) == ("failure", "1")
    assert places(run, "warning") == [(REPORT, FOUR), (REPORT, FIVE)]
    assert not any("everything counts" in line for line in run.log)


@pytest.mark.parametrize(
    ("event", "commit", "depth", "said"),
    [
        ("pull_request", "merge", 1, "(fetch-depth: 2 in the step of actions/checkout gets it)"),
        ("merge_group", "merge", 1, "(fetch-depth: 2 in the step of actions/checkout gets it)"),
        ("pull_request", "head", 2, "(fetch-depth: 0 in the step of actions/checkout gets it)"),
        ("pull_request_target", "main", 0, "what is checked out is the base, not what would change it"),
    ],
)
def test_the_log_says_why_there_is_no_base(
    action: Path, tmp_path: Path, event: str, commit: str, depth: int, said: str
) -> None:
    origin = made(tmp_path)
    checkout(origin, getattr(origin, commit), tmp_path / "workspace", depth)
    run = lint(action, tmp_path, *started(origin, event), **SHOWN)
    (line,) = (line for line in run.log if line.endswith(": everything counts"))
    assert said in line
    assert (run.outcome, run.outputs["new-errors"]) == ("failure", "1")


def test_no_depth_is_named_that_would_not_help(action: Path, tmp_path: Path) -> None:
    """A clone of the fork alone, and a push over commits that are in no branch any more."""
    origin = made(tmp_path)
    workspace = tmp_path / "workspace"
    checkout(origin, origin.head, workspace, 1)
    forced = Event("push", {"before": origin.main, "forced": True})
    first = lint(action, tmp_path, {}, forced, **SHOWN)
    git(workspace, "remote", "set-url", "origin", "https://github.com/student/repository")
    second = lint(action, tmp_path, *started(origin, "pull_request"), **SHOWN)
    for run in (first, second):
        (line,) = (line for line in run.log if line.endswith(": everything counts"))
        assert line == (
            f"this clone does not reach back to the base, commit {origin.main[:12]}: everything counts"
        )


@pytest.mark.parametrize("folder", ["", "course", "deep/course"])
def test_links_lead_to_the_linted_text(action: Path, tmp_path: Path, folder: str) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace" / folder)
    place = {"working_directory": folder} if folder else {}
    run = lint(action, tmp_path, *started(origin, "pull_request_target"), **place, **SHOWN)
    assert {note.file for note in run.annotations} == {REPORT}
    files = f"https://github.com/owner/repository/blob/{origin.head}/{REPORT}?plain=1#L"
    request = f"https://github.com/owner/repository/pull/7/files#diff-{sha256(REPORT.encode()).hexdigest()}R"
    assert f"({request}{FIVE})" in run.summary
    assert f"({files}{FOUR})" in run.summary
    assert origin.main not in run.summary


def test_paths_may_name_what_was_checked_out_below_the_workspace(action: Path, tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.merge, tmp_path / "workspace" / "course", 2)
    paths = f"course/{REPORT}"
    run = lint(action, tmp_path, *started(origin, "pull_request"), paths=paths, **SHOWN)
    assert (run.outcome, run.outputs["new-errors"]) == ("success", "0")
    assert sorted(places(run, "warning")) == [(REPORT, FIVE), (REPORT, PROMPT)]


def test_a_fork_that_was_checked_out_has_its_own_files(action: Path, tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace")
    for url in ("https://github.com/student/repository", "git@github.com:student/repository.git"):
        git(tmp_path / "workspace", "remote", "set-url", "origin", url)
        run = lint(action, tmp_path, *started(origin, "pull_request_target"), **SHOWN)
        assert (
            f"(https://github.com/student/repository/blob/{origin.head}/{REPORT}?plain=1#L{FOUR})"
            in run.summary
        )
        assert "(https://github.com/owner/repository/pull/7/files#diff-" in run.summary


def test_another_repository_is_no_part_of_the_request(action: Path, tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace")
    git(tmp_path / "workspace", "remote", "set-url", "origin", "https://github.com/teacher/templates.git")
    run = lint(action, tmp_path, *started(origin, "pull_request_target"), **SHOWN)
    assert f"https://github.com/teacher/templates/blob/{origin.head}/" in run.summary
    assert "/pull/7" not in run.summary


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("unset GITHUB_STEP_SUMMARY", "no job summary: this runner sets no GITHUB_STEP_SUMMARY"),
        (
            "GITHUB_STEP_SUMMARY=/nowhere/page",
            "no job summary: GITHUB_STEP_SUMMARY: No such file or directory",
        ),
        ("GITHUB_STEP_SUMMARY=/", "no job summary: GITHUB_STEP_SUMMARY: Is a directory"),
        ("unset GITHUB_OUTPUT", "no outputs: this runner sets no GITHUB_OUTPUT"),
        ("unset GITHUB_EVENT_PATH GITHUB_EVENT_NAME GITHUB_REF GITHUB_SHA", ""),
        ("unset GITHUB_REPOSITORY; unset GITHUB_SERVER_URL", ""),
        ('echo nothing > "$GITHUB_EVENT_PATH"', ""),
    ],
)
def test_a_runner_that_lacks_something(action: Path, tmp_path: Path, setting: str, said: str) -> None:
    """Older servers and stand-ins for runners: the report is linted and annotated all the same."""
    run = lint(stripped(action, tmp_path, setting), tmp_path, stage="draft")
    assert run.outcome == "failure"
    assert places(run, "error")[0] == (REPORT, PROMPT)
    assert not said or said in run.log


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "RUNNER_TEMP"])
def test_a_runner_that_is_none(action: Path, tmp_path: Path, name: str) -> None:
    run = lint(stripped(action, tmp_path, f"unset {name}"), tmp_path)
    assert run.outcome == "failure"
    assert run.annotations[0].message == f"{name} is not set: this runs as a step of a workflow"


def stripped(action: Path, tmp_path: Path, setting: str) -> Path:
    """Return the action with a line of bash before it lints, and a broken report in its workspace."""
    manifest = yaml.safe_load(action.read_text(encoding="utf-8"))
    step = next(step for step in manifest["runs"]["steps"] if step.get("id") == "lint")
    step["run"] = f"{setting}\n{step['run']}"
    folder = tmp_path / "action"
    folder.mkdir()
    (folder / "action.yml").write_text(yaml.safe_dump(manifest), encoding="utf-8")
    for name in ("action", "reportlint"):
        (folder / name).symlink_to(action.parent / name)
    write(tmp_path / "workspace" / REPORT, BROKEN)
    return folder / "action.yml"
