"""`schema diff` names what a line diff of the two templates shows, question by question."""

import json
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest

from reportlint.reporters.schema_changes import RevisionName, as_markdown, as_text
from reportlint.schema.diff import SchemaChange, changes
from reportlint.schema.importer import import_template
from reportlint.schema.model import Limits, QuestionSpec, Revision
from reportlint.schema.resolve import resolve
from reportlint.schema.store import documents
from reportlint.schema.template import render
from tests.cli import reportlint
from tests.reports import SCHEMAS

TEMPLATES = Path(__file__).parents[2] / "shared" / "templates"
REVISIONS = [revision for schema in SCHEMAS.values() for revision in reversed(schema.revisions)]
NEIGHBOURS = [*pairwise(REVISIONS), *((new, old) for old, new in pairwise(REVISIONS))]
NEWEST = REVISIONS[-1]

neighbours = pytest.mark.parametrize(
    ("old", "new"), NEIGHBOURS, ids=[f"{old.id} to {new.id}" for old, new in NEIGHBOURS]
)


def parts(text: str) -> list[str]:
    """Return, for each line of a template, what it belongs to."""
    names, name = [], "preamble"
    for index, line in enumerate(text.split("\n")):
        if index == 0 and line == "---":
            name = "front matter"
        elif name == "front matter" and line == "---":
            names.append(name)
            name = "preamble"
            continue
        elif line.startswith("## Overall project checklist"):
            name = "checklist"
        elif line.startswith("## "):
            name = "section"
        elif match := re.fullmatch("### Question ([0-9]+)", line):
            name = f"question {match[1]}"
        elif line.startswith("### "):
            name = f"checklist, {line}"
        names.append(name)
    return names


def touched(old: str, new: str) -> tuple[set[str], set[str]]:
    """Return what has a line that only the old template has, and what one that only the new one has."""
    before, after = old.split("\n"), new.split("\n")
    found: tuple[set[str], set[str]] = set(), set()
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found[0].update(name for name, line in zip(parts(old)[a:b], before[a:b], strict=True) if line)
            found[1].update(name for name, line in zip(parts(new)[c:d], after[c:d], strict=True) if line)
    return found


def named(found: list[SchemaChange]) -> tuple[set[str], set[str]]:
    """Return what `found` names of the old template, and of the new one."""
    old, new = set(), set()
    for change in found:
        numbers = (change.was, change.number) if change.part == "question" else ("", "")
        name = f"checklist, {change.group}" if change.group else change.part
        if change.kind != "added" or change.field:
            old.add(f"{name} {numbers[0]}".strip())
        if change.kind != "removed" or change.field:
            new.add(f"{name} {numbers[1]}".strip())
    return old, new


def agree(old: Revision, new: Revision, texts: tuple[str, str]) -> None:
    gone, come = touched(*texts)
    was, now = named(changes(old, new))
    assert gone | come == was | now


@neighbours
def test_neighbours(old: Revision, new: Revision) -> None:
    agree(old, new, (render(old), render(new)))


@neighbours
def test_neighbours_as_published(old: Revision, new: Revision) -> None:
    files = [TEMPLATES / f"{revision.id}.md" for revision in (old, new)]
    if not all(file.is_file() for file in files):
        pytest.skip("the course's templates are not beside the checkout")
    texts = [file.read_text(encoding="utf-8") for file in files]
    made = [
        resolve(import_template(text, edition="x", revision=revision.id), documents().__getitem__).newest
        for text, revision in zip(texts, (old, new), strict=True)
    ]
    agree(made[0], made[1], (texts[0], texts[1]))


def asked(*prompts: str) -> Revision:
    questions = tuple(QuestionSpec(number, prompt) for number, prompt in enumerate(prompts, 1))
    return NEWEST._replace(sections=(), questions=questions)


BOATS = (
    "Which boat do you row?", "Who paints the hull of it?", "How deep is the harbour at low tide?",
    "When did the crane break?", "Why is the bell so loud?",
)  # fmt: skip
NAMES = (RevisionName("x", "old"), RevisionName("x", "new"))


def lines(old: Revision, new: Revision) -> list[str]:
    return as_text(*NAMES, changes(old, new)).split("\n")[2:-1]


