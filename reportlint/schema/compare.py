"""Where a course's script and its template do not allow the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.schema.importer import line_of
from reportlint.schema.resolve import Document
from reportlint.schema.script import Entry

_FIELDS = {"words": "hint", "images": "prompt"}
"""What of a question says its limits."""


def script_limits(fields: Document, entries: Sequence[Entry]) -> dict[str, dict[str, dict[str, int]]]:
    """Return what a script's entries allow in the questions of a template, by question and kind."""
    return {
        number: {kind: {"min": limit.min, "max": limit.max} for kind, limit in entry.limits.items()}
        for number, entry in zip(fields["questions"], entries, strict=False)
    }


def disagreements(
    text: str, fields: Document, entries: Sequence[Entry], names: tuple[str, str]
) -> Iterator[str]:
    """Yield a line for each limit that a script and the blank template `text`, read as `fields`, differ in.

    `names` are those of the two files, the template's first.
    """
    questions = fields["questions"]
    if len(questions) != len(entries):
        yield (
            f"{names[0]} has {len(questions)} questions, {names[1]} has limits for {len(entries)}: "
            "none are taken from it, since nobody knows which belong together"
        )
        return
    for (number, question), entry in zip(questions.items(), entries, strict=True):
        for unread in entry.unread:
            yield f"question {number}: the limit in {names[1]}:{unread} is not understood"
        for kind, field in _FIELDS.items():
            said, limit = question.get(kind), entry.limits.get(kind)
            allowed = {"min": limit.min, "max": limit.max} if limit else None
            line = limit.line if limit else entry.line
            if said is None and allowed:
                what = f"{_range(allowed, kind)}, as {names[1]}:{line} has it"
                yield f"question {number}: {what}: no hint says so"
            elif said != allowed and not (limit is None and entry.unread):
                place = f"{names[0]}:{line_of(text, fields, number, field)}"
                what = f"says {_range(said, kind)}, {names[1]}:{line} allows {_range(allowed, kind)}"
                yield f"question {number}: {place} {what}: the schema has the template's"


def _range(limits: Mapping[str, Any] | None, kind: str) -> str:
    return f"{limits['min']}-{limits['max']} {kind}" if limits else f"any number of {kind}"
