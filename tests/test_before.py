"""What is remembered of the text before holds as long as it is said to."""

from collections.abc import Iterator

import pytest

from reportlint.formatting import Number
from reportlint.linter.input import InputFile
from reportlint.report.model import Report
from reportlint.rules.base import Context
from reportlint.rules.registry import REPORT_RULES
from tests.case_files import WITH_HARBOUR, Case, cases

LOCAL = {rule.code: rule for rule in REPORT_RULES if rule.local}
OTHER = (
    "\n\nTODO ---\n",
    "\n\n- \u2022 `boat` --- ![boat](a b.png)\n\n> quay\n",
    "\n\n~~~boat and quay\n\n--- question 2 fill here ---\n",
    "\n\nTBD: &amp; we\n\n<!-- boat\n",
)
"""What may stand at the end of another answer."""


def found(report: Report, code: str, edited: Number | None) -> set[Number | None]:
    """Return the questions, but for the edited one, in which a rule finds anything."""
    check = LOCAL[code].check
    assert check
    return {finding.question for finding in check(Context(report))} - {edited}


def others(report: Report, other: str) -> Iterator[tuple[Number, Report]]:
    """Yield the report with more in one of its answers, for each of them."""
    text = report.source.text
    for question, answer in report.answers:
        changed = text[: answer.content.end] + other + text[answer.content.end :]
        after = WITH_HARBOUR.lint(InputFile("report.md", changed.encode())).report
        if after and not after.newer and not after.conflicts:
            yield question.number, after


@pytest.mark.parametrize("case", [c for c in cases() if c.file.parent.name[:5] in LOCAL], ids=str)
def test_a_local_rule_looks_at_one_question_at_a_time(case: Case) -> None:
    report = WITH_HARBOUR.lint(case.input()).report
    assert report
    code = case.file.parent.name[:5]
    for other in OTHER:
        for edited, after in others(report, other):
            assert found(after, code, edited) == found(report, code, edited)
    for question in report.questions:
        alone = report._replace(questions=(question,))
        assert found(alone, code, None) == found(report, code, None) & {question.number}
