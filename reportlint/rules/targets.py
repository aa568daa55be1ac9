"""Rules about images and links that lead to no file, with the most similar file."""

import re
from collections.abc import Iterator
from itertools import islice

from reportlint import fixes
from reportlint.diagnostic import E, Finding, Fix, N, W
from reportlint.formatting import WHOLE_LINE, Number, clipped, quoted
from reportlint.report.references import Reference, openers
from reportlint.repository.workspace import PathEntry, Workspace
from reportlint.rules.base import Context, rule
from reportlint.rules.image_files import images_of, pictures_of
from reportlint.rules.nearest_path import PATH, Near, is_domain, nearest_file, nearest_picture
from reportlint.rules.stand_ins import FORGOTTEN, stand_in

_NOWHERE = re.compile(r"#?|(?:https?:)?/*")
_FAULTS = {
    "space": "a space ends its address",
    "gap": "there is something between `]` and `(`",
    "turned": "its brackets are the wrong way round",
}
_SOUGHT = 30
"""Maximum number of missing files for which to search for similar names."""
_PAGES = frozenset(
    "actions activity archive blame blob branches commit commits compare contributors deployments "
    "discussions edit forks graphs issues labels milestone milestones network packages projects pull pulls "
    "pulse raw releases search security settings stargazers tags tree watchers wiki".split()
)
"""Pages of a repository on GitHub, to which a link may lead from its files."""


@rule("RL303", "image-missing", (E, W))
def image_missing(context: Context) -> Iterator[Finding]:
    """The file of an image is missing.

    Why: readers see a broken picture, and the hand-in lacks it. In a draft it is an error, too, in the commit
    that renames or removes it.
    Fix: put the picture there, or correct its path, which is relative to the report's own folder.

    Bad: `![our bucket](reports/figures/bucket.png)` in `reports/README.md`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    workspace = context.workspace
    if not workspace:
        return
    folder, shown = context.report.picture_folder, {image.entry.path for image in pictures_of(context)}
    missing = [image for image in images_of(context) if image.entry.state != "file"]
    named = (image for image in missing if image.entry.state != "folder" and image.reference.address)
    sought = {image.reference.span for image in islice(named, _SOUGHT)}
    for number, reference, entry in missing:
        look = reference.span in sought
        near = nearest_picture(workspace, _whole(reference), folder, shown) if look else None
        fix = _repointed(workspace, reference, near)
        message = f"{_trouble(workspace, reference, entry)}{_offer(workspace, near)}"
        if entry.state == "missing" and not near and reference.path:
            message += f". {FORGOTTEN}"
        levels = None
        if lost := _lost(context, workspace, reference):
            message, levels = f"the picture {clipped(workspace.absolute(reference.path))} {lost}", (E, E)
        yield Finding(reference.span, message, "the file is not there", number, levels=levels, fix=fix)


def _lost(context: Context, workspace: Workspace, reference: Reference) -> str:
    """Return what happened to a picture that an earlier version has; empty if none has it."""
    for earlier in context.before:
        was = earlier.workspace.find(reference.path) if earlier.workspace and reference.path else None
        if was and earlier.workspace and was.state == "file":
            now = _renamed(earlier.workspace, was, workspace)
            if now:
                return f"was renamed after commit {earlier.commit}: write {quoted(workspace.relative(now))}"
            return f"was removed after commit {earlier.commit}: put it back, or delete the image"
    return ""


def _renamed(before: Workspace, was: PathEntry, workspace: Workspace) -> str | None:
    """Return the file with the same content in the same folder that is new, if there is one."""
    folder = was.path.rpartition("/")[0]
    known, digest = set(before.files(folder)), before.digest(was)
    paths = (f"{folder}/{name}" for name in workspace.files(folder) if name not in known)
    return next((path for path in paths if workspace.digest(workspace.find(path, "")) == digest), None)


def _whole(reference: Reference) -> str:
    """Return its path with query and fragment, which may be part of the name."""
    return reference._replace(address=reference.address.replace("#", "%23").replace("?", "%3F")).path


def _trouble(workspace: Workspace, reference: Reference, entry: PathEntry) -> str:
    path = reference.path
    if not path:
        return "this picture has no path: write one between the brackets"
    if entry.state == "outside":
        return f"{quoted(path)} leads out of the repository"
    if entry.state == "folder":
        return f"{quoted(path)} is a folder, not a picture"
    if path.startswith("/") and workspace.find(path, "").state == "file":
        return f"{quoted(path)} is found on GitHub's page only"
    return f"the picture {clipped(workspace.absolute(path))} is not there"


def _offer(workspace: Workspace, near: Near | None) -> str:
    if not near:
        return ""
    return f": {'write' if near.sure else 'the nearest is'} {quoted(workspace.relative(near.path))}"


def _repointed(workspace: Workspace, reference: Reference, near: Near | None) -> Fix | None:
    if not near or not near.sure:
        return None
    path = workspace.relative(near.path)
    return fixes.images.repointed(reference, path, f"write {quoted(path)}", safe=False)


@rule("RL304", "image-case", (E, E))
def image_case(context: Context) -> Iterator[Finding]:
    """An image's path differs from the file's name in case.

    Why: Windows and macOS find it, GitHub and Linux do not.
    Fix: write the file's name exactly.

    Bad: `![our bucket](figures/Bucket.PNG)` for `figures/bucket.png`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    for number, reference, entry in images_of(context):
        if context.workspace and entry.state == "file" and not entry.exact:
            path = context.workspace.relative(entry.path)
            message = f"{quoted(reference.path)} is {quoted(path)} on GitHub, where case counts: write that"
            fix = fixes.images.repointed(reference, path, f"write {quoted(path)}", safe=True)
            yield Finding(reference.span, message, "another case", number, fix=fix)


