"""Each case is a small report, `cases/<code>-<name>/*.md`, with the exact output beside it.

A `bad*.md` triggers the rule of its folder; a `good*.md` is a near miss that does not. A `*.before` beside it
is what the file was in the baseline.
"""

from pathlib import Path

import pytest

from reportlint.diagnostic import Stage
from reportlint.editions import find_schema
from reportlint.engine import History, Linter, Options, Version
from reportlint.reporters import reporter
from reportlint.result import Result
from reportlint.rules import RULES
from reportlint.rules.base import Rule
from tests.reports import SCHEMAS

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*/*.md"))


def output(file: Path, stage: Stage) -> tuple[Result, str]:
    linter = Linter((*SCHEMAS.values(), find_schema(str(CASES / "harbour.yaml"))), Options(stage=stage))
    before = file.with_suffix(".before")
    versions = [Version("HEAD", file.name, before.read_bytes())] if before.exists() else []
    result = linter.lint(file.name, file.read_bytes(), None, History(tuple(versions) or None))
    text = reporter("text")
    return result, text.file(result) + text.end()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_output(file: Path, pytestconfig: pytest.Config) -> None:
    code = file.parent.name[:5]
    result, final = output(file, Stage.FINAL)
    found = {diagnostic.code for diagnostic in result.diagnostics}
    assert (code in found) == file.name.startswith("bad")
    text = f"{final}\n===== draft\n{output(file, Stage.DRAFT)[1]}"
    expected = file.with_suffix(".out")
    if pytestconfig.getoption("update"):
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code != "RL006"], ids=lambda rule: rule.code)
def test_every_rule_has_both(rule: Rule) -> None:
    folder = CASES / f"{rule.code}-{rule.name}"
    assert list(folder.glob("bad*.md"))
    assert list(folder.glob("good*.md"))
