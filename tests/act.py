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

from tests.actions import ACTION, ROOT, Event, machine, write
from tests.commands import Annotation, read

_ACT = Path(sys.executable).parent / "act"
needs_act = pytest.mark.skipif(os.name == "nt" or not _ACT.exists(), reason="act is not installed here")

_SETUP = """
name: setup-python
description: Gives a Python that is there already
inputs:
  python-version: {description: what would be set up, required: true}
  update-environment: {description: whether it would be the first in PATH, required: true}
outputs:
  python-path: {description: where it is, value: "${{ steps.found.outputs.python-path }}"}
runs:
  using: composite
  steps:
    - id: found
      shell: bash
      run: echo "python-path=PYTHON" >> "$GITHUB_OUTPUT"; echo "Python ${{ inputs.python-version }}"
"""


@dataclass
class Job:
    """What is left of a run of the action in a workflow."""

    outcome: str = ""
    annotations: list[Annotation] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    log: list[str] = field(default_factory=list)

    def read(self, record: Mapping[str, Any]) -> None:
        """Take what a line of act's log tells."""
        match record:
            case {"command": "error" | "warning" | "notice", "raw": line}:
                # act itself takes all before the last `::` for properties.
                self.annotations += read(line.encode(), Path.cwd()).annotations
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
    """Return a copy of the action's checkout; unless it `installs`, its packages are those of the tests."""
    for name in ("action", "reportlint"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    manifest = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    if not installs:
        setup = next(step for step in manifest["runs"]["steps"] if step.get("id") == "setup")
        setup["run"] = 'echo "python=$PYTHON" >> "$GITHUB_OUTPUT"'
    write(folder / "action.yml", yaml.safe_dump(manifest))
    return folder


def run(tmp_path: Path, action: Path, event: Event, /, *, python: str = sys.executable, **inputs: str) -> Job:
    """Run a workflow with the action on a copy of the clone `workspace` in `tmp_path`."""
    write(tmp_path / "event.json", json.dumps(event.payload))
    write(tmp_path / "workflow.yml", yaml.safe_dump(_workflow(inputs)))
    write(tmp_path / "setup-python" / "action.yml", _SETUP.replace("PYTHON", python))
    (used,) = (step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step)
    local = {"owner/reportlint@v1": action, used: tmp_path / "setup-python"}
    options = {
        "eventpath": tmp_path / "event.json",
        "workflows": tmp_path / "workflow.yml",
        "platform": "ubuntu-latest=-self-hosted",
        "action-cache-path": tmp_path / "cache",
        "use-gitignore": "false",
    }
    done = subprocess.run(
        [
            *(str(_ACT), event.name, "--json", "--action-offline-mode", "--no-cache-server"),
            *(f"--{name}={value}" for name, value in options.items()),
            *(f"--local-repository={name}={folder}" for name, folder in local.items()),
        ],
        cwd=tmp_path / "workspace",
        env={**machine(), "HOME": str(tmp_path)},
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
    outputs = {"OUTPUTS": "${{ toJSON(steps.lint.outputs) }}"}
    steps = [
        {"uses": "actions/checkout@v5"},
        {"id": "lint", "uses": "owner/reportlint@v1", "with": given},
        {"if": "always()", "env": outputs, "run": 'echo "later: "$OUTPUTS'},
    ]
    events = ["push", "pull_request", "merge_group", "workflow_dispatch"]
    return {"on": events, "jobs": {"report": {"runs-on": "ubuntu-latest", "steps": steps}}}
