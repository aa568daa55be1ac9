"""Rules about the files that images show: tracked by git, real pictures, in the right folder."""

from collections.abc import Iterator
from typing import NamedTuple

from reportlint import fixes
from reportlint.diagnostic import E, Finding, N, W
from reportlint.formatting import Number, quoted
from reportlint.report.references import Reference
from reportlint.repository.workspace import PathEntry
from reportlint.rules.base import Context, rule

_LFS = b"version https://git-lfs"
_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"BM", "BMP"),
    (b"%PDF", "PDF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"<svg", "SVG"), (b"<?xml", "SVG"),
)  # fmt: skip
"""The first bytes of formats, and their names."""
_BY_NAME = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
"""The formats that the course asks for."""
_ENDINGS = {"PNG": "png", "JPEG": "jpg"}
_POINTER = "a pointer"


@rule("RL305", "image-untracked", (E, W), grave_if_new=True)
def image_untracked(context: Context) -> Iterator[Finding]:
    """The file of an image is not tracked by git, or is ignored.

    Why: a file that is not committed is not handed in, and shows only on your own computer. In a draft it is
    an error, too, in the commit that forgets the file.
    Fix: `git add` it, as the message says, and commit.

    Bad: a picture in `figures/`, while `.gitignore` has `*.png`.
    Good: `git add -f reports/figures/bucket.png`, or another line in `.gitignore`.
    """
    images = list(pictures_of(context))
    lost = (
        context.workspace.untracked([image.entry for image in images]) if context.workspace and images else {}
    )
    for number, reference, entry in images:
        if entry.path in lost:
            name = _argument(entry.path)
            source, line, pattern = lost[entry.path]
            message = f"git does not track this picture: git add {name}"
            if source:
                by = f"line {line} of {source} ({quoted(pattern)})"
                message = f"git ignores this picture, by {by}: git add -f {name}"
            yield Finding(reference.span, message, "git ignores it" if source else "not in git", number)


def _argument(path: str) -> str:
    """Return a path quoted for a command line."""
    return f'"{path}"' if " " in path else path


@rule("RL310", "image-format", (W, W))
def image_format(context: Context) -> Iterator[Finding]:
    """An image is not a PNG or JPEG, by its name or by its first bytes.

    Why: the template asks for `.png`, `.jpg` or `.jpeg`; other files may not be shown, least of all a pointer
    of Git LFS, which is not a picture.
    Fix: rename it to match its format, with `git mv`, or export it again. Replace a pointer by its picture
    with `git lfs pull`; in a workflow, use `lfs: true` for the checkout.

    Bad: `![our bucket](figures/bucket.svg)`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    for number, reference, entry in pictures_of(context):
        ending = entry.path.rpartition(".")[2].lower()
        wanted = _BY_NAME.get(ending)
        head = context.workspace.head(entry) if context.workspace and wanted else None
        found = wanted if head is None else _format(head)
        if found != wanted or not wanted:
            message = _remedy(reference, entry, found)
            yield Finding(reference.span, message, found or f".{ending}", number)


def _remedy(reference: Reference, entry: PathEntry, found: str | None) -> str:
    """Return what is wrong with an image's file, whose format is `found`, and what to do."""
    name = quoted(entry.path.rpartition("/")[2])
    if found is None:
        return f"{name} is neither .png, .jpg nor .jpeg: export it as one of them"
    if found == _POINTER:
        how = "`git lfs pull` fetches the picture; in a workflow, set `lfs: true` for actions/checkout"
        return f"{name} is a pointer of Git LFS, not the picture: {how}"
    if ending := _ENDINGS.get(found):
        old, new = entry.path, f"{entry.path.rpartition('.')[0]}.{ending}"
        written = f"{reference.path.rpartition('.')[0]}.{ending}"
        command = f"git mv {_argument(old)} {_argument(new)}"
        return f"{name} is a {found}: rename it ({command}) and write {quoted(fixes.images.encoded(written))}"
    return f"{name} is {found}: export it as .png or .jpg"


def _format(head: bytes) -> str:
    """Return the format of a file by its first bytes."""
    if not head:
        return "empty"
    if head.startswith(_LFS):
        return _POINTER
    if head[:4] == b"RIFF":
        return "WEBP"
    if head[4:8] == b"ftyp":
        return "AVIF" if head[8:11] == b"avi" else "HEIC"
    return next((name for start, name in _FORMATS if head.startswith(start)), "not a picture")


@rule("RL311", "image-elsewhere", (N, None), after=("RL303",))
def image_elsewhere(context: Context) -> Iterator[Finding]:
    """An image is outside the folder that the template names for pictures, `figures/`.

    Why: the template asks you to put all pictures there.
    Fix: move the file with `git mv`, and write its new path.

    Bad: `![our bucket](bucket.png)`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    folder = context.report.picture_folder
    for number, reference, entry in pictures_of(context) if folder else ():
        if f"/{folder}" not in f"/{entry.path}":
            message = (
                f"{quoted(reference.path)} is outside of `{folder}`: `git mv` it there and write its path"
            )
            yield Finding(reference.span, message, f"outside of `{folder}`", number)


@rule("RL312", "image-of-template", (W, W))
def image_of_template(context: Context) -> Iterator[Finding]:
    """An image is one of the template's own example figures.

    Why: it shows the course's project, not yours.
    Fix: replace it by your own picture.

    Bad: `![our bucket](figures/bucket.png)`, with the file that came with the template.
    Good: the same with a screenshot of your bucket.
    """
    figures = {digest: name for name, digest in context.report.schema.course.figures.items()}
    for number, reference, entry in pictures_of(context) if figures else ():
        name = figures.get(context.workspace.digest(entry)) if context.workspace else None
        if name:
            message = f"{quoted(reference.path)} is the template's own example {quoted(name)}: show yours"
            yield Finding(reference.span, message, "the template's example", number)


RULES = (image_untracked, image_format, image_elsewhere, image_of_template)


class Image(NamedTuple):
    """An image whose address is a path, and what it leads to."""

    question: Number | None
    reference: Reference
    entry: PathEntry


def images_of(context: Context) -> Iterator[Image]:
    """Yield the shown images that are not remote; none without a workspace."""
    workspace = context.workspace
    for number, reference in context.report.references if workspace else ():
        if workspace and reference.is_shown and not reference.scheme:
            # GitHub reads a path with `/` from the top of the repository, but the hand-in's page does not.
            path = reference.path
            entry = workspace.find(path) if path and not path.startswith("/") else PathEntry("missing")
            yield Image(number, reference, entry)


def pictures_of(context: Context) -> Iterator[Image]:
    """Yield the first image of each file that exists."""
    seen: set[str] = set()
    for image in images_of(context):
        if image.entry.state == "file" and image.entry.path not in seen:
            seen.add(image.entry.path)
            yield image