def test_an_added_question_moves_the_ones_behind_it() -> None:
    new = asked(*BOATS[:2], "What do the gulls eat?", *BOATS[2:])
    expected = ["question 3", "  added: What do the gulls eat?", "", "questions 4-6"]
    assert lines(asked(*BOATS), new) == [*expected, "  moved: they were 3-5"]
    back = ["question 3", "  removed: What do the gulls eat?", "", "questions 3-5", "  moved: they were 4-6"]
    assert lines(new, asked(*BOATS)) == back


def test_a_question_that_moved_is_the_same_question() -> None:
    new = asked(BOATS[1], BOATS[0] + " Say why.", *BOATS[2:])
    assert lines(asked(*BOATS), new) == [
        *("question 1 (was 2)", "  moved: it was 2", "", "question 2 (was 1)", "  moved: it was 1"),
        "  prompt reworded: Which boat do you row? {+Say why.+}",
    ]


def test_a_question_that_asks_something_else() -> None:
    new = asked(*BOATS[:2], "Name three gulls.", *BOATS[3:])
    assert lines(asked(*BOATS), new)[0] == "question 3"
    found = [(change.kind, change.number) for change in changes(asked(*BOATS), new)]
    assert found == [("added", 3), ("removed", 3)]


def test_what_is_not_in_words() -> None:
    old = asked(*BOATS)
    one, *others = old.questions
    changed = one._replace(prompt="Which boat\ndo you row?", images=Limits(1, 2), tight=("heading",))
    assert lines(old, old._replace(questions=(changed, *others))) == [
        *("question 1", "  prompt reworded: only spaces and line breaks", "  images: any -> 1-2"),
        "  no empty line: none -> heading",
    ]


def test_the_checklist() -> None:
    checklist = NEWEST.checklist
    assert checklist
    first, *rest = checklist.groups
    items = checklist.groups[first]
    groups = {
        **{name: checklist.groups[name] for name in reversed(rest)},
        first: (items[1], items[0], f"{items[2]} again", *items[4:], "Feed the gulls"),
    }
    new = NEWEST._replace(checklist=checklist._replace(groups=groups))
    found = [(change.kind, change.field) for change in changes(NEWEST, new)]
    boxes = [("moved", "box"), ("reworded", "box"), ("removed", "box"), ("added", "box")]
    assert found == [*boxes, ("moved", "groups")]
    gone = changes(NEWEST, NEWEST._replace(checklist=None))
    assert (gone[0].kind, gone[0].old) == ("removed", checklist.heading)
    assert sum(change.field == "box" for change in gone) == len(checklist.items)


def test_sections_and_forms() -> None:
    first, _, *others = NEWEST.sections
    sections = (first._replace(heading="## Crew"), *others)
    new = NEWEST._replace(sections=sections, forms=NEWEST.forms._replace(marker="Reply:"))
    found = [(change.part, change.kind, change.field) for change in changes(NEWEST, new)]
    renamed = ("section", "reworded", "heading")
    assert found == [("forms", "reworded", "marker"), renamed, ("section", "removed", "")]


def test_json_and_markdown(tmp_path: Path) -> None:
    arguments = ("schema", "diff", "2026@2026-01-09b", "2026@2026-01-23", "--output-format")
    document = json.loads(reportlint(*arguments, "json", cwd=tmp_path).stdout)
    assert document["new"] == {"template": "2026", "revision": "2026-01-23"}
    assert {(c["part"], c["number"], c["kind"]) for c in document["changes"]} == {
        ("question", 25, "reworded")
    }
    assert ["removed", "unit"] in document["changes"][0]["words"]
    page = reportlint(*arguments, "markdown", cwd=tmp_path).stdout.decode()
    assert "**question 25**\n\n- prompt reworded: " in page
    assert "~~unit~~ **functional**" in page


@pytest.mark.parametrize("show", [as_text, as_markdown])
def test_no_difference(show: Callable[..., str]) -> None:
    assert show(*NAMES, []).endswith("\nno difference\n")


def test_an_unknown_revision(tmp_path: Path) -> None:
    run = reportlint("schema", "diff", "2026@2026-02-30", "2026", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"has no revision '2026-02-30'" in run.stderr
