"""A blank report of any course's template: nothing in it is the group's, and it is a copy of its edition."""

import pytest

from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.result import Result
from reportlint.linter.templates import Templates
from reportlint.repository.workspace import Workspace
from reportlint.schema.model import Revision, Schema
from reportlint.schema.template import render
from tests.case_files import HARBOUR
from tests.reports import FakeFiles

SEA = "![sea](figures/sea.png)"
NEWEST = HARBOUR.newest
CHECKLIST, SECTION, HOW = NEWEST.checklist, NEWEST.sections[-1], NEWEST.questions[1]
assert CHECKLIST


def edition(revision: Revision, name: str = "harbour") -> Schema:
    return HARBOUR._replace(id=name, revisions=(revision,))


def with_how(**fields: str) -> Revision:
    """Return the template with other texts in its second question."""
    questions = tuple(q._replace(**fields) if q == HOW else q for q in NEWEST.questions)  # type: ignore[arg-type]
    return NEWEST._replace(questions=questions)


def blank(schema: Schema, *others: Schema) -> Result:
    files = Workspace(FakeFiles({"reports/README.md": b""}), "reports")
    file = InputFile("reports/README.md", render(schema.newest).encode(), workspace=files)
    return Linter(Templates([schema, *others]), Options()).lint(file)


@pytest.mark.parametrize(
    "revision",
    [
        NEWEST._replace(preamble=f"{NEWEST.preamble}\n\n{SEA}"),
        NEWEST._replace(closing=SEA),
        NEWEST._replace(forms=NEWEST.forms._replace(example=f"Example {SEA}:")),
        NEWEST._replace(checklist=CHECKLIST._replace(heading=f"## Checklist {SEA}")),
        NEWEST._replace(checklist=CHECKLIST._replace(introduction=SEA)),
        NEWEST._replace(checklist=CHECKLIST._replace(groups={f"### At sea {SEA}": ("Row", "Count")})),
        NEWEST._replace(sections=(*NEWEST.sections[:-1], SECTION._replace(heading=f"## Voyage {SEA}"))),
        NEWEST._replace(sections=(*NEWEST.sections[:-1], SECTION._replace(introduction=f"> {SEA}"))),
        with_how(title=f" {SEA}"),
        with_how(lead=SEA),
        with_how(prompt=f"**How?** {SEA}"),
        with_how(example=SEA),
    ],
    ids=lambda revision: next(iter(line for line in render(revision).split("\n") if SEA in line)),
)
def test_a_picture_of_the_template_is_not_the_groups(revision: Revision) -> None:
    found = blank(edition(revision)).diagnostics
    assert not [d for d in found if d.code.startswith("RL3")]


@pytest.mark.parametrize("own", [0, 1])
def test_of_two_that_differ_in_an_empty_line_it_is_its_own(own: int) -> None:
    texts = ("*We row.* *We watch the tide.*", "*We row.*\n\n*We watch the tide.*")
    titled = (with_how(example=text)._replace(preamble="# Harbour log") for text in texts)
    both = [edition(revision, name) for revision, name in zip(titled, ("2030", "2031"), strict=True)]
    report = blank(both[own], both[1 - own]).report
    assert report
    assert (report.schema.id, report.rival) == (both[own].id, None)
