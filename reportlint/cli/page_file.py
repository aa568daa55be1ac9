"""What `reportlint html` does with one file, and what is then said of it."""

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
    """Where it goes; None: standard output."""
    around: Neighbours


class Made(NamedTuple):
    """What became of a page, as data: it may come from another process."""

    name: str
    """The file's."""
    row: MatrixRow | None = None
    """What the index says of it; None: there is no page."""
    text: str = ""
    """What to print: where the page is, or the page itself."""
    reason: str = ""
    """Why there is none."""
    mistakes: tuple[str, ...] = ()
    """What went wrong in the file, or in the schema beside it, a line each."""


class PageMaker:
    """The work of one run on each of its files; it prints nothing."""

    def __init__(self, options: argparse.Namespace, linters: Linters) -> None:
        self._options, self._linters = options, linters

    def made(self, task: PageTask) -> Made:
        """Write a page, and return what became of it; whatever goes wrong is said, too."""
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
        return Made(file.name, MatrixRow(view_of(result), place.name if place else ""), text)


def start(options: argparse.Namespace) -> Callable[[PageTask], Made]:
    """Return the work of another process for the same run."""
    settings = read_settings(options)
    return PageMaker(options, Linters(settings.options, isolated=settings.isolated)).made


def lost(task: PageTask, why: str) -> Made:
    """Return what is said of a page that a process did not survive."""
    return Made(task.file.name, reason=f"no page: the process that was to make it came to an end ({why})")


def _folder(name: str, place: Path | None) -> str:
    """Return the folder of a report as seen from its page's; raises `UsageError` if that sees it nowhere."""
    if not place:
        return ""
    try:
        folder = Path(os.path.relpath(Path(name).parent, place.parent)).as_posix()
    except ValueError:  # Another drive on Windows.
        raise UsageError(f"{place.as_posix()}: a page stands on the drive of its report") from None
    return "" if folder == "." else folder


def write_page(place: Path, text: str) -> str:
    """Write a page, and return the line that says so; raises `UsageError`."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{place.parent.as_posix()}: {error.strerror}") from None
    write_over(place, text.encode("utf-8", "backslashreplace"))
    return f"wrote {printable(place.as_posix())}\n"
