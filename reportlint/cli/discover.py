"""Finds the reports to lint: the only reader of files besides the schema store."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reportlint.linter.input import InputFile
from reportlint.repository.globs import expand, fixed_part, is_pattern
from reportlint.repository.names import OWN_SCHEMA
from reportlint.repository.paths import (
    STDIN,
    exists,
    from_here,
    home_of,
    is_inside,
    shared_folder,
    spelled,
    top_folder,
)
from reportlint.repository.reader import FileError, read_file, read_start, reason_of
from reportlint.rules.registry import nearest
from reportlint.source import MAX_BYTES, Source, UnreadableError

CANDIDATES = ("reports/README.md", "reports/report.md", "report.md", "README.md")
"""Where a report is looked for, here and in the folder above, the likeliest first."""


_SKIPPED = frozenset({".git", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox"})
"""Folders that no report of a student stands in."""

_MAX_SCHEMA = 200_000
"""Bytes; a larger file is no schema: the largest of four editions has 26 kB."""


class UsageError(Exception):
    """The command line asks for what cannot be done; each argument is one line for the user."""


LooksLike = Callable[[InputFile], bool]
"""Says of a file whether it is a report."""


class Unopened(NamedTuple):
    """A path that could not be opened, and why."""

    name: str
    """Empty where the search found none."""
    reason: str
    absent: bool = False
    """Whether nothing is there, or no report in the folder."""


def find(
    paths: Sequence[str], looks_like: LooksLike, *, configured: bool = False
) -> Iterator[InputFile | Unopened]:
    """Yield the files that `paths` name, or what the search finds if there are none.

    Globs that no shell expanded are expanded here; a folder is searched for files that look like a
    report. What is `configured`, and not named for this run alone, has its location.
    """
    if not paths:
        yield _search(Path.cwd(), looks_like)
        return
    names = [name for path in paths for name in _expand(path, Path.cwd())]
    shared = shared_folder([name for name in names if name != STDIN])
    for name in names:
        for file in _named(name, looks_like, shared):
            yield _located(file) if configured and isinstance(file, InputFile) else file


def configured(path: str, folder: Path) -> list[str]:
    """Return what a path in a configuration in `folder` names, as seen from the working directory.

    Raises `UsageError` for what is not in the folder's repository, or names nothing that could be.
    """
    root = top_folder(folder) or folder
    try:
        inside = is_inside(folder / fixed_part(path), root)
        names = [folder / name for name in _expand(path, folder)] if inside else []
        inside = inside and all(is_inside(name, root) for name in names)
    except (OSError, ValueError, RuntimeError) as error:  # Python 3.13 no longer raises the last for a loop.
        raise UsageError(f"{path}: {reason_of(error)}") from None
    if not inside:
        raise UsageError(f"{path} leads out of the repository")
    return [from_here(name, Path.cwd()) for name in names]


def near_config(here: Path) -> Path | None:
    """Return the nearest pyproject.toml in a folder or above it, in its repository if it has one."""
    root = top_folder(here)
    for folder in (here, *here.parents):
        path = folder / "pyproject.toml"
        if os.path.lexists(path) and not os.path.isdir(path):  # noqa: PTH112  (`Path.is_dir` may raise)
            return Path(from_here(path, here))
        if folder == root:
            break
    return None


def read_config(path: Path, home: Path | None = None) -> str:
    """Return the text of a configuration; what is not UTF-8 in it is none of ours, or names nothing.

    Its links may not leave the folder `home`. Raises `UsageError`.
    """
    try:
        return read_file(path, home).decode("utf-8-sig", "replace")
    except FileError as error:
        raise UsageError(f"{path.as_posix()}: {error}") from None


def _expand(path: str, folder: Path) -> Sequence[str]:
    """Return what a pattern matches, or the path as it is."""
    if path == STDIN or not is_pattern(path) or exists(folder / path):
        return [path]
    return expand(path, folder) or [path]


def _located(file: InputFile) -> InputFile:
    """Return a file with its path in its repository, if it is in one."""
    path = Path(file.name)
    folder = path.parent.resolve()
    root = top_folder(folder)
    return file._replace(location=spelled(folder / path.name, root)) if root else file


def _named(name: str, looks_like: LooksLike, shared: Path | None) -> Iterator[InputFile | Unopened]:
    if name == STDIN:
        # Nothing where the process was started with a closed standard input.
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else None
        yield Unopened(STDIN, "closed") if data is None else InputFile(STDIN, data)
        return
    if not name:
        yield Unopened("''", "an empty path")
        return
    path = Path(name)
    if os.path.isdir(path):  # noqa: PTH112  (`Path.is_dir` raises for a name that is too long)
        yield from _in_folder(path, looks_like, shared)
    else:
        file = _open(path, home_of(path, shared))
        yield _with_suggestion(file) if isinstance(file, Unopened) and file.absent else file


def _in_folder(folder: Path, looks_like: LooksLike, shared: Path | None) -> Iterator[InputFile | Unopened]:
    opened = (_open(path, home_of(path, shared)) for path in _walk(folder))
    reports = (file for file in opened if isinstance(file, InputFile) and looks_like(file))
    first, second = next(reports, None), next(reports, None)
    if first and second:
        yield from (first, second)
        yield from reports
    elif first:
        yield first._replace(place=Path(first.name).relative_to(folder).as_posix())
    else:
        yield Unopened(folder.as_posix(), "no report in this folder", absent=True)


def _open(path: Path, home: Path) -> InputFile | Unopened:
    try:
        # One byte too many tells a report that is too large.
        return InputFile(path.as_posix(), read_start(path, MAX_BYTES + 1, home), home=str(home))
    except FileError as error:
        return Unopened(path.as_posix(), str(error), absent=error.absent)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files below a folder, without following links out of it."""
    folders = [folder]  # Not `os.walk`, which comes to its end where folders lie too deep in one another.
    while folders:
        folder = folders.pop()
        names = _listing(folder)
        files = (name for name, is_folder in names if not is_folder)
        yield from (folder / name for name in files if name.lower().endswith(".md"))
        within = (name for name, is_folder in reversed(names) if is_folder)
        folders += (folder / name for name in within if name not in _SKIPPED)


