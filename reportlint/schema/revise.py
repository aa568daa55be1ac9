"""Adds a revision to the document of an edition, and carries along what no template says."""

from collections.abc import Callable, Mapping
from typing import Any

from reportlint.schema.hints import read_limits
from reportlint.schema.resolve import Document, difference, fields_of, inherited
from reportlint.wording import plain

_CARRIED = ("format", "template", "extends", "course")
_KINDS = ("words", "images")


def add_revision(
    document: Document, fields: Document, revision: str, find: Callable[[str], Document]
) -> Document:
    """Return `document` with a newest revision of these fields.

    The one that was the newest states only what it had otherwise; the older ones state what they did.
    """
    newest, older = next(iter(fields_of(document, find).items()))
    base = inherited(document["extends"], find) if "extends" in document else {}
    revisions = {revision: {}, newest: difference(fields, older)}
    return {
        **{key: value for key, value in document.items() if key in _CARRIED},
        **difference(base, fields),
        "revisions": revisions | {k: v for k, v in document["revisions"].items() if k != newest},
    }


def with_forms(fields: Document, old: Document) -> Document:
    """Return `fields` with the forms of `old` for what the template has none of: examples, a checklist."""
    unsaid = [] if any("example" in question for question in fields["questions"].values()) else ["example"]
    unsaid += [] if "checklist" in fields else ["item"]
    known = {name: old["forms"][name] for name in unsaid if name in old["forms"]}
    return {**fields, "forms": {**fields["forms"], **known}}


def with_limits(fields: Document, limits: Mapping[str, Mapping[str, Any]]) -> Document:
    """Return `fields` with those of the `limits`, by question and kind, that the template does not say."""
    questions = {
        number: question | {k: v for k, v in limits.get(number, {}).items() if k not in question}
        for number, question in fields["questions"].items()
    }
    return {**fields, "questions": questions}


def limits_by_hand(fields: Document, new: Document) -> dict[str, dict[str, Any]]:
    """Return, for the questions of `new` that `fields` has, too, the limits there that no template says."""
    by_prompt = {plain(question["prompt"]): question for question in fields["questions"].values()}
    found = {}
    for number, question in new["questions"].items():
        old = by_prompt.get(plain(question["prompt"]), {})
        said = read_limits(old.get("prompt", ""), old.get("hint"))
        found[number] = {kind: old[kind] for kind in _KINDS if kind in old and kind not in said}
    return found
