"""Limits as templates word them, and what a report is told by them."""

import json
from pathlib import Path

import pytest

from reportlint.cli.editions import find_schema
from reportlint.diagnostic import Severity
from reportlint.formatting import allowed
from reportlint.schema.limits import read, read_limits
from reportlint.schema.model import Limits
from reportlint.schema.resolve import Document
from reportlint.schema.store import documents
from reportlint.schema.validate import load_document
from reportlint.source import Source
from tests.cli import Run, remarks, reportlint, write

PROMPT = "**How did the voyage go?**"

HINTS = [
    # the hint, words, images; `?` is asked about, `-` is no limit, `none` a picture that may be left out
    ("Length: 100-200 words.", "100-200", "-"),
    ("**Answer length: 100 – 200 words**", "100-200", "-"),
    ("up to 200 words", "at most 200", "-"),
    ("no more than 200 words", "at most 200", "-"),
    ("The answer must not exceed 200 words.", "at most 200", "-"),
    ("max. 300 words", "at most 300", "-"),
    ("300 words max", "at most 300", "-"),
    ("Maximum length: 300 words", "at most 300", "-"),
    ("Word limit: 300", "at most 300", "-"),
    ("200 words or less", "at most 200", "-"),
    ("fewer than 200 words", "at most 199", "-"),
    ("at least 50 words", "at least 50", "-"),
    ("50+ words", "at least 50", "-"),
    ("50 words minimum", "at least 50", "-"),
    ("between 100 and 200 words", "100-200", "-"),
    ("100 to 200 words", "100-200", "-"),
    ("from 100 words up to 200", "100-200", "-"),
    ("at least 100 and at most 200 words", "100-200", "-"),
    ("min. 100 words, max. 200 words", "100-200", "-"),
    ("Length in words: 100-200", "100-200", "-"),
    ("1,000-1,500 words", "1000-1500", "-"),
    ("two hundred to three hundred words", "200-300", "-"),
    ("mindst 50 ord", "at least 50", "-"),
    ("højst 200 ord i alt", "at most 200", "-"),
    ("100-200 ord", "100-200", "-"),
    ("Umfang: 10–20 Wörter", "10-20", "-"),
    ("50-150 words + at least two screenshots", "50-150", "at least 2"),
    ("50-150 words, 1 or 2 plots", "50-150", "1-2"),
    ("100-200 ord og op til 3 figurer", "100-200", "at most 3"),
    ("100-200 words, optionally a figure", "100-200", "none"),
    ("Write a minimum of 80 and a maximum of 160 words.", "80-160", "-"),
    ("Højst 1.500 ord", "at most 1500", "-"),
    ("Minimum 3 figures, maximum 5.", "-", "3-5"),
    ("zero to two charts, or none", "-", "0-2"),
    ("en til to figurer", "-", "1-2"),
    # What has numbers and is no limit.
    ("Use the logs of 2019-2024.", "-", "-"),
    ("See pages 12-18 of the harbour guide.", "-", "-"),
    ("Hand in on 12-14 January, by 2030-01-22 10:00.", "-", "-"),
    ("Weight: 10-15 %", "-", "-"),
    ("5-10 lines, or 3-5 sentences, or 200-300 characters", "-", "-"),
    ("Besvar på 3-5 linjer.", "-", "-"),
    ("Run `sail --knots 10-20` first.", "-", "-"),
    ("| age | boats |\n|---|---|\n| 10-20 | |", "-", "-"),
    ("* its 2-3 masts\n* its 4 sails", "-", "-"),
    ("```\nknots = 10-20 words\n```", "-", "-"),
    ("Weight: 10-15 %. Length: 100-200 words.", "100-200", "-"),
    ("A summary of 3-5 key words. Length: 100-200 words.", "100-200", "-"),
    # What a person must decide.
    ("about 150 words", "?", "-"),
    ("150 words", "?", "-"),
    ("100-200", "?", "-"),
    ("100-200 words per sailor", "?", "-"),
    ("100-200 words, but 300 words if you sailed", "?", "-"),
    ("between 100 and about 200 words", "?", "-"),
    ("A title of 2-3 words", "?", "-"),
    ("* the crew: 50-100 words\n* the boat: 50-100 words", "?", "-"),
    ("Umfang: höchstens 15 Wörter", "?", "-"),
    ("Answers over 200 words are cut.", "?", "-"),
    ("No more than 2 sentences of at most 20 words.", "?", "-"),
    ("Not 100-200 words as last year: 50-100 words.", "?", "-"),
    ("5-10 Wörter, 1-2 Bilder", "5-10", "?"),
]  # fmt: skip

