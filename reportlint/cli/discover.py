"""Finds the reports to lint: the only reader of files besides the schema store."""

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reportlint.linter.input import InputFile
from reportlint.repository.names import OWN_SCHEMA
from reportlint.repository.paths import STDIN, exists, from_here, is_inside, spelled, top_folder
from reportlint.rules.registry import nearest
from reportlint.source import MAX_BYTES, Source, UnreadableError

CANDIDATES = ("reports/README.md", "reports/report.md", "report.md", "README.md")
"""Where a report is looked for, here and in the folder above, the likeliest first."""


_SKIPPED = frozenset({".git", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox"})
"""Folders that no report of a student stands in."""

LooksLike = Callable[[str, bytes], bool]
"""Says of a file's name and bytes whether it is a report."""

_MAX_SCHEMA = 200_000
"""Bytes; a larger file is no schema: the largest of four editions has 26 kB."""


class UsageError(Exception):
    """The command line asks for what cannot be done; each argument is one line for the user."""


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
    for path in paths:
        for name in _expand(path):
            for file in _named(name, looks_like):
                yield _located(file) if configured and isinstance(file, InputFile) else file


def configured(path: str, folder: Path) -> list[str]:
    """Return what a path in a configuration in `folder` names, as seen from the working directory.

    Raises `UsageError` for what is not in the folder's repository, or names nothing that could be.
    """
    root = top_folder(folder) or folder
    try:
        names = [folder / name for name in _expand(path, folder)]
        inside = all(is_inside(name, root) for name in names)
    except (OSError, ValueError, RuntimeError) as error:  # Python 3.13 no longer raises the last for a loop.
        raise UsageError(f"{path}: {_reason(error)}") from None
    if not inside:
        raise UsageError(f"{path} leads out of the repository")
    return [from_here(name, Path.cwd()) for name in names]


def near_config(here: Path) -> Path | None:
    """Return the nearest pyproject.toml in a folder or above it, in its repository if it has one."""
    root = top_folder(here)
    for folder in (here, *here.parents):
        if (path := folder / "pyproject.toml").is_file():
            return Path(from_here(path, here))
        if folder == root:
            break
    return None


def read_config(path: Path) -> str:
    """Return the text of a configuration; what is not UTF-8 in it is none of ours, or names nothing."""
    opened = _open(path)
    if isinstance(opened, Unopened):
        raise UsageError(f"{opened.name}: {opened.reason}")
    if len(opened.data) > MAX_BYTES:
        raise UsageError(f"{opened.name}: more than {MAX_BYTES:,} bytes are no configuration")
    return opened.data.decode("utf-8-sig", "replace")


def _expand(path: str, folder: Path | None = None) -> Sequence[str]:
    """Return what a pattern matches, or the path as it is; nothing hidden, and no way through links."""
    if path == STDIN or not glob.has_magic(path) or exists(Path(folder or "", path)):
        return [path]
    pattern = Path(path)
    base = Path(pattern.anchor or folder or "")
    try:
        # Not the module glob, which follows links, in circles if there are any.
        found = sorted(base.glob(str(pattern.relative_to(pattern.anchor))))
    except (ValueError, RecursionError):
        found = []
    names = [name if pattern.anchor else name.relative_to(base) for name in found]
    shown = (n for n in names if not any(p.startswith(".") and p not in pattern.parts for p in n.parts))
    return [name.as_posix() for name in shown] or [path]


def _located(file: InputFile) -> InputFile:
    """Return a file with its path in its repository, if it is in one."""
    path = Path(file.name)
    folder = path.parent.resolve()
    root = top_folder(folder)
    return file._replace(location=spelled(folder / path.name, root)) if root else file


def _named(name: str, looks_like: LooksLike) -> Iterator[InputFile | Unopened]:
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
        yield from _in_folder(path, looks_like)
    else:
        file = _open(path)
        yield _with_suggestion(file) if isinstance(file, Unopened) and file.absent else file


def _in_folder(folder: Path, looks_like: LooksLike) -> Iterator[InputFile | Unopened]:
    reports = (
        InputFile(path.as_posix(), data)
        for path in _walk(folder)
        if (data := _peek(path)) is not None and looks_like(path.as_posix(), data)
    )
    first, second = next(reports, None), next(reports, None)
    if first and second:
        yield from (first, second)
        yield from reports
    elif first:
        yield first._replace(place=Path(first.name).relative_to(folder).as_posix())
    else:
        yield Unopened(folder.as_posix(), "no report in this folder", absent=True)


def _open(path: Path) -> InputFile | Unopened:
    try:
        with path.open("rb") as file:
            return InputFile(path.as_posix(), file.read(MAX_BYTES + 1))
    except (OSError, ValueError) as error:
        return Unopened(path.as_posix(), _reason(error), absent=isinstance(error, FileNotFoundError))


def _reason(error: Exception) -> str:
    """Return what is wrong, without the path that the message has anyway."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files below a folder, without following links out of it."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        yield from (Path(root, name) for name in sorted(files) if name.lower().endswith(".md"))


def _peek(path: Path, most: int = MAX_BYTES) -> bytes | None:
    """Return a file's bytes for a look; nothing for a link, which may lead anywhere, or if unreadable."""
    try:
        status = path.lstat()
        # To open a pipe would wait for somebody who writes.
        return path.read_bytes() if stat.S_ISREG(status.st_mode) and status.st_size <= most else None
    except OSError:
        return None


def _search(here: Path, looks_like: LooksLike) -> InputFile | Unopened:
    root = top_folder(here)
    near = (folder / name for folder in (here, here.parent) for name in CANDIDATES)
    within = (path for path in near if root is None or path.is_relative_to(root))
    for path in (*within, *(_walk(root) if root else ())):
        if (data := _peek(path)) is None or not is_inside(path, root or here.parent):
            continue
        if looks_like(name := from_here(path, here), data):
            return InputFile(name, data, spelled(path, root) if root else None)
    reason = "no report found here, above, or in the repository: name one, or try reportlint new"
    return Unopened("", reason, absent=True)


def candidates() -> Iterator[InputFile]:
    """Yield the files that stand where a report is looked for, here, above or beside a schema.

    What they hold does not matter.
    """
    here = Path.cwd()
    root = top_folder(here) or here.parent
    near = (folder / name for folder in (here, here.parent) for name in CANDIDATES)
    beside = (path for path in _walk(root) if schema_in(path.parent)) if top_folder(here) else ()
    for path in (*near, *beside):
        if path.is_relative_to(root) and (data := _peek(path)) is not None and is_inside(path, root):
            yield _located(InputFile(from_here(path, here), data))


def schema_in(folder: Path) -> Source | None:
    """Return the text of the schema file that lies in a folder beside reports; nothing if there is none.

    It is a regular file called `template.yaml` that begins a line with `format:` and one with `template:`:
    other tools have files of that name, too.
    """
    path = folder / OWN_SCHEMA
    if (data := _peek(path, _MAX_SCHEMA)) is None:
        return None
    try:
        source = Source.decode(path.as_posix(), data)
    except UnreadableError:
        return None
    starts = {line.partition(":")[0].rstrip() for line in source.lines if ":" in line}
    return source if {"format", "template"} <= starts else None


def read_text(name: str) -> str:
    """Return the text of a file, its newlines as LF; raises `UsageError` if it is none."""
    return read_source(name).text


def read_source(name: str) -> Source:
    """Return the text of a file with its places; raises `UsageError` if it is none."""
    opened = _open(Path(name))
    if isinstance(opened, Unopened):
        raise UsageError(f"{opened.name}: {opened.reason}")
    try:
        return Source.decode(opened.name, opened.data)
    except UnreadableError as error:
        raise UsageError(f"{opened.name}:{error.line}:1: {error}") from None


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
