"""Adds a revision to a schema file and leaves everything else unchanged."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from reportlint.schema.limits import read_limits
from reportlint.schema.model import KINDS, Kind, QuestionSpec
from reportlint.schema.order import place
from reportlint.schema.pairing import pair_questions
from reportlint.schema.resolve import Document, difference, fields_of, inherited
from reportlint.schema.rules import KeyPath
from reportlint.schema.yaml import YamlTree, dump, fragment, read
from reportlint.source import Source

_CARRIED = ("format", "template", "extends", "course")


def add_revision(
    document: Document, fields: Document, revision: str, find: Callable[[str], Document]
) -> Document:
    """Return `document` with a revision of these fields: the newest, unless its name is an earlier date.

    It and the one below state only their differences from the one above; all others stay as they were.
    """
    whole = fields_of(document, find)
    names = list(whole)
    at = place(revision, names)
    names.insert(at, revision)
    whole[revision] = fields
    patches = {name: document["revisions"].get(name, {}) for name in names}
    for above, name in pairwise(names):
        if revision in (above, name):
            patches[name] = difference(whole[above], whole[name])
    base = inherited(document["extends"], find) if "extends" in document else {}
    body = difference(base, fields) if at == 0 else document
    return {
        **{key: document[key] for key in _CARRIED if key in document},
        **{key: value for key, value in body.items() if key not in _CARRIED},
        "revisions": patches,
    }


def beside(document: Document, revision: str) -> str:
    """Return the newer neighbour of a revision called `revision` in `document`."""
    names: list[str] = list(document["revisions"])
    return names[max(0, place(revision, names) - 1)]


def with_forms(fields: Document, old: Document) -> Document:
    """Return `fields` with the forms of `old` for parts that the template lacks: examples, a checklist."""
    unsaid = [] if any("example" in question for question in fields["questions"].values()) else ["example"]
    unsaid += [] if "checklist" in fields else ["item"]
    known = {name: old["forms"][name] for name in unsaid if name in old["forms"]}
    return {**fields, "forms": {**fields["forms"], **known}}


def with_limits(fields: Document, limits: Mapping[str, Mapping[Kind, Any]]) -> Document:
    """Return `fields` with those of the `limits`, by question and kind, that the template does not state.

    Limits that a person marked as intended take precedence over the template's.
    """
    questions = {
        number: question
        | {k: v for k, v in limits.get(number, {}).items() if k not in question or v.get("by_hand")}
        for number, question in fields["questions"].items()
    }
    return {**fields, "questions": questions}


def limits_by_hand(fields: Document, new: Document) -> dict[str, dict[Kind, Any]]:
    """Return the limits that a person set, for questions of `new` that `fields` has as well.

    These are limits that the template does not state, and those marked as intended, as long as the template
    states the same.
    """
    pairs = pair_questions(_specs(fields), _specs(new)).old
    found: dict[str, dict[Kind, Any]] = {}
    for number, question in new["questions"].items():
        old = fields["questions"].get(pairs.get(number), {})
        said, says = (read_limits(q.get("prompt", ""), q.get("hint")) for q in (old, question))
        found[number] = {
            kind: old[kind]
            for kind in KINDS
            if kind in old and said.get(kind) == says.get(kind)
            if kind not in said or old[kind].get("by_hand")
        }
    return found


def _specs(fields: Document) -> list[QuestionSpec]:
    """Return the questions of some fields by key, with the parts needed for pairing."""
    return [
        QuestionSpec(key, question["prompt"], question.get("hint"), question.get("example"))
        for key, question in fields["questions"].items()
    ]


def rewrite(source: Source, document: Document) -> str:
    """Return the text of a valid schema file, rewritten to hold `document`.

    Comments stay: those on separate lines above a key, and all in unchanged parts.
    """
    tree, _ = read(source)
    if tree is None or not tree.document:
        return dump(document)
    writer = _EntryWriter(source, tree)
    if not writer.is_block((), 0):
        return dump(document)
    lines = list(writer.mapping((), tree.document, document, 0, len(source.lines)))
    return "\n".join(lines).rstrip("\n") + "\n"


def with_remarks(text: str, remarks: Mapping[KeyPath, str]) -> str:
    """Return the text of a schema file with comments above some of its keys."""
    source = Source("", text)
    tree, _ = read(source)
    lines = list(source.lines)
    keys = tree.keys if tree else {}
    found = ((keys[path], remark) for path, remark in remarks.items() if path in keys)
    for span, remark in sorted(found, reverse=True):
        place = source.position(span.start)
        lines.insert(place.line - 1, f"{' ' * (place.column - 1)}# {remark}")
    return "\n".join(lines)


class _EntryWriter:
    """Rewrites a file's mappings that are written as blocks, one key per line."""

    def __init__(self, source: Source, tree: YamlTree) -> None:
        self.source, self.tree = source, tree

    def is_block(self, path: KeyPath, first: int) -> bool:
        """Whether the keys of the mapping at `path` are on separate lines from `first` on."""
        begins = [span.start for key, span in self.tree.keys.items() if key[:-1] == path]
        lines = [self.source.line_at(begin) for begin in begins]
        blank = (
            not self.source.text[self.source.starts[line] : begin].strip()
            for line, begin in zip(lines, begins, strict=True)
        )
        return bool(lines) and min(lines) >= first and len(set(lines)) == len(lines) and all(blank)

    def mapping(self, path: KeyPath, old: Document, new: Document, begin: int, end: int) -> Iterator[str]:
        """Yield the lines of a mapping that was between two lines."""
        starts = [self._line((*path, key)) for key in old]
        leads = [self._lead(start, begin) for start in starts]
        ends = dict(zip(old, [*leads[1:], end], strict=True))
        indent = self.source.position(self.tree.keys[(*path, next(iter(old)))].start).column - 1
        yield from self.source.lines[begin : leads[0]]
        for key in _ordered(old, new, by_new=path[-1:] == ("groups",)):
            if key not in old:
                yield from fragment(key, new[key], indent)
                continue
            start = self._line((*path, key))
            yield from self.source.lines[self._lead(start, begin) : start]
            yield from self._entry((*path, key), old[key], new[key], (start, ends[key], indent))

    def _entry(self, path: KeyPath, old: Any, new: Any, place: tuple[int, int, int]) -> Iterator[str]:
        start, end, indent = place
        if old == new:
            yield from self.source.lines[start:end]
        elif isinstance(old, Mapping) and isinstance(new, Mapping) and new and self.is_block(path, start + 1):
            yield self.source.lines[start]
            yield from self.mapping(path, old, new, start + 1, end)
        else:
            yield from fragment(str(path[-1]), new, indent)

    def _line(self, path: KeyPath) -> int:
        return self.source.line_at(self.tree.keys[path].start)

    def _lead(self, line: int, begin: int) -> int:
        """Return the first line of comments and blank lines above a key, but below the line `begin`."""
        indent = len(self.source.lines[line]) - len(self.source.lines[line].lstrip())
        lead = line
        for above in range(line - 1, begin - 1, -1):
            text = self.source.lines[above]
            if text.strip() and (len(text) - len(text.lstrip()) != indent or text.lstrip()[0] != "#"):
                break
            lead = above if text.strip() else lead
        return lead


def _ordered(old: Document, new: Document, *, by_new: bool) -> list[str]:
    """Return the keys of `new`: old ones in their order, each new one after the key above it."""
    if by_new:
        return list(new)
    keys = [key for key in old if key in new]
    above = None
    for key in new:
        if key not in old:
            keys.insert(keys.index(above) + 1 if above is not None else 0, key)
        above = key
    return keys
