"""A report of a revision that this version of reportlint does not know yet."""

import re

import pytest

from reportlint.diagnostic import Severity, Stage
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.result import Result
from reportlint.linter.templates import Templates
from reportlint.schema.model import QuestionSpec, Revision
from reportlint.schema.template import render
from tests.later_editions import EDITIONS, later_editions
from tests.reports import SCHEMAS, codes, fill, good_answer, lint, prose

CURRENT = SCHEMAS["2026"]
KNOWN = Templates(EDITIONS.values())


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
    assert "may be too new for this version of reportlint" in result.diagnostics[0].message


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
    text = f"{render(CURRENT.newest)}\n{question}"
    result = Linter(KNOWN, Options()).lint(InputFile("report.md", text.encode()))
    assert result.report is not None
    assert [q.status for q in result.report.questions] == ["unanswered"] * 31 + ["answered"]
    assert not [d for d in result.diagnostics if d.fix]


def unknown() -> str:
    """Return a blank template in which every third question is another one."""
    newest = CURRENT.newest
    others = (
        q._replace(prompt=f"**What did gull {q.number} tell the keeper of your harbour? Who wrote it down?**")
        for q in newest.questions[::3]
    )
    new = {question.number: question for question in others}
    return render(newest._replace(questions=tuple(new.get(q.number, q) for q in newest.questions)))


def numbered(text: str, pattern: str) -> str:
    return re.sub(r"### Question (\d+)\n", rf"{pattern}\n", text)


def filled_in(text: str, pattern: str) -> str:
    return re.sub(r"--- question (\d+) fill here ---", pattern, text)


SHAPES = {
    "as before": unknown(),
    "another marker": unknown().replace("> Answer:", "> Write below:"),
    "a marker below the quote": unknown().replace(">\n> Answer:", "\nAnswer:"),
    "a marker in a prompt": unknown().replace("**What did", "**Answer: what did"),
    "titles": numbered(unknown(), r"### Question \1: the tide"),
    "fewer signs": numbered(unknown(), r"## Question \1"),
    "more signs": numbered(unknown(), r"#### Question \1"),
    "another word": numbered(unknown(), r"### Task \1"),
    "numbers first": numbered(unknown(), r"### \1. The tide"),
    "a placeholder in italics": filled_in(unknown(), r"*Write answer \1 here.*"),
    "a placeholder in a comment": filled_in(unknown(), r"<!-- answer \1 -->"),
    "sections of three signs": re.sub(r"\n## (?=Working|Deployment|Overall disc)", "\n### ", unknown()),
    "a text in a section": unknown().replace("\n## Deployment\n", "\n## Deployment\n\nRead the log first.\n"),
    "a text behind the last question": f"{unknown()}\n## Declaration\n\nNo gull wrote any of this.\n",
    "a list in a prompt": unknown().replace("Who wrote it down?**", "Say:**\n>\n> * when\n>   * and where\n"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_blank_copy_of_a_new_template_passes_with_one_line(shape: str) -> None:
    result = Linter(KNOWN, Options(stage=Stage.DRAFT)).lint(InputFile("report.md", SHAPES[shape].encode()))
    assert result.report
    assert {question.status for question in result.report.questions} == {"unanswered"}
    found = [d for d in result.diagnostics if d.code != "RL201"]
    assert [(d.code, d.severity) for d in found] == [("RL112", Severity.NOTE)]
    assert not any(d.fix for d in result.diagnostics)


def test_a_conflict_in_it_is_said_and_no_more() -> None:
    head, _, rest = unknown().partition("### Question 5\n")
    own, _, rest = rest.partition("### Question 6\n")
    ours = f"### Question 5\n{own}"
    theirs = ours.replace("--- question 5 fill here ---", "We rowed.")
    text = f"{head}<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> boats\n### Question 6\n{rest}"
    result = Linter(KNOWN, Options()).lint(InputFile("report.md", text.encode()))
    assert [d.code for d in result.diagnostics if d.code != "RL201"] == ["RL112", "RL003"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("### Question ", "### Q", "RL104"), ("> Answer:", "> Write below:", "RL106")],
)
def test_known_questions_in_other_forms_stay_known(old: str, new: str, code: str) -> None:
    result = lint(render(CURRENT.newest).replace(old, new))
    found = {diagnostic.code for diagnostic in result.diagnostics}
    assert code in found
    assert "RL112" not in found


def test_a_question_that_moved_and_was_reworded_is_not_looked_for_in_its_old_place() -> None:
    later = later_editions()["inserted"]
    text = fill(later.newest, good_answer, later).replace("### Question 31\n\n", "")
    result = Linter(Templates([*EDITIONS.values(), later]), Options()).lint(InputFile("r.md", text.encode()))
    line = text.split("\n").index("> " + later.newest.questions[30].prompt.split("\n")[0]) + 1
    assert codes(result) == [("RL101", line, 31)]
