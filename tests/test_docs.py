"""The pages that the code makes are current: `pytest tests/test_docs.py --update` writes them."""

import re

import pytest

from reportlint.diagnostic import Rule
from reportlint.reporters import NAMES
from reportlint.rules.registry import REPORT_RULES, RULES
from tests.docs import DOCS, made_pages


@pytest.mark.parametrize("name", sorted(made_pages()))
def test_a_page_is_what_the_code_makes(name: str, pytestconfig: pytest.Config) -> None:
    page, text = DOCS / name, made_pages()[name]
    if pytestconfig.getoption("update"):
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == text


def test_each_page_of_a_rule_is_that_of_a_rule() -> None:
    assert {page.stem for page in (DOCS / "rules").iterdir()} == {rule.code for rule in RULES}


def test_the_anchors_that_earlier_versions_link_to_are_there() -> None:
    anchors = re.findall('<a id="([^"]+)"', (DOCS / "rules.md").read_text(encoding="utf-8"))
    assert anchors == [f"{rule.code}-{rule.name}".lower() for rule in RULES]


@pytest.mark.parametrize("rule", REPORT_RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_why_how_and_shows_both(rule: Rule) -> None:
    parts = re.findall(r"^(Why|Fix|Bad|Good): \S", rule.help, re.MULTILINE)
    assert parts == ["Why", "Fix", "Bad", "Good"]
    assert rule.summary.endswith((".", ")"))
    assert f"Why: {rule.why}." in " ".join(rule.help.split())


def test_each_format_is_described() -> None:
    page = (DOCS / "output.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `(\w+)` \|", page.split("\n## ")[0], re.MULTILINE)
    assert sorted(described) == sorted(NAMES)
