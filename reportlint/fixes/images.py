"""Fixes of images: they change the reference to a picture, but no word of the text."""

import re
from urllib.parse import unquote

from reportlint.diagnostic import Edit, Fix
from reportlint.markdown import MARGIN, bare
from reportlint.report.references import Reference
from reportlint.repository.workspace import Workspace
from reportlint.source import Source, Span

_RESERVED = r"[\s()<>%#?\[\]\"\\]"
"""Characters that have a meaning in addresses, in those of Markdown, or for the checker."""
_ONLY_IMAGES = r"\s*(?:!\[[^\[\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)\s*)+"
SETTING = r"</?(?:p|div|center|span|figure|br)\b[^<>]*>"
"""A tag without content that only affects the layout."""
_ONLY_SETS = rf"(?i)(?:\s|{SETTING})*"
_TAIL = r"[?#].*"
_ALONE = MARGIN + "*+_-.,;:'\""
"""Characters that may be next to an image on its line: signs of quotes, lists and emphasis."""


def encoded(path: str) -> str:
    """Return a path as an address, with special characters percent-encoded."""
    return re.sub(_RESERVED, lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path)


def spaceless(address: str) -> str:
    """Return an address with characters that would end it in Markdown, or for the checker, encoded."""
    return re.sub(r"[\s()<>]", lambda match: encoded(match[0]), address)


def repointed(reference: Reference, path: str, title: str, *, safe: bool) -> Fix | None:
    """Return the fix that points an image at `path`; None if its address is elsewhere."""
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
    """Return an image in the form that the course's checker counts and every renderer shows."""
    return f"![{label}]({spaceless(address)})"


def as_picture(source: Source, reference: Reference, address: str) -> Edit | None:
    """Return the edit that makes an image from a reference; None if it would affect other text."""
    start, end = reference.span
    if reference.kind == "link" and address == reference.address and reference.target.start < end - 1:
        return Edit(start, start, "!")
    if not (place := _place(source, reference)):
        return None
    line = source.line_at(place.start)
    # HTML may directly follow a quote, which would include text.
    under = reference.around and place.start == source.starts[line] and bare(source.lines[line - 1])
    gap = "\n" if under else ""
    return Edit(*place, gap + written(label_of(source, reference), address))


def _place(source: Source, reference: Reference) -> Span | None:
    """Return the span to replace by an image: the whole HTML block if it only lays the image out."""
    span, around = reference.span, reference.around
    if reference.cause == "gap":
        signs = source.text[reference.label.end + 1 : reference.target.start - 1].strip()
        return span if source.text.startswith(signs, span.start) else None
    if not around or not source.text[around.start : span.start].strip(_ALONE):
        return span
    return around if re.fullmatch(_ONLY_SETS, source.without(around, [span])) else None


def stands_alone(source: Source, reference: Reference) -> bool:
    """Whether a link or image shares its line with nothing but Markdown signs."""
    first, last = source.line_at(reference.span.start), source.line_at(reference.span.end)
    beside = source.text[source.starts[first] : reference.span.start]
    beside += source.text[reference.span.end : source.line_end(last)]
    return first == last and not re.sub(r"<br\s*/?>", "", beside).strip(_ALONE)


def uncovered(source: Source, reference: Reference) -> Fix | None:
    """Return the fix that removes the backticks around an image, if they hold nothing else."""
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
    """Whether the file of a reference exists, or may exist as far as is known."""
    return not (workspace and reference.path) or workspace.find(reference.path).state == "file"


def escaped(reference: Reference, workspace: Workspace | None) -> Fix | None:
    """Return the fix that encodes spaces and parentheses in a path, if it is a picture's."""
    address = spaceless(reference.address)
    there = is_there(reference._replace(address=address), workspace)
    if not there or not reference.is_picture or reference.scheme:
        return None
    edit = Edit(reference.target.start, reference.target.end, address)
    return Fix(f"write `{address}`", True, (edit,))
