"""No habits of translated English in anything that people read: documents, messages, help, docstrings."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs import DOCS, ROOT

HABITS = {
    r"(?i)\bmend(?:s|ed|ing)?\b": "fix",
    r"(?i)\bheed(?:s|ed|ing)?\b": "ignore, count, obey",
    r"(?i)\bstead\b": "in place of, instead of, replace",
    r"(?i)\ball the same\b": "anyway, as well",
    r"(?i)\bbesides\b": "apart from, as well",
    r"(?i)\bso many\b": "name what is counted: how many, at most",
    r"(?i)\bnot? (?:\w+ )?to be had\b": "missing",
    r"(?i)\bamiss\b": "wrong, broken",
    r"(?i)\bin the place of\b": "in place of, instead of",
    r"\bthat is none\b": "that is not one",
    r"(?i)\bnothing is said\b": "ignore, silent",
    r"(?i)\bfrom which on\b": "minimum, from ... on",
    r"(?i)\bfor all that\b": "as far as",
}
"""Phrases used nowhere, each with what to write instead."""
READ = {
    r"(?i)\b(?:stands|stood) (?:in|on|at|behind|beside|between|outside|under|right)\b": "is",
    r"(?i)\blies (?:in|on|beside|between|outside|below|above)\b": "is",
    r"(?i)\bsmall letters\b": "lower case",
}
"""Phrases used in no document and no module that is shipped."""
IN_CODE = {
    r"(?i)\bnothing (?:if|where)\b": "None if",
    r"(?i)\bif nothing[.;]": "None:",
    r"(?i)\b(?:None|empty|nothing|none) where\b": "None if, empty if",
    r"(?i)\bwhere (?:there|it) (?:is|are|has) no(?:ne)?\b": "if there is none",
    r"(?i)\b(?:rule|file|line|kind|question) a (?:rule|file|line|kind|question)\b": "per",
    r"(?i)\bwhat is (?:none|no)\b": "other files, anything but",
    r"\b(?:DESIGN|FACTS)\b|\.\./shared": "the name of a document that is shipped",
}
"""Phrases used in no module that is shipped."""
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *DOCS.rglob("*.md"),
    *(ROOT / "reportlint" / "html" / "templates").iterdir(),
    *(ROOT / "schemas").glob("*.json"),
    ROOT / "action.yml",
    ROOT / ".pre-commit-hooks.yaml",
    ROOT / "tests" / "cases" / "README.md",
]
SHIPPED = [
    *(ROOT / "reportlint").rglob("*.py"),
    *(ROOT / "action").glob("*.py"),
    *(ROOT / "examples").rglob("*.py"),
]
TESTS = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]


def words_of(module: Path) -> Iterator[str]:
    """Yield the texts of a module: strings, docstrings among them, and comments."""
    source = io.StringIO(module.read_text(encoding="utf-8"))
    kinds = (tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", None))
    yield from (token.string for token in tokenize.generate_tokens(source.readline) if token.type in kinds)


def found(texts: Iterator[str] | list[str], habits: dict[str, str]) -> list[str]:
    return [
        f"{match[0]!r} (write: {better}) in {' '.join(text.split())[:120]!r}"
        for text in texts
        for habit, better in habits.items()
        for match in re.finditer(habit, text)
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_documents(document: Path) -> None:
    assert not (habits := found([document.read_text(encoding="utf-8")], HABITS | READ)), "\n".join(habits)


def test_shipped_modules() -> None:
    texts = (text for module in SHIPPED for text in words_of(module))
    assert not (habits := found(texts, HABITS | READ | IN_CODE)), "\n".join(habits)


def test_tests() -> None:
    texts = (text for module in TESTS for text in words_of(module))
    assert not (habits := found(texts, HABITS)), "\n".join(habits)


def test_a_habit_is_found() -> None:
    everything = HABITS | READ | IN_CODE
    habits = '"""So many boats stand amiss; what stands in the harbour, empty where calm."""'
    assert len(found([habits], everything)) == 4
    assert not found(['"""Boats that may lie here; None if there are none."""'], everything)
