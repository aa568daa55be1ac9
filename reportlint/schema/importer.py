"""Makes a schema of a blank template."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportlint.schema.model import Forms
from reportlint.schema.parse_template import parse
from reportlint.schema.resolve import Document, difference, inherited, resolve
from reportlint.schema.store import documents
from reportlint.schema.template import render

_NUMBERED = re.compile(r"(#{2,6} .*?)\b(\d+|[A-Z])\b(\D*)")
_ITEM = re.compile(r"([*+-] {1,4}\[ \]) ")
_FORMS = {"marker": "Answer:", "example": "Example:", **Forms._field_defaults}


class TemplateError(ValueError):
    """The text is no template that a schema can describe; the message says where."""


def import_template(text: str, *, edition: str, revision: str, extends: str | None = None) -> Document:
    """Return the document of a schema file for the blank template `text`.

    With `extends`, a bundled edition, the document states only what is different there, and takes its
    facts about the course over. Raises `TemplateError` where a line does not fit, and for a template
    without questions.
    """
    return new_edition(read_template(text), edition=edition, revision=revision, extends=extends)


def read_template(text: str) -> Document:
    """Return the fields of the blank template `text`; raises `TemplateError` as `import_template` does."""
    forms = infer_forms(text)
    try:
        fields = _with_text_keys(parse(text, forms))
    except ValueError as error:
        raise TemplateError(str(error)) from None
    found = {"forms": _stated(forms), **fields}
    alone = {"format": 1, "template": "x", **found, "revisions": {"x": {}}}
    _compare(text, render(resolve(alone, documents().__getitem__).newest))
    return found


def new_edition(fields: Document, *, edition: str, revision: str, extends: str | None) -> Document:
    """Return the document of an edition of one revision with these fields."""
    header = {"format": 1, "template": edition}
    revisions: Document = {revision: {}}
    if not extends:
        return {**header, **fields, "revisions": revisions}
    known = documents()
    patch = difference(inherited(extends, known.__getitem__), fields)
    return {**header, "extends": extends, **patch, "revisions": revisions}


def _stated(forms: Forms) -> Mapping[str, str]:
    """Return the forms without those that every schema file has unless it says otherwise."""
    usual = Forms._field_defaults
    return {key: value for key, value in forms._asdict().items() if value != usual.get(key)}


def _with_text_keys(value: Any) -> Any:
    """Return `value` with all keys as text, as they are in a schema file that was read."""
    if not isinstance(value, Mapping):
        return value
    return {str(key): _with_text_keys(inner) for key, inner in value.items()}


def _compare(text: str, rendered: str) -> None:
    lines, again = text.split("\n"), rendered.split("\n")
    for number, (line, other) in enumerate(zip(lines, again, strict=False), 1):
        if line != other:
            raise TemplateError(f"line {number}: {line!r} does not fit, a schema gives {other!r} there")
    if len(lines) != len(again):
        raise TemplateError(f"line {min(len(lines), len(again))}: the end does not fit")


def infer_forms(text: str) -> Forms:
    """Return how a blank template writes its fixed lines, from what its questions have in common.

    Raises `TemplateError` if it has no numbered headings with a quote and a placeholder below.
    """
    lines = text.split("\n")
    headings = [(index, match) for index, line in enumerate(lines) if (match := _NUMBERED.fullmatch(line))]
    shapes = Counter((match[1], match[3]) for _, match in headings)
    if not shapes:
        raise TemplateError("line 1: no numbered headings, such as `### Question 1`, in this template")
    (before, after), _ = shapes.most_common(1)[0]
    own = [(index, match[2]) for index, match in headings if (match[1], match[3]) == (before, after)]
    ends = [index for index, _ in own[1:]] + [len(lines)]
    blocks = [(number, lines[start + 1 : end]) for (start, number), end in zip(own, ends, strict=True)]
    quotes = [[line[1:].strip() for line in block if line.startswith(">")] for _, block in blocks]
    marker = _commonest(quote[-1] for quote in quotes if quote)
    labels = (line for quote in quotes for line in set(quote) if line.endswith(":") and line != marker)
    placeholder = _commonest(filter(None, (_placeholder(number, block) for number, block in blocks)))
    if not placeholder:
        raise TemplateError(f"line {own[0][0] + 1}: below the quotes stands no line for answers to replace")
    return Forms(
        heading=f"{before}{{number}}{after}",
        marker=marker or _FORMS["marker"],
        example=_commonest(labels) or _FORMS["example"],
        placeholder=placeholder,
        item=_commonest(match[1] for line in lines if (match := _ITEM.match(line))) or _FORMS["item"],
    )


def _commonest(lines: Iterable[str]) -> str | None:
    found = Counter(lines).most_common(1)
    return found[0][0] if found else None


def _placeholder(number: str, block: Sequence[str]) -> str | None:
    """Return the line below the quote that names the question, with `{number}` in its place, else the first.

    Nothing where none stands there.
    """
    named = re.compile(rf"\b{number}\b")
    quoted = max((i for i, line in enumerate(block) if line.startswith(">")), default=-1)
    lines = [line for line in block[quoted + 1 :] if line and not line.startswith("#")]
    line = next(filter(named.search, lines), lines[0] if lines else "")
    return named.sub("{number}", line, count=1) or None
