"""Finds the file that a wrong path was meant for: the same name elsewhere, or a similar one."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from reportlint.repository.names import PICTURES
from reportlint.repository.workspace import PathEntry, Workspace

_NAMES = 1000
"""In larger folders, similar names are not searched for."""
PATH = re.compile(r"[/\\]|\.\w+$")
"""Signs of a path, absent from words that hold the place of one."""
_DOMAIN = r"(?i)(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dk|dev|ai|app|eu)(?:/|$))"


class Near(NamedTuple):
    """A file that exists."""

    path: str
    """From the repository's top folder."""
    sure: bool
    """Whether no other file is as similar."""


def nearest_picture(workspace: Workspace, path: str, folder: str, shown: Collection[str]) -> Near | None:
    """Return the picture that `path` was meant for, if one is similar; those `shown` are excluded.

    `folder` is where the template wants pictures, such as `figures/`, or empty.
    """
    path = path.replace("\\", "/").strip()
    for entry in _elsewhere(workspace, path, folder):
        if entry.state == "file":
            return Near(entry.path, sure=True)
    named = workspace.find(path.rpartition("/")[0])
    folders = {
        _joined(workspace.folder, folder.rstrip("/")),
        *([named.path] if named.state == "folder" else []),
    }
    listed = (_joined(folder, name) for folder in sorted(folders) for name in workspace.files(folder))
    pictures = [name for name in listed if name.lower().endswith(PICTURES)]
    same = [name for name in pictures if _stem(name) == _stem(path)]
    if len(same) == 1:
        return Near(same[0], sure=True)
    return _similar(path, [name for name in pictures if name not in shown])


def _elsewhere(workspace: Workspace, path: str, folder: str) -> Iterator[PathEntry]:
    """Yield what the path leads to when read in other ways."""
    name = path.rpartition("/")[2]
    yield workspace.find(path)
    yield workspace.find(_from_top(path), "")
    if name:
        yield workspace.find(f"{folder}{name}")
        yield workspace.find(name)
        yield workspace.find(name, "")


def _from_top(path: str) -> str:
    """Return a path as if it began at the top of the repository."""
    while path.startswith(("/", "./", "../")):
        path = path.partition("/")[2]
    return path


def nearest_file(workspace: Workspace, path: str) -> Near | None:
    """Return the file or folder that the path of a link was meant for, if one is similar."""
    path = path.replace("\\", "/").strip()
    for entry in (workspace.find(path), workspace.find(_from_top(path), "")):
        if entry.state in ("file", "folder"):
            return Near(entry.path, sure=True)
    for start in (None, ""):
        folder = workspace.find(path.rstrip("/").rpartition("/")[0], start)
        names = [_joined(folder.path, name) for name in workspace.files(folder.path)]
        near = _similar(path, names) if folder.state == "folder" else None
        if near:
            return near
    return None


def is_domain(path: str) -> bool:
    """Whether text in place of a path begins like the address of a web page."""
    return re.match(_DOMAIN, path) is not None


def _similar(path: str, paths: Collection[str]) -> Near | None:
    """Return the path whose name is most similar to that of `path`."""
    # Few reports have a wrong path, and this import is slow.
    from difflib import get_close_matches

    names = {other.rpartition("/")[2].casefold(): other for other in paths}
    if len(names) > _NAMES:
        return None
    name = path.rstrip("/").rpartition("/")[2].casefold()[:100]
    close = get_close_matches(name, names, n=2, cutoff=0.7)
    sure = len(close) == 1 and bool(get_close_matches(name, close, cutoff=0.8))
    return Near(names[close[0]], sure) if close else None


def _stem(path: str) -> str:
    name = path.rpartition("/")[2].casefold()
    ending = next((ending for ending in PICTURES if name.endswith(ending)), "")
    return name.removesuffix(ending)


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
