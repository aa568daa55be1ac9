"""What linting and fixing cost grows with the text: counted in lines of Python, not in seconds."""

import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

import pytest

from reportlint.linter.fixer import fix
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.templates import Templates
from reportlint.schema.model import Schema
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


Operation = Callable[[Linter, InputFile], object]


def steps(operation: Operation, report: str, schema: Schema = HARBOUR) -> int:
    """How many lines of Python an operation takes on a report."""
    count = 0
    file = InputFile("-", report.encode())
    # What is imported or compiled at its first use is there.
    operation(Linter(Templates([schema]), Options()), file)
    # Neither remembers the text before.
    linter = Linter(Templates([schema]), Options())
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


def holding(text: str) -> str:
    """A short report with a text in an answer."""
    return GOOD.replace("### Question 4\n", f"{text}\n\n### Question 4\n", 1)


def grow(quarter: int, half: int, whole: int) -> bool:
    """Whether twice as much text takes at most 2.4 times as much more than the report alone."""
    return whole - half < 2.4 * max(0, half - quarter) + NOISE


def _fixed(linter: Linter, file: InputFile) -> None:
    """Fix a text and check what becomes of it, as `check --fix` does."""
    linter.lint(file._replace(data=fix(linter, file).data))


def _updated(linter: Linter, file: InputFile) -> None:
    older = file.data.replace(b"5-10 words", b"3-10 words")
    assert b"5-10 words" in update(linter, file.name, older, HARBOUR).data


@pytest.mark.parametrize("operation", [_fixed, _updated])
@pytest.mark.parametrize("name", ["headings", "paragraphs", "pictures", "a defined link", "items"])
def test_a_text_is_read_once_whoever_asks(operation: Operation, name: str) -> None:
    half, whole = (holding(FAMILIES[name](size)) for size in SIZES[1:])
    once, all_of_it = (steps(how, whole) - steps(how, half) for how in (Linter.lint, operation))
    assert all_of_it < 1.6 * once


@pytest.mark.parametrize("name", FAMILIES)
def test_linting_twice_the_text_takes_twice_the_steps(name: str) -> None:
    assert grow(*(steps(Linter.lint, holding(FAMILIES[name](size))) for size in SIZES))


@pytest.mark.parametrize("name", FIXED)
def test_fixing_twice_the_text_takes_twice_the_steps(name: str) -> None:
    assert grow(*(steps(fix, holding(FAMILIES[name](size))) for size in SIZES))


ASKED: Mapping[str, Callable[[int], tuple[str, str]]] = {
    "one word": lambda size: ("row " * (size // 4) + "home", "row " * (size // 3) + "ashore"),
    "a long word": lambda size: (f"row {'x' * size}home", f"row {'x' * size}hime"),
    "two words": lambda size: ("row the " * (size // 8) + "boat", "the row " * (size // 8) + "boat"),
    "lines": lambda size: ("row home\n" * (size // 9) + "now", "row home\n" * (size // 9) + "later"),
}
"""What a question of a course's own template asks, and what a report has in its place."""


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("operation", [Linter.lint, fix])
def test_a_prompt_twice_as_long_takes_twice_the_steps(operation: Operation, name: str) -> None:
    def cost(size: int) -> int:
        prompt, other = ASKED[name](size)
        newest = HARBOUR.newest
        questions = tuple(q._replace(prompt=prompt) if q.number == 2 else q for q in newest.questions)
        schema = HARBOUR._replace(revisions=(newest._replace(questions=questions),))
        quoted = "\n> ".join(other.split("\n"))
        return steps(operation, GOOD.replace("**How does the crew share the work on deck?**", quoted), schema)

    # Short texts are compared word by word.
    assert grow(*map(cost, (4_000, 8_000, 16_000)))


@pytest.mark.parametrize("operation", [Linter.lint, fix])
def test_no_more_boxes_are_compared_with_items_than_a_hundred(operation: Operation) -> None:
    newest = HARBOUR.newest
    assert newest.checklist
    groups = {"### At sea": tuple(f"Count boat {number}" for number in range(100))}
    checklist = newest.checklist._replace(groups=groups)
    schema = HARBOUR._replace(revisions=(newest._replace(checklist=checklist),))

    def cost(boxes: int) -> int:
        lines = "".join(f"* [x] Count baot {number}\n" for number in range(boxes))
        return steps(operation, GOOD.replace("* [x] Count the boats (B1)\n", lines), schema)

    assert grow(*map(cost, (100, 200, 400)))
