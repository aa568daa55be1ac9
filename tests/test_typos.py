"""A group may correct a typo of the template: there is no finding, and no fix reverts it."""

import re

import pytest

from reportlint.linter.fixer import fix
from reportlint.linter.input import InputFile
from reportlint.report.typos import is_corrected
from tests.case_files import GOOD as HARBOUR_REPORT
from tests.case_files import WITH_HARBOUR
from tests.reports import SCHEMAS, codes, good_report, lint

_WORD = re.compile(r"(?<![\w.`/_])[a-z]{5,}(?![\w.`/_])")


def respelt(text: str, words: int = 1, letters: int = 2) -> str:
    """Return a text with the last letters of its first long words put in another order, or replaced."""
    return _WORD.sub(lambda word: f"{word[0][:-letters]}{'zq'[:letters]}", text, count=words)


def texts(edition: str) -> list[str]:
    """The first lines of prompts, examples and introductions, and the items, that have a word to respell."""
    revision = SCHEMAS[edition].newest
    found = [text for q in revision.questions for text in (q.prompt, q.example)]
    found += [section.introduction for section in revision.sections]
    found += revision.checklist.items if revision.checklist else ()
    lines = [text.split("\n")[0] for text in found if text]
    return [line for line in dict.fromkeys(lines) if respelt(line) != line]


@pytest.mark.parametrize("edition", SCHEMAS)
def test_no_text_with_a_corrected_typo_is_a_finding(edition: str) -> None:
    lines = texts(edition)
    assert len(lines) > 60
    for start in range(4):
        text = good_report(edition)
        for line in lines[start::4]:
            text = text.replace(line, respelt(line))
        assert codes(lint(text)) == []


@pytest.mark.parametrize("edition", ["2024", "2026"])
def test_more_than_that_is_one(edition: str) -> None:
    prompt = next(q.prompt for q in SCHEMAS[edition].newest.questions if q.number == 6)
    report = good_report(edition)
    assert codes(lint(report.replace(prompt.split("\n")[0], respelt(prompt.split("\n")[0], 2)))) == []
    (found,) = codes(lint(report.replace(prompt.split("\n")[0], respelt(prompt.split("\n")[0], 3))))
    assert found[0] == "RL105"


def test_a_fix_beside_it_leaves_it() -> None:
    corrected = HARBOUR_REPORT.replace("share the work on deck", "share the works on Deck")
    corrected = corrected.replace("know how the voyage went", "know how the Voyage went")
    broken = corrected.replace("> Recommended answer length: 5-10 words.\n>\n", "").replace(
        "## Voyage\n\n", ""
    )
    assert fix(WITH_HARBOUR, InputFile("README.md", broken.encode())).data.decode() == corrected


@pytest.mark.parametrize(
    ("own", "other", "same"),
    [
        ("to puch it", "to push it", True),
        ("the github page", "the GitHub page", True),
        ("we recieve it", "we receive it", True),
        ("python3 scripts", "python2 scripts", False),
        ("the old bell", "the odd bell", False),
        ("their boat sinks", "that boat sinks", False),
        ("boats crane tides", "boat cranes tide", False),
        ("what follows", "what follows", False),
    ],
)
def test_what_a_corrected_typo_is(own: str, other: str, same: bool) -> None:
    assert is_corrected(own.split(), other.split()) is same


def test_a_hint_has_no_typos() -> None:
    report = HARBOUR_REPORT.replace("Recommended answer length: 5", "Recomended answer length: 5")
    assert codes(WITH_HARBOUR.lint(InputFile("README.md", report.encode()))) == [("RL110", 26, 2)]
