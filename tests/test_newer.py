"""A report of a revision that this version of reportlint does not know yet."""

import pytest

from reportlint.diagnostic import Severity
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.result import Result
from reportlint.linter.templates import Templates
from reportlint.schema.model import QuestionSpec, Revision
from tests.reports import SCHEMAS, fill, good_answer, prose

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
