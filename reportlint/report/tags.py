"""Reads `<img>` in HTML as a browser does."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from reportlint.source import Span

_NAME = r"[^\s<>/=]{1,200}+"
_VALUE = r"""(?:"([^"]{0,2000}+)"|'([^']{0,2000}+)'|([^\s<>"'][^\s<>]{0,2000}+))"""
_ATTRIBUTE = rf"[\s/]*+({_NAME})(?:\s*+=\s*+{_VALUE})?+"
_TAG = rf"(?i)<img(?=[\s/>])(?:{_ATTRIBUTE}){{0,40}}+[\s/]*+>"
"""All repetitions are possessive and bounded, so that unfinished tags cost no extra time."""


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
