"""Fixes of images: they change how a picture is pointed at, and no word of the text."""

import re
from urllib.parse import unquote

from reportlint.diagnostic import Edit, Fix
from reportlint.markdown import MARGIN
from reportlint.report.references import Reference
from reportlint.repository.workspace import Workspace
from reportlint.source import Source

_RESERVED = re.compile(r"[\s()<>%#?\[\]\"\\]")
"""What does not stand for itself in an address, or not in Markdown's, or not in the checker's."""
_ONLY_IMAGES = re.compile(r"\s*(?:!\[[^\[\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)\s*)+")
_TAIL = re.compile(r"[?#].*")
_ALONE = MARGIN + "*+_-.,;:'\""
"""What may stand beside an image on its line: signs of quotes, lists and emphasis."""


def encoded(path: str) -> str:
    """Return a path as an address: what would mean something else there percent-encoded."""
    return _RESERVED.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path)


def _markdown_address(address: str) -> str:
    """Return an address with what would end it in Markdown, or for the checker, percent-encoded."""
    return re.sub(r"[\s()<>]", lambda match: encoded(match[0]), address)


def repointed(reference: Reference, path: str, title: str, *, safe: bool) -> Fix | None:
    """Return the fix that lets an image lead to `path`; None if its address stands elsewhere."""
    target = reference.target
    if target.start == target.end:
        return None
    tail = _TAIL.search(reference.address)
    kept = tail[0] if tail and unquote(tail[0]) not in path else ""
    return Fix(title, safe, (Edit(target.start, target.end, encoded(path) + kept),))


def as_images(source: Source, references: list[Reference]) -> Fix | None:
    """Return the fix that shows linked pictures and writes `<img>` as Markdown, so that they count."""
    edits = tuple(_as_image(source, reference) for reference in references)
    return Fix("write `![...](...)`", False, edits) if edits else None


def _as_image(source: Source, reference: Reference) -> Edit:
    start, end = reference.span
    label = re.sub(r"[\[\]\s]+", " ", source.text[reference.label.start : reference.label.end]).strip()
    if reference.kind == "link" and reference.target.end > reference.target.start:
        return Edit(start, start, "!")
    return Edit(start, end, f"![{label}]({_markdown_address(reference.address)})")


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
    if not _ONLY_IMAGES.fullmatch(inner):
        return None
    left, right = (len(inner) - len(stripped) for stripped in (inner.lstrip(), inner.rstrip()))
    edits = (Edit(start, start + ticks + left, ""), Edit(end - ticks - right, end, ""))
    return Fix("delete the backticks", True, edits)


def is_there(reference: Reference, workspace: Workspace | None) -> bool:
    """Whether the file of a reference is there, or nothing tells that it is not."""
    return not (workspace and reference.path) or workspace.find(reference.path).state == "file"


def escaped(reference: Reference, workspace: Workspace | None) -> Fix | None:
    """Return the fix that encodes the spaces and parentheses of a path, if it is one of a picture."""
    address = _markdown_address(reference.address)
    there = is_there(reference._replace(address=address), workspace)
    if not there or not reference.is_picture or reference.scheme:
        return None
    edit = Edit(reference.target.start, reference.target.end, address)
    return Fix(f"write `{address}`", True, (edit,))
