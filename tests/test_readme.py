"""The README is short, and CI runs its test command."""

import re

from tests.docs import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 120


def test_ci_runs_the_test_command_of_the_readme() -> None:
    marked = "This sets everything up and runs the tests"
    assert marked in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    block = README.split(marked)[1].split("```")[1]
    assert re.fullmatch(r"sh\npython3 -m venv [^\n]+ && \.venv/bin/python -m pytest -n auto\n", block)
