"""Resolves the document of a schema file into a `Schema`: applies patches, fills in defaults."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from reportlint.formatting import Number
from reportlint.schema.model import (
    KINDS,
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
from reportlint.schema.numbering import number_of, order

Document = Mapping[str, Any]
"""A parsed schema file: mappings with text keys, lists, texts and numbers."""

_ORDERED = ("groups",)
"""Mappings whose keys are in the order of the template."""
Specs = dict[str, tuple[Document, QuestionSpec]]
"""Questions with the fields they were built from, by key."""

_HEADER = ("format", "template", "extends", "revisions")
"""Keys that are not inherited from an extended edition."""


def mapping(value: Any) -> Mapping[Any, Any]:
    """Return `value` if it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def merge(base: Any, patch: Any) -> Any:
    """Return `base` changed by `patch`: mappings are merged by key, null removes, all else replaces.

    Limits are replaced as a whole, since one end has no meaning without the other. A patch that names all
    remaining keys also sets their order.
    """
    if not isinstance(patch, Mapping):
        return patch
    old = mapping(base)
    merged = {
        key: merge(None if key in KINDS else value, patch[key]) if key in patch else value
        for key, value in old.items()
    }
    merged |= {key: merge(None, value) for key, value in patch.items() if key not in old}
    order = patch if merged.keys() <= patch.keys() else merged
    return {key: merged[key] for key in order if merged[key] is not None}


def over(base: Document, document: Document) -> Document:
    """Return `document` without its revisions, with what it inherits from `base`, which it extends."""
    merged: Document = merge(_body(base), _body(document, ("revisions",)))
    return merged


def layered(document: Document, patches: Any) -> dict[str, Document]:
    """Return the fields of each revision of a whole document, all patches applied, newest first.

    The facts about the course are included. Anything a broken file holds is tolerated.
    """
    fields = _body(document)
    revisions = {}
    for name, patch in mapping(patches).items():
        revisions[name] = fields = _body(merge(fields, mapping(patch)))
    return revisions


def _body(document: Document, without: tuple[str, ...] = _HEADER) -> Document:
    return {key: value for key, value in document.items() if key not in without}


def difference(base: Document, target: Document) -> Document:
    """Return the patch with which `merge` turns `base` into `target`; limits are stated whole."""
    patch: dict[str, Any] = {key: None for key in base if key not in target}
    for key, value in target.items():
        if key not in base:
            patch[key] = value
        elif isinstance(value, Mapping) and isinstance(base[key], Mapping) and key not in KINDS:
            inner = difference(base[key], value)
            if key in _ORDERED and list(merge(base[key], inner)) != list(value):
                inner = {gone: None for gone in base[key] if gone not in value} | dict(value)
            patch |= {key: inner} if inner else {}
        elif value != base[key]:
            patch[key] = value
    return patch


def resolve(
    document: Document, find: Callable[[str], Document], made: Mapping[str, Schema] = MappingProxyType({})
) -> Schema:
    """Return the schema that `document` describes; `made` are schemas by id that it need not make again.

    `find` returns the document of an extended edition by its id, and raises `LookupError` if there is none.
    The document must be valid (see `reportlint.schema.validate`).
    """
    ancestors: tuple[Revision, ...] = ()
    if "extends" in document:
        base = document["extends"]
        parent = made.get(base) or resolve(find(base), find, made)
        ancestors = parent.revisions + parent.ancestors
    merged = whole(document, find)
    specs: Specs = {}
    revisions = layered(merged, document["revisions"])
    return Schema(
        id=document["template"],
        course=_course(merged.get("course", {})),
        revisions=tuple(_revision(name, fields, specs) for name, fields in revisions.items()),
        ancestors=ancestors,
    )


def whole(document: Document, find: Callable[[str], Document]) -> Document:
    """Return `document` with everything it inherits from the edition it extends.

    It may have no revisions: they are patches on top of it.
    """
    return over(whole(find(document["extends"]), find), document) if "extends" in document else document


def flat(document: Document, find: Callable[[str], Document], revision: str | None = None) -> Document:
    """Return `document` with all inherited values stated; only one revision if it is named."""
    merged = _body(whole(document, find), ("extends",))
    if revision is None:
        return {**merged, "revisions": document["revisions"]}
    header = {key: value for key, value in merged.items() if key in ("format", "template", "course")}
    return {**header, **fields_of(document, find)[revision], "revisions": {revision: {}}}


def inherited(edition: str, find: Callable[[str], Document]) -> Document:
    """Return the template fields that a document inherits by extending `edition`."""
    return _fields(whole(find(edition), find))


def fields_of(document: Document, find: Callable[[str], Document]) -> dict[str, Document]:
    """Return the template fields of each revision, all patches applied, newest first."""
    revisions = layered(whole(document, find), document["revisions"])
    return {name: _fields(fields) for name, fields in revisions.items()}


def _fields(document: Document) -> Document:
    return _body(document, (*_HEADER, "course"))


def _revision(name: str, fields: Document, specs: Specs) -> Revision:
    """Return a revision; `specs` are the questions built so far, most of which are shared."""
    for key, value in fields["questions"].items():
        if key not in specs or specs[key][0] is not value:
            specs[key] = value, _question(number_of(key), value)
    return Revision(
        id=name,
        forms=Forms(**fields["forms"]),
        front_matter=fields.get("front_matter"),
        preamble=fields["preamble"],
        closing=fields.get("closing"),
        checklist=_checklist(fields.get("checklist")),
        sections=tuple(_section(number_of(key), value) for key, value in _sorted(fields.get("sections", {}))),
        questions=tuple(specs[key][1] for key, _ in _sorted(fields["questions"])),
    )


def _sorted(fields: Document) -> list[tuple[str, Any]]:
    """Sort by number or letter: a patch may add a question anywhere."""
    return sorted(fields.items(), key=lambda item: order(item[0]))


def _section(first: Number, fields: Document) -> SectionSpec:
    return SectionSpec(first=first, heading=fields["heading"], introduction=fields.get("introduction"))


def _checklist(fields: Document | None) -> Checklist | None:
    if not fields:
        return None
    groups = {heading: tuple(items) for heading, items in fields["groups"].items()}
    return Checklist(heading=fields["heading"], introduction=fields.get("introduction"), groups=groups)


def _question(number: Number, fields: Document) -> QuestionSpec:
    words, images = (_limits(fields[kind]) if kind in fields else None for kind in KINDS)
    return QuestionSpec(
        number=number,
        prompt=fields["prompt"],
        title=fields.get("title", ""),
        lead=fields.get("lead"),
        hint=fields.get("hint"),
        example=fields.get("example"),
        words=words,
        images=images,
        placeholder=fields.get("placeholder"),
        tight=tuple(fields.get("tight", ())),
    )


def _limits(fields: Document) -> Limits:
    return Limits(fields.get("min"), fields.get("max"))


def _course(fields: Document) -> Course:
    return Course(
        checker=fields.get("checker"),
        report=fields.get("report"),
        formats={number_of(key): Format(**value) for key, value in fields.get("formats", {}).items()},
        forbidden=tuple(fields.get("forbidden", ())),
        figures=fields.get("figures", {}),
    )
