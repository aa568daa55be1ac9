"""Which shapes of a template become a schema, and which are refused, and why."""

import json
from pathlib import Path

import pytest

from reportlint.schema.forms import SHAPE, TemplateError, infer_forms
from reportlint.schema.resolve import resolve
from reportlint.schema.store import documents
from reportlint.schema.template import render
from reportlint.schema.validate import load_document
from reportlint.schema.yaml import dump
from reportlint.source import Source
from tests.cli import reportlint, write
from tests.shapes import BOXES, PLAIN, SUPPORTED, made_of, template
from tests.shared import TEMPLATES


@pytest.mark.parametrize("shape", SUPPORTED)
def test_a_supported_shape_is_given_back(shape: str) -> None:
    text = SUPPORTED[shape]
    document = made_of(text)
    read, found = load_document(Source("harbour.yaml", dump(document)), documents().__getitem__)
    assert (read, found) == (document, [])
    schema = resolve(document, documents().__getitem__)
    assert render(schema.newest) == text
    assert len(schema.numbers) == 3


@pytest.mark.parametrize("shape", SUPPORTED)
def test_a_blank_report_of_it_has_nothing_but_unanswered_questions(tmp_path: Path, shape: str) -> None:
    write(tmp_path / "template.yaml", dump(made_of(SUPPORTED[shape])))
    write(tmp_path / "report.md", SUPPORTED[shape])
    run = reportlint("check", "report.md", "--ignore", "RL3", "--output-format", "json", cwd=tmp_path)
    (file,) = json.loads(run.stdout)["files"]
    assert [d["code"] for d in file["diagnostics"]] == ["RL201"] * 3


def test_titles_are_each_questions_own() -> None:
    document = made_of(SUPPORTED["own titles"])
    assert document["forms"]["heading"] == "### Question {number}:"
    titles = [question.get("title") for question in document["questions"].values()]
    assert titles == [" Boats", " Oars (2)", " Tide, 3p"]


def test_a_list_is_of_the_prompt_and_the_hint_is_a_hint() -> None:
    question = made_of(SUPPORTED["a long list"])["questions"]["1"]
    assert (question["hint"], question["words"]) == ("100-200 words", {"min": 100, "max": 200})
    assert "hint" not in made_of(SUPPORTED["a list at the end"])["questions"]["1"]


@pytest.mark.parametrize("shape", ["marker below", "marker below without a hint", "bold marker below"])
def test_a_marker_below_the_quote_is_neither_hint_nor_placeholder(shape: str) -> None:
    forms = infer_forms(SUPPORTED[shape])
    assert forms.below
    assert forms.marker == ("**Answer**" if shape.startswith("bold") else "Answer:")
    assert forms.placeholder == "--- fill in ---"


