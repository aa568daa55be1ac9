"""Every edge of the cascade, through the linter: what silences is told, and the other finding is not."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from reportlint.diagnostic import Rule
from reportlint.formatting import Number
from reportlint.linter.cascade import silencers
from reportlint.linter.input import History, InputFile, Version
from reportlint.linter.linter import Linter, Options
from reportlint.linter.result import Result
from reportlint.linter.templates import Templates
from reportlint.repository.workspace import Workspace
from reportlint.rules.base import Context
from reportlint.rules.registry import REPORT_RULES
from reportlint.schema.model import Limits
from tests.case_files import GOOD, HARBOUR
from tests.reports import PNG, SCHEMAS, FakeFiles

BY_CODE = {rule.code: rule for rule in REPORT_RULES}
LIMITED = HARBOUR._replace(
    revisions=tuple(
        revision._replace(
            questions=tuple(
                spec if spec.number == 1 else spec._replace(words=Limits(5, 10), images=Limits(1, 2))
                for spec in revision.questions
            )
        )
        for revision in HARBOUR.revisions
    )
)
LINTER = Linter(Templates([LIMITED, SCHEMAS["2026"]]), Options())
WORKSPACE = Workspace(FakeFiles({"reports/README.md": b"", "reports/boats.png": PNG}), "reports")
ANSWERS = {
    2: "Two of us row and one watches the tide.",
    3: "![the boats at noon](figures/boats.png)",
    4: "The old bell rings only for fog.",
}
BOATS = "![boats](figures/boats.png)"
CONFLICT = "<<<<<<< HEAD\nOne rows.\n=======\nTwo row.\n>>>>>>> tide\n"


def answered(answers: Mapping[int, str], text: str = GOOD) -> str:
    """Return the report with other answers."""
    for number, answer in answers.items():
        assert ANSWERS[number] in text
        text = text.replace(ANSWERS[number], answer)
    return text


def unmarked(text: str, number: int) -> str:
    """Return the report without the marker of a question."""
    head, heading, tail = text.partition(f"### Question {number}\n")
    return head + heading + tail.replace("> Answer:\n\n", "", 1)


def moved_up(text: str) -> str:
    """Return the report with the last question above the first."""
    rest, heading, last = text.partition("### Question 4\n")
    return rest.replace("### Question 1\n", f"{heading}{last}\n### Question 1\n")


def lint(text: str, before: str | None = None, options: Options | None = None) -> Result:
    versions = (Version("0123456789ab", "README.md", before.encode()),) if before else None
    linter = LINTER._replace(options=options or Options())
    history = History(versions) if versions else None
    return linter.lint(InputFile("README.md", text.encode(), history=history, workspace=WORKSPACE))


def told(result: Result, question: Number | None = None) -> set[str]:
    return {d.code for d in result.diagnostics if question is None or d.question == question}


class Sample(NamedTuple):
    """A report in which one finding keeps another one back, in a question."""

    text: str
    question: int
    before: str | None = None


LONG = answered(
    {4: "The old bell rings for fog and for nothing else, " + "since nobody rings it at noon any more. " * 2}
)
SIZES = {
    "RL203": f"Row.\n\n{BOATS}",
    "RL204": f"One of us rows and eleven others watch the tide come in.\n\n{BOATS}",
    "RL301": "Two of us row at noon.",
    "RL302": f"{BOATS}\n\n{BOATS}\n\n{BOATS}\n\nWe row.",
    "RL307": f"{BOATS}\n\nWe row.\n\n[the log](figures/log.png)",
    "RL308": f'{BOATS}\n\nWe row.\n\n<img src="figures/log.png">',
}
"""Answers that each break one rule that needs a sound structure."""
BROKEN: Mapping[str, Callable[[str], Sample]] = {
    "RL102": lambda answer: Sample(answered({4: answer}) + "\n### Question 4\n\nAgain.\n", 4),
    "RL103": lambda answer: Sample(moved_up(answered({2: answer, 3: answer, 4: answer})), 4),
    "RL107": lambda answer: Sample(answered({4: f"{answer}\n\n### Tides"}), 4),
    "RL108": lambda answer: Sample(answered({4: f"Row.\n\nAnswer: {answer}"}), 4),
    "RL120": lambda answer: Sample(
        answered({2: answer}).replace("## Voyage\n", f"## Voyage\n\nAnswer: {answer}\n"), 2
    ),
}
"""Reports whose structure is broken in the question of an answer."""
SAMPLES = {
    **{(code, size): broken(SIZES[size]) for code, broken in BROKEN.items() for size in SIZES},
    ("RL108", "RL107"): Sample(answered({4: "We row.\n\nAnswer: we row.\n\n### Tides"}), 4),
    ("RL105", "RL110"): Sample(
        GOOD.replace("share the work on deck?", "share it?").replace("*watching ...*", "*resting ...*"), 2
    ),
    ("RL102", "RL201"): BROKEN["RL102"]("--- question 4 fill here ---"),
    ("RL209", "RL201"): Sample(answered({4: "--- question 4 fill here ---"}), 4, LONG),
    ("RL108", "RL205"): Sample(GOOD.replace("\n\nThe old", " We row.\n\nAnswer: the old"), 4),
    ("RL203", "RL205"): Sample(
        GOOD.replace("> Answer:\n\nTwo of us", "> Two of us").replace("tide.", "tide.\n>\n> Answer:"), 2
    ),
    ("RL004", "RL306"): Sample(answered({4: f"~~~\n{BOATS}"}), 4),
    ("RL303", "RL311"): Sample(answered({4: f"{BOATS}\n\n![one](boats.png)"}), 4),
    ("RL301", "RL307"): Sample(answered({4: "We all row at noon.\n\n[the log](figures/log.png)"}), 4),
    ("RL301", "RL308"): Sample(answered({4: 'We all row at noon.\n\n<img src="figures/log.png">'}), 4),
}
"""What is found together, by the codes of what silences and of what is silenced."""
BLIND = {
    **{
        ("RL101", size): (Sample(GOOD.replace("### Question 4\n", ""), 4), answered({4: SIZES[size]}))
        for size in SIZES
    },
}
"""Where what silences leaves the other rule nothing to find: a report, and the same with that fixed."""


def within() -> set[tuple[str, str]]:
    return {(code, rule.code) for rule in REPORT_RULES for code in silencers(rule)}


def test_every_edge_within_a_question_has_a_sample() -> None:
    assert SAMPLES.keys() | BLIND.keys() == within()


@pytest.mark.parametrize("edge", SAMPLES, ids="-".join)
def test_what_is_kept_back(edge: tuple[str, str]) -> None:
    silencing, silenced = edge
    sample = SAMPLES[edge]
    result = lint(sample.text, sample.before)
    assert told(result, sample.question) & silencers(BY_CODE[silenced]) == {silencing}
    assert silenced not in told(result, sample.question)
    assert silenced in {d.code for d in result.kept_back if d.question == sample.question}


@pytest.mark.parametrize("edge", BLIND, ids="-".join)
def test_what_a_mended_error_may_have_kept_back_is_old(edge: tuple[str, str]) -> None:
    silencing, silenced = edge
    broken, fixed = BLIND[edge]
    assert silencing in told(lint(broken.text), broken.question)
    assert silenced in told(lint(fixed), broken.question)
    assert silenced not in told(lint(fixed, broken.text), broken.question)


IN_PROMPT = "> We row by day and sleep at night.\n>\n"
YIELDING = {
    ("RL301", "RL313"): answered({4: "We row.\n\n[the log](gone.png) and\n\n[the crane](lost.png)"}),
    ("RL307", "RL313"): answered({4: f"{BOATS}\n\nWe row.\n\n[the log](figures/gone.png)"}),
    ("RL205", "RL105"): re.sub("(?=> Recommended answer length: 0)", IN_PROMPT, GOOD),
    ("RL205", "RL110"): GOOD.replace("> Recommended answer length: 5-10 words.\n>\n", IN_PROMPT),
}
"""Reports in which one finding says all of another one at its place."""


def test_every_rule_that_yields_has_a_report() -> None:
    assert YIELDING.keys() == {(code, rule.code) for rule in REPORT_RULES for code in rule.yields}


@pytest.mark.parametrize("edge", YIELDING, ids="-".join)
def test_what_yields_at_the_same_place(edge: tuple[str, str]) -> None:
    saying, silent = edge
    result = lint(YIELDING[edge])
    kept = [diagnostic.span for diagnostic in result.kept_back if diagnostic.code == silent]
    assert kept
    assert silent not in told(result)
    said = [d for d in result.diagnostics if d.code == saying]
    assert {*kept} <= {span for d in said for span in (d.span, *(related.span for related in d.related))}


def test_what_stands_elsewhere_does_not_yield() -> None:
    answer = "We row, see [it](gone.txt).\n\n[the log](figures/gone.png)"
    assert {"RL301", "RL313"} <= told(lint(answered({4: answer})), 4)


@pytest.mark.parametrize("size", SIZES)
def test_a_misspelt_heading_keeps_nothing_back(size: str) -> None:
    restored = answered({4: SIZES[size]})
    misspelt = restored.replace("### Question 4\n", "**Question 4**\n")
    assert told(lint(misspelt), 4) == told(lint(restored), 4) | {"RL101"}


ANYWHERE = {
    "RL003": GOOD.replace("## Checklist\n", CONFLICT.replace("One", "Answer: one") + "## Checklist\n"),
    "RL101": GOOD.replace("### Question 4\n", ""),
    "RL102": BROKEN["RL102"](ANSWERS[4]).text,
    "RL103": moved_up(GOOD),
    "RL106": unmarked(GOOD, 4),
    "RL107": answered({4: "We row.\n\n### Tides"}),
    "RL108": answered({2: "We row.\n\nAnswer: all of us."}),
    "RL111": GOOD,
}
"""Where the course's checker stops or is wrong, by the finding that says so."""


