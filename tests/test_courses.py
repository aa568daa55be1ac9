"""Two invented courses whose templates have other shapes, from import to a fixed report.

`havnelog` is Danish: `1a`, boxes below boxes, two bullets, a long list in a prompt. `pilot` has a title
behind each number, the marker below the quote, a text above a quote and one behind the last question.
"""

import json
import shutil
from pathlib import Path

import pytest

from reportlint.cli.editions import find_schema
from tests.cli import Run, remarks, reportlint, write
from tests.reports import PNG

FOLDER = Path(__file__).parent / "courses"
COURSES = ("havnelog", "pilot")
ANSWERS = {
    "havnelog": [
        ("[udfyld 1a]", "17"),
        ("[udfyld 1b]", "Vi deler arbejdet ved at ro hver sin time, og Ida styrer hele natten."),
        ("[udfyld 2a]", "![kort](kort/nord.png)\n\n![kort](kort/syd.png)"),
        ("[udfyld 2b]", "Vi sejlede til Samsø og hjem."),
    ],
    "pilot": [
        ("*Write here.*", "Berth 7"),
        ("*Write here.*", "The first watch is mine, the middle one is hers, and we both row at dawn."),
        ("*Write here.*", "![course](charts/course.png)"),
        ("*Write here.*", "We rang the bell."),
    ],
}


