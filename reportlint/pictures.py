"""The images whose address is a path, and what that leads to in the workspace."""

from collections.abc import Iterator
from typing import NamedTuple

from reportlint.references import Reference
from reportlint.report import Report
from reportlint.schema.model import Number
from reportlint.workspace import Entry


class Image(NamedTuple):
    """An image whose address is a path, and what that leads to."""

    question: Number | None
    reference: Reference
    entry: Entry


def images_of(report: Report) -> Iterator[Image]:
    """Yield the shown images that are no remote ones; none without a workspace."""
    workspace = report.workspace
    for number, reference in report.references if workspace else ():
        if workspace and reference.kind in ("image", "html") and not reference.scheme:
            # GitHub reads a path with `/` from the top of the repository, the hand-in's page does not.
            path = reference.path
            entry = workspace.find(path) if path and not path.startswith("/") else Entry("missing")
            yield Image(number, reference, entry)


def pictures_of(report: Report) -> Iterator[Image]:
    """Yield the first image of each file that exists."""
    seen: set[str] = set()
    for image in images_of(report):
        if image.entry.state == "file" and image.entry.path not in seen:
            seen.add(image.entry.path)
            yield image
