"""Validates a schema file: returns its document, or all mistakes with their places."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from reportlint.diagnostic import Diagnostic, Finding, Levels, Rule, Severity, W, diagnostic
from reportlint.formatting import allowed, plural
from reportlint.schema import store, structure
from reportlint.schema import yaml as nodes
from reportlint.schema.layers import Find, Layers, inherited, layers
from reportlint.schema.limits import read_limits
from reportlint.schema.model import KINDS, Kind, Schema
from reportlint.schema.numbering import gaps, is_key
from reportlint.schema.order import misplaced
from reportlint.schema.resolve import Document, mapping, resolve
from reportlint.schema.rules import (
    INCOMPLETE,
    LIMITS,
    NUMBERING,
    ORDER,
    STRUCTURE,
    KeyPath,
    Located,
)
from reportlint.schema.structure import JsonSchema, lacking, name_of
from reportlint.schema.yaml import YamlTree
from reportlint.source import Source

__all__ = ["Find", "load_document", "load_schema"]


def load_schema(source: Source, find: Find) -> tuple[Schema | None, list[Diagnostic]]:
    """Return the schema in a schema file, unless a mistake in it is an error, and its mistakes.

    `find` returns the document of a bundled edition by its id and raises `LookupError` for any other. Never
    raises, whatever the text of `source`.
    """
    document, diagnostics = load_document(source, find)
    return (resolve(document, find) if document else None), diagnostics


def load_document(
    source: Source, find: Find, json_schema: JsonSchema | None = None
) -> tuple[Document | None, list[Diagnostic]]:
    """Return the document in a schema file, ready for `resolve`, and its mistakes in order.

    There is no document if a mistake is an error. `find` is as for `load_schema`; `json_schema` is the
    bundled one by default. Never raises, whatever the text of `source`.
    """
    tree, mistakes = nodes.read(source)
    if tree is None:
        return None, _diagnostics(mistakes)
    if newer := _newer_format(tree):
        return None, _diagnostics([newer])
    base, problems = inherited(tree, find)
    mistakes += problems
    mistakes += _check(tree, base, json_schema or store.json_schema(), mistakes)
    broken = base is None or any(mistake.severity is Severity.ERROR for mistake in mistakes)
    return None if broken else tree.document, _diagnostics(mistakes)


def _newer_format(tree: YamlTree) -> Located | None:
    """Return the mistake of a file with a newer format; nothing else can be checked then."""
    number = tree.document.get("format")
    if not isinstance(number, int) or number <= FORMAT:
        return None
    message = (
        f"this file is of format {number}, and this version of reportlint reads {FORMAT}: update reportlint"
    )
    return Located(STRUCTURE, Finding(tree.places[("format",)], message))


def _check(
    tree: YamlTree, base: Document | None, json_schema: JsonSchema, known: list[Located]
) -> list[Located]:
    """Return the mistakes beyond `known` ones, without those that follow from others."""
    found = list(structure.check(tree, json_schema))
    if any(mistake.path == ("revisions",) for mistake in found):
        # There are none to look at, or too many.
        return found
    doubts = [_field(mistake.path) for mistake in [*known, *found]]
    revisions = layers(tree, base or {})
    found += [*limits(revisions), *sizes(revisions), *order(tree)]
    if base is None or structure.misspells_extends(tree, json_schema):
        return found
    if not any(len(doubt) <= 2 and doubt[:1] in ((), ("questions",), ("sections",)) for doubt in doubts):
        found += numbering(revisions)
    return found + list(incomplete(revisions, json_schema, doubts))


def _field(path: KeyPath) -> KeyPath:
    """Return the path within a revision of a place in a patch or in the body."""
    return path[2:] if path[:1] == ("revisions",) else path


def _diagnostics(mistakes: Iterable[Located]) -> list[Diagnostic]:
    ordered = sorted(mistakes, key=lambda mistake: mistake.finding.span.start)
    return [diagnostic(mistake.rule, mistake.finding, mistake.severity) for mistake in ordered]


FORMAT = 1
"""The format of schema files that this version reads and writes."""
_MOST_QUESTIONS, _MOST_GROUPS, _MOST_ITEMS = 200, 100, 300
"""Maximum number of each in a template: several times what any course has; some are compared in pairs."""
_HINT_LENGTH = 500
"""Maximum length of a hint in the JSON Schema; reading shorter ones takes no time."""


class _RevisionProblem(NamedTuple):
    """A problem in one revision."""

    causes: frozenset[Hashable]
    """Deduplicates it across revisions: without a new cause, it is the same problem."""
    message: str
    places: tuple[KeyPath, ...]
    """Candidate locations, most specific first."""
    levels: Levels | None = None


def limits(layers: Layers) -> Iterator[Located]:
    """Yield limits that no number satisfies, and limits that contradict their hint (RL904)."""
    return _placed(LIMITS, layers, _wrong_limits)


def sizes(layers: Layers) -> Iterator[Located]:
    """Yield questions, and groups and items of a checklist, that are too many (RL902)."""
    return _placed(STRUCTURE, layers, _too_many)


def _too_many(fields: Document) -> Iterator[_RevisionProblem]:
    groups = mapping(mapping(fields.get("checklist")).get("groups"))
    items = sum(len(items) for items in groups.values() if isinstance(items, list))
    for path, number, most, noun in (
        (("questions",), len(_questions(fields)), _MOST_QUESTIONS, "question"),
        (("checklist", "groups"), len(groups), _MOST_GROUPS, "group"),
        (("checklist", "groups"), items, _MOST_ITEMS, "item"),
    ):
        if number > most:
            message = f"this template has {plural(number, noun)}, but may have {most} at most"
            yield _RevisionProblem(frozenset({noun}), message, (path,))


def numbering(layers: Layers) -> Iterator[Located]:
    """Yield gaps in the numbers, numbers mixed with letters, and names without a question (RL905)."""
    if not layers.revisions or not all(map(_questions, layers.revisions.values())):
        return  # RL902 or RL907 reports this; names of questions are not at fault.
    yield from _placed(NUMBERING, layers, _misnumbered)
    known = {key for fields in layers.revisions.values() for key in _questions(fields)}
    for key, value in mapping(mapping(layers.tree.document.get("course")).get("formats")).items():
        if key not in known and is_key(key) and value is not None:
            span = layers.tree.keys[("course", "formats", key)]
            message = f"a format names question {key}, which does not exist"
            yield Located(NUMBERING, Finding(span, message))


def order(tree: YamlTree) -> Iterator[Located]:
    """Yield the revisions that are below an older one (RL908)."""
    for name, older in misplaced(list(mapping(tree.document.get("revisions")))):
        path = ("revisions", name)
        message = f"the revision {name} is below the older {older}: the newest comes first"
        yield Located(ORDER, Finding(tree.keys[path], message), path)


def incomplete(layers: Layers, json_schema: JsonSchema, doubts: Iterable[KeyPath]) -> Iterator[Located]:
    """Yield the keys that revisions lack (RL907), except in or around one of `doubts`."""
    known = list(doubts)

    def check(fields: Document) -> Iterator[_RevisionProblem]:
        for path, key in lacking(fields, json_schema):
            if not any(doubt[: len(path)] == path or path[: len(doubt)] == doubt for doubt in known):
                yield _lack(path, key)

    return _placed(INCOMPLETE, layers, check)


def _lack(path: KeyPath, key: str | None) -> _RevisionProblem:
    name = name_of(path) if path else "this revision"
    what = f"lacks the key `{key}`" if key else "is empty"
    places = [(*path, key)] if key else []
    if path:
        places.append(path)
    return _RevisionProblem(
        frozenset({(path, key)}), f"with all patches applied, {name} {what}", tuple(places)
    )


def _placed(
    rule: Rule, layers: Layers, check: Callable[[Document], Iterable[_RevisionProblem]]
) -> Iterator[Located]:
    """Yield the problems that `check` finds, each at the newest revision that has it."""
    seen: set[Hashable] = set()
    for revision, fields in layers.revisions.items():
        for found in check(fields):
            if found.causes - seen:
                seen |= found.causes
                place = layers.stated(revision, *found.places) or ("revisions", revision)
                span = layers.tree.places[place]
                yield Located(rule, Finding(span, found.message, levels=found.levels))


def _questions(fields: Document) -> Mapping[str, Any]:
    return mapping(fields.get("questions"))


def _wrong_limits(fields: Document) -> Iterator[_RevisionProblem]:
    for number, value in _questions(fields).items():
        question = mapping(value)
        hint = question.get("hint")
        hinted = read_limits("", hint[:_HINT_LENGTH]) if isinstance(hint, str) else {}
        for kind in KINDS:
            limits = {end: n for end, n in mapping(question.get(kind)).items() if isinstance(n, int)}
            said = {} if limits.get("by_hand") else hinted.get(kind, {})
            yield from _wrong_pair(number, kind, limits, said)


def _wrong_pair(
    number: str, kind: Kind, limits: Mapping[str, int], said: Mapping[str, int]
) -> Iterator[_RevisionProblem]:
    least, most = limits.get("min"), limits.get("max")
    path = ("questions", number, kind)
    cause = (path, least, most)
    if least is not None and most is not None and least > most:
        message = f"question {number} allows from {least} to {most} {kind}, which no number satisfies"
        yield _RevisionProblem(frozenset({cause}), message, (path,))
    elif limits and any(limits.get(end) != said[end] for end in said):
        noun = kind.removesuffix("s")
        stated, hint = (allowed(ends.get("min"), ends.get("max"), noun) for ends in (limits, said))
        message = (
            f"question {number} allows {stated}, but its hint says {hint}: correct one of the two, or add "
            "`by_hand: true` to the limits"
        )
        places = (path, ("questions", number, "hint"))
        yield _RevisionProblem(frozenset({(cause, *said.items())}), message, places, (W, W))


def _misnumbered(fields: Document) -> Iterator[_RevisionProblem]:
    keys = [key for key in _questions(fields) if is_key(key)]
    if len({key.isalpha() for key in keys}) == 2:
        odd = next(key for key in keys if key.isalpha() != keys[0].isalpha())
        message = f"question {odd} is among questions such as {keys[0]}: use numbers or letters, not both"
        yield _RevisionProblem(frozenset({"mixed"}), message, (("questions", odd),))
        return
    known = set(keys)
    for hole, following in gaps(keys):
        what = f"question {hole[0]} is" if len(hole) == 1 else f"questions {hole[0]} to {hole[-1]} are"
        places = (("questions", hole[0]), ("questions", following))
        yield _RevisionProblem(frozenset(hole), f"{what} missing before question {following}", places)
        known.update(hole)
    yield from _lost_sections(fields, known)


def _lost_sections(fields: Document, known: set[str]) -> Iterator[_RevisionProblem]:
    for key in mapping(fields.get("sections")) if known else ():
        if key not in known and is_key(key):
            message = f"a section begins at question {key}, which does not exist"
            yield _RevisionProblem(
                frozenset({("section", key)}), message, (("sections", key), ("questions", key))
            )
