"""The limits in a course's script, of the two forms that such scripts have, and where they disagree."""

import sys
from pathlib import Path

import pytest

from reportlint.schema.model import Kind, Limits
from reportlint.schema.script import ScriptEntry, ScriptError, ScriptLimit, read_script
from tests.cli import remarks, reportlint, write
from tests.other_course import DANISH

MODELS = """
import typer
from pydantic import BaseModel

LONGEST = 10
raise SystemExit("this must never run")


class Anything(BaseModel): ...


class WordLimit(BaseModel):
    min_length: int
    max_length: int


class Several(BaseModel):
    limits: list


@app.command()
def check():
    limits = {
        "A": Anything(),
        "B": WordLimit(min_length=5, max_length=LONGEST),
        "C": Several(limits=[WordLimit(min_length=1, max_length=20), models.ImageLimit(1, 2)]),
    }
"""

PARTIALS = """
import click
from functools import partial

open("/dev/null/never")


@cli.command()
def check():
    def length_limits(answer, index, min_length, max_length): ...

    answers = [""]
    limits = [
        no_limits,
        partial(length_limits, min_length=5, max_length=10),
        functools.partial(
            several,
            limits=(
                partial(length_limits, max_length=20, min_length=1),
                partial(image_limits, min_length=1, max_length=2),
            ),
        ),
    ]
"""


def numbers(entries: list[ScriptEntry]) -> list[dict[Kind, tuple[int | None, ...]]]:
    return [{kind: tuple(limit.ends) for kind, limit in e.limits.items()} for e in entries]


@pytest.mark.parametrize("script", [MODELS, PARTIALS])
def test_both_forms(script: str) -> None:
    entries = read_script(script)
    assert numbers(entries) == [{}, {"words": (5, 10)}, {"words": (1, 20), "images": (1, 2)}]
    assert not any(entry.unread for entry in entries)
    line = script.split("\n")[entries[1].limits["words"].line - 1]
    assert "=5" in line


def test_pairs() -> None:
    (entry, _) = read_script("limits = (Limit(words=(3, 4), images=[0, 1]), Limit())")
    assert entry.limits == {"words": ScriptLimit(Limits(3, 4), 1), "images": ScriptLimit(Limits(0, 1), 1)}


def test_what_is_not_understood() -> None:
    script = "x = [length(min=1, max=2),\nlength(min=1, max=2 * 3),\nlength(LOW, 7),\nlambda answer: None]"
    assert [entry.unread for entry in read_script(script)] == [(), (2,), (3,), (4,)]


@pytest.mark.parametrize(
    ("script", "part"),
    [
        ("", "no list of limits"),
        ("x = [1, 2]", "no list of limits"),
        ("x = (", "line 1: this is not Python"),
        ("\0", "null bytes"),
        ("(" * 5_000, "nested"),
        ("x = " + "-" * 100_000 + "1", "."),
        ("a(" * 90 + ")" * 90, "no list of limits"),
    ],
)
def test_what_is_no_such_script(script: str, part: str) -> None:
    with pytest.raises(ScriptError, match=part):
        read_script(script)


@pytest.mark.parametrize("script", [MODELS, PARTIALS])
def test_limits_without_a_hint_are_the_scripts(tmp_path: Path, script: str) -> None:
    write(tmp_path / "log.md", DANISH)
    write(tmp_path / "report.py", script)
    arguments = ("schema", "import", "log.md", "--id", "x", "--checker", "report.py", "-o", "x.yaml")
    run = reportlint(*arguments, cwd=tmp_path)
    assert run.returncode == 0
    said = remarks(run)
    assert [line.partition("report.py:")[0] for line in said] == [
        "reportlint: question C: 1-20 words, as ",
        "reportlint: question C: 1-2 images, as ",
    ]
    text = (tmp_path / "x.yaml").read_text(encoding="utf-8")
    assert "words: {min: 1, max: 20}" in text
    assert "images: {min: 1, max: 2}" in text
    changed = DANISH.replace("bådens nummer", "bådens navn")
    write(tmp_path / "new.md", changed)
    run = reportlint("schema", "import", "new.md", "--into", "x.yaml", "--revision", "2", cwd=tmp_path)
    assert (run.returncode, remarks(run)) == (0, [])
    assert "images: {min: 1, max: 2}" in (tmp_path / "x.yaml").read_text(encoding="utf-8")


def test_disagreements_name_both_lines(tmp_path: Path) -> None:
    write(tmp_path / "log.md", DANISH.replace("5-10 ord", "5-12 ord"))
    script = PARTIALS.replace("        no_limits,\n", "        partial(image_limits, WORST, 4),\n")
    write(tmp_path / "report.py", script)
    run = reportlint("schema", "import", "log.md", "--id", "x", "--checker", "report.py", cwd=tmp_path)
    assert run.returncode == 0
    assert b"words: {min: 5, max: 12}" in run.stdout
    said = run.stderr.decode().splitlines()
    both = "log.md:18 says 5-12 words, report.py:15 allows 5-10 words"
    assert said[:2] == [
        "reportlint: question A: the limit in report.py:14 is not understood",
        f"reportlint: question B: {both}: the schema has the template's",
    ]


def test_nothing_is_taken_from_a_script_with_another_number_of_questions(tmp_path: Path) -> None:
    write(tmp_path / "log.md", DANISH)
    write(tmp_path / "report.py", PARTIALS.replace("    ]\n", "        no_limits,\n    ]\n"))
    plain = reportlint("schema", "import", "log.md", "--id", "x", cwd=tmp_path)
    run = reportlint("schema", "import", "log.md", "--id", "x", "--checker", "report.py", cwd=tmp_path)
    assert run.stdout == plain.stdout
    assert b"log.md has 3 questions, report.py has limits for 4: none are taken from it" in run.stderr


@pytest.mark.parametrize(("script", "part"), [("x = 1", "no list of limits"), ("x = (", "not Python")])
def test_a_script_that_cannot_be_read(tmp_path: Path, script: str, part: str) -> None:
    write(tmp_path / "log.md", DANISH)
    write(tmp_path / "report.py", script)
    run = reportlint("schema", "import", "log.md", "--id", "x", "--checker", "report.py", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert part in run.stderr.decode()
    assert sys.getrecursionlimit() < 5_000
