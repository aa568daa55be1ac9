"""Makes a schema from a blank template."""

import re
from collections.abc import Mapping
from typing import Any

from reportlint.markdown import Pieces, outline
from reportlint.schema.forms import TemplateError, infer_forms
from reportlint.schema.model import Forms
from reportlint.schema.parse_template import parse
from reportlint.schema.resolve import Document, difference, inherited, resolve
from reportlint.schema.store import documents
from reportlint.schema.template import render
from reportlint.schema.yaml import UNPRINTABLE, code_point
from reportlint.source import Source

_SUPPRESSION = re.compile(r"<!--\s*reportlint\b", re.IGNORECASE)


def import_template(text: str, *, edition: str, revision: str, extends: str | None = None) -> Document:
    """Return the document of a schema file for the blank template `text`.

    With `extends`, a bundled edition, the document states only the differences from it and inherits its facts
    about the course. Raises `TemplateError` if a line does not fit or there are no questions.
    """
    return new_edition(read_template(text), edition=edition, revision=revision, extends=extends)


def read_template(text: str) -> Document:
    """Return the fields of the blank template `text`; raises `TemplateError` like `import_template`."""
    if match := UNPRINTABLE.search(text):
        why = f"the character {code_point(match[0])} is not allowed in a schema file"
        raise TemplateError(_line_of(text, match), why)
    if match := _SUPPRESSION.search(text):
        raise TemplateError(_line_of(text, match), "a comment for reportlint belongs in a report")
    forms = infer_forms(text)
    _refuse_blocks(text, forms)
    found = {"forms": _stated(forms), **parse(text, forms)}
    alone = {"format": 1, "template": "x", **found, "revisions": {"x": {}}}
    _compare(text, render(resolve(alone, documents().__getitem__).newest))
    return found


def _line_of(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _refuse_blocks(text: str, forms: Forms) -> None:
    """Raise `TemplateError` for a block that runs into the next question, and for an indented heading."""
    start = forms.heading.partition("{")[0]
    source = Source("", text)
    questions = (index for index, line in enumerate(source.lines) if line.startswith(start))
    found = outline(source, questions, lambda _: False, Pieces())
    if block := next((block for block in found.blocks if not block.closed), None):
        raise TemplateError(block.start + 1, "this block has no end: close it above the next heading")
    if heading := next((h for h in found.headings if source.lines[h.line].startswith(" ")), None):
        raise TemplateError(heading.line + 1, "this heading is indented: begin the line with its `#`")


def new_edition(fields: Document, *, edition: str, revision: str, extends: str | None) -> Document:
    """Return the document of an edition with one revision, which has these fields."""
    header = {"format": 1, "template": edition}
    revisions: Document = {revision: {}}
    if not extends:
        return {**header, **fields, "revisions": revisions}
    known = documents()
    patch = difference(inherited(extends, known.__getitem__), fields)
    return {**header, "extends": extends, **patch, "revisions": revisions}


def _stated(forms: Forms) -> Mapping[str, Any]:
    """Return the forms that differ from the defaults of schema files."""
    usual = Forms._field_defaults
    return {key: value for key, value in forms._asdict().items() if value != usual.get(key)}


def _compare(text: str, rendered: str) -> None:
    lines, again = text.split("\n"), rendered.split("\n")
    for number, (line, other) in enumerate(zip(lines, again, strict=False), 1):
        if line == other:
            continue
        if not line and not lines[number - 2]:
            raise TemplateError(number, "two empty lines in a row: a template has one between its parts")
        raise TemplateError(number, f"{line!r} does not fit, a schema gives {other!r} there")
    if len(lines) != len(again):
        raise TemplateError(min(len(lines), len(again)), "the end does not fit")
