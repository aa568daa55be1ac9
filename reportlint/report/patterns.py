"""Patterns for the template's fixed lines (headings, markers, placeholders) and how students vary them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from reportlint.formatting import Number
from reportlint.schema.model import Forms
from reportlint.source import Span
from reportlint.words import RUN

_DIGITS = 10
"""Question numbers are shorter; Python refuses to read numbers of several thousand digits."""
MOST_QUESTIONS = 99
"""Highest number of a question in a template that is not known."""
_DASHES = "-–—\\ \t"
_BETWEEN = r"[ \t\xa0*_]*"
"""Characters allowed between the words of a heading."""
_SIGNS = 40
"""Maximum number of signs and tags before a heading's words."""
TAG = r"<[^<>\n]{1,200}>"
"""An HTML tag."""


class QuestionHeading(NamedTuple):
    """A line that looks like a question's heading, whether or not the course's checker recognises it."""

    number: Number
    signs: int


class FormPatterns:
    """Recognises the lines that `forms` describes, and common variations."""

    def __init__(self, forms: Forms, numbers: frozenset[Number]) -> None:
        """Make the patterns for headings with these `numbers` of questions."""
        self.forms: Final = forms
        self.numbers: Final = numbers
        self._lines: tuple[str, ...] = ()
        self._headings: Mapping[int, QuestionHeading] = {}

    @cached_property
    def _title(self) -> str:
        """The text after a heading's signs; the number is its only group."""
        before, _, after = self.forms.heading.lstrip("#").partition("{number}")
        title = _BETWEEN.join(re.escape(word) for word in before.split())
        # Without a word before the number, the text after it tells it from a student's own heading.
        signs = [] if title else re.findall(r"\w+|[^\w\s]", after)
        behind = "".join(f"{_BETWEEN}{re.escape(sign)}" for sign in signs)
        part = r"(?:\.\d{1,3})?" if any("." in str(number) for number in self.numbers) else ""
        return rf"{title}{_BETWEEN}([^\W_]+{part}){behind}"

    @cached_property
    def _heading(self) -> re.Pattern[str]:
        return re.compile(rf"[ \t]{{0,8}}(?:[>*+-] ?){{0,3}}(#{{1,6}})\W{{0,8}}{self._title}", re.IGNORECASE)

    @property
    def titled(self) -> bool:
        """Whether question headings have a word before the number."""
        return not self.forms.heading.lstrip("# ").startswith("{")

    @property
    def signs(self) -> int:
        """Number of `#` in the template's question headings."""
        return len(self.forms.heading) - len(self.forms.heading.lstrip("#"))

    def heading(self, line: str) -> QuestionHeading | None:
        """Return the question whose heading the line is, however it is spelled and followed."""
        match = self._heading.match(line)
        if not match:
            return None
        number = as_number(match[2])
        return QuestionHeading(number, len(match[1])) if number in self.numbers else None

    @cached_property
    def _reading(self) -> re.Pattern[str]:
        sign = rf"(?:[^\w\n<]|_|{TAG})"
        item = r"(?:[ \t]*\d{1,9}[.)][ \t]+)?"
        pattern = rf"^{item}{sign}{{0,{_SIGNS}}}{self._title}(?={sign}*$)"
        return re.compile(pattern, re.IGNORECASE | re.MULTILINE)

    def readings(self, text: str) -> Iterator[tuple[int, Number]]:
        """Yield the offsets of lines that read as a question's heading, with any signs or none."""
        for match in self._reading.finditer(text):
            if (number := as_number(match[1])) in self.numbers:
                yield match.start(), number

    def headings(self, lines: tuple[str, ...]) -> Mapping[int, QuestionHeading]:
        """Return the question headings by the index of their line."""
        if lines is not self._lines:
            # Several callers ask about the same text, one after another.
            signed = [(index, line) for index, line in enumerate(lines) if "#" in line]
            found = ((index, self.heading(line)) for index, line in signed)
            self._lines, self._headings = lines, {index: heading for index, heading in found if heading}
        return self._headings

    def cuts(self, lines: tuple[str, ...]) -> Mapping[int, QuestionHeading]:
        """Return those that the course's checker sees, too; a single `#` may be a comment."""
        least = self.signs
        return {index: found for index, found in self.headings(lines).items() if found.signs >= least}

    @cached_property
    def _placeholder(self) -> re.Pattern[str]:
        words = re.findall(r"\{number\}|\w+", self.forms.placeholder)
        if len(words) < RUN:
            # It may be part of a sentence, so only a line with nothing else counts.
            literal = re.escape(self.forms.placeholder).replace(re.escape("{number}"), r"[^\W_]+(?:\.\d+)?")
            return re.compile(rf"^[ \t]*{literal}[ \t]*$", re.IGNORECASE | re.MULTILINE)
        patterns = (r"\w+(?:\.\d+)?" if word == "{number}" else word for word in words)
        return re.compile(r"\b" + r"[^\w\n]+".join(patterns) + r"\b", re.IGNORECASE)

    @cached_property
    def _frame(self) -> str:
        """The signs around the placeholder's words, and the variants that editors and formatters make."""
        return _DASHES + "".join(c for c in self.forms.placeholder if not (c.isalnum() or c in "{}"))

    def placeholders(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the placeholders of any question between two offsets, with the rest of their frame."""
        for match in self._placeholder.finditer(text, start, end):
            left, right = match.span()
            while left > start and text[left - 1] in self._frame:
                left -= 1
            while right < end and text[right] in self._frame:
                right += 1
            yield Span(left, right)
            start = right

    @cached_property
    def spoiled_marker(self) -> re.Pattern[str]:
        """A line that was meant to be the marker, but that the course's checker does not recognise."""
        word = re.escape(self.forms.marker.rstrip(":"))
        return re.compile(rf"[>\s*_]*{word}s?[\s*_]*:?[\s*_]*", re.IGNORECASE)

    def spoils_marker(self, line: str) -> bool:
        """Whether a line is a spoiled marker anywhere: it has the colon, or nothing else."""
        match = self.spoiled_marker.match(line)
        return match is not None and (":" in match[0] or match.end() == len(line))


def as_number(text: str) -> Number:
    """Return the number in `text`: its part in lower case, a letter in upper case."""
    if text.isdecimal() and len(text) < _DIGITS:
        return int(text)
    return text.lower() if text[:1].isdecimal() else text.upper()


def patterns(all_forms: Iterable[tuple[Forms, frozenset[Number]]]) -> tuple[FormPatterns, ...]:
    """Return one recogniser for all templates with the same forms, for all their numbers."""
    merged: dict[Forms, frozenset[Number]] = {}
    for forms, numbers in all_forms:
        merged[forms] = merged.get(forms, frozenset()) | numbers
    return tuple(FormPatterns(forms, numbers) for forms, numbers in merged.items())
