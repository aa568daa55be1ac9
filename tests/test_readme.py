"""The README shows what really happens."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportlint.cli.starter import HOOK, WORKFLOW
from reportlint.diagnostic import Severity, Stage
from reportlint.linter.linter import Options
from reportlint.reporters import reporter
from reportlint.reporters.base import Setting
from tests.cli import reportlint, write
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
    headless = good_report("2026").replace("### Question 9\n", "")
    result = lint(headless, Options(stage=Stage.DRAFT, fail_on=Severity.ERROR), "reports/README.md")
    hook = reporter("hook", Setting(hook="reportlint"))
    said = re.sub(r"https://\S+", "...", hook.file(result) + hook.end())
    assert f"```text\n{said}```" in (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")


ODD = "C:/my: log 12:3: x/report ø.md"
"""A path with all that a pattern for paths may stumble over; `C:` is a folder where no drive is."""


def concise(folder: Path, options: str) -> tuple[list[str], str]:
    """Return the lines on a report that stands at an odd path, and that path; run as an editor would."""
    name = ODD if os.name != "nt" else str(folder / "my log" / "report.md")
    write(folder / name, good_report("2026").replace("[x]", "[50%]", 1).replace("> Answer:\n", "", 1))
    run = reportlint(*options.split()[1:], name, cwd=folder)
    return run.stdout.decode().splitlines(), Path(name).as_posix()


def test_the_problem_matcher_takes_each_finding(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (task,) = json.loads(readme.split("```json\n")[1].split("```")[0])["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    lines, path = concise(tmp_path, task["command"])
    matches = [match for line in lines if (match := re.search(pattern["regexp"], line))]
    assert len(matches) == len(lines) - 1
    assert {match[pattern["file"]] for match in matches} == {path}
    assert {(match[pattern["severity"]], match[pattern["code"]]) for match in matches} == {
        ("error", "RL106"),
        ("note", "RL402"),
    }


@pytest.mark.skipif(not shutil.which("vim"), reason="Vim is not installed")
def test_vim_takes_each_finding(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    make, *settings = readme.split("```vim\n")[1].split("```")[0].splitlines()
    lines, path = concise(tmp_path, make.removeprefix("set makeprg=").replace("\\ ", " "))
    (tmp_path / "out.txt").write_text("\n".join(lines), encoding="utf-8")
    listed = "map(getqflist(), {_, e -> [bufname(e.bufnr), e.lnum, e.col, e.type, e.text]})"
    script = [*settings, "cfile out.txt", f"call writefile([json_encode({listed})], 'list.json')", "qa!"]
    (tmp_path / "script.vim").write_text("\n".join(script), encoding="utf-8")
    subprocess.run(["vim", "-es", "-u", "NONE", "-S", "script.vim"], cwd=tmp_path, check=True, timeout=60)
    found = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    expected = [re.match(r"(.*):(\d+):(\d+): (.)\w+ (RL.*)", line) for line in lines[:-1]]
    assert found == [[path, int(m[2]), int(m[3]), m[4], m[5]] for m in expected if m]
    assert len(found) == len(lines) - 1


def test_ci_runs_the_test_command_of_the_readme() -> None:
    marked = "This sets everything up and runs the tests"
    assert marked in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    block = (ROOT / "README.md").read_text(encoding="utf-8").split(marked)[1].split("```")[1]
    assert re.fullmatch(r"sh\npython3 -m venv [^\n]+ -m pytest -n auto\n", block)
