"""The images and links in a stretch of a report: those a renderer shows, and those only counted."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import Literal, NamedTuple
from urllib.parse import unquote

from reportlint.formatting import Number
from reportlint.grader import image_spans
from reportlint.markdown import Block, Outline
from reportlint.markdown.inline import InlinePiece
from reportlint.report.broken_links import SCHEME, BrokenLink, Fault, broken_links, may_be_broken
from reportlint.report.regions import Region
from reportlint.report.wordings import Known
from reportlint.repository.names import PICTURES
from reportlint.source import Source, Span

ReferenceKind = Literal["image", "html", "hidden", "link", "broken"]
Cause = Literal["", "backticks", "code", "comment", "html", "path", "form", Fault]

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BEGUN = (re.compile(r"!\["), re.compile("<img", re.IGNORECASE))
_INTENDED = re.compile(r"[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
"""A path with balanced parentheses, and the one that ends it."""
_TITLED = re.compile(r"""(\S+)\s+(?:"[^"]*"|'[^']*')\s*""")
_NAME = r"[^\s<>/=]{1,200}+"
_VALUE = r"""(?:"([^"]{0,2000}+)"|'([^']{0,2000}+)'|([^\s<>"'][^\s<>]{0,2000}+))"""
_ATTRIBUTE = rf"[\s/]*+({_NAME})(?:\s*+=\s*+{_VALUE})?+"
_TAG = rf"(?i)<img(?=[\s/>])(?:{_ATTRIBUTE}){{0,40}}+[\s/]*+>"
"""All repetitions are possessive and bounded, so that unfinished tags cost no extra time."""


class Reference(NamedTuple):
    """An image or a link in a report."""

    kind: ReferenceKind
    """How it is read.

    `image`: shown. `html`: shown by `<img>`. `hidden`: counted by the checker, but never shown. `broken`:
    read as text because of its syntax.
    """
    span: Span
    label: Span
    """Its text; for `<img>` the value of `alt`."""
    target: Span
    """The address as written; empty, at the end, if it is elsewhere or missing."""
    address: str
    """The address as a renderer reads it: escapes resolved, percent-encoded."""
    counted: bool = False
    """Whether the course's checker counts it as an image."""
    cause: Cause = ""
    """Why a hidden or broken one is not shown."""
    around: Span | None = None
    """The code or HTML block around it, if it is in one."""

    def moved(self, by: int) -> "Reference":
        """Return it moved on by some characters."""
        return self._replace(
            span=self.span.moved(by),
            label=self.label.moved(by),
            target=self.target.moved(by),
            around=self.around and self.around.moved(by),
        )

    @property
    def is_shown(self) -> bool:
        """Whether it is an image that a renderer shows."""
        return self.kind in ("image", "html")

    @property
    def scheme(self) -> str:
        """The beginning of its address if that is no path: `https:`, `//`; else empty."""
        match = SCHEME.match(self.address)
        return match[0].lower() if match else ""

    @property
    def path(self) -> str:
        """The decoded path of its address, without query and fragment; empty if it is no path."""
        return "" if self.scheme else unquote(self.address.partition("#")[0].partition("?")[0])

    @property
    def is_picture(self) -> bool:
        """Whether its address has the ending of a picture."""
        return unquote(re.split("[?#]", self.address, maxsplit=1)[0]).lower().endswith(PICTURES)


def openers(references: Sequence[Reference]) -> frozenset[Span]:
    """Return the places of links around an image, which a click opens; `references` are in order."""
    pairs = ((link, inner) for link, inner in pairwise(references) if inner.span.start < link.span.end)
    return frozenset(link.span for link, inner in pairs if inner.is_shown and not link.is_shown)


class _LiteralSpan(NamedTuple):
    """A stretch in which nothing is Markdown."""

    span: Span
    cause: Cause


def find_references(source: Source, outline: Outline, span: Span, graded: Span) -> tuple[Reference, ...]:
    """Return the images and links in `span`, in order; `graded` is where the course's checker counts."""
    counted = list(image_spans(source.text, graded.start, graded.end))
    shown: list[Reference] = []
    zones: list[_LiteralSpan] = []
    for block in outline.within(source.line_at(span.start), source.line_at(span.end) + 1):
        if block.kind == "inline":
            _read_inline(source, outline, block, shown, zones)
        else:
            _read_literal(source, block, shown, zones)
    zones.sort()
    shown = [r._replace(counted=_holds(counted, r)) for r in shown if span.start <= r.span.start < span.end]
    shown = [r for r in shown if r.kind != "broken" or not holds(counted, r.span)]
    images = [reference.span for reference in shown if reference.is_shown]
    hidden = [_hidden(source, at, zones) for at in counted if not _meets(images, at)]
    return tuple(sorted([*shown, *hidden], key=lambda reference: reference.span))


def begun_images(text: str) -> Iterator[int]:
    """Yield where an image may begin in a text."""
    # To look for all signs at once takes ten times as long.
    return (match.start() for sign in _BEGUN for match in sign.finditer(text))


def images_beside(
    source: Source, outline: Outline, regions: Iterable[Region], known: Known
) -> Iterator[tuple[Number | None, Reference]]:
    """Yield the shown images outside of answers, except the template's own, with their questions."""
    for role, span, number in regions:
        if role == "answer" or not any(begun_images(source.text[span.start : span.end])):
            continue
        for reference in find_references(source, outline, span, Span(span.start, span.start)):
            if reference.is_shown and source.text[slice(*reference.span)] not in known.images:
                yield number, reference