@pytest.mark.parametrize("code", BY_CODE["RL120"].unless)
def test_what_is_found_anywhere_covers(code: str) -> None:
    options = Options(template=SCHEMAS["2026"]) if code == "RL111" else None
    result = lint(ANYWHERE[code], options=options)
    assert told(result) & {*BY_CODE["RL120"].unless, "RL120"} == {code}
    assert found(result, BY_CODE["RL120"])


CONTESTED = GOOD.replace("### Question 2\n", f"### Question 2\n\n{CONFLICT}")
DOUBLED = {
    "RL004": answered({2: "Two of us row.\n\n~~~"}, CONTESTED),
    "RL101": answered({2: CONFLICT}).replace("### Question 2\n", ""),
    "RL102": CONTESTED.replace("One rows.", "### Question 2"),
    "RL103": answered({4: CONFLICT}, moved_up(GOOD)),
    "RL104": CONTESTED.replace("### Question 2\n", "### Question 2 (Ida)\n"),
    "RL105": CONTESTED.replace("share the work on deck?", "share it?"),
    "RL106": unmarked(CONTESTED, 2),
    "RL107": answered({2: "Two row.\n\n### Tides"}, CONTESTED),
    "RL108": answered({2: "Two row.\n\nAnswer: one watches."}, CONTESTED),
    "RL110": CONTESTED.replace("*watching ...*", "*resting ...*"),
    "RL111": answered({2: CONFLICT}).replace("length: 5-10 words", "length: 5-12 words"),
    **{code: answered({2: SIZES[code]}, CONTESTED) for code in ("RL203", "RL204", "RL301", "RL302")},
}
"""Reports with a conflict in a question, by what it could have led to there."""


def test_every_doubled_rule_has_a_report() -> None:
    assert DOUBLED.keys() == {rule.code for rule in REPORT_RULES if rule.doubled}


@pytest.mark.parametrize("code", DOUBLED)
def test_what_a_conflict_covers(code: str) -> None:
    result = lint(DOUBLED[code])
    assert result.report
    contested = found(result, BY_CODE[code]) & result.report.contested
    assert contested
    assert "RL003" in told(result)
    assert not any(code in told(result, number) for number in contested)


def found(result: Result, rule: Rule) -> set[Number | None]:
    """Return the questions that a rule finds something in, whatever others find."""
    assert result.report
    assert rule.check
    return {finding.question for finding in rule.check(Context(result.report, workspace=WORKSPACE))}
