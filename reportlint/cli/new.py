"""`reportlint new`: writes a blank report."""

import argparse
import os
from pathlib import Path

from reportlint.cli.discover import UsageError
from reportlint.cli.output import CLEAN, write_new
from reportlint.repository.paths import is_inside
from reportlint.repository.reader import reason_of
from reportlint.schema.model import picture_folder
from reportlint.schema.store import bundled
from reportlint.schema.template import render


def add_new(parser: argparse.ArgumentParser) -> None:
    """Add the options of `reportlint new` to its parser."""
    parser.add_argument("--template", metavar="EDITION|FILE", help="the edition (default: the newest)")
    parser.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> int:
    """Write the blank template and a folder for figures, never over a file."""
    # Few runs write a blank report, and this import is slow.
    from reportlint.cli.editions import find_schema

    schema = find_schema(options.template) if options.template else bundled()[-1]
    report = Path(schema.course.report or "report.md")
    if Path.cwd().name == report.parent.name:
        report = Path(report.name)
    figures = report.parent / picture_folder(schema.newest)
    if os.path.lexists(report):
        raise UsageError(f"{report.as_posix()} is there already, nothing was written")
    _make_folder(figures)
    if figures != report.parent and not os.path.lexists(figures / ".gitkeep"):
        # Git does not keep an empty folder.
        write_new("", (figures / ".gitkeep").as_posix())
    write_new(render(schema.newest), report.as_posix())
    beside = f" and {figures.as_posix()}/" if figures != report.parent else ""
    print(f"wrote {report.as_posix()} (template {schema.id}){beside}")
    return CLEAN


def _make_folder(folder: Path) -> None:
    """Make a folder below this one; raises `UsageError` if that fails, or links lead elsewhere."""
    try:
        inside = is_inside(folder, Path.cwd())
        if inside:
            folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        raise UsageError(f"{folder.as_posix()}: {reason_of(error)}") from None
    if not inside:
        raise UsageError(f"{folder.as_posix()} leads out of this folder: nothing was written")