def _read_inline(
    source: Source, outline: Outline, block: Block, shown: list[Reference], zones: list[_LiteralSpan]
) -> None:
    suspect = may_be_broken(block.content)
    if not suspect and not outline.may_hold(block.content):
        return
    found = list(outline.pieces(source, block))
    for piece in found:
        span = Span(piece.start, piece.end)
        if piece.kind == "code":
            zones.append(_LiteralSpan(span, "backticks"))
        elif piece.kind == "html":
            shown += _tags(source.text, span)
            zones.append(
                _LiteralSpan(span, "comment" if source.text.startswith("<!--", span.start) else "html")
            )
        elif piece.kind != "formula":
            shown.append(_reference(piece))
    if suspect:
        whole = Span(source.starts[block.start], source.line_end(block.end - 1))
        taken = [Span(piece.start, piece.end) for piece in found]
        shown += (_broken(source.text, link) for link in broken_links(source.text, whole, taken))


def _broken(text: str, link: BrokenLink) -> Reference:
    address = text[link.address.start : link.address.end].strip()
    return Reference("broken", link.span, link.label, link.address, address, cause=link.fault)


def _reference(piece: InlinePiece) -> Reference:
    label = Span(piece.start + 1 + (piece.kind == "image"), piece.label_end)
    target = Span(*piece.target) if piece.target else Span(piece.end, piece.end)
    return Reference(
        "image" if piece.kind == "image" else "link",
        Span(piece.start, piece.end),
        label,
        target,
        piece.address,
    )


def _read_literal(source: Source, block: Block, shown: list[Reference], zones: list[_LiteralSpan]) -> None:
    span = Span(source.starts[block.start], source.line_end(block.end - 1))
    if block.kind != "html_block":
        zones.append(_LiteralSpan(span, "code"))
        return
    text = source.text[span.start : span.end]
    around = source.trim(*span)
    comments = [Span(span.start + m.start(), span.start + m.end()) for m in _COMMENT.finditer(text)]
    edges = [span.start, *(edge for comment in comments for edge in comment), span.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        shown += (tag._replace(around=around) for tag in _tags(source.text, Span(start, end)))
        zones.append(_LiteralSpan(Span(start, end), "html"))
    zones += (_LiteralSpan(comment, "comment") for comment in comments)


def _tags(text: str, span: Span) -> Iterator[Reference]:
    for tag in image_tags(text, span):
        yield Reference("html", tag.span, tag.alt, tag.src, tag.address)


def _hidden(source: Source, counted: Span, zones: Sequence[_LiteralSpan]) -> Reference:
    """Return a match of the checker's image pattern, with the intended address."""
    text = source.text
    bracket = text.find("](", counted.start + 2)
    match = _INTENDED.match(text, bracket + 2, source.line_end(source.line_at(bracket)))
    end = match.end() if match else counted.end
    inner = source.trim(bracket + 2, end - 1)
    titled = _TITLED.fullmatch(text, inner.start, inner.end)
    target = Span(inner.start, titled.end(1)) if titled else inner
    address = text[target.start : target.end]
    zone = _zone_at(zones, counted.start)
    odd: Cause = "path" if re.search(r"[\s()<>]", address) else "form"
    return Reference(
        "hidden",
        Span(counted.start, end),
        Span(counted.start + 2, bracket),
        target,
        address.strip("<>"),
        counted=True,
        cause=zone.cause if zone else odd,
        around=zone.span if zone and zone.cause == "backticks" else None,
    )


def _zone_at(zones: Sequence[_LiteralSpan], offset: int) -> _LiteralSpan | None:
    zone = zones[at - 1] if (at := bisect_right(zones, offset, key=lambda zone: zone.span.start)) else None
    return zone if zone and offset < zone.span.end else None


def _holds(counted: Sequence[Span], reference: Reference) -> bool:
    return reference.kind == "image" and _meets(counted, reference.span)


def _meets(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the spans, which are in order and disjoint, overlaps `span`."""
    at = bisect_right(spans, span.start, key=lambda other: other.start)
    return any(other.start < span.end and span.start < other.end for other in spans[max(0, at - 1) : at + 1])


def holds(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the spans, which are in order and disjoint, contains all of `span`."""
    at = bisect_right(spans, span.start, key=lambda other: other.start)
    return at > 0 and span.end <= spans[at - 1].end


class ImageTag(NamedTuple):
    """An `<img>` tag; the place of a missing attribute is empty, at the tag's end."""

    span: Span
    alt: Span
    src: Span
    address: str
    """The value of `src` with entities resolved."""


def image_tags(text: str, span: Span) -> Iterator[ImageTag]:
    """Yield each `<img>` in a span of a text."""
    for tag in re.compile(_TAG).finditer(text, span.start, span.end):
        nowhere = Span(tag.end(), tag.end())
        found: dict[str, Span] = {}
        for match in re.compile(_ATTRIBUTE).finditer(text, tag.start() + len("<img"), tag.end() - 1):
            value = next((Span(*match.span(i)) for i in (2, 3, 4) if match[i] is not None), nowhere)
            found.setdefault(match[1].lower(), value)
        src = found.get("src", nowhere)
        address = unescape(text[src.start : src.end]).strip()
        yield ImageTag(Span(*tag.span()), found.get("alt", nowhere), src, address)
