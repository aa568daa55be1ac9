"""The differences between two revisions, as text, Markdown or JSON; reworded texts word by word."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from reportlint.formatting import escaped, json_safe, printable
from reportlint.schema.diff import SchemaChange
from reportlint.words import aligned

SCHEMA_VERSION = 1

_AROUND = 5
"""Number of unchanged words to show on either side of a change."""


class RevisionName(NamedTuple):
    """A revision and its edition."""

    template: str
    revision: str

    def __str__(self) -> str:
        return f"{self.template}@{self.revision}"


class DiffPiece(NamedTuple):
    """A run of words that were kept, removed or added."""

    kind: Literal["same", "removed", "added"]
    text: str


Show = Callable[[DiffPiece], str]


def as_text(old: RevisionName, new: RevisionName, changes: Sequence[SchemaChange]) -> str:
    """Return the changes for a terminal: `[-removed-]`, `{+added+}`."""
    lines = [f"{old} -> {new}"]
    for title, entries in _blocks(changes, _plainly):
        lines += ["", title, *(f"  {entry}" for entry in entries)]
    return "".join(f"{printable(line)}\n" for line in lines if changes or line) + ("" if changes else _NONE)


def as_markdown(old: RevisionName, new: RevisionName, changes: Sequence[SchemaChange]) -> str:
    """Return the changes for the description of a pull request."""
    lines = [f"### {escaped(str(old))} → {escaped(str(new))}"]
    for title, entries in _blocks(changes, _richly):
        lines += ["", f"**{escaped(title)}**", "", *(f"- {entry}" for entry in entries)]
    return "".join(f"{line}\n" for line in lines) + ("" if changes else f"\n{_NONE}")


_NONE = "no difference\n"


def as_json(old: RevisionName, new: RevisionName, changes: Sequence[SchemaChange]) -> str:
    """Return the changes for programs, complete."""
    entries = [{**change._asdict(), "words": _pieces_of(change)} for change in changes]
    document = {
        "schema_version": SCHEMA_VERSION,
        "old": old._asdict(),
        "new": new._asdict(),
        "changes": entries,
    }
    return json_safe(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def pieces(old: str, new: str) -> list[DiffPiece]:
    """Return the words of two texts as runs that were kept, removed or added."""
    before, after = old.split(), new.split()
    found = []
    for same, (a, b), (c, d) in aligned(before, after):
        if same:
            found.append(DiffPiece("same", " ".join(before[a:b])))
            continue
        if b > a:
            found.append(DiffPiece("removed", " ".join(before[a:b])))
        if d > c:
            found.append(DiffPiece("added", " ".join(after[c:d])))
    return found


def _pieces_of(change: SchemaChange) -> list[DiffPiece] | None:
    reworded = change.kind == "reworded" and change.old is not None and change.new is not None
    return pieces(change.old or "", change.new or "") if reworded else None


def _blocks(changes: Sequence[SchemaChange], show: Show) -> Iterator[tuple[str, list[str]]]:
    """Yield the title of each question, section or group, and a line for each of its changes."""
    parts = [list(group) for _, group in groupby(changes, key=lambda c: (c.part, c.number, c.was, c.group))]
    for _, run in groupby(enumerate(parts), key=_shift):
        found = [group for _, group in run]
        if len(found) > 1:
            first, last = found[0][0], found[-1][0]
            yield f"questions {first.number}-{last.number}", [f"moved: they were {first.was}-{last.was}"]
            continue
        for group in found:
            yield _title(group[0]), [_line(change, show) for change in group]


def _shift(entry: tuple[int, Sequence[SchemaChange]]) -> tuple[int, int]:
    """Return a key that is equal for consecutive questions moved by the same distance."""
    index, (first, *others) = entry
    only_moved = first.part == "question" and first.kind == "moved" and not others
    if only_moved and isinstance(first.number, int) and isinstance(first.was, int):
        return first.number - first.was, first.number - index
    return 0, -index - 1


def _title(change: SchemaChange) -> str:
    if change.part == "question":
        moved = change.was not in (None, change.number)
        return f"question {change.number}" + (f" (was {change.was})" if moved else "")
    if change.part == "section":
        return f"section from question {change.number}"
    return f"checklist, {change.group}" if change.group else change.part


def _line(change: SchemaChange, show: Show) -> str:
    if change.kind == "limits":
        return f"{change.field}: {change.old} -> {change.new}"
    what = f"{change.field} {change.kind}".strip()
    if words := _pieces_of(change):
        if all(piece.kind == "same" for piece in words):
            return f"{what}: only spaces and line breaks"
        return f"{what}: " + " ".join(show(piece) for piece in _elided(words))
    if change.kind == "moved" and change.part == "question":
        return f"moved: it was {change.was}"
    if change.kind == "layout":
        return f"no empty line: {change.old or 'none'} -> {change.new or 'none'}"
    text = change.new if change.old is None else change.old
    return f"{what}: {show(DiffPiece('same', ' '.join(text.split())))}" if text else what


def _elided(words: Sequence[DiffPiece]) -> Iterator[DiffPiece]:
    """Yield the pieces; of long unchanged runs only their ends."""
    for index, piece in enumerate(words):
        run = piece.text.split()
        head = run[:_AROUND] if index else []
        tail = run[-_AROUND:] if index + 1 < len(words) else []
        if piece.kind == "same" and len(run) > len(head) + len(tail) + 1:
            yield DiffPiece("same", " ".join([*head, "…", *tail]))
        else:
            yield piece


def _plainly(piece: DiffPiece) -> str:
    return {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}[piece.kind].format(piece.text)


def _richly(piece: DiffPiece) -> str:
    return {"same": "{}", "removed": "~~{}~~", "added": "**{}**"}[piece.kind].format(escaped(piece.text))
