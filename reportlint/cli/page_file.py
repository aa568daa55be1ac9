"""The work of `reportlint html` on one file, and its outcome."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reportlint.cli.discover import Unopened, UsageError
from reportlint.cli.guard import reasons_of
from reportlint.cli.linters import Linters
from reportlint.cli.output import write_over
from reportlint.cli.settings import read_settings
from reportlint.formatting import printable
from reportlint.html.matrix import MatrixRow
from reportlint.html.page import Neighbours, page
from reportlint.html.pictures import Targets
from reportlint.linter.input import InputFile
from reportlint.reporters.view import view_of
from reportlint.repository.checkout import surroundings_of, workspace_of


class PageTask(NamedTuple):
    """A page to make."""

    file: InputFile | Unopened
    place: Path | None
    """Where to write it; None: standard output."""
    around: Neighbours


class Made(NamedTuple):
    """The outcome of a page, as data: it may come from another process."""

    name: str
    """Name of the file."""
    row: MatrixRow | None = None
    """Its row in the index; None if there is no page."""
    text: str = ""
    """What to print: the page's path, or the page itself."""
    reason: str = ""
    """Why there is no page."""
    mistakes: tuple[str, ...] = ()
    """Mistakes in the file, or in the schema beside it, one per line."""


class PageMaker:
    """The work of one run on each of its files; it prints nothing."""

    def __init__(self, options: argparse.Namespace, linters: Linters) -> None:
        self._options, self._linters = options, linters

    def made(self, task: PageTask) -> Made:
        """Write a page and return the outcome; errors are part of it."""
        if isinstance(task.file, Unopened):
            return Made(task.file.name, reason=task.file.reason)
        try:
            return self._made(task.file, task.place, task.around)
        except Exception as error:
            return Made(task.file.name, mistakes=reasons_of(error))

    def _made(self, file: InputFile, place: Path | None, around: Neighbours) -> Made:
        result = self._linters.of(file).lint(file._replace(workspace=workspace_of(file.name)))
        targets = Targets(surroundings_of(file.name), _folder(file.name, place))
        findings, embed = self._options.findings, self._options.embed
        text = page(result, targets, findings=findings, embed=embed, neighbours=around)
        text = write_page(place, text) if place else text
        row = MatrixRow(view_of(result), place.name if place else "", result.remark)
        return Made(file.name, row, text)


def start(options: argparse.Namespace) -> Callable[[PageTask], Made]:
    """Return the work of another process for the same run."""
    settings = read_settings(options)
    return PageMaker(options, Linters(settings.options, isolated=settings.isolated)).made


def lost(task: PageTask, why: str) -> Made:
    """Return the outcome of a page at which a process ended."""
    return Made(task.file.name, reason=f"no page: the process making it ended unexpectedly ({why})")


def _folder(name: str, place: Path | None) -> str:
    """Return a report's folder as seen from its page's; raises `UsageError` if there is no such path."""
    if not place:
        return ""
    try:
        folder = Path(os.path.relpath(Path(name).parent, place.parent)).as_posix()
    except ValueError:  # Another drive on Windows.
        raise UsageError(f"{place.as_posix()}: a page must be on the drive of its report") from None
    return "" if folder == "." else folder


def write_page(place: Path, text: str) -> str:
    """Write a page and return the line that says so; raises `UsageError`."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{place.parent.as_posix()}: {error.strerror}") from None
    write_over(place, text.encode("utf-8", "backslashreplace"))
    return f"wrote {printable(place.as_posix())}\n"
