"""Finds the reports if no path is named, in one pass through the repository, likely places first."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from reportlint.cli.discover import Excludes, Judge, Unopened, UsageError, open_file
from reportlint.cli.sources import schema_in
from reportlint.linter.input import InputFile
from reportlint.repository.listing import own_documents
from reportlint.repository.paths import from_here, top_folder

_COLLECTED = "reports/README.md"
"""The usual place of a report; all reports at such places in a repository are linted."""
_PLACES = (_COLLECTED, "reports/report.md", "report.md", "README.md")
"""Other places to look for a report, here and in the folder above, likeliest first."""
_NONE = "no report found here, above, or in the repository: name one, or try reportlint new"


def search(
    here: Path, judge: Judge, excludes: Excludes, was_report: Callable[[InputFile], bool]
) -> list[InputFile | Unopened]:
    """Return the reports in the repository of `here`, else the first in the likely places.

    If there is none, return a file in such a place that `was_report`, so that a broken report does not go
    unnoticed; otherwise the problem. Blank copies are skipped if other reports are filled in.
    """
    root = top_folder(here)
    within = own_documents(root) if root else [place for place in _near(here) if os.path.lexists(place)]
    shelf = _Shelf(here, root, [path for path in within if not excludes(path)])
    collected = [shelf.open(path) for path in shelf.paths if _is_collected(path)] if root else []
    reports = [file for file in collected if isinstance(file, InputFile) and judge.recognise(file)]
    found: list[InputFile | Unopened] = [
        *_filled(reports, judge),
        *(file for file in collected if isinstance(file, Unopened) and not file.absent),
    ]
    if found:
        return found
    others = (file for path in shelf.in_order() if isinstance(file := shelf.open(path), InputFile))
    first = next(filter(judge.recognise, others), None) or next(filter(was_report, shelf.likely()), None)
    return [first or Unopened("", _ignored(shelf, judge) or _NONE, absent=True)]


def only_one(files: Sequence[InputFile | Unopened], what: str) -> Sequence[InputFile | Unopened]:
    """Return the files found; raises `UsageError` if `what` would write several reports."""
    names = [file.name for file in files if isinstance(file, InputFile)]
    if len(names) > 1:
        listed = ", ".join(names)
        raise UsageError(f"there are {len(names)} reports: name those that {what} may write: {listed}")
    return files


def _is_collected(path: Path) -> bool:
    return path.as_posix().endswith(f"/{_COLLECTED}")


def _near(here: Path) -> list[Path]:
    return [folder / place for folder in (here, here.parent) for place in _PLACES]


def _filled(reports: Sequence[InputFile], judge: Judge) -> Iterator[InputFile | Unopened]:
    """Yield the reports without blank copies, unless all are blank, and then the names of those copies."""
    blank = {file.name for file in reports if judge.is_blank(file)} if len(reports) > 1 else set()
    left = [file for file in reports if file.name not in blank]
    shown = left or reports
    # Of several reports, none is known to be where a course collects it.
    yield from (file._replace(location=None) for file in shown) if len(shown) > 1 else shown
    for name in sorted(blank) if left else ():
        yield Unopened(name, "a blank copy, beside reports that are filled in", passed_over=True)


def _ignored(shelf: "_Shelf", judge: Judge) -> str:
    """Return the message for a report in a likely place that git ignores."""
    root = shelf.root
    places = [place for place in _near(shelf.here) if root and place.is_relative_to(root)]
    for path in places:
        file = shelf.open(path) if path not in shelf.paths else None
        if isinstance(file, InputFile) and judge.recognise(file):
            name = file.name
            return f"git ignores {name}, and no other report is found: name it, or git add -f {name}"
    return ""


class _Shelf:
    """The files to search for a report, each opened at most once."""

    def __init__(self, here: Path, root: Path | None, paths: Iterable[Path]) -> None:
        self.here, self.root = here, root
        # A link to one of them is the same file, and the file itself comes last.
        files = {_target(path): path for path in sorted(paths, key=os.path.islink, reverse=True)}
        self.paths = dict.fromkeys(sorted(files.values()))
        self._opened: dict[Path, InputFile | Unopened] = {}

    def open(self, path: Path) -> InputFile | Unopened:
        """Return a file, or why it cannot be opened."""
        if path not in self._opened:
            file = open_file(Path(from_here(path, self.here)), self.root or self.here.parent)
            if self.root and isinstance(file, InputFile):
                file = file._replace(location=path.relative_to(self.root).as_posix())
            self._opened[path] = file
        return self._opened[path]

    def in_order(self) -> Iterator[Path]:
        """Yield the paths, those in the likely places first."""
        near = [path for path in _near(self.here) if path in self.paths]
        yield from dict.fromkeys((*near, *self.paths))

    def likely(self) -> Iterator[InputFile]:
        """Yield the files where a report should be, or beside a schema, whatever they contain."""
        near, root = set(_near(self.here)), self.root
        folders = {path.parent for path in self.paths} if root else ()
        described = {folder for folder in folders if root and schema_in(folder, root)}
        for path in self.in_order():
            if path in near or _is_collected(path) or path.parent in described:
                file = self.open(path)
                if isinstance(file, InputFile):
                    yield file


def _target(path: Path) -> str:
    """Return the target of a link, or the path if it is no link."""
    # `exists` is false for links that cannot be followed.
    return os.path.realpath(path) if path.is_symlink() and os.path.exists(path) else str(path)  # noqa: PTH110
