"""A report of a revision that this version of reportlint does not know yet."""

import pytest

from reportlint.diagnostic import Severity
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.result import Result
from reportlint.linter.templates import Templates
from reportlint.schema.model import QuestionSpec, Revision
from reportlint.schema.template import render
from tests.reports import SCHEMAS, fill, good_answer, lint, prose

CURRENT = SCHEMAS["2026"]


OLD = CURRENT._replace(revisions=CURRENT.revisions[-1:])
"""The 2026 schema as it was before its second revision."""


def lint_outdated(text: str) -> Result:
    templates = Templates((*(s for s in SCHEMAS.values() if s.id < "2026"), OLD))
    return Linter(templates, Options()).lint(InputFile("report.md", text.encode()))


def short_third(spec: QuestionSpec) -> str:
    return prose(60) if spec.number == 3 else good_answer(spec)


@pytest.mark.parametrize("revision", CURRENT.revisions[:-1], ids=lambda revision: revision.id)
def test_one_entry_and_the_newer_limits(revision: Revision) -> None:
    text = fill(revision, short_third, CURRENT)
    result = lint_outdated(text)
    assert [(d.code, d.severity, d.question) for d in result.diagnostics] == [("RL111", Severity.NOTE, 3)]
    assert "may be newer than this version of reportlint knows" in result.diagnostics[0].message


def test_the_newer_limits_bind() -> None:
    long = fill(CURRENT.newest, lambda spec: prose(201) if spec.number == 3 else good_answer(spec), CURRENT)
    result = lint_outdated(long)
    assert [d.code for d in result.diagnostics] == ["RL111", "RL204"]


def test_a_known_revision_has_no_such_entry() -> None:
    text = fill(OLD.newest, good_answer, OLD)
    assert [d.code for d in lint_outdated(text).diagnostics] == []


def test_a_template_of_which_questions_are_gone_doubled_or_swapped_stays_known() -> None:
    for schema in SCHEMAS.values():
        for revision in schema.revisions:
            blocks = render(revision).split("### Question ")
            for edit in (_deleted, _doubled, _swapped):
                text = "### Question ".join(edit(blocks))
                result = lint(text)
                assert "RL112" not in {diagnostic.code for diagnostic in result.diagnostics}, (
                    revision.id,
                    edit,
                )


def _deleted(blocks: list[str]) -> list[str]:
    return [*blocks[:5], *blocks[8:]]


def _doubled(blocks: list[str]) -> list[str]:
    return [*blocks[:7], *blocks[4:]]


def _swapped(blocks: list[str]) -> list[str]:
    return [*blocks[:5], blocks[6], blocks[5], *blocks[7:]]


def test_no_fix_touches_a_template_that_is_not_known() -> None:
    question = "### Question 32\n\n> **Which lighthouse would you paint?**\n>\n> Answer:\n\nThe red one.\n"
    result = lint(render(CURRENT.newest) + "\n" + question)
    assert result.report is not None
    assert [q.status for q in result.report.questions] == ["unanswered"] * 31 + ["answered"]
    assert not [d for d in result.diagnostics if d.fix]
