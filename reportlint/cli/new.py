"""`reportlint new`: writes a blank report."""

import argparse
from pathlib import Path

from reportlint.cli.discover import UsageError
from reportlint.cli.output import CLEAN, write_new
from reportlint.schema.model import picture_folder
from reportlint.schema.store import bundled
from reportlint.schema.template import render


def new(options: argparse.Namespace) -> int:
    """Write the blank template and a folder for figures, never over a file."""
    # Few runs write a blank report, and this takes a while to import.
    from reportlint.cli.editions import find_schema

    schema = find_schema(options.template) if options.template else bundled()[-1]
    report = Path(schema.course.report or "report.md")
    if Path.cwd().name == report.parent.name:
        report = Path(report.name)
    figures = report.parent / picture_folder(schema.newest)
    if report.exists():
        raise UsageError(f"{report.as_posix()} is there already, nothing was written")
    try:
        figures.mkdir(parents=True, exist_ok=True)
        if figures != report.parent:
            # git does not keep an empty folder.
            (figures / ".gitkeep").touch()
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from None
    write_new(render(schema.newest), report.as_posix())
    beside = f" and {figures.as_posix()}/" if figures != report.parent else ""
    print(f"wrote {report.as_posix()} (template {schema.id}){beside}")
    return CLEAN
