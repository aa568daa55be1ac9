"""Links and pictures with broken syntax, which a page shows as plain text."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from reportlint.markdown import MARGIN
from reportlint.repository.names import PICTURES
from reportlint.source import Span

Fault = Literal["space", "gap", "turned", "bare", "name"]
"""What is wrong with a link.

In this order: white space in the address, signs or a space before it, `(text)[address]`, and an address alone
on its line, without or with brackets.
"""

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,63}:|//")
"""The beginning of an address that is not a path; a single letter is a Windows drive."""
_ENDING = "|".join(map(re.escape, PICTURES))
_PATH = r"[^\s/]*/\S*|\S*\.\w{1,10}|#\S+"
"""Bracketed text that cannot be a word."""
_WRITTEN = (
    r"(?<![\w\])\\!])!?\[(?P<label>[^\[\]\n]*)(?<!\\)\](?P<gap>[*_~]{1,3}|[ \t]|)\((?P<address>[^()\n]*)\)"
)
_TURNED = r"(?<![\w\])\\])\((?P<label>[^()\n]+)\)\[(?P<address>[^\[\]\s]+)\]"
_ALONE = (
    rf"(?im)^[{MARGIN}]*+(?:(?:[-+*]|\d{{1,9}}[.)])[ \t]++)?+"
    rf"(?P<written>(?P<signs>!?[(\[]?)(?P<address>[^\s()\[\]<>!]{{1,999}}(?:{_ENDING}))[)\]]?)[{MARGIN}]*$"
)
_HINT = re.compile(
    rf"\][*_~ \t]{{0,3}}\([^()\n]*\)|\)\[|(?:{_ENDING})[)\]]?[{MARGIN}]*$", re.MULTILINE | re.IGNORECASE
)


class BrokenLink(NamedTuple):
    """A link or a picture with broken syntax."""

    fault: Fault
    span: Span
    label: Span
    address: Span


def may_be_broken(text: str) -> bool:
    """Whether searching a text for broken links is worth the time."""
    return _HINT.search(text) is not None


def broken_links(text: str, span: Span, taken: Iterable[Span]) -> Iterator[BrokenLink]:
    """Yield the broken links in a span of a text; `taken` are valid links, code and the like, in order."""
    shown = _blanked(text[span.start : span.end], span.start, taken)
    for pattern in (_WRITTEN, _TURNED):
        for match in re.finditer(pattern, shown):
            if fault := _fault(match):
                yield _with_signs(_broken(fault, match, span.start, 0, "label"), text)
    for match in re.finditer(_ALONE, shown):
        if not SCHEME.match(match["address"]):
            yield _broken("bare" if match["signs"] else "name", match, span.start, "written", "signs")


def _blanked(text: str, start: int, taken: Iterable[Span]) -> str:
    """Return a text that begins at the offset `start`, with all taken spans replaced by spaces."""
    parts, end = [], 0
    for span in taken:
        begin, stop = max(end, span.start - start), span.end - start
        if begin < stop:
            parts += [text[end:begin], re.sub(r"[^\n]", " ", text[begin:stop])]
            end = stop
    return "".join([*parts, text[end:]])


def _fault(match: re.Match[str]) -> Fault | None:
    label, address = match["label"].strip(), match["address"].strip()
    certain = bool(SCHEME.match(address)) or address.lower().endswith(PICTURES)
    if match.re.pattern == _TURNED:
        return "turned" if certain else None
    if not match["gap"]:
        worded = (any(map(str.isalpha, label)) or not label) and not label.startswith("^")
        return "space" if worded and " " in address and not match[0].startswith("!") else None
    if any(map(str.isspace, address)) or not (certain or re.fullmatch(_PATH, address)):
        return None
    # A box or the number of a source may also be followed by an address.
    named = certain and label not in "xX" and not label.isdigit()
    return "gap" if match["gap"].strip() or named else None


def _with_signs(link: BrokenLink, text: str) -> BrokenLink:
    """Return a link, extended to opening signs before it whose closing ones follow its label."""
    signs = text[link.label.end + 1 : link.address.start - 1]
    start = link.span.start - len(signs)
    paired = signs.strip() and text.startswith(signs, max(0, start))
    return link._replace(span=Span(start, link.span.end)) if paired else link


def _broken(fault: Fault, match: re.Match[str], start: int, whole: str | int, label: str) -> BrokenLink:
    spans = (match.span(group) for group in (whole, label, "address"))
    return BrokenLink(fault, *(Span(start + begin, start + end) for begin, end in spans))
