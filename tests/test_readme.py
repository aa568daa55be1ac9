"""The README shows what really happens."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportlint.cli.starter import HOOK, WORKFLOW
from reportlint.diagnostic import Severity, Stage
from reportlint.linter.linter import Options
from reportlint.reporters import reporter
from reportlint.reporters.base import Setting
from tests.reports import good_report, lint

ROOT = Path(__file__).parent.parent


def test_the_example_prints_what_the_readme_shows(pytestconfig: pytest.Config) -> None:
    readme = ROOT / "README.md"
    command = [sys.executable, "-m", "reportlint", "check", "--stage", "draft", "examples/reports/README.md"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (0, "")
    text = readme.read_text(encoding="utf-8")
    shown = re.compile(r"(?<=compares them -->\n```text\n).*?(?=```\n)", re.DOTALL)
    if pytestconfig.getoption("update"):
        readme.write_text(shown.sub(lambda _: run.stdout, text, count=1), encoding="utf-8", newline="\n")
        text = readme.read_text(encoding="utf-8")
    found = shown.search(text)
    assert found
    assert found[0] == run.stdout


def test_the_workflow_and_the_hook_are_those_of_init() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"compares them -->\n```yaml\n{WORKFLOW}```" in readme
    assert f"```yaml\nrepos:\n{HOOK}```" in readme


def test_the_page_on_the_hooks_shows_what_they_say() -> None:
    swapped = good_report("2026").replace("### Question 9\n", "### Question 8\n")
    result = lint(swapped, Options(stage=Stage.DRAFT, fail_on=Severity.ERROR), "reports/README.md")
    hook = reporter("hook", Setting(hook="reportlint"))
    said = re.sub(r"https://\S+", "...", hook.file(result) + hook.end())
    assert f"```text\n{said}```" in (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")


def test_the_problem_matcher_takes_each_finding() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (task,) = json.loads(readme.split("```json\n")[1].split("```")[0])["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    command = [sys.executable, "-m", "reportlint", *task["command"].split()[1:], "examples/reports/README.md"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    matches = [re.search(pattern["regexp"], line) for line in run.stdout.splitlines()[:-1]]
    assert {match[pattern["file"]] for match in matches if match} == {"examples/reports/README.md"}
    assert len(matches) == 8
    assert all(matches)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    marked = "This sets everything up and runs the tests"
    assert marked in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    block = (ROOT / "README.md").read_text(encoding="utf-8").split(marked)[1].split("```")[1]
    assert re.fullmatch(r"sh\npython3 -m venv [^\n]+ -m pytest -n auto --dist loadfile\n", block)
