"""Nothing multiplies: what fix and update write stands there as often as before, and they come to rest."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportlint.linter.fixer import fix
from reportlint.linter.input import InputFile
from reportlint.linter.regression import doubled
from reportlint.schema.template import render
from reportlint.update.update import UpdateError, update
from reportlint.words import plain
from tests.examples import tries
from tests.reports import LINTER, SCHEMAS, good_report
from tests.texts import strewn, texts

GOOD = good_report("2026")
OWN = frozenset(plain(line) for s in SCHEMAS.values() for r in s.revisions for line in render(r).split("\n"))


def written(text: str) -> Counter[str]:
    """How often each line stands that has words other than a template's, whatever stands around them."""
    lines = (plain(line.replace("[x]", "")) for line in text.splitlines())
    return Counter(line for line in lines if line and line not in OWN)


def assert_no_more(before: str, after: str) -> None:
    had = spaced(plain(before.replace("[x]", "")))
    for line, number in (written(after) - written(before)).items():
        assert written(after)[line] <= max(1, had.count(spaced(line))), (line, number)


def spaced(words: str) -> str:
    """The words with a space on each side of each, so that a text is counted behind itself, too."""
    return "".join(f" {word} " for word in words.split())


@tries(1.5)
@given(st.one_of(strewn(), texts()), st.booleans())
def test_fixes_double_nothing_and_rest(text: str, unsafe: bool) -> None:
    fixed = fix(LINTER, InputFile("report.md", text.encode()), unsafe=unsafe)
    assert_no_more(text, fixed.data.decode())
    again = fix(LINTER, InputFile("report.md", fixed.data), unsafe=unsafe)
    assert (again.data, again.applied) == (fixed.data, ())


@tries(1.5)
@given(st.one_of(strewn(), texts()), st.sampled_from([None, *SCHEMAS]))
@example("* " * 10 + "boat\n" + render(SCHEMAS["2023"].newest), None)
def test_updates_double_nothing_and_rest(text: str, to: str | None) -> None:
    target = SCHEMAS[to] if to else None
    try:
        updated = update(LINTER, "report.md", text.encode(), target)
    except UpdateError as error:
        reasons = str(error)
    else:
        reasons = ""
        assert_no_more(text, updated.data.decode())
        assert update(LINTER, "report.md", updated.data, target).data == updated.data
    # The check that refuses what would double a line, or never rest, has nothing to do.
    assert "duplicated" not in reasons
    assert "each update" not in reasons


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("boats\n", "boats\n", []),
        ("boats\n", "boats\nboats\n", ["boats"]),
        ("boats, boats\n", "boats\nboats\n", []),
        ("", "boats\n", []),
        ("", "boats\n> boats\n", ["boats"]),
        ("bell\n", "bell\nbell\n", []),
        ("bell\n", "bell\n* bell\nbell\n", ["bell"]),
        ("* ✅ gulls\n* [x] gulls\n", "* [x] gulls\n* [x] gulls\n", []),
        ("---\n", "---\n\n---\n", []),
        ("![gulls](a.png)\n![gulls](b.png)\n", "![gulls](b.png)\n![gulls](b.png)\n", []),
    ],
)
def test_what_counts_as_doubled(before: str, after: str, found: list[str]) -> None:
    assert list(doubled(before, after, ["Ring the bell", "bell"])) == found
