"""The differences between two revisions of a template, question by question."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from reportlint.formatting import Number, allowed
from reportlint.schema.model import Checklist, Forms, Limits, QuestionSpec, Revision, SectionSpec
from reportlint.schema.pairing import Pairs, pair_items, pair_questions

ChangedPart = Literal["front matter", "forms", "preamble", "checklist", "section", "question", "closing"]
SchemaChangeKind = Literal["added", "removed", "moved", "reworded", "limits", "layout"]

_TEXTS = ("title", "lead", "prompt", "hint", "example", "placeholder")


class SchemaChange(NamedTuple):
    """One difference."""

    part: ChangedPart
    kind: SchemaChangeKind
    number: Number | None = None
    """Number of the question, or of the section's first one; if removed, its number in the old revision."""
    was: Number | None = None
    """Number in the old revision; None if added."""
    group: str | None = None
    """Heading of the checklist group."""
    field: str = ""
    """The changed field; empty if the whole part changed."""
    old: str | None = None
    new: str | None = None


def changes(old: Revision, new: Revision) -> list[SchemaChange]:
    """Return the differences in the order of the new template; of each kind, removals first."""
    pairs = pair_questions(old.questions, new.questions)
    return [
        *_text("front matter", "", old.front_matter, new.front_matter),
        *_forms(old.forms, new.forms),
        *_text("preamble", "", old.preamble, new.preamble),
        *_checklist(old.checklist, new.checklist),
        *_sections(old, new, pairs),
        *_questions(old.questions, new.questions, pairs),
        *_text("closing", "", old.closing, new.closing),
    ]


def _text(part: ChangedPart, field: str, old: str | None, new: str | None) -> Iterator[SchemaChange]:
    if old != new:
        kind: SchemaChangeKind = "added" if old is None else "removed" if new is None else "reworded"
        yield SchemaChange(part, kind, field=field, old=old, new=new)


def _forms(old: Forms, new: Forms) -> Iterator[SchemaChange]:
    for field, before, after in zip(Forms._fields, old, new, strict=True):
        yield from _text("forms", field, str(before), str(after))


def _checklist(old: Checklist | None, new: Checklist | None) -> Iterator[SchemaChange]:
    if not (old and new):
        yield from _text("checklist", "", old and old.heading, new and new.heading)
    else:
        yield from _text("checklist", "heading", old.heading, new.heading)
        yield from _text("checklist", "introduction", old.introduction, new.introduction)
    before: Mapping[str, tuple[str, ...]] = old.groups if old else {}
    after: Mapping[str, tuple[str, ...]] = new.groups if new else {}
    for group in dict.fromkeys((*before, *after)):
        if group not in before or group not in after:
            kind: SchemaChangeKind = "removed" if group in before else "added"
            yield SchemaChange("checklist", kind, group=group, field="group")
        yield from _items(group, before.get(group, ()), after.get(group, ()))
    kept = [group for group in before if group in after]
    if kept != [group for group in after if group in before]:
        yield SchemaChange("checklist", "moved", field="groups", old="; ".join(before), new="; ".join(after))


def _items(group: str, old: Sequence[str], new: Sequence[str]) -> Iterator[SchemaChange]:
    for kind, before, after in pair_items(old, new):
        yield SchemaChange("checklist", kind, group=group, field="box", old=before, new=after)


def _sections(old: Revision, new: Revision, pairs: Pairs[Number]) -> Iterator[SchemaChange]:
    before = {section.heading: section for section in old.sections}
    after = {section.heading for section in new.sections}
    firsts = {section.first: section for section in old.sections if section.heading not in after}
    kept = set()
    for section in new.sections:
        was = before.get(section.heading) or firsts.get(pairs.old.get(section.first, ""))
        if was is None:
            yield SchemaChange("section", "added", section.first, new=section.heading)
            continue
        kept.add(was.heading)
        about = SchemaChange("section", "reworded", section.first, was.first)
        if not _stays(_from(was, old), _from(section, new), pairs):
            yield about._replace(kind="moved", old=was.heading, new=section.heading)
        for field in ("heading", "introduction"):
            texts = getattr(was, field), getattr(section, field)
            yield from (
                c._replace(number=section.first, was=was.first) for c in _text("section", field, *texts)
            )
    for section in old.sections:
        if section.heading not in kept:
            yield SchemaChange("section", "removed", section.first, section.first, old=section.heading)


def _from(section: SectionSpec, revision: Revision) -> list[Number]:
    """Return the numbers of the questions from the section's first one on."""
    numbers = [spec.number for spec in revision.questions]
    return numbers[numbers.index(section.first) :] if section.first in numbers else []


def _stays(old: Sequence[Number], new: Sequence[Number], pairs: Pairs[Number]) -> bool:
    """Whether the first questions that both revisions have are the same."""
    before = next((pairs.new[number] for number in old if number in pairs.new), None)
    return before == next((number for number in new if number in pairs.old), None)


def _questions(
    old: Sequence[QuestionSpec], new: Sequence[QuestionSpec], pairs: Pairs[Number]
) -> Iterator[SchemaChange]:
    before = {spec.number: spec for spec in old}
    order = {number: index for index, number in enumerate(before)}
    gone = [spec for spec in old if spec.number not in pairs.new]
    for spec in new:
        was = pairs.old.get(spec.number)
        if was is None:
            yield SchemaChange("question", "added", spec.number, new=spec.prompt)
            continue
        while gone and order[gone[0].number] < order[was]:
            yield _removed(gone.pop(0))
        yield from _question(before[was], spec)
    yield from map(_removed, gone)


def _removed(spec: QuestionSpec) -> SchemaChange:
    return SchemaChange("question", "removed", spec.number, spec.number, old=spec.prompt)


def _question(old: QuestionSpec, new: QuestionSpec) -> Iterator[SchemaChange]:
    about = SchemaChange("question", "moved", new.number, old.number)
    if old.number != new.number:
        yield about
    for field in _TEXTS:
        for change in _text("question", field, getattr(old, field) or None, getattr(new, field) or None):
            yield change._replace(number=new.number, was=old.number)
    for field in ("words", "images"):
        limits = getattr(old, field), getattr(new, field)
        if limits[0] != limits[1]:
            yield about._replace(kind="limits", field=field, old=_range(limits[0]), new=_range(limits[1]))
    if old.tight != new.tight:
        texts = ", ".join(old.tight), ", ".join(new.tight)
        yield about._replace(kind="layout", field="tight", old=texts[0], new=texts[1])


def _range(limits: Limits | None) -> str:
    return allowed(*limits) if limits else "any"
