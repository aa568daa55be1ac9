"""The action on the events that start it: what it is compared with, what counts, and where links lead."""

import os
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.actions import BROKEN, HEADING, Event, git, lint, places, write
from tests.cli import BLANK, GOOD
from tests.origins import FIVE, FOUR, REPORT, checkout, made, started

pytestmark = pytest.mark.skipif(os.name == "nt", reason="file URLs are those of POSIX systems")

SHOWN = {"stage": "final", "ignore": "RL3"}


REQUESTED = [
    pytest.param("pull_request", "merge", 2, id="merge-ref"),
    pytest.param("pull_request", "merge", 0, id="merge-ref-all"),
    pytest.param("pull_request", "head", 0, id="head-ref"),
    pytest.param("pull_request_target", "head", 0, id="target-head-ref"),
    pytest.param("merge_group", "merge", 2, id="queue"),
]


@pytest.mark.parametrize(("event", "commit", "depth"), REQUESTED)
def test_a_request_answers_for_what_it_brings(tmp_path: Path, event: str, commit: str, depth: int) -> None:
    origin = made(tmp_path)
    checkout(origin, getattr(origin, commit), tmp_path / "workspace", depth)
    run = lint(tmp_path, *started(origin, event), **SHOWN)
    assert run.outcome == "success"
    assert (run.outputs["errors"], run.outputs["new-errors"]) == ("1", "0")
    assert places(run, "error") == []
    # What is inherited is shown, milder; what stands in question 4 is not this request's.
    assert sorted(places(run, "warning")) == [(REPORT, FIVE), (REPORT, HEADING)]
    assert "1 finding in questions without changes: see `reportlint check`" in run.log
    strict = lint(tmp_path, *started(origin, event), fail_on_inherited="true", **SHOWN)
    assert (strict.outcome, strict.outputs["errors"], strict.outputs["new-errors"]) == ("failure", "1", "0")
    assert places(strict, "error")[0] == (REPORT, HEADING)


@pytest.mark.parametrize(("event", "commit", "depth"), REQUESTED)
def test_a_request_fails_for_what_it_breaks(tmp_path: Path, event: str, commit: str, depth: int) -> None:
    origin = made(tmp_path, GOOD, BROKEN)
    checkout(origin, getattr(origin, commit), tmp_path / "workspace", depth)
    run = lint(tmp_path, *started(origin, event))
    assert (run.outcome, run.outputs["errors"], run.outputs["new-errors"]) == ("failure", "1", "1")
    assert places(run, "error")[0] == (REPORT, HEADING)


def test_a_request_that_blanks_answers_is_not_well(tmp_path: Path) -> None:
    """A file taken whole from an old branch: ten answers are placeholders again, and it is a draft."""
    start, end = GOOD.index("### Question 3\n"), GOOD.index("### Question 13\n")
    blank = BLANK[BLANK.index("### Question 3\n") : BLANK.index("### Question 13\n")]
    origin = made(tmp_path, GOOD, f"{GOOD[:start]}{blank}{GOOD[end:]}")
    checkout(origin, origin.merge, tmp_path / "workspace", 2)
    run = lint(tmp_path, *started(origin, "pull_request"))
    assert (run.outcome, run.outputs["new-errors"]) == ("failure", "10")
    assert run.annotations[0].title == "RL209 answer-lost"
    head, deeds, *_ = run.summary.split("\n\n")
    assert head == f"### ❌ This pull request breaks {REPORT}: 10 errors"
    assert deeds == "- removes the answers to 10 questions: 3-12"


