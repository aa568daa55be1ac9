"""What is said of each case (see `tests/cases`), word for word, and as JSON by its contract."""

import pytest

from reportlint.diagnostic import Rule, Stage
from reportlint.linter.linter import Options
from reportlint.linter.result import Result
from reportlint.reporters import reporter
from reportlint.rules.registry import REPORT_RULES
from tests.case_files import CASES, GOOD, WITH_HARBOUR, Case, cases, edited
from tests.contract import document


def output(case: Case, stage: Stage) -> tuple[Result, str]:
    result = WITH_HARBOUR._replace(options=Options(stage=stage)).lint(case.input())
    text, json = reporter("text"), reporter("json")
    document(json.file(result) + json.end())
    return result, text.file(result) + text.end()


@pytest.mark.parametrize("case", cases(), ids=str)
def test_cases(case: Case, pytestconfig: pytest.Config) -> None:
    result, final = output(case, Stage.FINAL)
    found = {diagnostic.code for diagnostic in result.diagnostics}
    assert (case.file.parent.name[:5] in found) == case.file.name.startswith("bad")
    text = f"{final}\n===== draft\n{output(case, Stage.DRAFT)[1]}"
    expected = case.beside(".out")
    if pytestconfig.getoption("update"):
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "rule", [rule for rule in REPORT_RULES if rule.code != "RL006"], ids=lambda rule: rule.code
)
def test_every_rule_has_both(rule: Rule) -> None:
    folder = CASES / f"{rule.code}-{rule.name}"
    assert list(folder.glob("bad*"))
    assert list(folder.glob("good*"))


@pytest.mark.parametrize(
    "patch", ["@@ ### Question 1\n-Boat 118", "@@ ### Question 9\n+Boat", "Boat", "@@ ## Voyage\n Boat 117"]
)
def test_an_edit_that_fits_nowhere_is_no_case(patch: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        edited(GOOD, patch)
