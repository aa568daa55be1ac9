"""Template headings without their signs: in bold, in HTML, underlined, or with other signs."""

import re
import sys
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportlint.formatting import Number
from reportlint.markdown import MARGIN, quote_sign
from reportlint.report.patterns import TAG, FormPatterns
from reportlint.source import Source
from reportlint.words import padded, plain

_TAG = re.compile(TAG)
_ITEM = re.compile(rf"^[{MARGIN}]*\d{{1,9}}[.)][ \t]+(?=\D)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:={2,}|-{2,})[ \t]*")
_SET_OFF = re.compile(rf"[{MARGIN}]*(?:[-+*][ \t]+|\d{{1,9}}[.)][ \t]+)?(?:[*_#=~\\-]|<\w)")
"""The beginning of a line that is set off from running text by signs."""
_FENCES = ("```", "~~~")
_LONGEST = 2_000
"""Number of characters below a line to search for the prompt of its question."""


def reading(line: str) -> str:
    """Return the lower-case words of a line without signs, tags and list number."""
    return plain(_TAG.sub(" ", _ITEM.sub("", line))).lower()


def is_underlined(lines: Sequence[str], index: int) -> bool:
    """Whether the next line underlines this one, making it a heading."""
    text, below = lines[index].strip(), lines[index + 1 : index + 2]
    return bool(below) and text[:1] not in ("", "#", ">") and _UNDERLINE.fullmatch(below[0]) is not None


def is_set_off(lines: Sequence[str], index: int) -> bool:
    """Whether a line looks like a heading: bold, in HTML, underlined or with signs, and not a link."""
    line = lines[index]
    return "](" not in line and (is_underlined(lines, index) or _SET_OFF.match(line) is not None)


class Misspelt(NamedTuple):
    """Lines (from 0) that are headings of questions with wrong signs."""

    numbers: Mapping[int, Number]
    """The questions' numbers, by line."""
    underlines: frozenset[int]
    """Lines that underline some of them."""

    def meant(self, source: Source, heading: str) -> Source:
        """Return the lines as intended, for code that uses line indices: offsets differ."""
        if not self.numbers:
            return source
        lines = ["" if index in self.underlines else line for index, line in enumerate(source.lines)]
        for index, number in self.numbers.items():
            lines[index] = heading.format(number=number)
        return Source(source.path, "\n".join(lines))


def find_misspelt(
    source: Source, forms: FormPatterns, numbers: Sequence[Number], prompts: Mapping[Number, Sequence[str]]
) -> Misspelt:
    """Return the misspelt headings of questions that have no correct one; `numbers` are all, in order.

    Such a line reads as the heading and holds nothing else. Its prompt or marker is below it, or it is set
    off by signs and is between the neighbouring questions.
    """
    own: dict[Number, int] = {}
    for line, heading in forms.cuts(source.lines).items():
        own.setdefault(heading.number, line)
    lacking = frozenset(numbers) - own.keys()
    if not lacking:
        return Misspelt({}, frozenset())
    read = [(source.line_at(at), number) for at, number in forms.readings(source.text)]
    found = [(line, number) for line, number in read if number in lacking]
    search = _Search(source, forms, sorted({*own.values(), *(line for line, _ in read)}))
    best: dict[Number, tuple[int, int]] = {}
    for line, number in found:
        weight = search.weight(line, prompts.get(number, ()), _around(own, numbers, number))
        if weight > best.get(number, (0, 0))[0]:
            best[number] = weight, line
    chosen = {line: number for number, (_, line) in best.items()}
    return Misspelt(chosen, frozenset(line + 1 for line in chosen if is_underlined(source.lines, line)))


def _around(own: Mapping[Number, int], numbers: Sequence[Number], number: Number) -> range:
    """Return the lines between the headings of the questions before and after one."""
    index = numbers.index(number)
    above = (own[other] for other in numbers[:index] if other in own)
    below = (own[other] for other in numbers[index + 1 :] if other in own)
    return range(max(above, default=-1) + 1, min(below, default=sys.maxsize))


class _Search(NamedTuple):
    source: Source
    forms: FormPatterns
    edges: Sequence[int]
    """Lines that read as the heading of any question, in order."""

    def weight(self, line: int, prompts: Sequence[str], around: range) -> int:
        """Return how certain it is that a line is the heading of a question with these prompts: 0 to 3."""
        source, lines = self.source, self.source.lines
        at = bisect_right(self.edges, line)
        start = source.line_end(line + is_underlined(lines, line))
        end = source.line_start(self.edges[at]) if at < len(self.edges) else len(source.text)
        below = _COMMENT.sub("", source.text[start : min(end, start + _LONGEST)])
        words = padded(below)
        if any(words.startswith(f" {prompt} ") for prompt in prompts):
            return 3
        set_off = is_set_off(lines, line)
        quoted = quote_sign(below.lstrip("\n").partition("\n")[0]) > 0
        if (set_off or quoted) and source.text.find(self.forms.forms.marker, start, end) >= 0:
            return 2
        first = self.edges[at - 2] if at > 1 else 0
        fences = sum(text.lstrip(MARGIN).startswith(_FENCES) for text in lines[first:line])
        return int(set_off and self.forms.titled and line in around and fences % 2 == 0)
