"""From a schema file to its document and its `Schema`, or to everything that is wrong with it."""

from collections.abc import Iterable

from reportlint.diagnostic import Diagnostic
from reportlint.schema import checks, nodes, store, structure
from reportlint.schema.layers import Find, inherited, layers, tidy
from reportlint.schema.mistake import SCHEMA_RULES, Mistake, Path
from reportlint.schema.model import Schema
from reportlint.schema.nodes import Tree
from reportlint.schema.resolve import Document, resolve
from reportlint.schema.structure import JsonSchema
from reportlint.source import Source

__all__ = ["SCHEMA_RULES", "Find", "load_document", "load_schema"]


def load_schema(source: Source, find: Find) -> tuple[Schema | None, list[Diagnostic]]:
    """Return the schema that a schema file describes, or nothing and its mistakes.

    `find` gives the document of a bundled edition by its id and raises `LookupError` for any other.
    No text of `source` makes this raise.
    """
    document, diagnostics = load_document(source, find)
    return (resolve(document, find) if document else None), diagnostics


def load_document(
    source: Source, find: Find, json_schema: JsonSchema | None = None
) -> tuple[Document | None, list[Diagnostic]]:
    """Return the document in a schema file, fit for `resolve`, or nothing and its mistakes, in their order.

    `find` is as for `load_schema`; `json_schema` is the bundled one unless given. No text of `source`
    makes this raise.
    """
    tree, mistakes = nodes.read(source)
    if tree is None:
        return None, _diagnostics(mistakes)
    base, problems = inherited(tree, find)
    mistakes += problems
    mistakes += _check(tree, base, json_schema or store.json_schema(), mistakes)
    if mistakes or base is None:
        return None, _diagnostics(mistakes)
    return tidy(tree.document, base), []


def _check(tree: Tree, base: Document | None, json_schema: JsonSchema, known: list[Mistake]) -> list[Mistake]:
    """Return the mistakes beyond `known` ones; what follows from those or from each other is left out."""
    found = list(structure.check(tree, json_schema))
    if any(mistake.path == ("revisions",) for mistake in found):
        # There are none to look at, or too many.
        return found
    doubts = [_field(mistake.path) for mistake in [*known, *found]]
    revisions = layers(tree, base or {})
    found += checks.limits(revisions)
    if base is None or structure.misspells_extends(tree, json_schema):
        return found
    if not any(len(doubt) <= 2 and doubt[:1] in ((), ("questions",), ("sections",)) for doubt in doubts):
        found += checks.numbering(revisions)
    return found + list(checks.incomplete(revisions, json_schema, doubts))


def _field(path: Path) -> Path:
    """Return the path within a revision of what stands in a patch or in the body."""
    return path[2:] if path[:1] == ("revisions",) else path


def _diagnostics(mistakes: Iterable[Mistake]) -> list[Diagnostic]:
    return [mistake.diagnostic() for mistake in sorted(mistakes, key=lambda mistake: mistake.span.start)]