def _listing(folder: Path) -> list[tuple[str, bool]]:
    """Return the names in a folder, in order, and whether each is a folder and no link to one."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        return []


def _search(here: Path, looks_like: LooksLike) -> InputFile | Unopened:
    root = top_folder(here)
    near = (folder / name for folder in (here, here.parent) for name in CANDIDATES)
    within = (path for path in near if root is None or path.is_relative_to(root))
    for path in (*within, *(_walk(root) if root else ())):
        file = _open(Path(from_here(path, here)), root or here.parent)
        if isinstance(file, InputFile) and looks_like(file):
            return file._replace(location=spelled(path, root) if root else None)
    reason = "no report found here, above, or in the repository: name one, or try reportlint new"
    return Unopened("", reason, absent=True)


def candidates() -> Iterator[InputFile]:
    """Yield the files that stand where a report is looked for, here, above or beside a schema.

    What they hold does not matter.
    """
    here = Path.cwd()
    root = top_folder(here) or here.parent
    near = (folder / name for folder in (here, here.parent) for name in CANDIDATES)
    beside = (path for path in _walk(root) if schema_in(path.parent, root)) if top_folder(here) else ()
    for path in (*near, *beside):
        file = _open(Path(from_here(path, here)), root) if path.is_relative_to(root) else None
        if isinstance(file, InputFile):
            yield _located(file)


def schema_in(folder: Path, home: Path) -> Source | None:
    """Return the text of the schema file that lies in a folder beside reports; nothing if there is none.

    It is a regular file called `template.yaml` that begins a line with `format:` and one with `template:`:
    other tools have files of that name, too. Its links may not leave the folder `home`.
    """
    path = folder / OWN_SCHEMA
    try:
        source = Source.decode(path.as_posix(), read_file(path, home, _MAX_SCHEMA))
    except (FileError, UnreadableError):
        return None
    starts = {line.partition(":")[0].rstrip() for line in source.lines if ":" in line}
    return source if {"format", "template"} <= starts else None


def read_text(name: str) -> str:
    """Return the text of a file, its newlines as LF; raises `UsageError` if it is none."""
    return read_source(name).text


def read_source(name: str, home: Path | None = None) -> Source:
    """Return the text of a file with its places; raises `UsageError` if it is none, or not in `home`."""
    path = Path(name)
    try:
        return Source.decode(path.as_posix(), read_file(path, home))
    except FileError as error:
        raise UsageError(f"{path.as_posix()}: {error}") from None
    except UnreadableError as error:
        raise UsageError(f"{path.as_posix()}:{error.line}:1: {error}") from None


def _with_suggestion(file: Unopened) -> Unopened:
    near = near_path(Path(file.name))
    return file._replace(reason=f"{file.reason}: did you mean {near.as_posix()}?") if near else file


def near_path(path: Path) -> Path | None:
    """Return what is there under this path, else in another case, else under nearly this one."""
    if exists(path):
        return path
    parent = near_path(path.parent) if path.name and path.name != ".." else None
    if not parent or not parent.is_dir():
        return None
    names = os.listdir(parent)  # noqa: PTH208  (names, not paths)
    other_case = (name for name in names if name.casefold() == path.name.casefold())
    name = next(other_case, None) or nearest(path.name, names)
    return parent / name if name else None
