"""Fixes of images: they change how a picture is pointed at, and no word of the text."""

import re
from urllib.parse import unquote

from reportlint.diagnostic import Edit, Fix
from reportlint.markdown import MARGIN, bare
from reportlint.report.references import Reference
from reportlint.repository.workspace import Workspace
from reportlint.source import Source, Span

_RESERVED = r"[\s()<>%#?\[\]\"\\]"
"""What does not stand for itself in an address, or not in Markdown's, or not in the checker's."""
_ONLY_IMAGES = r"\s*(?:!\[[^\[\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)\s*)+"
SETTING = r"</?(?:p|div|center|span|figure|br)\b[^<>]*>"
"""A tag that says nothing, but where on a page something stands."""
_ONLY_SETS = rf"(?i)(?:\s|{SETTING})*"
_TAIL = r"[?#].*"
_ALONE = MARGIN + "*+_-.,;:'\""
"""What may stand beside an image on its line: signs of quotes, lists and emphasis."""


def encoded(path: str) -> str:
    """Return a path as an address: what would mean something else there percent-encoded."""
    return re.sub(_RESERVED, lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path)


def spaceless(address: str) -> str:
    """Return an address with what would end it in Markdown, or for the checker, percent-encoded."""
    return re.sub(r"[\s()<>]", lambda match: encoded(match[0]), address)


def repointed(reference: Reference, path: str, title: str, *, safe: bool) -> Fix | None:
    """Return the fix that lets an image lead to `path`; None if its address stands elsewhere."""
    target = reference.target
    if target.start == target.end:
        return None
    tail = re.search(_TAIL, reference.address)
    kept = tail[0] if tail and unquote(tail[0]) not in path else ""
    return Fix(title, safe, (Edit(target.start, target.end, encoded(path) + kept),))


def label_of(source: Source, reference: Reference) -> str:
    """Return the text of an image or a link on one line, without brackets."""
    return re.sub(r"[\[\]\s]+", " ", source.text[reference.label.start : reference.label.end]).strip()


def written(label: str, address: str) -> str:
    """Return an image as the course's checker counts it and every renderer shows it."""
    return f"![{label}]({spaceless(address)})"


def as_picture(source: Source, reference: Reference, address: str) -> Edit | None:
    """Return the edit that makes an image of what stands for one, None if it would touch more."""
    start, end = reference.span
    if reference.kind == "link" and address == reference.address and reference.target.start < end - 1:
        return Edit(start, start, "!")
    if not (place := _place(source, reference)):
        return None
    line = source.line_at(place.start)
    # HTML may stand right under a quote, which takes text in.
    under = reference.around and place.start == source.starts[line] and bare(source.lines[line - 1])
    gap = "\n" if under else ""
    return Edit(*place, gap + written(label_of(source, reference), address))


def _place(source: Source, reference: Reference) -> Span | None:
    """Return what an image takes the place of: in a block of HTML all of that, if it only sets the image."""
    span, around = reference.span, reference.around
    if reference.cause == "gap":
        signs = source.text[reference.label.end + 1 : reference.target.start - 1].strip()
        return span if source.text.startswith(signs, span.start) else None
    if not around or not source.text[around.start : span.start].strip(_ALONE):
        return span
    return around if re.fullmatch(_ONLY_SETS, source.without(around, [span])) else None


def stands_alone(source: Source, reference: Reference) -> bool:
    """Whether nothing but signs of Markdown stands beside a link or an image on its line."""
    first, last = source.line_at(reference.span.start), source.line_at(reference.span.end)
    beside = source.text[source.starts[first] : reference.span.start]
    beside += source.text[reference.span.end : source.line_end(last)]
    return first == last and not re.sub(r"<br\s*/?>", "", beside).strip(_ALONE)


def uncovered(source: Source, reference: Reference) -> Fix | None:
    """Return the fix that takes away the backticks around an image, if they hold nothing else."""
    if not reference.around:
        return None
    start, end = reference.around
    code = source.text[start:end]
    ticks = len(code) - len(code.lstrip("`"))
    inner = code[ticks:-ticks]
    if not re.fullmatch(_ONLY_IMAGES, inner):
        return None
    left, right = (len(inner) - len(stripped) for stripped in (inner.lstrip(), inner.rstrip()))
    edits = (Edit(start, start + ticks + left, ""), Edit(end - ticks - right, end, ""))
    return Fix("delete the backticks", True, edits)


def is_there(reference: Reference, workspace: Workspace | None) -> bool:
    """Whether the file of a reference is there, or nothing tells that it is not."""
    return not (workspace and reference.path) or workspace.find(reference.path).state == "file"


def escaped(reference: Reference, workspace: Workspace | None) -> Fix | None:
    """Return the fix that encodes the spaces and parentheses of a path, if it is one of a picture."""
    address = spaceless(reference.address)
    there = is_there(reference._replace(address=address), workspace)
    if not there or not reference.is_picture or reference.scheme:
        return None
    edit = Edit(reference.target.start, reference.target.end, address)
    return Fix(f"write `{address}`", True, (edit,))