@rule("RL313", "link-missing", (W, N), yields=("RL301", "RL307"))
def link_missing(context: Context) -> Iterator[Finding]:
    """A link in an answer leads to a file that is not there, or to nothing at all.

    Why: readers who follow it find nothing. Paths are relative to the report's own folder.
    Fix: write `../` before a path from the top of the repository, `https://` before a web address, and an
    address if there is none yet; leave nothing between `]` and `(`.

    Bad: `[the file](dockerfiles/train.dockerfile)` in `reports/README.md`, `[here](insert link)`, `[here]()`.
    Good: `[the file](../dockerfiles/train.dockerfile)`.
    """
    suspects = ((n, r) for n, r in context.report.references if r.kind in ("link", "broken"))
    for index, (number, reference) in enumerate(suspects):
        if message := _pointless(context, reference, look=index < _SOUGHT):
            yield Finding(reference.span, message, "no link", number)
    if workspace := context.workspace:
        for index, (number, link, entry) in enumerate(_dead(context, workspace)):
            near = _nearest(context, workspace, link) if index < _SOUGHT else None
            said = _missing(workspace, link, entry, near)
            yield Finding(link.span, said, "the file is not there", number)


def _pointless(context: Context, reference: Reference, *, look: bool) -> str:
    """Return why a link leads nowhere, whatever files there are; empty if it may lead somewhere."""
    address = quoted(reference.address)
    if reference.kind == "link" and _NOWHERE.fullmatch(reference.address):
        return "this link leads nowhere: write its address, or delete it"
    if reference.kind != "broken" or reference.cause == "name":
        return ""
    if reference.is_picture and (
        reference.cause == "bare" or fixes.images.stands_alone(context.report.source, reference)
    ):
        return f"this {stand_in(context, reference, look=look).told('a picture')}"
    if reference.cause == "space" and not PATH.search(reference.address):
        return f"this link has no address yet: write one in place of {address}"
    label = fixes.images.label_of(context.report.source, reference)
    link = quoted(f"[{label}]({fixes.images.spaceless(reference.address)})", WHOLE_LINE)
    return f"this is shown as text, since {_FAULTS[reference.cause]}: write {link}"


def _dead(context: Context, workspace: Workspace) -> Iterator[tuple[Number | None, Reference, PathEntry]]:
    """Yield the links that lead to no file, and what they lead to; not those of a picture to itself."""
    references = [reference for _, reference in context.report.references]
    around, shown = openers(references), {r.path for r in references if r.is_shown}
    for number, link in context.report.references:
        if link.kind == "link" and link.path and not (link.span in around and link.path in shown):
            entry = _linked(workspace, link.path)
            if entry.state not in ("file", "folder") or not entry.exact:
                yield number, link, entry


def _linked(workspace: Workspace, path: str) -> PathEntry:
    """Return what a link leads to, as GitHub reads it."""
    entry = workspace.find(path, "" if path.startswith("/") else None)
    page = next((part for part in path.split("/") if part not in ("..", ".", "")), "")
    return PathEntry("folder") if entry.state == "outside" and page in _PAGES else entry


def _missing(workspace: Workspace, link: Reference, entry: PathEntry, near: Near | None) -> str:
    path = link.path
    if entry.state in ("file", "folder"):
        right = quoted(workspace.relative(entry.path))
        return f"{quoted(path)} is {right} on GitHub, where case counts: write that"
    if is_domain(path):
        return f"{quoted(path)} is not a path: write {quoted('https://' + path)}"
    offer = _offer(workspace, near)
    if entry.state == "outside":
        return f"the link {quoted(path)} leads out of the repository{offer}"
    lost = f"this link leads to {clipped(workspace.absolute(path))}, which is not there"
    return f"{lost}{offer or f'. {FORGOTTEN}'}"


def _nearest(context: Context, workspace: Workspace, link: Reference) -> Near | None:
    near = nearest_file(workspace, link.path)
    if near or not link.is_picture:
        return near
    return nearest_picture(workspace, link.path, context.report.picture_folder, ())


RULES = (image_missing, image_case, link_missing)
