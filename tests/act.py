"""act, a real runner: it runs a workflow on this machine, without containers and without a network.

It does nothing for actions/checkout, so that the clone is what the test makes, and actions/setup-python is a
stand-in. It keeps neither caps nor columns: see `tests.actions` for those.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.actions import ACTION, ROOT, Event, write

_ACT = Path(sys.executable).parent / "act"
needs_act = pytest.mark.skipif(os.name == "nt" or not _ACT.exists(), reason="act is not installed here")

_SETUP = """
name: setup-python
description: Gives the Python that runs the tests
inputs: {python-version: {description: a, required: true}, update-environment: {description: b, required: true}}
outputs: {python-path: {description: c, value: "${{ steps.found.outputs.python-path }}"}}
runs:
  using: composite
  steps: [{id: found, shell: bash, run: 'echo "python-path=%s" >> "$GITHUB_OUTPUT"'}]
"""


@dataclass
class Job:
    """What is left of a run of the action in a workflow."""

    outcome: str = ""
    annotations: list[dict[str, str]] = field(default_factory=list)
    """Each with its `level`, `message` and properties."""
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    log: list[str] = field(default_factory=list)

    def read(self, record: Mapping[str, Any]) -> None:
        """Take what a line of act's log tells."""
        match record:
            case {"command": "error" | "warning" | "notice" as level, "arg": message, **rest}:
                self.annotations.append({"level": level, "message": message, **rest.get("kvPairs", {})})
            case {"command": "set-output", "name": name, "arg": value, "stepID": ["lint"]}:
                self.outputs[name] = value
            case {"command": "summary", "content": text, "stepID": ["lint"]}:
                self.summary = text
            case {"command": other, "stepID": ["lint", "lint"]} if other not in ("set-output", "summary"):
                raise AssertionError(record)
            case {"raw_output": True, "msg": line}:
                self.log.append(line.rstrip("\n"))
            case {"stepResult": outcome, "stage": "Main", "stepID": ["lint"]}:
                self.outcome = outcome


def action(folder: Path, *, installs: bool = False) -> Path:
    """Return a copy of what an action's checkout holds; unless it installs, its Python is this one."""
    for name in ("action", "reportlint"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    if not installs:
        setup = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("id") == "setup")
        found = yaml.safe_load(text)
        for step in found["runs"]["steps"]:
            if step.get("run") == setup:
                step["run"] = 'echo "python=$PYTHON" >> "$GITHUB_OUTPUT"'
        text = yaml.safe_dump(found)
    write(folder / "action.yml", text)
    return folder


def run(tmp_path: Path, action: Path, event: Event, /, **inputs: str) -> Job:
    """Run a workflow with the action on a copy of the repository `clone` in `tmp_path`."""
    setup = tmp_path / "setup-python"
    write(setup / "action.yml", _SETUP % sys.executable)
    write(tmp_path / "event.json", json.dumps(event.payload))
    write(tmp_path / "workflow.yml", json.dumps(_workflow(inputs)))
    (python,) = (step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step)
    command = [
        *(_ACT, event.name, "--json", "--eventpath", tmp_path / "event.json"),
        *("--workflows", tmp_path / "workflow.yml", "--platform", "ubuntu-latest=-self-hosted"),
        *("--action-offline-mode", "--no-cache-server", "--use-gitignore=false"),
        *("--action-cache-path", tmp_path / "cache"),
        *("--local-repository", f"owner/reportlint@v1={action}", "--local-repository", f"{python}={setup}"),
    ]
    machine = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GIT_"))}
    done = subprocess.run(
        command,
        cwd=tmp_path / "clone",
        env={**machine, "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    job = Job()
    for line in done.stdout.decode().splitlines():
        if line.startswith("{"):
            job.read(json.loads(line))
    assert (done.returncode == 0) == (job.outcome == "success"), done.stdout.decode()
    return job


def _workflow(inputs: Mapping[str, str]) -> dict[str, object]:
    """Return a workflow that uses the action, and then what that leaves to later steps."""
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    told = {
        name.upper().replace("-", "_"): f"${{{{ steps.lint.outputs.{name} }}}}" for name in ACTION["outputs"]
    }
    later = 'echo "$ANSWERED of $QUESTIONS"; head -n 1 "$JSON_FILE"'
    steps = [
        {"uses": "actions/checkout@v5"},
        {"id": "lint", "uses": "owner/reportlint@v1", "with": given},
        {"if": "always()", "env": told, "run": later},
    ]
    events = ["push", "pull_request", "merge_group", "workflow_dispatch"]
    return {"on": events, "jobs": {"report": {"runs-on": "ubuntu-latest", "steps": steps}}}
