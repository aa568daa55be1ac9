"""The documentation of the rules is made of the rules: `pytest tests/test_docs.py --update` rewrites it."""

import re
from pathlib import Path

import pytest

from reportlint.diagnostic import Rule
from reportlint.rules.registry import REPORT_RULES, RULES

ROOT = Path(__file__).parent.parent
HEAD = """\
# The rules

Made of the rules by `pytest tests/test_docs.py --update`; `reportlint explain CODE` prints the same. A rule
has one severity for the report as it is handed in (`--stage final`) and one for three weeks of work
(`--stage draft`).
"""


def section(rule: Rule) -> str:
    return f"## {rule.code} {rule.name}\n\n*{rule.severities}*\n\n{rule.page}\n"


def table() -> str:
    rows = []
    for rule in RULES:
        final, draft = (level.label if level else "" for level in rule.levels)
        link = f"docs/rules.md#{rule.code}-{rule.name}".lower()
        rows.append(f"| [{rule.code}]({link}) | {rule.name} | {final} | {draft} | {rule.summary} |\n")
    return "| code | name | final | draft | what it finds |\n|---|---|---|---|---|\n" + "".join(rows)


def current(file: Path, text: str, *, update: bool) -> bool:
    if update:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return file.read_text(encoding="utf-8") == text


def test_the_page_of_the_rules_is_current(pytestconfig: pytest.Config) -> None:
    text = "\n".join([HEAD, *map(section, RULES)])
    assert current(ROOT / "docs" / "rules.md", text, update=pytestconfig.getoption("update"))


def test_the_table_in_the_readme_is_current(pytestconfig: pytest.Config) -> None:
    readme = ROOT / "README.md"
    shown = re.compile(r"(?<=<!-- made by tests/test_docs.py -->\n).*?(?=\n\n)", re.DOTALL)
    text = readme.read_text(encoding="utf-8")
    assert shown.search(text)
    assert current(
        readme, shown.sub(lambda _: table().rstrip(), text), update=pytestconfig.getoption("update")
    )


@pytest.mark.parametrize("rule", REPORT_RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_why_how_and_shows_both(rule: Rule) -> None:
    parts = re.findall(r"^(Why|Fix|Bad|Good): \S", rule.help, re.MULTILINE)
    assert parts == ["Why", "Fix", "Bad", "Good"]
    assert rule.summary.endswith((".", ")"))
    assert f"Why: {rule.why}." in " ".join(rule.help.split())
