"""The layers of a schema file (the base it extends, its body, its patches), merged into revisions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reportlint.diagnostic import Finding
from reportlint.formatting import quoted
from reportlint.schema.resolve import Document, layered, over, whole
from reportlint.schema.rules import EXTENDS, KeyPath, Located
from reportlint.schema.yaml import YamlTree

Find = Callable[[str], Document]
"""Returns the document of a bundled edition by its id; raises `LookupError` if there is none."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The revisions of a document; tolerates anything a broken file holds."""

    tree: YamlTree
    revisions: Mapping[str, Document]
    """The fields of each revision with all patches applied, `course` included, newest first."""

    def stated(self, revision: str, *paths: KeyPath) -> KeyPath | None:
        """Return where the file last states one of `paths` for a revision; None if nowhere."""
        names = list(self.revisions)
        patches: list[KeyPath] = [("revisions", name) for name in names[: names.index(revision) + 1]]
        for layer in (*reversed(patches), ()):
            for path in paths:
                if (*layer, *path) in self.tree.places:
                    return (*layer, *path)
        return None


def inherited(tree: YamlTree, find: Find) -> tuple[Document | None, list[Located]]:
    """Return the whole document that the file extends, and mistakes in naming it (RL906).

    The document is empty if the file extends nothing, and None if it cannot be found.
    """
    if "extends" not in tree.document:
        return {}, []
    chain = [tree.document.get("template")]
    name = first = tree.document["extends"]
    while isinstance(name, str):
        chain.append(name)
        if problem := _broken_link(chain, find):
            span = tree.places[("extends",)]
            return None, [Located(EXTENDS, Finding(span, problem), ("extends",))]
        name = find(name).get("extends")
    return (whole(find(first), find) if isinstance(first, str) else None), []


def _broken_link(chain: list[Any], find: Find) -> str | None:
    """Return what is wrong with the last link in a chain of editions, each of which extends the next."""
    *names, last = chain
    if last in names:
        links = ", which extends ".join(quoted(name) for name in chain[1:])
        return f"the edition {quoted(names[0])} extends " + ("itself" if len(chain) == 2 else links)
    try:
        find(last)
    except LookupError:
        return f"there is no bundled edition {quoted(last)} to extend"
    return None


def layers(tree: YamlTree, base: Document) -> Layers:
    """Return the layers of a document on top of the `base` that it extends."""
    return Layers(tree, layered(over(base, tree.document), tree.document.get("revisions")))
