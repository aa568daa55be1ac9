"""The action as a whole, in a workflow that a real runner runs."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from tests import act
from tests.actions import BROKEN, HEADING, PUSH, git, places, write
from tests.cli import BLANK, GOOD
from tests.origins import FIVE, FOUR, REPORT, checkout, made, started
from tests.reports import PNG

pytestmark = act.needs_act

EVIL = (
    "::error file=x::gotcha", "  ::set-output name=errors::y", "##[error]gotcha", "a ##[set-env name=X]y",
    "::add-path::/nowhere", "::stop-commands::x", "${{ github.token }}", "%0A::error::x", "$(touch alarm)",
)  # fmt: skip


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return act.action(tmp_path_factory.mktemp("action"))


def clone(tmp_path: Path, text: str) -> Path:
    """Make a clone with one commit that holds a report."""
    workspace = tmp_path / "workspace"
    write(workspace / REPORT, text)
    write(workspace / "reports" / "figures" / "harbour.png", PNG)
    git(workspace, "init", "-qb", "main")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "report")
    return workspace


def later(job: act.Job) -> dict[str, str]:
    """The outputs as a later step has them."""
    outputs: dict[str, str] = json.loads(job.log[-1].removeprefix("later: "))
    return outputs


@pytest.mark.skipif(not find_spec("pip"), reason="the Python that runs the tests has no pip")
def test_it_installs_what_is_locked_and_runs_nothing_of_the_workspace(tmp_path: Path) -> None:
    workspace = clone(tmp_path, GOOD)
    alarm = f"open({str(tmp_path / 'alarm')!r}, 'a').write(__name__)\n"
    for name in (
        "json",
        "venv",
        "sitecustomize",
        "usercustomize",
        "pip",
        "reportlint",
        "markdown_it",
        "re",
        "os",
    ):
        write(workspace / f"{name}.py", alarm)
        write(workspace / "reportlint" / f"{name}.py", alarm)
    write(workspace / "reportlint" / "__init__.py", alarm)
    write(workspace / "pip.conf", "[global]\nindex-url = file:///nowhere\n")
    write(workspace / "pyproject.toml", '[build-system]\nrequires = ["nothing"]\nbuild-backend = "setup"\n')
    write(workspace / "setup.py", alarm)
    job = act.run(tmp_path, act.action(tmp_path / "action", installs=True), PUSH)
    assert job.outcome == "success", job.log
    assert not (tmp_path / "alarm").exists()
    assert job.log[0] == "Python 3.13"
    outputs = later(job)
    assert outputs == job.outputs
    files = [outputs.pop(name) for name in ("json-file", "summary-file")]
    assert [Path(file).suffix for file in files] == [".json", ".md"]
    assert outputs == {
        "errors": "0",
        "new-errors": "0",
        "warnings": "0",
        "notes": "0",
        "answered": "31",
        "questions": "31",
        "template": "2026",
        "course-warnings": "0",
        "course-error": "",
        "sarif-file": "",
    }
    assert job.annotations == []
    assert "is ready for hand-in" in job.summary


def test_a_python_that_is_too_old(tmp_path: Path) -> None:
    python = which("python3.10")
    if not python or subprocess.run([python, "-c", ""], check=False).returncode:
        pytest.skip("there is no Python 3.10")
    clone(tmp_path, GOOD)
    whole = act.action(tmp_path / "action", installs=True)
    job = act.run(tmp_path, whole, PUSH, python=python, python_version="3.10")
    (annotation,) = job.annotations
    said = "python-version: Python 3.10 is too old, reportlint needs 3.11 or newer"
    assert (job.outcome, annotation.message) == ("failure", said)
    # The step that lints is skipped.
    assert job.outputs["errors"] == ""


def test_a_blank_report_fails_only_as_handed_in(action: Path, tmp_path: Path) -> None:
    clone(tmp_path, BLANK)
    draft = act.run(tmp_path, action, PUSH)
    assert (draft.outcome, draft.annotations, draft.outputs["course-warnings"]) == ("success", [], "29")
    final = act.run(tmp_path, action, PUSH, stage="final")
    assert (final.outcome, final.outputs["errors"]) == ("failure", "29")
    assert [annotation.title for annotation in final.annotations] == ["RL201 unanswered"]
    assert later(final) == final.outputs


@pytest.mark.parametrize("event", ["pull_request", "merge_group"])
def test_a_request_answers_for_what_it_brings(action: Path, tmp_path: Path, event: str) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.merge, tmp_path / "workspace", 2)
    job = act.run(tmp_path, action, started(origin, event)[1], stage="final", ignore="RL3")
    assert (job.outcome, job.outputs["errors"], job.outputs["new-errors"]) == ("success", "1", "0")
    assert places(job, "error") == []
    assert sorted(places(job, "warning")) == [(REPORT, FIVE), (REPORT, HEADING)]


@pytest.mark.parametrize("event", ["pull_request", "merge_group"])
def test_a_request_fails_for_what_it_breaks(action: Path, tmp_path: Path, event: str) -> None:
    origin = made(tmp_path, GOOD, BROKEN)
    checkout(origin, origin.merge, tmp_path / "workspace", 2)
    job = act.run(tmp_path, action, started(origin, event)[1])
    assert (job.outcome, job.outputs["new-errors"]) == ("failure", "1")
    assert places(job, "error") == [(REPORT, HEADING)]


def test_a_push_answers_for_everything_and_annotates_what_it_brings(action: Path, tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace", 2)
    job = act.run(tmp_path, action, started(origin, "push")[1], stage="final", ignore="RL3")
    assert (job.outcome, job.outputs["new-errors"]) == ("failure", "1")
    assert (places(job, "error"), places(job, "warning")) == ([(REPORT, HEADING)], [(REPORT, FIVE)])


def test_by_hand_everything_counts(action: Path, tmp_path: Path) -> None:
    origin = made(tmp_path)
    checkout(origin, origin.head, tmp_path / "workspace", 1)
    job = act.run(tmp_path, action, started(origin, "workflow_dispatch")[1], stage="final", ignore="RL3")
    assert (job.outcome, job.outputs["new-errors"]) == ("failure", "1")
    assert places(job, "warning") == [(REPORT, FOUR), (REPORT, FIVE)]


def test_no_text_of_a_report_is_a_command(action: Path, tmp_path: Path) -> None:
    text = GOOD
    for number, evil in enumerate(EVIL, 4):
        text = text.replace(f"### Question {number}\n", f"### Question {number} {evil}\n")
        text = text.replace("[x]", f"[{evil}]", 1)
    clone(tmp_path, f"{text}\n" + "\n\n".join(f"TODO {evil}" for evil in EVIL))
    job = act.run(tmp_path, action, PUSH, stage="final", fail_on="never")
    assert job.outcome == "success"
    assert job.annotations
    assert all(annotation.title.startswith("RL") for annotation in job.annotations)
    assert job.outputs["errors"].isdecimal()
    assert not (tmp_path / "workspace" / "alarm").exists()


@pytest.mark.parametrize(
    "evil", ["'; touch alarm; '", '"; touch alarm; "', "$(touch alarm)", "`touch alarm`", "*.md\n::error::x"]
)
def test_no_input_reaches_a_shell(action: Path, tmp_path: Path, evil: str) -> None:
    clone(tmp_path, GOOD)
    job = act.run(tmp_path, action, PUSH, paths=evil, template=evil)
    assert job.outcome == "failure"
    assert [annotation.level for annotation in job.annotations] == ["error"]
    assert not list(tmp_path.rglob("alarm"))
