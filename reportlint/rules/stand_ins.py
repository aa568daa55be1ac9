"""Stand-ins for pictures in an answer, which do not count: links, `<img>` and the like."""

from itertools import islice
from typing import NamedTuple

from reportlint import fixes
from reportlint.diagnostic import Edit
from reportlint.formatting import WHOLE_LINE, clipped, quoted
from reportlint.report.model import Answer
from reportlint.report.references import Reference, openers
from reportlint.rules.base import Context
from reportlint.rules.nearest_path import nearest_picture

_SOUGHT = 30
"""Maximum number of stand-ins of an answer to examine."""
FORGOTTEN = "Forgot to save or `git add` it?"


class StandIn(NamedTuple):
    """Something that was meant to be a picture."""

    reference: Reference
    alone: bool
    """Whether it is alone, like a picture, not within a sentence."""
    does: str
    remedy: str
    edit: Edit | None
    """The edit that makes a counting picture of it, unless its file is known to be missing."""

    def told(self, picture: str) -> str:
        """Return what it is instead and what to write, for a subject before; `picture` is the object."""
        return f"{self.does} {picture}{self.remedy}"


def stand_ins(context: Context, answer: Answer) -> list[StandIn]:
    """Return the stand-ins in an answer, those alone on their line first."""
    around = openers(answer.references)
    found = (r for r in answer.references if _is_meant(r) and r.span not in around)
    made = [stand_in(context, reference) for reference in islice(found, _SOUGHT)]
    return sorted(made, key=lambda one: not one.alone)


def _is_meant(reference: Reference) -> bool:
    """Whether it was meant to be an image, and is not counted as one."""
    return reference.is_picture if reference.kind in ("link", "broken") else not reference.counted


def stand_in(context: Context, reference: Reference, *, look: bool = True) -> StandIn:
    """Return the stand-in for a reference that was meant to be a picture.

    If its file is missing and `look` is set, search for the file that was meant, which takes a while.
    """
    source = context.report.source
    address, there = _address(context, reference, look=look)
    named = reference.cause in ("bare", "name")
    label = "" if named else fixes.images.label_of(source, reference)
    alone = reference.kind != "link" or fixes.images.stands_alone(source, reference)
    edit = fixes.images.as_picture(source, reference, address) if there and alone and not named else None
    image = quoted(fixes.images.written(label or "what it shows", address), WHOLE_LINE)
    does, remedy = _told(context, reference, image, moved=address != reference.address, there=there)
    if reference.kind == "html" and there and not edit:
        remedy += " outside of the HTML around it"
    elsewhere = reference.scheme and not reference.is_shown
    return StandIn(reference, alone, does, remedy, None if elsewhere else edit)


def _address(context: Context, reference: Reference, *, look: bool) -> tuple[str, bool]:
    """Return the address of the picture that was meant, and whether that may exist."""
    workspace, path = context.workspace, reference.path
    if not workspace or not path:
        return reference.address, True
    entry = workspace.find(path)
    if entry.state == "file":
        if entry.exact:
            return reference.address, True
        return fixes.images.encoded(workspace.relative(entry.path)), True
    near = nearest_picture(workspace, path, context.report.picture_folder, ()) if look else None
    if near and near.sure:
        return fixes.images.encoded(workspace.relative(near.path)), True
    return reference.address, False


def _told(context: Context, reference: Reference, image: str, *, moved: bool, there: bool) -> tuple[str, str]:
    """Return what a reference does with the picture, and what to do about it."""
    if reference.kind == "html":
        return "shows" if there else "names", f" by `<img>`, which does not count: write {image}"
    if reference.kind == "image":
        return "shows", f" in a form that does not count: write {image}"
    if reference.kind == "broken":
        return "only names", f": write {image}"
    if reference.scheme:
        folder = context.report.picture_folder or "the repository"
        return "only links to", f" on another server: put it into {quoted(folder)} and show it from there"
    if not there and context.workspace:
        gone = clipped(context.workspace.absolute(reference.path))
        return "only links to", f", and {gone} is not there. {FORGOTTEN} Then write {image}"
    if moved:
        return "only links to", f", by a wrong path: write {image}"
    return "only links to", f": put `!` in front: {image}"
