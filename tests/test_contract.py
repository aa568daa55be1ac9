"""The schema of the JSON output takes what reportlint writes, and nothing else."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from reportlint.reporters import reporter
from tests.contract import SCHEMA, document
from tests.reports import SCHEMAS, good_answer, good_report, lint

GOOD = good_report("2026")
FAULTY = (
    GOOD.replace("### Question 9\n", "### Question 9\n\n### Question 9\n")
    .replace("\n> Answer:\n\n7\n", "\n> Answer: 7\n")
    .replace("### Question 31\n", "")
)
SHORT = GOOD.replace(good_answer(SCHEMAS["2026"].newest.questions[3]), "Boats.", 1)


def output(text: str) -> Any:
    made = reporter("json")
    return json.loads(made.file(lint(text)) + made.end())


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in a document, each with those in it."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def test_it_is_a_schema() -> None:
    SCHEMA.check_schema(SCHEMA.schema)


@pytest.mark.parametrize("text", [GOOD, FAULTY, SHORT, "", "# Boats\n"])
def test_no_key_may_be_missing_and_none_added(text: str) -> None:
    whole = output(text)
    SCHEMA.validate(whole)
    for part in list(objects(whole)):
        for key in list(part):
            value = part.pop(key)
            assert not SCHEMA.is_valid(whole), f"without {key}: {part}"
            part[key] = value
        part["boat"] = 7
        assert not SCHEMA.is_valid(whole), part
        del part["boat"]
    SCHEMA.validate(whole)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("line", 0), ("line", "1"), ("column", 0), ("severity", "fatal"), ("code", "E501"),
        ("name", "Too Short"), ("status", "perhaps"), ("stage", "beta"), ("words", -1), ("start", None),
        ("number", None), ("safe", 1), ("schema_version", 2), ("edits", []), ("answer", None),
        ("kind", "lines"), ("min", "5"),
    ],
)  # fmt: skip
def test_a_wrong_value(key: str, value: object) -> None:
    documents = [output(text) for text in (FAULTY, SHORT)]
    holders = [(d, o) for d in documents for o in objects(d) if o.get(key) is not None]
    whole, holder = holders[0]
    holder[key] = value
    assert not SCHEMA.is_valid(whole)


def test_an_open_end_is_null() -> None:
    whole = output(SHORT)
    warning = whole["files"][0]["course_checker"]["warnings"][0]
    warning["min"] = None
    assert document(json.dumps(whole)) == whole


def test_every_edition() -> None:
    for edition in SCHEMAS:
        document(json.dumps(output(good_report(edition))))
