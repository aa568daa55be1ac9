"""`reportlint html`: makes a page of each report."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from reportlint.cli.discover import Unopened, UsageError
from reportlint.cli.guard import Guard, reasons_of
from reportlint.cli.jobs import Job, add_jobs, each
from reportlint.cli.linters import Linters
from reportlint.cli.output import CLEAN, WRONG
from reportlint.cli.page_file import Made, PageMaker, PageTask, lost, start, write_page
from reportlint.cli.progress import with_progress
from reportlint.cli.settings import add_settings, read_settings
from reportlint.diagnostic import Severity
from reportlint.formatting import printable
from reportlint.html.frame import GENERATOR
from reportlint.html.index import index as class_index
from reportlint.html.index import neighbours, own_paths, page_names
from reportlint.html.matrix import MatrixRow
from reportlint.html.page import ALONE
from reportlint.linter.input import InputFile
from reportlint.reporters.base import Problem
from reportlint.reporters.view import View
from reportlint.repository.paths import STDIN
from reportlint.repository.reader import FileError, read_start
from reportlint.source import Source, UnreadableError

_PAGE = "report.html"
_HEAD = 500
"""Number of first bytes in which our pages identify themselves."""


def add_html(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint html` to its parser."""
    add_settings(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|FOLDER/",
        help=f"where to write, - for standard output (default: {_PAGE} beside the report)",
    )
    add_jobs(parser)
    parser.add_argument("--embed", action="store_true", help="embed the pictures in the page")
    parser.add_argument("--findings", action="store_true", help="show each finding where it occurs")
    # The page is made whatever the findings.
    parser.set_defaults(run=_html, fail_on="never")


def _html(options: argparse.Namespace) -> int:
    """Make all pages, or none if one of them would overwrite another file."""
    settings = read_settings(options)
    linters = Linters(settings.options, isolated=settings.isolated)
    guard = Guard()
    found = {file.name: _readable(file, linters, guard) for file in settings.find(linters)}
    files = [file for file in found.values() if not _is_passed_over(file)]
    # The search may find several reports of one repository, which are not a class.
    folder = _class_folder(files, options.output) if settings.paths or options.output else None
    places = list(_places(files, options.output, folder))
    index = folder and folder / "index.html"
    for target in filter(None, [*places, index]):
        _check_place(target)
    paths = own_paths([file.name for file in files])
    pages = [place.name if place else "" for place in places]
    around = neighbours(paths, pages) if index else [ALONE] * len(files)
    tasks = map(PageTask, files, places, around)
    job = Job(start, options, lost)
    rows, status = [], CLEAN
    with closing(each(tasks, PageMaker(options, linters).made, job, options.jobs)) as outcomes:
        for made in with_progress(outcomes, " pages"):
            rows.append(_told(made, guard))
            status = max(status, CLEAN if made.row else WRONG)
    if index:
        own = (row._replace(view=row.view._replace(path=p)) for row, p in zip(rows, paths, strict=True))
        sys.stdout.write(write_page(index, class_index(list(own))))
    return status


def _told(made: Made, guard: Guard) -> MatrixRow:
    """Print the outcome of a page, and return its row in the index."""
    sys.stdout.write(made.text)
    if made.row:
        return made.row
    reason = made.reason or "; ".join(guard.new(made.mistakes))
    _say(Problem(reason, Severity.ERROR, made.name))
    return MatrixRow(View(made.name, remark=reason))


def _is_passed_over(file: InputFile | Unopened) -> bool:
    """Whether a file gets no page on purpose; if so, say it."""
    if isinstance(file, InputFile) or not file.passed_over:
        return False
    _say(Problem(file.reason, Severity.NOTE, file.name))
    return True


def _say(problem: Problem) -> None:
    print(f"reportlint: {printable(problem.message)}", file=sys.stderr)


def _readable(file: InputFile | Unopened, linters: Linters, guard: Guard) -> InputFile | Unopened:
    """Return a file, or why no page can be made of it."""
    if isinstance(file, InputFile):
        try:
            Source.decode(file.name, file.data)
            linters.of(file)
        except UnreadableError as error:
            return Unopened(file.name, str(error))
        except UsageError as error:
            return Unopened(file.name, "; ".join(guard.new(reasons_of(error))))
    return file


def _places(
    files: Sequence[InputFile | Unopened], output: str | None, folder: Path | None
) -> Iterator[Path | None]:
    """Yield the path of each file's page, None for standard output; `folder` is that of a class."""
    if output and output != STDIN and (output.endswith(("/", os.sep)) or Path(output).is_dir()):
        folder = Path(output)
    for file, name in zip(files, page_names([file.name for file in files]), strict=True):
        if isinstance(file, Unopened) or output == STDIN or (output is None and file.name == STDIN):
            yield None
        elif output is None:
            yield Path(file.name).with_name(_PAGE)
        else:
            yield folder / name if folder else Path(output)


def _class_folder(files: Sequence[InputFile | Unopened], output: str | None) -> Path | None:
    """Return the folder for the pages of several paths and their index; raises `UsageError`."""
    if len(files) < 2:
        return None
    if not output or output == STDIN or output.endswith(".html"):
        raise UsageError(f"there are {len(files)} paths: name the folder for their pages with -o")
    return Path(output)


def _check_place(place: Path) -> None:
    """Raise `UsageError` if the path is taken by anything but an earlier page of reportlint."""
    if place.is_symlink():
        raise UsageError(f"{place.as_posix()} is a symbolic link: nothing was written")
    try:
        ours = GENERATOR.encode() in read_start(place, _HEAD)
    except FileError as error:
        if error.absent:
            return
        raise UsageError(f"{place.as_posix()}: {error}: nothing was written") from None
    if not ours:
        raise UsageError(
            f"{place.as_posix()} exists and was not made by reportlint html: nothing was written; "
            "choose another path with -o"
        )
