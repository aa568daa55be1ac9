"""Templates of every shape that becomes a schema, written by a machine."""

from reportlint.schema.importer import import_template
from reportlint.schema.resolve import Document

PROMPTS = ("What did you row?", "How did you row it?", "Why did you row it?")


def template(*headings: str, marker: str = "> Answer:", placeholder: str = "--- fill in ---") -> str:
    """Return a template with three questions under these headings."""
    questions = (
        f"{heading}\n\n> **{prompt}**\n>\n> 100-200 words\n>\n{marker}\n\n{placeholder}\n"
        for heading, prompt in zip(headings, PROMPTS, strict=True)
    )
    return "# Harbour log\n\nPlease answer.\n\n## Voyage\n\n" + "\n".join(questions)


PLAIN = template("### Question 1", "### Question 2", "### Question 3")
BELOW = PLAIN.replace(">\n> Answer:\n", "\nAnswer:\n")
BOXES = "## To do\n\n### At sea\n\n* [ ] Count\n{}* [ ] Ring\n\n## Voyage"
SIGNED = "## Signatures\n\nSigned by the crew.\n"
SUPPORTED = {
    "plain": PLAIN,
    "a fence": PLAIN.replace("## Voyage", "```\nrow\n```\n\n## Voyage"),
    "own titles": template("### Question 1: Boats", "### Question 2: Oars (2)", "### Question 3: Tide, 3p"),
    "some titles": template("### Question 1", "### Question 2 - Oars", "### Question 3"),
    "points": template(
        "### Question 1 (10 points)", "### Question 2 (5 points)", "### Question 3 (20 points)"
    ),
    "same points": template(*(f"### Question {number} (10 points)" for number in (1, 2, 3))),
    "number first": template("## 1. Boats", "## 2. Oars", "## 3. Tides"),
    "no space": template("### Q1", "### Q2", "### Q3"),
    "letters": template("#### Part A: boats", "#### Part B: oars", "#### Part C: tides"),
    "parts": template("### Opgave 1a", "### Opgave 1b", "### Opgave 2"),
    "two levels": template("### Question 1.1", "### Question 1.2", "### Question 2.1"),
    "part first": template("## 1.1 Boats", "## 1.2 Oars", "## 1.3 Tides"),
    "marker below": BELOW,
    "marker below without a hint": BELOW.replace(">\n> 100-200 words\n", ""),
    "bold marker below": BELOW.replace("Answer:", "**Answer**"),
    "marker without a colon": PLAIN.replace("Answer:", "Answer"),
    "empty lines and a rule at the top": PLAIN.replace(
        "Please answer.", "Please answer.\n\n\n\n***\n\nAll of it."
    ),
    "no final newline": PLAIN.rstrip("\n"),
    "a section at the end": f"{PLAIN}\n{SIGNED}",
    "two sections at the end": f"{PLAIN}\n## Signatures\n\nIda\n\n## Stamp\n\n> Of the harbour\n",
    "a section at the end twice": f"{PLAIN}\n{SIGNED}\n> Answer:\n\n--- fill in ---\n\n{SIGNED}",
    "text at the end": f"{PLAIN}\nSigned by the whole crew, on the last page.\n",
    "text above a quote": PLAIN.replace("2\n\n>", "2\n\n![boat](boat.png)\n\nLook at it.\n\n>"),
    "tight": PLAIN.replace("1\n\n>", "1\n>").replace(">\n> Answer", "> Answer"),
    "nested boxes": PLAIN.replace("## Voyage", BOXES.format("    * [ ] the oars\n  - [ ] and gulls\n")),
    "two bullets": PLAIN.replace("## Voyage", BOXES.format("- [ ] Row\n+ [ ] Paint\n      it red\n")),
    "the marker in a prompt": PLAIN.replace("What did you", "Answer: what did you"),
    "a list": PLAIN.replace("> 100-200", "> * its oars\n> * its mast\n>\n> 100-200"),
    "a long list": PLAIN.replace("> 100-200", "> * its oars and its mast\n" * 40 + ">\n> 100-200"),
    "a list at the end": PLAIN.replace(
        "> 100-200 words", "> * its oars and its mast\n" * 40 + "> * its keel"
    ),
    "a table": PLAIN.replace("> 100-200", "> | a | b |\n> |---|---|\n> | 1 | 2 |\n>\n> 100-200"),
    "code": PLAIN.replace("> 100-200", "> ```\n> row\n>\n> 10-20 words\n> ```\n>\n> 100-200"),
    "a line break to YAML": PLAIN.replace("did you", "did\x85you"),
    "the other line break": PLAIN.replace("did you", "did\u2028you"),
    "a picture as placeholder": PLAIN.replace("--- fill in ---", "![your boat](boats/your.png)"),
    "a placeholder as the hint": PLAIN.replace("--- fill in ---", "100-200 words"),
    "the marker in the preamble": PLAIN.replace("Please answer.", "Please answer, each below:\n\n> Answer:"),
    "a placeholder with the number": template(
        "### Question 1.1", "### Question 1.2", "### Question 2", placeholder="--- 1 of 3 ---"
    ),
}


def made_of(text: str) -> Document:
    return import_template(text, edition="harbour", revision="2030-01-05")