REFUSED = [
    (template("# Question 1", "# Question 2", "# Question 3"), 7, "`# Question 1` has one `#`"),
    (template("**Question 1**", "**Question 2**", "**Question 3**"), 7, "`**Question 1**` is bold text"),
    (template("__1.__", "__2.__", "__3.__"), 7, "`__1.__` is bold text"),
    (template("Question 1\n---", "Question 2\n---", "Question 3\n---"), 7, "`Question 1` is underlined"),
    (
        template("### Question one", "### Question two", "### Question three"),
        7,
        "has no supported number",
    ),
    (
        template("### Question I", "### Question II", "### Question III"),
        17,
        "`### Question II` has no supported number",
    ),
    (
        template("### Question a", "### Question b", "### Question c"),
        7,
        "`### Question a` has no supported number",
    ),
    (template("### Question 1", "**Question 2**", "### Question 3"), 19, "a second quote below question 1"),
    (
        template("### Question 1", "### Question 2", "### Question 2"),
        27,
        "question 2 appears here a second time",
    ),
    (PLAIN.replace("> ", "").replace(">\n", "\n"), 7, "there is no quote (`>`) below `### Question 1`"),
    (PLAIN.replace("> **How did you row it?**\n>\n> 100-200 words\n>\n> Answer:", "How?"), 17, "no quote"),
    (
        PLAIN[::-1].replace(":rewsnA", ":rewsna ruoY", 1)[::-1],
        33,
        "question 3 has no line `> Answer:` as the others do, but `Your answer:`",
    ),
    (PLAIN.replace("> Answer:", "> Say:", 1).replace("> Answer:", "> Tell:", 1), 7, "no last line in common"),
    (PLAIN.replace("\n--- fill in ---\n", ""), 7, "there is no line below the quotes for answers to replace"),
    (PLAIN.replace("\n\n### ", "\n\n\n### "), 7, "two empty lines in a row"),
    (PLAIN.replace("## Voyage", "## Crew\n\nIda\n\n## Voyage"), 5, "`## Crew` has no question below it"),
    (PLAIN.replace("did you", "did\x80you", 1), 9, "the character U+0080 is not allowed"),
    (
        template("### Question 1", "### Question 2", "### Question 4"),
        27,
        "question 3 is missing above question 4",
    ),
    (
        template("### Question 2", "### Question 1", "### Question 3"),
        17,
        "question 1 is below question 2",
    ),
    (
        template("### Question 4", "### Question 5", "### Question 6"),
        7,
        "question 1 is missing above question 4",
    ),
    (
        template("### Question 1", "#### Question 2", "### Question 3"),
        17,
        "does not begin like `### Question 1`",
    ),
    (
        template(*(f"### Question 1.1.{n}" for n in (1, 2, 3))),
        7,
        "`### Question 1.1.1` has no supported number",
    ),
    (template(*(f"### Q.{n}" for n in (1, 2, 3))), 7, "`### Q.1` has no supported number"),
    (PLAIN.replace("tion 1", "tion 1  "), 7, "`### Question 1  ` ends in spaces"),
    (f" ## Boats\n{PLAIN}", 1, "this heading is indented"),
    (
        PLAIN.replace("> Answer:\n\n", "> Answer:\n\n<!-- Answer: -->\n", 1),
        7,
        "question 1 has the marker `Answer:` twice",
    ),
    (f"---\n{PLAIN}\n---\n\nThe end.\n", 1, "the front matter"),
    (f"<!-- reportlint: ignore RL2 -->\n{PLAIN}", 1, "a comment for reportlint belongs in a report"),
    (PLAIN.replace("> Answer:", "> Answer:\n>"), 14, "the quote ends in an empty line, not in the marker"),
    (PLAIN.replace("> Answer:", "> Answer:\n> Answer:"), 9, "question 1 has the marker `Answer:` twice"),
    (
        PLAIN.replace("> Answer:", "> Answer:\n\nAnswer:", 1),
        7,
        "question 1 has the marker `Answer:` twice",
    ),
    (
        PLAIN.replace("### Question 1\n", "### Question 1\n\nAnswer:\n", 1),
        11,
        "question 1 has the marker `Answer:` twice",
    ),
    (
        PLAIN.replace("\n### Question 2", "\nAnswer:\n\n### Question 2", 1),
        7,
        "question 1 has the marker `Answer:` twice",
    ),
    (PLAIN.replace("> Answer:", "> ---"), 7, "`--- fill in ---` below the quotes contains the marker `---`"),
    (PLAIN.replace("--- fill in ---\n", "", 1), 7, "question 1 has no line for the answer to replace"),
    (PLAIN.replace("## Voyage", BOXES.format("\n* [ ] Row\n")), 10, "an empty line between two boxes"),
    (PLAIN.replace("## Voyage", BOXES.format("* [ ] \n")), 10, "has no text after its box"),
    (PLAIN.replace("## Voyage", "```\nrow\n\n## Voyage"), 5, "this block has no end"),
    (PLAIN.replace("## Voyage", "<!-- row\n\n## Voyage"), 5, "this block has no end"),
    ("# Harbour log\n\n> Please answer.\n", 1, "`# Harbour log` has one `#`"),
    ("", 1, "no numbered headings in this template"),
]


@pytest.mark.parametrize(("text", "line", "why"), REFUSED, ids=[case[2][:40] for case in REFUSED])
def test_a_refusal_names_its_cause_and_line(text: str, line: int, why: str) -> None:
    with pytest.raises(TemplateError) as error:
        made_of(text)
    message = str(error.value)
    assert message.startswith(f"line {line}: ")
    assert why in message
    assert "\n" not in message
    about = ("one `#`", "bold", "underlined", "number", "second quote", "does not begin like")
    about_shape = any(form in why for form in about)
    assert (SHAPE in message) == about_shape


def test_what_looks_like_a_question_behind_the_last_one_is_said(tmp_path: Path) -> None:
    text = f"{PLAIN}\n## More\n\n### 4.\n\n> **Who?**\n>\n> Answer:\n\n--- fill in ---\n"
    write(tmp_path / "blank.md", text)
    run = reportlint("schema", "import", "blank.md", "--id", "x", "-o", "x.yaml", cwd=tmp_path)
    said = b"reportlint: blank.md: line 39: `### 4.` is not a question, but has `Answer:` below it\n"
    assert run.stderr.startswith(said)
    assert reportlint("schema", "render", "x.yaml", cwd=tmp_path).stdout.decode() == text


@pytest.mark.skipif(not TEMPLATES, reason="the course's templates are not here")
def test_every_template_of_the_course_is_given_back() -> None:
    for path in (*TEMPLATES, *TEMPLATES[0].parent.glob("found/*.md")):
        text = path.read_text(encoding="utf-8")
        assert render(resolve(made_of(text), documents().__getitem__).newest) == text, path.name
