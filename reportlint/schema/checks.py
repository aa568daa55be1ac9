"""What no JSON Schema can say of a schema file: limits, numbering, and whether revisions are complete."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlint.schema.layers import Layers, mapping
from reportlint.schema.mistake import INCOMPLETE, LIMITS, NUMBERING, Mistake, Path, Rule
from reportlint.schema.structure import JsonSchema, lacking, name_of
from reportlint.schema.template import read_limits

_KEY = re.compile(r"[1-9][0-9]{0,2}|[A-Z]")
_HINT_LENGTH = 500
"""The longest hint that the JSON Schema allows: what it says costs no time to read."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A mistake in a revision that others, made of the same layers, have too."""

    identity: Hashable
    message: str
    places: tuple[Path, ...]
    """What, stated last, made the mistake."""


def limits(layers: Layers) -> Iterator[Mistake]:
    """Yield limits that no number is within, and those that are not their hint's (RL904)."""
    for revision, found in _each_once(layers, _limits_of_all):
        # What the file does not state itself is the fault of the edition that it extends.
        if place := layers.stated(revision, *found.places):
            yield Mistake(rule=LIMITS, span=layers.tree.places[place], message=found.message)


def numbering(layers: Layers) -> Iterator[Mistake]:
    """Yield holes in the numbers, numbers mixed with letters, and names of no question (RL905)."""
    yield from _placed(NUMBERING, layers, _misnumbered)
    known = {key for fields in layers.revisions.values() for key in mapping(fields.get("questions"))}
    formats = mapping(mapping(layers.tree.document.get("course")).get("formats"))
    for key in formats if known else ():
        if key not in known:
            path = ("course", "formats", key)
            message = f"the format names question {key}, which does not exist"
            yield Mistake(rule=NUMBERING, span=layers.tree.keys[path], message=message)
