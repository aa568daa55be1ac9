"""What linting and fixing cost grows with the text: counted in lines of Python, not in seconds."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from reportlint.linter.fixer import fix
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.templates import Templates
from reportlint.update.update import update
from reportlint.words import _plain
from tests.benchmarks.families import FAMILIES
from tests.case_files import GOOD, HARBOUR

SIZES = (1_000, 2_000, 4_000)
NOISE = 2_000
"""Lines that a text so short may take more or less, whatever its length."""
FIXED = (
    "items", "numbers", "question headings", "markers", "pictures", "boxes", "conflicts", "headings",
    "fences", "a defined link", "one footnote", "quotes", "elements",
)  # fmt: skip


def steps(operation: Callable[[Linter, InputFile], object], text: str) -> int:
    """How many lines of Python an operation takes on a short report that holds a text in an answer."""
    count = 0
    report = GOOD.replace("### Question 4\n", f"{text}\n\n### Question 4\n", 1)
    file = InputFile("-", report.encode())
    # What is imported or compiled at its first use is there.
    operation(Linter(Templates([HARBOUR]), Options()), file)
    # Neither remembers the text before.
    linter = Linter(Templates([HARBOUR]), Options())
    _plain.cache_clear()

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        operation(linter, file)
    finally:
        sys.settrace(before)
    return count


def grows(operation: Callable[[Linter, InputFile], object], name: str) -> None:
    """Assert that twice as much of a family takes at most 2.4 times as much more than the report alone."""
    quarter, half, whole = (steps(operation, FAMILIES[name](size)) for size in SIZES)
    assert whole - half < 2.4 * max(0, half - quarter) + NOISE


def _fixed(linter: Linter, file: InputFile) -> None:
    """Fix a text and check what becomes of it, as `check --fix` does."""
    linter.lint(file._replace(data=fix(linter, file).data))


def _updated(linter: Linter, file: InputFile) -> None:
    older = file.data.replace(b"5-10 words", b"3-10 words")
    assert b"5-10 words" in update(linter, file.name, older, HARBOUR).data


@pytest.mark.parametrize("operation", [_fixed, _updated])
@pytest.mark.parametrize("name", ["headings", "paragraphs", "pictures", "a defined link", "items"])
def test_a_text_is_read_once_whoever_asks(
    operation: Callable[[Linter, InputFile], object], name: str
) -> None:
    half, whole = (FAMILIES[name](size) for size in SIZES[1:])
    once, all_of_it = (steps(how, whole) - steps(how, half) for how in (Linter.lint, operation))
    assert all_of_it < 1.6 * once


@pytest.mark.parametrize("name", FAMILIES)
def test_linting_twice_the_text_takes_twice_the_steps(name: str) -> None:
    grows(Linter.lint, name)


@pytest.mark.parametrize("name", FIXED)
def test_fixing_twice_the_text_takes_twice_the_steps(name: str) -> None:
    grows(fix, name)
