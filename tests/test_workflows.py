"""The action and the workflows, ours and the one that `init` writes, pass the linters of their trade."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from reportlint.cli.starter import WORKFLOW

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def run(tool: str, *arguments: str, stdin: str = "") -> str:
    """Run a tool that is installed beside Python; return what it says if it is not content."""
    program = Path(sys.executable).parent / tool
    process = subprocess.run(
        [program, *arguments],
        input=stdin,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return f"{process.stdout}{process.stderr}" if process.returncode else ""


def test_zizmor() -> None:
    assert run("zizmor", "--offline", "--quiet", "action.yml", ".github") == ""


def test_action_schema() -> None:
    assert run("check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml") == ""


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflow_schema(file: Path) -> None:
    assert run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)) == ""


def test_the_workflow_that_init_writes(tmp_path: Path) -> None:
    file = tmp_path / ".github" / "workflows" / "reportlint.yml"
    file.parent.mkdir(parents=True)
    file.write_text(WORKFLOW, encoding="utf-8")
    assert run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)) == ""
    # A version cannot know the commit that it will be tagged at: only that finding is left.
    said = run("zizmor", "--offline", "--quiet", "--format=github", str(file)).splitlines()
    assert len(said) == 1
    assert "unpinned-uses" in said[0]
    # What hangs would run for six hours.
    assert all(job["timeout-minutes"] <= 5 for job in yaml.safe_load(WORKFLOW)["jobs"].values())


def test_the_action_locks_what_the_package_needs() -> None:
    """Each requirement is pinned by its hashes; the command in the head of the file renews them."""
    lock = (ROOT / "action" / "requirements.txt").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w-]+)==(\S+)", lock, re.MULTILINE))
    blocks = re.split(r"\n(?=[\w-]+==)", lock)[1:]
    assert all(block.count("--hash=sha256:") for block in blocks)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        name, _, bounds = requirement.partition(">=")
        assert _numbers(pinned[name.lower()]) >= _numbers(bounds.partition(",")[0])
    for requirement in project["optional-dependencies"]["html"]:
        assert requirement.partition(">=")[0].lower() not in pinned


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def test_shell_scripts() -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    scripts.append((ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert [run("shellcheck", "--shell=bash", "-", stdin=script) for script in scripts] == ["", "", ""]
