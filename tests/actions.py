"""The action's own program with the environment that `action.yml` gives it, and the report that it is run on.

Here is what act does not do (see `tests.act`): caps, columns, other systems, runners that lack something.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

import yaml

from tests.cli import GOOD
from tests.commands import Annotation, Printed, read
from tests.contract import document

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
BROKEN = GOOD.replace("### Question 9\n", "### Question 8\n")
HEADING = GOOD.splitlines().index("### Question 9") + 1
SUMMARY_LIMIT = 1024 * 1024


class Event(NamedTuple):
    """What started the workflow: its name and the payload in `GITHUB_EVENT_PATH`."""

    name: str
    payload: Mapping[str, object]


PUSH = Event("push", {})


@dataclass
class Run(Printed):
    """What is left of a run of the action."""

    outcome: str = "success"
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def lint(
    tmp_path: Path,
    environment: Mapping[str, str] = {},
    event: Event = PUSH,
    /,
    *,
    lacks: str = "",
    **inputs: str,
) -> Run:
    """Run the action on the folder `workspace` of `tmp_path`, as `event` starts it.

    `environment` wins over what the runner sets; `lacks` is a variable that it does not set.
    """
    variables = _variables(tmp_path, event)
    variables = {name: value for name, value in variables.items() if name != lacks}
    done = subprocess.run(
        [sys.executable, "-I", str(ROOT / "action" / "run.py")],
        cwd=tmp_path / "temp",
        env={**machine(), **variables, **environment, **_given(inputs)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    run = Run(**vars(read(done.stdout, tmp_path / "workspace")))
    run.outputs = _outputs(tmp_path / "temp" / "output")
    run.summary = (tmp_path / "temp" / "summary").read_text(encoding="utf-8")
    if run.outputs["json-file"]:
        document(Path(run.outputs["json-file"]).read_bytes())
    if done.returncode:
        run.outcome = "failure"
        run.annotate(Annotation("error", f"Process completed with exit code {done.returncode}."))
    assert not run.violations
    assert not run.dropped
    assert "Traceback" not in "\n".join(run.log)
    assert len(run.summary.encode()) <= SUMMARY_LIMIT
    return run


def machine() -> dict[str, str]:
    """Return the variables of this machine, also where the tests themselves run in a workflow."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "RUNNER_"))}


def _variables(tmp_path: Path, event: Event) -> dict[str, str]:
    """Return what the runner sets; its files are new."""
    temp = tmp_path / "temp"
    for name, text in (("output", ""), ("summary", ""), ("event.json", json.dumps(event.payload))):
        write(temp / name, text)
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": event.name,
        "GITHUB_EVENT_PATH": str(temp / "event.json"),
        "GITHUB_OUTPUT": str(temp / "output"),
        "GITHUB_REF": "refs/heads/main",
        "GITHUB_REPOSITORY": "owner/repository",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_SHA": "0" * 40,
        "GITHUB_STEP_SUMMARY": str(temp / "summary"),
        "GITHUB_WORKSPACE": str(tmp_path / "workspace"),
        "RUNNER_TEMP": str(temp),
    }


def _given(inputs: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that the last step's `env` makes of the inputs."""
    values = {name: spec["default"] for name, spec in ACTION["inputs"].items()}
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert given.keys() <= values.keys()
    env = ACTION["runs"]["steps"][-1]["env"].items()
    named = ((name, re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)) for name, value in env)
    return {name: {**values, **given}[match[1]] for name, match in named if match}


def _outputs(file: Path) -> dict[str, str]:
    """Return the action's outputs from what its program has written, which must be blocks alone."""
    text = file.read_text(encoding="utf-8")
    block = re.compile(r"([\w-]+)<<(\S+)\n(?:(.*?)\n)??\2\n", re.DOTALL)
    assert not block.sub("", text)
    written = {name: value for name, _, value in block.findall(text)}
    assert written.keys() <= ACTION["outputs"].keys()
    return {**dict.fromkeys(ACTION["outputs"], ""), **written}


class Annotated(Protocol):
    annotations: list[Annotation]


def places(run: Annotated, level: str) -> list[tuple[str, int | None]]:
    return [(note.file, note.line) for note in run.annotations if note.level == level]


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A student", "-c", "user.email=student@example.org"]
    run = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout.strip()
