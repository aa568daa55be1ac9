"""Habits of translated English stand nowhere in what people read: documents, messages, help, docstrings."""

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
    r"(?i)\bnot to be had\b": "missing",
}
"""What stands nowhere, with what to write."""
IN_CODE = {
    r"(?i)\bnothing (?:if|where)\b": "None if",
    r"(?i)\bif nothing[.;]": "None:",
    r"\b(?:DESIGN|FACTS)\b|\.\./shared": "the name of a document that is shipped",
}
"""What stands in no module either."""
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
    assert not (habits := found([document.read_text(encoding="utf-8")], HABITS)), "\n".join(habits)


def test_shipped_modules() -> None:
    texts = (text for module in SHIPPED for text in words_of(module))
    assert not (habits := found(texts, HABITS | IN_CODE)), "\n".join(habits)


def test_tests() -> None:
    texts = (text for module in TESTS for text in words_of(module))
    assert not (habits := found(texts, HABITS)), "\n".join(habits)


def test_a_habit_is_found() -> None:
    assert found(['"""So many boats; nothing where there are none."""'], HABITS | IN_CODE)
    assert not found(['"""Boats that may lie here; None if there are none."""'], HABITS | IN_CODE)
