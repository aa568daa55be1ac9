"""Where an imported template's limits come from: its own words, the course's script, or a person."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportlint.formatting import allowed
from reportlint.schema.limits import Reading, read, stated
from reportlint.schema.model import KINDS, Kind
from reportlint.schema.resolve import Document
from reportlint.schema.script import ScriptEntry

Ends = Mapping[str, int]
"""Limits as in a schema file."""
FileNames = tuple[str, str]
"""The file names of the template and the script."""


class Origin(NamedTuple):
    """The limits of one kind for a question, and what the template says about them."""

    number: str
    kind: Kind
    limits: Ends | None
    """The limits in the schema; None if any number is allowed."""
    reading: Reading | None
    """None if the template says nothing about them."""
    line: int = 0
    """The line of that statement in the template, from 1."""
    text: str = ""
    """The text of that line, without its quote sign."""

    @property
    def said(self) -> Ends | None:
        """The limits that the template states, if understood."""
        return stated(self.reading.limits) if self.reading and self.reading.limits else None

    @property
    def unread(self) -> bool:
        """Whether the template mentions limits and the schema has none."""
        return self.reading is not None and self.limits is None

    @property
    def optional(self) -> bool:
        """Whether the template allows pictures without asking for any."""
        return self.reading is not None and self.reading.optional

    @property
    def advice(self) -> str:
        """The comment to write above the text in the schema file."""
        field = self.reading.field if self.reading else ""
        return f"no {self._limits} read from this {field}: add {self._example}, or leave it"

    def __str__(self) -> str:
        why = ": it asks for none" if self.optional else ""
        what = f"question {self.number}: no {self._limits} read from {self.text!r}{why}"
        return f"{what}; add {self._example} by hand"

    @property
    def _limits(self) -> str:
        return "limits" if self.kind == "words" else f"limits for {self.kind}"

    @property
    def _example(self) -> str:
        return f"`{self.kind}: {{min: A, max: B}}`"


def origins(text: str, fields: Document) -> Iterator[Origin]:
    """Yield the limits of each kind for each question of the blank template `text`, read as `fields`."""
    lines = text.split("\n")
    at = 0
    for number, question in fields["questions"].items():
        at = lines.index(fields["forms"]["heading"].format(number=number) + question.get("title", ""), at)
        readings = {reading.kind: reading for reading in read(question["prompt"], question.get("hint"))}
        for kind in KINDS:
            origin = Origin(number, kind, question.get(kind), readings.get(kind))
            if reading := origin.reading:
                own: list[str] = question[reading.field].split("\n")
                down = question[reading.field].count("\n", 0, reading.start)
                line = lines.index(f"> {own[0]}", at) + 1 + down
                origin = origin._replace(line=line, text=own[down])
            yield origin


def script_limits(fields: Document, entries: Sequence[ScriptEntry]) -> dict[str, dict[Kind, Ends]]:
    """Return the limits of a script's entries by the template's questions and kinds.

    Empty unless there are as many entries as questions: otherwise it is not known which belong together.
    """
    questions = fields["questions"]
    pairs = zip(questions, entries, strict=True) if len(questions) == len(entries) else ()
    return {
        number: {kind: stated(limit.ends) for kind, limit in entry.limits.items()} for number, entry in pairs
    }


def disagreements(found: Sequence[Origin], entries: Sequence[ScriptEntry], names: FileNames) -> Iterator[str]:
    """Yield a line for each limit in which a script and a blank template differ."""
    questions = found[:: len(KINDS)]
    if len(questions) != len(entries):
        yield (
            f"{names[0]} has {len(questions)} questions, {names[1]} has limits for {len(entries)}: "
            "none are taken from it, since nobody knows which belong together"
        )
        return
    for question, entry in zip(questions, entries, strict=True):
        for line in entry.unread:
            yield f"question {question.number}: the limit in {names[1]}:{line} is not understood"
        own = [origin for origin in found if origin.number == question.number]
        yield from filter(None, (_disagreement(origin, entry, names) for origin in own))


def _disagreement(origin: Origin, entry: ScriptEntry, names: FileNames) -> str | None:
    limit, said = entry.limits.get(origin.kind), origin.said
    ends = stated(limit.ends) if limit else None
    if ends == said or (limit is None and entry.unread):
        return None
    script, line = names[1], limit.line if limit else entry.line
    allows = f"{_numbers(ends or {})}{' of' * (not ends)} {origin.kind}"
    if said is None:
        return f"question {origin.number}: {allows}, as {script}:{line} has it: no hint says so"
    says = f"{names[0]}:{origin.line} says {_numbers(said)} {origin.kind}"
    return f"question {origin.number}: {says}, {script}:{line} allows {allows}: the schema has the template's"


def _numbers(limits: Ends) -> str:
    return allowed(limits.get("min"), limits.get("max"))


def script_places(
    fields: Document, entries: Sequence[ScriptEntry], script: str
) -> dict[tuple[str, Kind], tuple[Ends, str]]:
    """Return the limits of `script_limits`, each with its place in the script called `script`."""
    lines = [{kind: limit.line for kind, limit in entry.limits.items()} for entry in entries]
    return {
        (number, kind): (ends, f"{script}:{line[kind]}")
        for (number, limits), line in zip(script_limits(fields, entries).items(), lines, strict=False)
        for kind, ends in limits.items()
    }


def table(
    found: Sequence[Origin], template: str, scripts: Mapping[tuple[str, Kind], tuple[Ends, str]]
) -> Iterator[str]:
    """Yield the lines of a table of all questions' limits and their origins.

    `template` is the name of its file, `scripts` the result of `script_places`.
    """
    cells = [(_shown(origin), _place(origin, template, scripts)) for origin in found]
    rows = [("question", "words", "read in", "images", "read in")]
    rows += [
        (origin.number, *words, *images)
        for origin, words, images in zip(found[::2], cells[::2], cells[1::2], strict=True)
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _shown(origin: Origin) -> str:
    if origin.limits is not None:
        return _numbers(origin.limits)
    if origin.optional:
        return "none asked for"
    return "not read" if origin.unread else "any"


def _place(origin: Origin, template: str, scripts: Mapping[tuple[str, Kind], tuple[Ends, str]]) -> str:
    if origin.limits in (None, origin.said):
        return f"{template}:{origin.line}" if origin.reading else ""
    ends, place = scripts.get((origin.number, origin.kind), (None, ""))
    return place if ends == origin.limits else "by hand"
