"""From each edition to each later one, also to invented ones: no word lost, none under a wrong question."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from reportlint.formatting import Number
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter
from reportlint.linter.result import Result
from reportlint.linter.templates import Templates
from reportlint.report.model import Report
from reportlint.schema import pairing
from reportlint.schema.model import QuestionSpec, Schema
from reportlint.update.kept import KEPT
from reportlint.update.move import written
from reportlint.update.update import Updated, update
from tests.later_editions import EDITIONS, later_editions, right_pairs, unsure_questions
from tests.reports import LINTER, fill
from tests.shared import REPORTS

LATER = later_editions()
TARGETS = {**EDITIONS, **LATER}
STEPS = [(old, new) for old in EDITIONS for new in TARGETS if new in LATER or old < new]


class OnceLinter(Linter):
    """Lints a text once, though an update, and the next one of its outcome, ask for it up to six times."""

    def lint(self, file: InputFile) -> Result:
        key = (id(self.templates), id(self.options.template), file.data)
        if key not in LINTED:
            LINTED[key] = super().lint(file)
        return LINTED[key]


LINTED: dict[tuple[int, int, bytes], Result] = {}
"""The results of a test."""
READ: dict[tuple[str, ...], Templates] = {}
"""What was read of the templates, by the names of these."""


def templates(schemas: Iterable[Schema]) -> Templates:
    names = {id(schema): name for name, schema in TARGETS.items()}
    known = tuple(schemas)
    key = tuple(names[id(schema)] for schema in known)
    if key not in READ:
        READ[key] = Templates(known)
    return READ[key]


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work out once what these tests have in common, which is most of their work."""
    monkeypatch.setattr("reportlint.update.update.Linter", OnceLinter)
    monkeypatch.setattr("reportlint.update.update.Templates", templates)
    monkeypatch.setattr(pairing, "pair_questions", PAIRED)
    yield
    LINTED.clear()


PAIRED = cache(pairing.pair_questions)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def kept(updated: Updated) -> str:
    return " ".join(words(updated.after.source.text.partition(KEPT)[2]))


def moved(data: bytes, to: str) -> Updated:
    return update(LINTER, "report.md", data, TARGETS[to])


def answers(report: Report) -> dict[Number, list[str]]:
    return {question.number: words(written(report, question)) for question in report.answered}


def assert_in_place(updated: Updated, old: str, new: str) -> None:
    """Each answer stands under its own question, or at the end if that is gone; no other question has one."""
    before, after = answers(updated.before), answers(updated.after)
    pairs, unsure = right_pairs(old, new), unsure_questions(old, new)
    for number, answer in before.items():
        own = number in pairs and after.get(pairs[number], [])[: len(answer)] == answer
        assert own or (number not in pairs or number in unsure)
        assert own or " ".join(answer) in kept(updated)
    last = updated.after.questions[-1].number
    assert after.keys() - {last} <= {pairs[number] for number in before if number in pairs}


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_answers_and_pictures_go_with_their_questions(old: str, new: str) -> None:
    def answer(spec: QuestionSpec) -> str:
        return (
            f"Boat {spec.number} zq{spec.number}zq\n\n![crane {spec.number}](figures/crane{spec.number}.png)"
        )

    schema = EDITIONS[old]
    updated = moved(fill(schema.newest, answer, schema).encode(), new)
    assert moved(updated.data, new).data == updated.data
    assert_in_place(updated, old, new)
    for number in schema.numbers:
        assert updated.data.decode().count(f"![crane {number}](figures/crane{number}.png)") == 1


@pytest.mark.skipif(not REPORTS, reason="there is no ../shared with reports here")
@pytest.mark.parametrize("file", REPORTS, ids=lambda path: path.stem)
def test_real_reports(file: Path) -> None:
    edition = update(LINTER, "report.md", file.read_bytes(), None).before.schema.id
    for old, new in STEPS:
        if old == edition:
            assert_in_place(moved(file.read_bytes(), new), old, new)
