"""The action as tests run it, and the report that they run it on."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

from reportlint.schema.template import render
from tests.commands import Run
from tests.reports import SCHEMAS, good_report
from tests.runner import PUSH, Event, run_action

ROOT = Path(__file__).parent.parent
GOOD = good_report("2026")
BLANK = render(SCHEMAS["2026"].newest)
BROKEN = GOOD.replace("### Question 9\n", "### Question 8\n")
PROMPT = GOOD.splitlines().index("### Question 9") + 3


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def without_installing(folder: Path) -> Path:
    """Return the action, its dependencies those of this Python: what installs them has a test of its own."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    setup = next(step for step in action["runs"]["steps"] if step.get("id") == "setup")
    setup["run"] = 'echo "python=$PYTHON" >> "$GITHUB_OUTPUT"'
    (folder / "action.yml").write_text(yaml.safe_dump(action), encoding="utf-8")
    for name in ("action", "reportlint"):
        (folder / name).symlink_to(ROOT / name)
    return folder / "action.yml"


def lint(
    action: Path,
    tmp_path: Path,
    environment: Mapping[str, str] | None = None,
    event: Event = PUSH,
    /,
    python: str = sys.executable,
    **inputs: str,
) -> Run:
    """Run the action on the folder `workspace` of `tmp_path`, as `event` starts it."""
    run = run_action(
        action,
        inputs={name.replace("_", "-"): value for name, value in inputs.items()},
        workspace=tmp_path / "workspace",
        temp=tmp_path / "temp",
        environment=environment or {},
        event=event,
        replaced={"actions/setup-python": {"python-path": python}},
    )
    assert not run.violations
    assert not run.dropped
    assert "Traceback" not in "\n".join(run.log)
    return run


def places(run: Run, level: str) -> list[tuple[str, int | None]]:
    return [(note.file, note.line) for note in run.annotations if note.level == level]


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A student", "-c", "user.email=student@example.org"]
    run = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout.strip()
