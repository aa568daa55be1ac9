"""Opens the files that paths name; `search` finds files if none is named."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from reportlint.formatting import plural
from reportlint.linter.input import InputFile
from reportlint.repository.globs import expand, fixed_part, is_pattern
from reportlint.repository.listing import documents, entries
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
from reportlint.repository.reader import FileError, read_start, reason_of
from reportlint.source import MAX_BYTES

_NAMED = 5
"""Maximum number of a folder's entries that a message lists."""


class UsageError(Exception):
    """The command line asks for something impossible; each argument is one line for the user."""


_SAID = 20


def first_of(lines: Sequence[str], name: str, more: str = "") -> list[str]:
    """Return the first mistakes in a file and the number of others; `more` says what lists them."""
    left = len(lines) - _SAID
    rest = [f"{name}: {plural(left, 'more mistake')}{more}"] if left > 0 else []
    return [*lines[:_SAID], *rest]


class Unopened(NamedTuple):
    """A path that is not linted, and the reason."""

    name: str
    """Empty if the search found no file."""
    reason: str
    absent: bool = False
    """Whether a searched folder has no report, which some runs accept."""
    passed_over: bool = False
    """Whether it is left out on purpose, which is never an error."""


class Judge(Protocol):
    """Classifies files by their content."""

    def recognise(self, file: InputFile) -> bool:
        """Whether it is a report."""

    def is_blank(self, file: InputFile) -> bool:
        """Whether it is a report in which nothing has been written yet."""


Excludes = Callable[[Path], bool]
"""Tells whether a path that was found, not named, is left out."""


def find(
    names: Sequence[str], judge: Judge, excludes: Excludes, origin: str = ""
) -> Iterator[InputFile | Unopened]:
    """Yield the files called `names`, and files in folders called so that look like reports.

    `origin` is the configuration that names them, if any: only then do they have a location.
    """
    shared = shared_folder([name for name in names if name != STDIN])
    for name in names:
        try:
            for file in _named(name, judge, excludes, shared):
                yield _from_config(file, origin) if origin else file
        except OSError as error:
            yield Unopened(name, reason_of(error))


def _from_config(file: InputFile | Unopened, origin: str) -> InputFile | Unopened:
    if isinstance(file, Unopened):
        return file._replace(reason=f"{file.reason} ({origin}: paths)")
    return _located(file)


def expanded(path: str, folder: Path, excludes: Excludes) -> list[str]:
    """Return the paths that a pattern matches from `folder`, or the path itself if it is no pattern."""
    if path == STDIN or not is_pattern(path) or exists(folder / path):
        return [path]
    return [name for name in expand(path, folder) if not excludes(folder / name)] or [path]


def configured(path: str, folder: Path, excludes: Excludes = lambda _: False) -> list[str]:
    """Return the files of a path in a configuration in `folder`, relative to the working directory.

    Raises `UsageError` for paths outside the folder's repository, and paths that cannot exist.
    """
    root = top_folder(folder) or folder
    try:
        # Before looking at anything outside, and again when the links that lead there are known.
        inside = is_inside(folder / fixed_part(path), root)
        names = [folder / name for name in expanded(path, folder, excludes)] if inside else []
        inside = inside and all(is_inside(name, root) for name in names)
    except (OSError, ValueError, RuntimeError) as error:  # Until Python 3.12, loops raise the last.
        raise UsageError(f"{path}: {reason_of(error)}") from None
    if not inside:
        raise UsageError(f"{path} leads out of the repository")
    return [from_here(name, Path.cwd()) for name in names]


def open_file(path: Path, home: Path) -> InputFile | Unopened:
    """Return a file, or why it cannot be opened; its links may not leave the folder `home`."""
    try:
        # One extra byte shows that a report is too large.
        return InputFile(path.as_posix(), read_start(path, MAX_BYTES + 1, home), home=str(home))
    except FileError as error:
        return Unopened(path.as_posix(), str(error), absent=error.absent)


def _located(file: InputFile) -> InputFile:
    """Return a file with its path in its repository, if it is in one."""
    path = Path(file.name)
    folder = path.parent.resolve()
    root = top_folder(folder)
    return file._replace(location=spelled(folder / path.name, root)) if root else file


def _named(
    name: str, judge: Judge, excludes: Excludes, shared: Path | None
) -> Iterator[InputFile | Unopened]:
    if name == STDIN:
        # None if the process was started with a closed standard input.
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else None
        yield Unopened(STDIN, "closed") if data is None else InputFile(STDIN, data)
        return
    if not name:
        yield Unopened("''", "an empty path")
        return
    path = Path(name)
    if os.path.isdir(path):  # noqa: PTH112  (`Path.is_dir` raises for a name that is too long)
        yield from _in_folder(path, judge, excludes, shared)
        return
    file = open_file(path, home_of(path, shared))
    yield _missing(file) if isinstance(file, Unopened) and file.absent else file


def _missing(file: Unopened) -> Unopened:
    """Return why a named file is missing: that is always a mistake."""
    # Few names lead to nothing.
    from reportlint.cli.suggest import meant

    return Unopened(file.name, f"{file.reason}{meant(file.name)}")


def _in_folder(
    folder: Path, judge: Judge, excludes: Excludes, shared: Path | None
) -> Iterator[InputFile | Unopened]:
    paths = (path for path in documents(folder) if not excludes(path))
    opened = (open_file(path, home_of(path, shared)) for path in paths)
    reports = (file for file in opened if isinstance(file, InputFile) and judge.recognise(file))
    first, second = next(reports, None), next(reports, None)
    if first and second:
        yield from (first, second)
        yield from reports
    elif first:
        yield first._replace(place=Path(first.name).relative_to(folder).as_posix())
    else:
        yield Unopened(folder.as_posix(), _without_report(folder), absent=True)


def _without_report(folder: Path) -> str:
    """Return the message for a folder without a report, with its contents."""
    visible = (entry for entry in entries(folder) if not entry[0].startswith("."))
    names = [f"{name}/" if is_folder else name for name, is_folder in visible]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    what = f"contains {', '.join(names[:_NAMED])}{more}" if names else "is empty"
    return f"no report in this folder: it {what}"
