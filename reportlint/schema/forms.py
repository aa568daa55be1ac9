"""How a blank template writes its fixed lines, inferred from what its questions have in common."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportlint.schema.limits import read
from reportlint.schema.model import Forms
from reportlint.schema.numbering import KEY

SHAPE = "a heading of two to six `#` with a number (1, 1a, 1.1 or A), such as `### Question 1`"
"""The form of a question's heading, for messages."""

_NUMBER = r"(?<![\d.])[1-9]\d{0,2}(?:[a-z]|\.[1-9]\d{0,2})?|(?<!\w)[A-Z]"
_NUMBERED = re.compile(rf"(#{{2,6}} .*?)({_NUMBER})((?:\W.*)?)")
_HEADING = re.compile(r"#{1,6} ")
_ITEM = re.compile(r"([*+-] {1,4}\[ \]) ")
_ITEM_USUAL: str = Forms._field_defaults["item"]
_MARKER = "Answer:"
_NO_QUOTE = "there is no quote (`>`) below `{}`: a question's prompt is in one"
_NOTHING = "there is no line below the quotes for answers to replace"
_UNNUMBERED = "has no supported number"


class TemplateError(ValueError):
    """No schema can describe the text; the message names the line."""

    def __init__(self, line: int, why: str) -> None:
        """Make an error about a line, from 1."""
        super().__init__(f"line {line}: {why}")


class _HeadedBlock(NamedTuple):
    """A heading and the lines below it, down to the next heading."""

    first: int
    """Index of the heading's line."""
    heading: str
    lines: Sequence[str]

    @property
    def quote(self) -> list[str]:
        """The lines of the quote, without quote signs and surrounding spaces."""
        return [line[1:].strip() for line in self.lines if line.startswith(">")]

    @property
    def below(self) -> list[str]:
        """The lines after the quote that are not blank."""
        last = max((i for i, line in enumerate(self.lines) if line.startswith(">")), default=-1)
        return [line for line in self.lines[last + 1 :] if line.strip()]


class _NumberedBlock(NamedTuple):
    """A block with a numbered heading, and the parts of the heading."""

    block: _HeadedBlock
    before: str
    number: str
    behind: str


def heading_pattern(forms: Forms) -> re.Pattern[str]:
    """Return a pattern for question headings, with groups for the number and the text after it."""
    before, after = map(re.escape, forms.heading.split("{number}"))
    return re.compile(rf"{before}({KEY}){after}((?:\W.*)?)")


def infer_forms(text: str) -> Forms:
    """Return how a blank template writes its fixed lines.

    Raises `TemplateError` if its questions are not written in a way that a schema can describe.
    """
    lines = text.removesuffix("\n").split("\n")
    blocks = list(_blocks(lines))
    questions = _questions(blocks)
    if not questions:
        raise _unknown(lines, blocks)
    _refuse_quotes(questions)
    marker, below = _marker(questions)
    _refuse_others(blocks, questions, marker)
    placeholder = _commonest(filter(None, (_placeholder(question, below=below) for question in questions)))
    if not placeholder:
        raise TemplateError(questions[0].block.first + 1, _NOTHING)
    if marker in placeholder or placeholder != placeholder.strip():
        why = f"`{placeholder}` below the quotes contains the marker `{marker}`, or spaces around it"
        raise TemplateError(questions[0].block.first + 1, why)
    quotes = [question.block.quote for question in questions]
    labels = (line for quote in quotes for line in set(quote) if line.endswith(":") and line != marker)
    forms = Forms(
        heading=f"{questions[0].before}{{number}}{_behind(questions)}",
        marker=marker,
        example=_commonest(labels) or "Example:",
        placeholder=placeholder,
        item=_commonest(match[1] for line in lines if (match := _ITEM.match(line))) or _ITEM_USUAL,
        below=below,
        newline=text.endswith("\n"),
    )
    _refuse_headings(questions, forms)
    return forms


def _blocks(lines: Sequence[str]) -> Iterator[_HeadedBlock]:
    """Yield a block for each heading of any kind."""
    starts = [i for i, line in enumerate(lines) if _HEADING.match(line)]
    for start, end in pairwise([*starts, len(lines)]):
        yield _HeadedBlock(start, lines[start], lines[start + 1 : end])


def _commonest(lines: Iterable[str]) -> str | None:
    found = Counter(lines).most_common(1)
    return found[0][0] if found else None


def _questions(blocks: Sequence[_HeadedBlock]) -> list[_NumberedBlock]:
    """Return the blocks with the words before the number that are most common above quotes."""
    found = [
        _NumberedBlock(block, *match.groups())
        for block in blocks
        if (match := _NUMBERED.fullmatch(block.heading))
    ]
    before = _commonest(question.before for question in found if question.block.quote)
    return [question for question in found if question.before == before]


def _behind(questions: Sequence[_NumberedBlock]) -> str:
    """Return the text that all headings have after the number, or else the sign it begins with."""
    if len({question.behind for question in questions}) == 1:
        return questions[0].behind
    (sign, *others) = {question.behind[:1] for question in questions}
    return sign if not others and sign in ".:)" else ""


