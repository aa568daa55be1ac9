"""A later edition changes nothing of what is said of a report of an earlier one (see `tests.apart`)."""

from collections.abc import Callable, Iterator
from itertools import cycle, islice

import pytest

from reportlint.linter.input import InputFile
from tests.apart import WITH, Difference, blanks, differences, mutations, reports
from tests.later_editions import EDITIONS
from tests.reports import good_report

EVERY = 101
"""Of this many mutations one is tried: a prime, so that all kinds and questions are met."""


@pytest.mark.parametrize(("kind", "every"), [(blanks, 1), (reports, 1), (mutations, EVERY)])
def test_the_same_is_said(kind: Callable[[], Iterator[tuple[str, str]]], every: int) -> None:
    sample = zip(islice(kind(), 0, None, every), cycle(WITH), strict=False)
    assert not [found for (name, text), edition in sample for found in differences(name, text, edition)]


def test_an_exact_tie_goes_to_the_newest_and_both_are_named() -> None:
    newest = EDITIONS["2026"].newest
    text = good_report("2026").replace(newest.preamble, "").lstrip("\n")
    assert list(differences("headless", text, *WITH)) == [Difference("headless", "preamble", tie=True)]
    result = WITH["preamble"].lint(InputFile("README.md", text.encode()))
    assert (
        "this fits the templates 2026 and 2027 (revision 2027-01-08) equally well, and is taken for 2027: "
        "`--template 2026` asks for the other"
    ) in [diagnostic.message for diagnostic in result.diagnostics if diagnostic.code == "RL111"]