@pytest.fixture(params=COURSES)
def course(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def folder(tmp_path: Path, course: str) -> Path:
    """Return the folder of a group: the schema that is made of the blank template, and its pictures."""
    blank = FOLDER / f"{course}.md"
    made = ("schema", "import", str(blank), "--id", course, "--revision", "2030-01-05", "-o", "template.yaml")
    run = reportlint(*made, cwd=tmp_path)
    assert (run.returncode, remarks(run)) == (0, [])
    for picture in ("kort/nord.png", "kort/syd.png", "charts/course.png"):
        (tmp_path / picture).parent.mkdir(exist_ok=True)
        (tmp_path / picture).write_bytes(PNG)
    return tmp_path


def blank(course: str) -> str:
    return (FOLDER / f"{course}.md").read_text(encoding="utf-8")


def good(course: str) -> str:
    text = blank(course)
    for placeholder, answer in ANSWERS[course]:
        text = text.replace(placeholder, answer, 1)
    return text


def lint(folder: Path, text: str, *more: str) -> Run:
    write(folder / "README.md", text)
    return reportlint("check", "README.md", *more, "--output-format", "json", cwd=folder)


def found(run: Run) -> list[tuple[str, int | str | None]]:
    (file,) = json.loads(run.stdout)["files"]
    return [(d["code"], d["question"]) for d in file["diagnostics"]]


def test_the_schema_is_valid_and_gives_the_template_back(folder: Path, course: str) -> None:
    assert reportlint("schema", "validate", "template.yaml", cwd=folder).stdout == b""
    assert reportlint("schema", "render", "template.yaml", cwd=folder).stdout.decode() == blank(course)


def test_a_blank_report_has_nothing_but_unanswered_questions(folder: Path, course: str) -> None:
    numbers = find_schema(str(folder / "template.yaml")).numbers
    assert found(lint(folder, blank(course))) == [("RL201", number) for number in numbers]
    assert numbers == (("1a", "1b", "2a", "2b") if course == "havnelog" else (1, 2, 3, 4))


def test_a_good_report_is_ready(folder: Path, course: str) -> None:
    run = lint(folder, good(course))
    assert (run.returncode, found(run)) == (0, [])
    (file,) = json.loads(run.stdout)["files"]
    assert [q["status"] for q in file["questions"]] == ["answered"] * 4
    assert file["checklist"]["total"] == (6 if course == "havnelog" else 0)


BROKEN = [
    # course, what stands there, what stands instead, code, question
    ("havnelog", "### Opgave 1a\n", "### Opgave 1a (Ida)\n", "RL104", "1a"),
    ("havnelog", "### Opgave 1a\n", "### opgave 1A\n", "RL104", "1a"),
    ("havnelog", "hvem der laver mad", "hvem der brænder mad", "RL105", "1b"),
    ("havnelog", "hvem der efterser tovværket, og hvor ofte", "hvor ofte", "RL105", "1b"),
    ("havnelog", "> Svar:\n\nVi deler", "Vi deler", "RL106", "1b"),
    ("havnelog", "> Svar:\n\nVi deler", "> Svar: Vi deler", "RL205", "1b"),
    ("havnelog", "17\n", "17\n\n[udfyld 1a]\n", "RL202", "1a"),
    ("havnelog", "    * [ ] og årerne\n", "", "RL401", None),
    ("havnelog", "- [ ] Ring med klokken\n", "", "RL401", None),
    ("havnelog", "    * [ ] og årerne", "    * [ ] og tovene", "RL401", None),
    ("pilot", ": Berth (5 points)", ": Berth", "RL104", 1),
    ("pilot", ": Fog\n", ": Fog (Ida)\n", "RL104", 4),
    ("pilot", "> | middle | 0-4 |\n", "", "RL105", 2),
    ("pilot", "do you share the watches", "do they share the watches", "RL105", 2),
    ("pilot", "> Length: between 10 and 20 words.\n>\n", "", "RL110", 2),
    ("pilot", "Answer:\n\nThe first", "The first", "RL106", 2),
    ("pilot", "Answer:\n\nWe rang", "answer\n\nWe rang", "RL106", 4),
    ("pilot", "Answer:\n\nWe rang the bell.\n", "We rang the bell.\n\nAnswer:\n", "RL205", 4),
]  # fmt: skip


@pytest.mark.parametrize(
    ("course", "old", "new", "code", "question"),
    BROKEN,
    ids=[f"{case[3]} {case[2][:20]!r}" for case in BROKEN],
)
def test_what_is_broken_is_found_and_fixed(
    folder: Path, course: str, old: str, new: str, code: str, question: str | int | None
) -> None:
    text = good(course).replace(old, new)
    assert text != good(course)
    assert found(lint(folder, text)) == [(code, question)]
    assert found(lint(folder, text, "--fix", "--unsafe-fixes")) == []
    assert (folder / "README.md").read_text(encoding="utf-8") == good(course)


@pytest.mark.parametrize(
    ("course", "old", "new", "expected"),
    [
        ("havnelog", "### Opgave 1b\n\n", "", [("RL101", "1b")]),
        ("havnelog", "### Opgave 2a\n", "**Opgave 2a**\n", [("RL101", "2a")]),
        ("havnelog", "### Opgave 2b\n", "### Opgave 2a\n\n### Opgave 2b\n", [("RL102", "2a")]),
        ("havnelog", " ved at ro hver sin time, og Ida styrer hele natten", "", [("RL203", "1b")]),
        ("havnelog", "\n\n![kort](kort/syd.png)", "", [("RL301", "2a")]),
        ("pilot", "### Question 2: Watches (15 points)\n\n", "", [("RL101", 2)]),
        ("pilot", "We rang", "row " * 13 + "We rang", [("RL204", 4)]),
        ("pilot", "A watch is four hours.\n\n", "", []),
        ("pilot", "\n\n## Signatures\n\nThe whole crew has seen this report.", "\n", []),
        ("pilot", "has seen this report.", "has seen this report.\n\nIda, Bo", []),
    ],
)  # fmt: skip
def test_what_else_is_found(
    folder: Path, course: str, old: str, new: str, expected: list[tuple[str, int | str]]
) -> None:
    text = good(course).replace(old, new)
    assert text != good(course)
    assert found(lint(folder, text)) == expected


def test_the_last_answer_ends_where_the_template_goes_on(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "pilot.md", tmp_path / "blank.md")
    reportlint("schema", "import", "blank.md", "--id", "pilot", "-o", "template.yaml", cwd=tmp_path)
    (file,) = json.loads(lint(tmp_path, good("pilot")).stdout)["files"]
    assert file["questions"][3]["answer"]["words"] == 4


@pytest.mark.parametrize("course", ["pilot"])
def test_a_report_is_moved_to_a_newer_wording(folder: Path, course: str) -> None:
    newer = blank(course).replace(": Fog", ": Fog and rain").replace("whole crew", "crew")
    newer = newer.replace("A watch is four hours.", "A watch is three hours.")
    write(folder / "new.md", newer)
    into = ("schema", "import", "new.md", "--into", "template.yaml", "--revision", "2030-02-01")
    assert reportlint(*into, cwd=folder).returncode == 0
    write(folder / "README.md", good(course))
    assert reportlint("update", "README.md", cwd=folder).returncode == 0
    moved = newer
    for placeholder, answer in ANSWERS[course]:
        moved = moved.replace(placeholder, answer, 1)
    assert (folder / "README.md").read_text(encoding="utf-8").rstrip("\n") == moved