def _marker(questions: Sequence[_NumberedBlock]) -> tuple[str, bool]:
    """Return the marker, which is above the answers, and whether it is below the quote."""
    most = len(questions) // 2
    insides = Counter(question.block.quote[-1] for question in questions if question.block.quote)
    belows = Counter(question.block.below[0] for question in questions if len(question.block.below) > 1)
    # Lines that end in a colon are preferred; a length hint is not a marker.
    known = [(line, False) for line, count in insides.items() if count > most and not read("", line)]
    known += [(line, True) for line, count in belows.items() if count > most]
    if not known:
        first = questions[0].block
        why = f"the quotes have no last line in common, such as `> {_MARKER}`, above the answers"
        raise TemplateError(first.first + 1, why)
    return next((found for found in known if found[0].endswith(":")), known[0])


def _placeholder(question: _NumberedBlock, *, below: bool) -> str | None:
    """Return the line that an answer replaces, with `{number}` for the number of the question.

    Prefers the first line that names the question to the first line; None if there is none.
    """
    named = re.compile(rf"(?<!\w){re.escape(question.number)}(?!\w)")
    lines = question.block.below[below:]
    line = next(filter(named.search, lines), lines[0] if lines else "")
    return named.sub("{number}", line, count=1) or None


def _refuse_quotes(questions: Sequence[_NumberedBlock]) -> None:
    """Raise `TemplateError` for a question without a quote, or if most quotes end in an empty line."""
    for block in (question.block for question in questions):
        if not block.quote:
            raise TemplateError(block.first + 1, _NO_QUOTE.format(block.heading))
    if _commonest(question.block.quote[-1] for question in questions) == "":
        first = questions[0].block
        last = max(i for i, line in enumerate(first.lines) if line.startswith(">"))
        raise TemplateError(first.first + last + 2, "the quote ends in an empty line, not in the marker")


def _refuse_others(blocks: Sequence[_HeadedBlock], questions: Sequence[_NumberedBlock], marker: str) -> None:
    """Raise `TemplateError` for other blocks that are meant to be questions."""
    first, last = questions[0].block, questions[-1].block
    for block in _strays(blocks, questions, marker):
        alike = block.heading.startswith(questions[0].before)
        if alike or first.first < block.first < last.first:
            other = _NUMBERED.fullmatch(block.heading)
            why = f"does not begin like `{first.heading}`" if other and not alike else _UNNUMBERED
            raise TemplateError(block.first + 1, f"`{block.heading}` {why}: a question has {SHAPE}")


def _refuse_headings(questions: Sequence[_NumberedBlock], forms: Forms) -> None:
    """Raise `TemplateError` for a question's heading that does not follow `forms`."""
    pattern = heading_pattern(forms)
    for block in (question.block for question in questions):
        if block.heading != block.heading.rstrip():
            raise TemplateError(block.first + 1, f"`{block.heading}` ends in spaces")
        if not pattern.fullmatch(block.heading):
            raise TemplateError(block.first + 1, f"`{block.heading}` {_UNNUMBERED}: a question has {SHAPE}")


def _strays(
    blocks: Sequence[_HeadedBlock], questions: Sequence[_NumberedBlock], marker: str
) -> Iterator[_HeadedBlock]:
    """Yield the blocks that contain the marker and are not questions."""
    own = {question.block.first for question in questions}
    for block in blocks:
        if block.first not in own and marker in (*block.quote[-1:], *block.below[:1]):
            yield block


def strays(text: str, marker: str) -> Iterator[str]:
    """Yield a line for each heading that has the marker below it and is not a question's."""
    blocks = list(_blocks(text.split("\n")))
    for block in _strays(blocks, _questions(blocks), marker):
        yield f"line {block.first + 1}: `{block.heading}` is not a question, but has `{marker}` below it"


def _unknown(lines: Sequence[str], blocks: Sequence[_HeadedBlock]) -> TemplateError:
    """Return why no heading of a template is a question's, by the titles above its quotes."""
    numbered = next((block for block in blocks if _NUMBERED.fullmatch(block.heading)), None)
    if numbered:
        return TemplateError(numbered.first + 1, _NO_QUOTE.format(numbered.heading))
    found = [titled for index in range(len(lines)) if (titled := _title_of_quote(lines, index))]
    kind = _commonest(why for _, why in found)
    if kind is None:
        return TemplateError(1, f"no numbered headings in this template: a question has {SHAPE}")
    line = next(index for index, why in found if why == kind)
    return TemplateError(line + 1, f"`{lines[line]}` {kind}: a question has {SHAPE}")


def _title_of_quote(lines: Sequence[str], index: int) -> tuple[int, str] | None:
    """Return the index of the title above the quote at `index`, and what is wrong with it."""
    if not lines[index].startswith(">") or lines[index - 1].startswith(">"):
        return None
    above = next((i for i in range(index - 1, -1, -1) if lines[i].strip()), 0)
    title = lines[above]
    if re.fullmatch(r"-{2,}|={2,}", title) and above:
        return above - 1, "is underlined"
    if re.fullmatch(r"\*\*.+\*\*|__.+__", title.strip(" :")):
        return above, "is bold text"
    if _HEADING.match(title):
        return above, "has one `#`" if title.startswith("# ") else _UNNUMBERED
    return None