PROMPTS = [
    ("**Upload 1-2 images of the pier.**", "-", "1-2"),
    ("**Upload at least two screenshots of the log.**", "-", "at least 2"),
    ("**Insert up to 3 figures.**", "-", "at most 3"),
    ("**Insert between 2 and 4 plots.**", "-", "2-4"),
    ("**Attach two or three pictures.**", "-", "2-3"),
    ("**Insert one or more photos of the boat.**", "-", "at least 1"),
    ("**Insert images of the harbour.**", "-", "at least 1"),
    ("**Include a diagram of the harbour.**", "-", "1"),
    ("**Upload one screenshot and two annotated diagrams.**", "-", "3"),
    ("**Upload at least one image and at most three images.**", "-", "1-3"),
    ("**Support your answer with two plots.**", "-", "2"),
    ("**Indsæt op til 3 figurer af havnen.**", "-", "at most 3"),
    ("**Vedhæft mindst to skærmbilleder.**", "-", "at least 2"),
    ("**Vis havnen i et billede.**", "-", "1"),
    ("**Vedlæg højst ét diagram over havnen.**", "-", "at most 1"),
    ("**Explain the tide in 100-200 words.**", "100-200", "-"),
    ("**Beskriv båden med højst 50 ord.**", "at most 50", "-"),
    # What may be left out.
    ("**You may include a figure.**", "-", "none"),
    ("**Include a figure (optional) that shows the boat.**", "-", "none"),
    ("**I må gerne vedhæfte et billede.**", "-", "none"),
    # What names pictures or words and asks for none.
    ("**Explain the figure in the harbour guide.**", "-", "-"),
    ("**What do the 2 images of section 3 show?**", "-", "-"),
    ("**Show how two images are compared.**", "-", "-"),
    ("**Did you include a figure in the log?**", "-", "-"),
    ("**Do not upload images.**", "-", "-"),
    ("**Include how you build your container images, and add a caption to the two figures.**", "-", "-"),
    ("**Explain it in your own words, as 99 % would.**", "-", "-"),
    ("**Describe `2 images` of [this figure](figures/boat.png).**", "-", "-"),
    # What a person must decide.
    ("**Upload one screenshot of each boat.**", "-", "?"),
    ("**If so, insert two plots.**", "-", "?"),
    ("**Include a figure or a table.**", "-", "?"),
    ("**Insert several images.**", "-", "?"),
    ("**Which 100 words would you delete? Explain it in 50-100 words.**", "?", "-"),
    ("**Give the boat a name of 2-3 words.**", "?", "-"),
]


def said(prompt: str, hint: str | None) -> tuple[str, str]:
    readings = {reading.kind: reading for reading in read(prompt, hint)}
    words, images = (readings.get(kind) for kind in ("words", "images"))
    return _shown(words), _shown(images)


def _shown(reading: object) -> str:
    limits = getattr(reading, "limits", None)
    if limits is not None:
        return allowed(*limits)
    return "-" if reading is None else "none" if getattr(reading, "optional", False) else "?"


@pytest.mark.parametrize(("hint", "words", "images"), HINTS, ids=[case[0][:40] for case in HINTS])
def test_hints(hint: str, words: str, images: str) -> None:
    assert said(PROMPT, hint) == (words, images)


@pytest.mark.parametrize(("prompt", "words", "images"), PROMPTS, ids=[case[0][2:40] for case in PROMPTS])
def test_prompts(prompt: str, words: str, images: str) -> None:
    assert said(prompt, None) == (words, images)


def test_the_hint_comes_before_the_prompt() -> None:
    said = read_limits("**Upload a figure of the boat in 10-20 words.**", "50-150 words + 1-2 images.")
    assert said == {"words": {"min": 50, "max": 150}, "images": {"min": 1, "max": 2}}


