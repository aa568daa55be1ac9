"""Suppression comments, such as `<!-- reportlint: ignore RL204 -->` under a question's heading."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlint.formatting import Number
from reportlint.markdown import MARGIN
from reportlint.report.patterns import FormPatterns
from reportlint.source import Source, Span

IGNORE_FILE = "ignore-file"

# Compiled on demand, since most reports have no such comment. White space includes no-break spaces, which
# editors insert without showing them.
_FORM = r" {0,3}<!--\s*reportlint:\s*(ignore-file|ignore)(?=[\s-])(.*)-->[ \t]*"
_MEANT = rf"(?i)[{MARGIN}]*<!--[\s\u200b-\u200d\u2060\ufeff]*reportlint(?:\s*:|\s+(?:ignore|disable))"
"""The beginning of a line that was meant as such a comment."""
_INSIDE = r"(?i)\s*reportlint\s*:\s*(?:ignore|disable)"
"""The beginning of a line that was meant as one, inside a comment that began earlier."""
_REASON = r"(?:^|\s)--"
"""Separates the names from a reason."""
_NAME = r"[^\s,]+"


class SuppressedName(NamedTuple):
    """A code, the beginning of one, or a rule's name, and its place."""

    text: str
    span: Span


class Suppression(NamedTuple):
    """A suppression comment, wherever it is."""

    span: Span
    keyword: str
    """`ignore` or `ignore-file`; empty if the comment is malformed."""
    names: tuple[SuppressedName, ...]
    number: Number | None
    """The question whose heading it follows directly, or after other such comments."""
    head: bool
    """Whether it is above the first question."""
    template: bool
    """Whether it is above a question's marker, where the text is the template's."""

    @property
    def placed(self) -> bool:
        """Whether it has an effect where it is; there the course's checker does not count its words."""
        return self.head if self.keyword == IGNORE_FILE else self.number is not None


def find_suppressions(source: Source, forms: FormPatterns, lines: tuple[str, ...]) -> tuple[Suppression, ...]:
    """Return the suppression comments of a source, malformed and misplaced ones included.

    `lines` are its lines with the headings as intended.
    """
    return tuple(_find(source, forms, lines)) if "reportlint" in source.text.lower() else ()


def _find(source: Source, forms: FormPatterns, lines: tuple[str, ...]) -> Iterator[Suppression]:
    number: Number | None = None
    head = template = True
    inside = False
    headings = forms.cuts(lines)
    for index, line in enumerate(lines):
        if heading := headings.get(index):
            number, head, template = heading.number, False, True
            inside = False
        elif re.match(_MEANT, line) or (inside and re.match(_INSIDE, line)):
            yield _read(source, index, forms)._replace(number=number, head=head, template=template)
        elif line.strip():
            number, template = None, template and (head or forms.forms.marker not in line)
        inside = _is_open(line, inside)


def _is_open(line: str, inside: bool) -> bool:
    """Whether a comment continues after a line; `inside`: whether one does after the line above."""
    return line.rfind("<!--") > line.rfind("-->") or (inside and "-->" not in line)


def _read(source: Source, index: int, forms: FormPatterns) -> Suppression:
    line, start = source.lines[index], source.starts[index]
    # A marker inside would split the answers, for the course's checker and for us.
    match = None if forms.forms.marker in line else re.fullmatch(_FORM, line)
    if match and not ("<!--" in match[2] or "-->" in match[2]):
        keyword, names = match[1], tuple(_names(match[2], start + match.start(2)))
    else:
        keyword, names = "", ()
    return Suppression(source.line_span(index), keyword, names, number=None, head=False, template=False)


def _names(words: str, begin: int) -> Iterator[SuppressedName]:
    """Yield the names in the words of a comment, which begin at the offset `begin`, without its reason."""
    for word in re.finditer(_NAME, re.split(_REASON, words, maxsplit=1)[0]):
        yield SuppressedName(word[0], Span(begin + word.start(), begin + word.end()))


def without_suppressions(source: Source, suppressions: Sequence[Suppression]) -> Source:
    """Return the source without comments in the template's text: they do not change the template."""
    text, end, pieces = source.text, 0, []
    for span in (s.span for s in suppressions if s.keyword and s.template):
        pieces += [text[end : span.start], " " * (span.end - span.start)]
        end = span.end
    return Source(source.path, "".join([*pieces, text[end:]]), source.bom) if pieces else source
