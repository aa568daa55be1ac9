"""The limits in a course's own checking script, read from its syntax tree; the script never runs.

It has one list or mapping with an entry for each question: calls of classes or functions, or of `partial`,
whose names say what is counted and whose numbers are the limits. Several are wrapped in another call.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from reportlint.schema.model import Kind, Limits

_KINDS: Mapping[Kind, tuple[str, ...]] = {
    "images": ("image", "figure", "screenshot", "picture"),
    "words": ("length", "word"),
}
"""Parts of the names by which a script tells what it counts."""
EntryKey = TypeVar("EntryKey")
_ENDS = {"min": ("min", "low"), "max": ("max", "high", "upp")}


class ScriptError(ValueError):
    """The script has no limits that can be read; the message says why."""


class ScriptLimit(NamedTuple):
    """A limit and its line."""

    ends: Limits
    line: int


class ScriptEntry(NamedTuple):
    """What a script allows in one answer, by `words` and `images`."""

    line: int
    limits: Mapping[Kind, ScriptLimit]
    unread: tuple[int, ...] = ()
    """Lines that were not understood."""


def read_script(text: str) -> list[ScriptEntry]:
    """Return the entries of a script's questions in order; raises `ScriptError` if there are none."""
    try:
        tree = ast.parse(text)
        return _ScriptReader(tree).read()
    except SyntaxError as error:
        raise ScriptError(f"line {error.lineno}: this is not Python: {error.msg}") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise ScriptError(str(error) or "this is nested too deep") from None


class _ScriptReader:
    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.constants = dict(_constants(tree))

    def read(self) -> list[ScriptEntry]:
        lists = [found for node in ast.walk(self.tree) if (found := list(_members(node)))]
        entries = [[self._entry(node) for node in nodes] for nodes in lists]
        best = max(entries, key=_size, default=[])
        if not any(entry.limits for entry in best):
            raise ScriptError("there is no list of limits in it")
        return best

    def _entry(self, node: ast.expr) -> ScriptEntry:
        limits: dict[Kind, ScriptLimit] = {}
        unread = [] if isinstance(node, ast.Call | ast.Name) else [node.lineno]
        for call in (inner for inner in ast.walk(node) if isinstance(inner, ast.Call)):
            for kind, ends in self._stated(call):
                if ends is None:
                    unread.append(call.lineno)
                else:
                    limits[kind] = ScriptLimit(ends, call.lineno)
        return ScriptEntry(node.lineno, limits, tuple(unread))

    def _stated(self, call: ast.Call) -> Iterator[tuple[Kind, Limits | None]]:
        """Yield the kind and limits in a call; limits are None if their numbers are not understood."""
        name, arguments = _name(call.func), list(call.args)
        if name == "partial" and arguments:
            name = _name(arguments.pop(0))
        if kind := _kind_of(name):
            yield kind, self._ends(arguments, call.keywords)
            return
        for keyword in call.keywords:
            kind = _kind_of(keyword.arg or "")
            if kind and isinstance(keyword.value, ast.Tuple | ast.List):
                yield kind, self._ends(keyword.value.elts, [])

    def _ends(self, arguments: Sequence[ast.expr], keywords: Sequence[ast.keyword]) -> Limits | None:
        """Return the limits in arguments; None if one is not understood, or may be either end."""
        found = dict(zip(_ENDS, map(self._number, arguments), strict=False))
        for keyword in keywords:
            if end := _which(keyword.arg or "", _ENDS):
                found[end] = self._number(keyword.value)
        either = len(found) == len(arguments) == 1
        return None if either or not found or None in found.values() else Limits(*map(found.get, _ENDS))

    def _number(self, node: ast.expr) -> int | None:
        if isinstance(node, ast.Name):
            return self.constants.get(node.id)
        return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def _size(entries: Sequence[ScriptEntry]) -> tuple[int, int]:
    return sum(bool(entry.limits) for entry in entries), len(entries)


def _constants(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            value = node.value.value
            if type(value) is int:
                yield from ((target.id, value) for target in node.targets if isinstance(target, ast.Name))


def _members(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the entries of a list or a mapping."""
    if isinstance(node, ast.List | ast.Tuple):
        yield from node.elts
    elif isinstance(node, ast.Dict):
        yield from node.values


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _kind_of(name: str) -> Kind | None:
    return _which(name, _KINDS)


def _which(name: str, words: Mapping[EntryKey, tuple[str, ...]]) -> EntryKey | None:
    return next((kind for kind, parts in words.items() if any(part in name.lower() for part in parts)), None)