TEMPLATE = """\
# Harbour log

Please answer.

### Question 1

> **How did the voyage go?**
>
> At least 5 words.
>
> Answer:

--- fill in ---

### Question 2

> **Show the boat:**
>
> * its 2-3 masts
> * its colour
>
> Up to 10 words + at most 2 images.
>
> Answer:

--- fill in ---

### Question 3

> **You may include a figure.**
>
> About 20 words.
>
> Answer:

--- fill in ---

### Question 4

> **Anything else?**
>
> Answer:

--- fill in ---
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """Return a folder with the template and the schema that was imported of it."""
    write(tmp_path / "blank.md", TEMPLATE)
    reportlint("schema", "import", "blank.md", "--id", "x", "-o", "template.yaml", cwd=tmp_path)
    return tmp_path


def test_an_import_ends_with_all_limits_and_where_they_were_read(tmp_path: Path) -> None:
    write(tmp_path / "blank.md", TEMPLATE)
    script = "x = [words(min=5), images(max=2), None, words(1, 7)]"
    write(tmp_path / "report.py", script)
    command = ("schema", "import", "blank.md", "--id", "x", "--checker", "report.py", "-o", "template.yaml")
    run = reportlint(*command, cwd=tmp_path)
    assert run.stderr.decode().splitlines()[-5:] == [
        "question  words       read in      images          read in",
        "1         at least 5  blank.md:9   any",
        "2         at most 10  blank.md:22  at most 2       blank.md:22",
        "3         not read    blank.md:32  none asked for  blank.md:30",
        "4         1-7         report.py:1  any",
    ]
    said = "\n".join(remarks(run))
    assert "blank.md:32: question 3: no limits read from 'About 20 words.'; add `words: {min: A, " in said
    assert (
        "blank.md:30: question 3: no limits for images read from '**You may include a figure.**': it " in said
    )
    assert find_schema(str(tmp_path / "template.yaml")).newest.questions[1].hint == (
        "Up to 10 words + at most 2 images."
    )


def test_one_end_alone(harbour: Path) -> None:
    first, second, *_ = find_schema(str(harbour / "template.yaml")).newest.questions
    assert (first.words, second.words, second.images) == (Limits(5, None), Limits(None, 10), Limits(None, 2))
    text = (harbour / "template.yaml").read_text(encoding="utf-8")
    assert "words: {min: 5}" in text
    rendered = reportlint("schema", "render", "template.yaml", cwd=harbour)
    assert rendered.stdout.decode() == TEMPLATE


def answered(*answers: str) -> str:
    text = TEMPLATE
    for answer in answers:
        text = text.replace("--- fill in ---", answer, 1)
    return text


def lint(folder: Path, report: str, *more: str) -> Run:
    write(folder / "README.md", report)
    return reportlint("check", "README.md", *more, cwd=folder)


def test_messages_name_the_end_that_there_is(harbour: Path) -> None:
    pictures = "![boat](figures/boat.png) " * 3
    run = lint(harbour, answered("Well enough.", f"{'row ' * 9}{pictures}", "Boat.", "No."))
    for message in (
        "question 1: 2 words, at least 5: 3 to go",
        "question 2: 12 words, at most 10: cut 2",
        "question 2 shows 3 pictures, at most 2: remove 1",
    ):
        assert message in run.stdout.decode()


def test_an_end_alone_is_kept_within(harbour: Path) -> None:
    run = lint(harbour, answered("one two three four five", "![boat](figures/boat.png)", "Boat.", "No."))
    assert not any(code in run.stdout.decode() for code in ("RL203", "RL204", "RL301", "RL302"))


@pytest.mark.parametrize(("limits", "severity"), [("{max: 10}", "error"), ("{min: 0, max: 10}", None)])
def test_only_a_written_nought_frees_an_answer(harbour: Path, limits: str, severity: str | None) -> None:
    schema = (harbour / "template.yaml").read_text(encoding="utf-8")
    write(harbour / "template.yaml", schema.replace("{max: 10}", limits))
    run = lint(harbour, answered("one two three four five", "", "Boat.", "No."), "--output-format", "json")
    (file,) = json.loads(run.stdout)["files"]
    found = {d["question"]: d["severity"] for d in file["diagnostics"] if d["code"] == "RL201"}
    assert found.get(2) == severity


def test_an_absent_end_is_null(harbour: Path) -> None:
    schema = (harbour / "template.yaml").read_text(encoding="utf-8")
    write(harbour / "template.yaml", schema.replace("forms:", "course: {checker: dtu-02476}\nforms:"))
    report = answered("Well.", "row " * 12, "Boat.", "No.").replace("> Answer:", "> Answer:")
    run = lint(harbour, report, "--output-format", "json")
    (file,) = json.loads(run.stdout)["files"]
    assert file["course_checker"]["warnings"] == [
        {"question": 1, "kind": "words", "got": 1, "min": 5, "max": None},
        {"question": 2, "kind": "words", "got": 12, "min": None, "max": 10},
    ]
    lines = lint(harbour, report, "--output-format", "course").stderr.decode()
    assert "Expected number of words to be at least 5 but got 1" in lines


HARBOUR = """\
format: 1
template: harbour
forms: {heading: '### Question {number}', marker: 'Answer:', example: 'Example:', placeholder: '(fill in)'}
preamble: '# Harbour'
questions:
  1:
    prompt: '**How did the voyage go?**'
    hint: 'Length: 100-200 words.'
    words: {min: 100, max: 250}
