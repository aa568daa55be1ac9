"""`reportlint html`: makes a page of each report."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlint.checkout import surroundings_of, workspace_of
from reportlint.cli.settings import add_settings, read_settings
from reportlint.cli.status import CLEAN, WRONG
from reportlint.discover import STDIN, Found, Unopened, UsageError
from reportlint.html.frame import GENERATOR
from reportlint.html.names import page_names
from reportlint.html.page import page
from reportlint.html.targets import Targets
from reportlint.output import write_atomically
from reportlint.source import Source, UnreadableError
from reportlint.text import printable

_PAGE = "report.html"
_HEAD = 500
"""Bytes in which a page of ours says that it is one."""


def add_html(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint html` to its parser."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="reports, folders, globs, or - (default: search)"
    )
    add_settings(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|FOLDER/",
        help=f"where to, - for standard output (default: {_PAGE} beside the report); several need a folder",
    )
    parser.add_argument("--embed", action="store_true", help="take the pictures into the page")
    parser.add_argument("--findings", action="store_true", help="show what was found, each at its place")
    # Whatever is found, the page is made.
    parser.set_defaults(run=_html, fail_on="never")


def _html(options: argparse.Namespace) -> int:
    """Make all pages, or none where one of them would take the place of something else."""
    settings = read_settings(options)
    linter = settings.linter()
    files: list[Found] = []
    status = CLEAN
    for file in map(_readable, settings.find(linter.recognises)):
        if isinstance(file, Found):
            files.append(file)
        else:
            print(f"reportlint: {printable(file.message)}", file=sys.stderr)
            status = WRONG
    places = list(_places(files, options.output))
    for target in filter(None, places):
        _check_place(target)
    for file, place in zip(files, places, strict=True):
        result = linter.lint(file.name, file.data, file.location, workspace=workspace_of(file.name))
        targets = Targets(surroundings_of(file.name), _folder(file.name, place), embed=options.embed)
        _write(place, page(result, targets, findings=options.findings))
    return status


def _readable(file: Found | Unopened) -> Found | Unopened:
    """Return a file, or why no page can be made of it."""
    if isinstance(file, Found):
        try:
            Source.decode(file.name, file.data)
        except UnreadableError as error:
            return Unopened(file.name, str(error))
    return file


def _places(files: Sequence[Found], output: str | None) -> Iterator[Path | None]:
    """Yield where the page of each file goes, nothing for standard output; raises `UsageError`."""
    several = len(files) > 1
    if several and output in (None, STDIN):
        raise UsageError(f"there are {len(files)} reports: -o names the folder for their pages")
    if output is None:
        yield from (None if file.name == STDIN else Path(file.name).with_name(_PAGE) for file in files)
    elif output == STDIN:
        yield from (None for _ in files)
    elif several or output.endswith(("/", os.sep)) or Path(output).is_dir():
        yield from (Path(output, name) for name in page_names([file.name for file in files]))
    else:
        yield from (Path(output) for _ in files)


def _check_place(place: Path) -> None:
    """Raise `UsageError` where anything stands but an earlier page of ours, or what is no file."""
    if place.is_symlink():
        raise UsageError(f"{place.as_posix()} is a symbolic link: nothing was written")
    if place.is_dir():
        raise UsageError(f"{place.as_posix()} is a folder: nothing was written")
    if place.is_file():
        with place.open("rb") as file:
            if GENERATOR.encode() not in file.read(_HEAD):
                raise UsageError(
                    f"{place.as_posix()} is there and was not made by reportlint html: nothing was written; "
                    "-o names another place"
                )


def _folder(name: str, place: Path | None) -> str:
    """Return the folder of a report as seen from its page's; raises `UsageError` if that sees it nowhere."""
    if not place:
        return ""
    try:
        folder = Path(os.path.relpath(Path(name).parent, place.parent)).as_posix()
    except ValueError:  # Another drive on Windows.
        raise UsageError(f"{place.as_posix()}: a page stands on the drive of its report") from None
    return "" if folder == "." else folder


def _write(place: Path | None, text: str) -> None:
    if not place:
        sys.stdout.write(text)
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place, text.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"{place.as_posix()}: {error.strerror}") from None
    print(f"wrote {printable(place.as_posix())}")