def test_a_push_answers_for_everything_and_annotates_what_it_brings(tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace", 2)
    run = lint(tmp_path, *started(origin, "push"), **SHOWN)
    assert (run.outcome, run.outputs["errors"], run.outputs["new-errors"]) == ("failure", "1", "1")
    assert places(run, "error")[0] == (REPORT, HEADING)
    assert places(run, "warning") == [(REPORT, FIVE)]
    # Who pushed this has not broken it.
    head, title, deeds, *_ = run.summary.split("\n\n")
    assert (head, title) == (f"### ❌ {REPORT}: 1 error", "What is new:")
    assert re.fullmatch(r"- edits \[question 5\]\(\S+\) \(Coding environment\), not its answer", deeds)


@pytest.mark.parametrize(
    ("event", "payload"),
    [("workflow_dispatch", {}), ("push", {"before": "0" * 40}), ("push", {"before": ["--upload-pack=x"]})],
)
def test_without_a_base_everything_counts(tmp_path: Path, event: str, payload: Mapping[str, object]) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace", 1)
    run = lint(tmp_path, {}, Event(event, payload), **SHOWN)
    assert (run.outcome, run.outputs["new-errors"]) == ("failure", "1")
    assert places(run, "warning") == [(REPORT, FOUR), (REPORT, FIVE)]
    assert not any("everything counts" in line for line in run.log)


@pytest.mark.parametrize(
    ("event", "commit", "depth", "said"),
    [
        ("pull_request", "merge", 1, "(set fetch-depth: 2 in the actions/checkout step to get it)"),
        ("merge_group", "merge", 1, "(set fetch-depth: 2 in the actions/checkout step to get it)"),
        ("pull_request", "head", 2, "(set fetch-depth: 0 in the actions/checkout step to get it)"),
        ("pull_request_target", "main", 0, "the checkout is the base, not the change"),
    ],
)
def test_the_log_says_why_there_is_no_base(
    tmp_path: Path, event: str, commit: str, depth: int, said: str
) -> None:
    origin = made(tmp_path)
    checkout(origin, getattr(origin, commit), tmp_path / "workspace", depth)
    run = lint(tmp_path, *started(origin, event), **SHOWN)
    (line,) = (line for line in run.log if line.endswith(": everything counts"))
    assert said in line
    assert (run.outcome, run.outputs["new-errors"]) == ("failure", "1")


def test_no_depth_is_named_that_would_not_help(tmp_path: Path) -> None:
    """A clone of the fork alone, and a push over commits that are in no branch any more."""
    origin = made(tmp_path)
    workspace = tmp_path / "workspace"
    checkout(origin, origin.head, workspace, 1)
    forced = Event("push", {"before": origin.main, "forced": True})
    first = lint(tmp_path, {}, forced, **SHOWN)
    git(workspace, "remote", "set-url", "origin", "https://github.com/student/repository")
    second = lint(tmp_path, *started(origin, "pull_request"), **SHOWN)
    for run in (first, second):
        (line,) = (line for line in run.log if line.endswith(": everything counts"))
        assert line == (
            f"this clone does not reach back to the base, commit {origin.main[:12]}: everything counts"
        )


@pytest.mark.parametrize("folder", ["", "course", "deep/course"])
def test_links_lead_to_the_linted_text(tmp_path: Path, folder: str) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace" / folder)
    place = {"working_directory": folder} if folder else {}
    run = lint(tmp_path, *started(origin, "pull_request_target"), **place, **SHOWN)
    assert {note.file for note in run.annotations} == {REPORT}
    files = f"https://github.com/owner/repository/blob/{origin.head}/{REPORT}?plain=1#L"
    request = f"https://github.com/owner/repository/pull/7/files#diff-{sha256(REPORT.encode()).hexdigest()}R"
    assert f"({request}{FIVE})" in run.summary
    assert f"({files}{FOUR})" in run.summary
    assert origin.main not in run.summary


def test_paths_may_name_what_was_checked_out_below_the_workspace(tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.merge, tmp_path / "workspace" / "course", 2)
    paths = f"course/{REPORT}"
    run = lint(tmp_path, *started(origin, "pull_request"), paths=paths, **SHOWN)
    assert (run.outcome, run.outputs["new-errors"]) == ("success", "0")
    assert sorted(places(run, "warning")) == [(REPORT, FIVE), (REPORT, HEADING)]


def test_a_fork_that_was_checked_out_has_its_own_files(tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace")
    for url in ("https://github.com/student/repository", "git@github.com:student/repository.git"):
        git(tmp_path / "workspace", "remote", "set-url", "origin", url)
        run = lint(tmp_path, *started(origin, "pull_request_target"), **SHOWN)
        assert (
            f"(https://github.com/student/repository/blob/{origin.head}/{REPORT}?plain=1#L{FOUR})"
            in run.summary
        )
        assert "(https://github.com/owner/repository/pull/7/files#diff-" in run.summary


def test_another_repository_is_no_part_of_the_request(tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace")
    git(tmp_path / "workspace", "remote", "set-url", "origin", "https://github.com/teacher/templates.git")
    run = lint(tmp_path, *started(origin, "pull_request_target"), **SHOWN)
    assert f"https://github.com/teacher/templates/blob/{origin.head}/" in run.summary
    assert "/pull/7" not in run.summary


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("GITHUB_STEP_SUMMARY", "no job summary: this runner sets no GITHUB_STEP_SUMMARY"),
        ("GITHUB_OUTPUT", "no outputs: this runner sets no GITHUB_OUTPUT"),
        ("GITHUB_EVENT_PATH", ""),
        ("GITHUB_EVENT_NAME", ""),
        ("GITHUB_REF", ""),
        ("GITHUB_SHA", ""),
        ("GITHUB_REPOSITORY", ""),
        ("GITHUB_SERVER_URL", ""),
    ],
)
def test_a_runner_that_lacks_something(tmp_path: Path, lacks: str, said: str) -> None:
    """Older servers and stand-ins for runners: the report is still linted and annotated."""
    write(tmp_path / "workspace" / REPORT, BROKEN)
    run = lint(tmp_path, lacks=lacks)
    assert run.outcome == "failure"
    assert places(run, "error")[0] == (REPORT, HEADING)
    assert [line for line in run.log if line.startswith("no ")] == ([said] if said else [])


def test_without_a_job_summary_its_text_is_there(tmp_path: Path) -> None:
    write(tmp_path / "workspace" / REPORT, BROKEN)
    run = lint(tmp_path, lacks="GITHUB_STEP_SUMMARY")
    assert "RL101" in Path(run.outputs["summary-file"]).read_text(encoding="utf-8")
    quiet = lint(tmp_path, lacks="GITHUB_STEP_SUMMARY", summary="false")
    assert not any("GITHUB_STEP_SUMMARY" in line for line in quiet.log)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("GITHUB_STEP_SUMMARY", "nowhere/page", "No such file or directory"),
        ("GITHUB_STEP_SUMMARY", ".", "Is a directory"),
        ("GITHUB_EVENT_PATH", "nowhere/event.json", ""),
        ("GITHUB_EVENT_PATH", "summary", ""),
    ],
)
def test_a_file_of_the_runner_that_is_none(tmp_path: Path, variable: str, value: str, said: str) -> None:
    write(tmp_path / "workspace" / REPORT, BROKEN)
    run = lint(tmp_path, {variable: str(tmp_path / "temp" / value)})
    assert places(run, "error")[0] == (REPORT, HEADING)
    lines = [line for line in run.log if line.startswith("no ")]
    assert lines == ([f"no job summary: GITHUB_STEP_SUMMARY: {said}"] if said else [])


@pytest.mark.parametrize("lacks", ["GITHUB_WORKSPACE", "RUNNER_TEMP"])
def test_what_is_no_runner(tmp_path: Path, lacks: str) -> None:
    write(tmp_path / "workspace" / REPORT, GOOD)
    run = lint(tmp_path, lacks=lacks)
    assert run.outcome == "failure"
    assert run.annotations[0].message == f"{lacks} is not set: this runs as a step of a workflow"