revisions: {'2030-01-05': {}}
"""


def checked(text: str) -> tuple[Document | None, list[tuple[str, int, Severity]]]:
    source = Source("harbour.yaml", text)
    document, found = load_document(source, documents().__getitem__)
    return document, [(d.code, source.position(d.span.start).line, d.severity) for d in found]


def test_limits_that_a_hint_is_sure_to_contradict_are_warned_of() -> None:
    document, found = checked(HARBOUR)
    assert document
    assert found == [("RL904", 9, Severity.WARNING)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("max: 250", "max: 250, by_hand: true"),
        ("100-200 words.", "about 150 words."),
        ("100-200 words.", "at least 100 words."),
        ("100-200 words.", "100-200 words per sailor."),
        ("words: {min: 100, max: 250}", "words: {by_hand: true}"),
        ("    words: {min: 100, max: 250}\n", ""),
    ],
)
def test_limits_that_a_person_wrote_are_right(old: str, new: str) -> None:
    document, found = checked(HARBOUR.replace(old, new))
    assert (document is not None, found) == (True, [])


def test_a_warning_is_shown_and_stops_nobody(tmp_path: Path) -> None:
    write(tmp_path / "harbour.yaml", HARBOUR)
    run = reportlint("schema", "validate", "harbour.yaml", cwd=tmp_path)
    assert run.returncode == 0
    assert (
        "harbour.yaml:9:5: warning RL904 question 1 allows 100-250, but its hint says 100-200"
        in run.stdout.decode()
    )
    run = reportlint("schema", "validate", "--output-format", "github", "harbour.yaml", cwd=tmp_path)
    assert run.stdout.startswith(b"::warning ")


def test_a_new_wording_keeps_limits_by_hand_while_the_hint_says_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "harbour.yaml", HARBOUR.replace("max: 250", "max: 250, by_hand: true"))
    blank = reportlint("schema", "render", "harbour.yaml", cwd=tmp_path).stdout.decode()
    into = ("schema", "import", "new.md", "--into", "harbour.yaml", "--revision")
    write(tmp_path / "new.md", blank.replace("Length:", "Recommended length:"))
    run = reportlint(*into, "2030-01-08", cwd=tmp_path)
    assert run.stderr.decode().splitlines()[-1].split() == ["1", "100-250", "by", "hand", "any"]
    assert "words: {min: 100, max: 250, by_hand: true}" in path.read_text(encoding="utf-8")
    write(tmp_path / "new.md", blank.replace("100-200", "150-300"))
    assert "words: 100-250 -> 150-300" in reportlint(*into, "2030-01-09", cwd=tmp_path).stdout.decode()
    newest = find_schema(str(path)).revisions
    assert [revision.questions[0].words for revision in newest] == [(150, 300), (100, 250), (100, 250)]
    assert reportlint("schema", "validate", "harbour.yaml", cwd=tmp_path).stdout == b""


def test_limits_of_another_edition_fill_no_open_end(tmp_path: Path) -> None:
    question = "  7:\n    prompt: '**How many boats?**'\n    hint: '60 words minimum.'\n    words: {}\n"
    for limits in ("{min: 60}", "{min: 60, max: null}"):
        text = "format: 1\ntemplate: harbour\nextends: '2026'\nquestions:\n" + question.replace("{}", limits)
        path = write(tmp_path / "next.yaml", f"{text}revisions: {{'2031-01-04': {{}}}}\n")
        asked = find_schema(str(path)).newest.question(7)
        assert asked
        assert asked.words == Limits(60, None)
