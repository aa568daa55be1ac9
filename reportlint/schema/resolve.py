"""From the document of a schema file to the `Schema` it describes: patches applied, defaults filled in."""

from collections.abc import Callable, Mapping
from typing import Any

from reportlint.formatting import Number
from reportlint.schema.model import (
    Checklist,
    Course,
    Format,
    Forms,
    Limits,
    QuestionSpec,
    Revision,
    Schema,
    SectionSpec,
)

Document = Mapping[str, Any]
"""A schema file as it was read: mappings with text keys, lists, texts and numbers."""

_WHOLE = ("words", "images")
_ORDERED = ("groups",)
"""Mappings whose keys stand in the template in the order that the schema gives them."""
Specs = dict[str, tuple[Document, QuestionSpec]]
"""Questions with the fields that they were built from, by their key."""

_HEADER = ("format", "template", "extends", "course", "revisions")


def merge(base: Any, patch: Any) -> Any:
    """Return `base` changed by `patch`: mappings are merged key by key, null removes, all else replaces.

    A patch that names all the keys that are left gives them its order.
    """
    if not (isinstance(base, Mapping) and isinstance(patch, Mapping)):
        return patch
    merged = {key: merge(value, patch[key]) if key in patch else value for key, value in base.items()}
    merged |= {key: value for key, value in patch.items() if key not in base}
    order = patch if merged.keys() <= patch.keys() else merged
    return {key: merged[key] for key in order if merged[key] is not None}


def difference(base: Document, target: Document) -> Document:
    """Return the patch that `merge` turns `base` into `target` with; limits are stated whole."""
    patch: dict[str, Any] = {key: None for key in base if key not in target}
    for key, value in target.items():
        if key not in base:
            patch[key] = value
        elif isinstance(value, Mapping) and isinstance(base[key], Mapping) and key not in _WHOLE:
            inner = difference(base[key], value)
            if key in _ORDERED and list(merge(base[key], inner)) != list(value):
                inner = {gone: None for gone in base[key] if gone not in value} | dict(value)
            patch |= {key: inner} if inner else {}
        elif value != base[key]:
            patch[key] = value
    return patch


def resolve(document: Document, find: Callable[[str], Document]) -> Schema:
    """Return the schema that `document` describes.

    `find` gives the document of an edition that this one extends, by its id, and raises `LookupError`
    for one that it does not have. The document is taken to be valid (see `reportlint.schema.validate`).
    """
    base = document
    ancestors: tuple[Revision, ...] = ()
    if "extends" in document:
        parent = find(document["extends"])
        ancestors = (above := resolve(parent, find)).revisions + above.ancestors
        base = whole(document, find)
    specs: Specs = {}
    revisions = [
        _revision(name, fields, specs) for name, fields in _layered(base, document["revisions"]).items()
    ]
    return Schema(
        id=document["template"],
        course=_course(base.get("course", {})),
        revisions=tuple(revisions),
        ancestors=ancestors,
    )


def whole(document: Document, find: Callable[[str], Document]) -> Document:
    """Return `document` with what it takes over from the edition that it extends."""
    if "extends" not in document:
        return document
    merged: Document = merge(whole(find(document["extends"]), find), document)
    return merged


def flat(document: Document, find: Callable[[str], Document], revision: str | None = None) -> Document:
    """Return `document` with all that it takes over stated in it; of one revision alone if that is named."""
    merged = whole(document, find)
    header = {key: value for key, value in merged.items() if key in ("format", "template", "course")}
    if revision is None:
        fields: Document = {key: value for key, value in merged.items() if key not in _HEADER}
        return {**header, **fields, "revisions": document["revisions"]}
    return {**header, **fields_of(document, find)[revision], "revisions": {revision: {}}}


def inherited(edition: str, find: Callable[[str], Document]) -> Document:
    """Return the fields that a document takes over if it extends `edition`."""
    return {key: value for key, value in whole(find(edition), find).items() if key not in _HEADER}


def fields_of(document: Document, find: Callable[[str], Document]) -> dict[str, Document]:
    """Return the fields of each revision, all patches applied, the newest first."""
    return _layered(whole(document, find), document["revisions"])


def _layered(base: Document, patches: Document) -> dict[str, Document]:
    fields = {key: value for key, value in base.items() if key not in _HEADER}
    found = {}
    for name, patch in patches.items():
        found[name] = fields = merge(fields, patch)
    return found


def _number(key: str) -> Number:
    return int(key) if key.isdecimal() else key


def _revision(name: str, fields: Document, specs: Specs) -> Revision:
    """Return a revision; `specs` are the questions built so far, most of which it shares."""
    for key, value in fields["questions"].items():
        if key not in specs or specs[key][0] is not value:
            specs[key] = value, _question(_number(key), value)
    return Revision(
        id=name,
        forms=Forms(**fields["forms"]),
        front_matter=fields.get("front_matter"),
        preamble=fields["preamble"],
        checklist=_checklist(fields.get("checklist")),
        sections=tuple(_section(_number(key), value) for key, value in _sorted(fields.get("sections", {}))),
        questions=tuple(specs[key][1] for key, _ in _sorted(fields["questions"])),
    )


def _sorted(fields: Document) -> list[tuple[str, Any]]:
    """In the order of the numbers, or of the letters: a patch may add a question at any place."""
    return sorted(fields.items(), key=lambda item: (len(item[0]), item[0]))


def _section(first: Number, fields: Document) -> SectionSpec:
    return SectionSpec(first=first, heading=fields["heading"], introduction=fields.get("introduction"))


def _checklist(fields: Document | None) -> Checklist | None:
    if not fields:
        return None
    groups = {heading: tuple(items) for heading, items in fields["groups"].items()}
    return Checklist(heading=fields["heading"], introduction=fields.get("introduction"), groups=groups)


def _question(number: Number, fields: Document) -> QuestionSpec:
    words, images = (Limits(**fields[kind]) if kind in fields else None for kind in _WHOLE)
    return QuestionSpec(
        number=number,
        prompt=fields["prompt"],
        hint=fields.get("hint"),
        example=fields.get("example"),
        words=words,
        images=images,
        placeholder=fields.get("placeholder"),
        tight=tuple(fields.get("tight", ())),
    )


def _course(fields: Document) -> Course:
    return Course(
        checker=fields.get("checker"),
        report=fields.get("report"),
        formats={_number(key): Format(**value) for key, value in fields.get("formats", {}).items()},
        forbidden=tuple(fields.get("forbidden", ())),
        figures=fields.get("figures", {}),
    )
