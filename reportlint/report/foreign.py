"""Tells a group's own text from the template's by its words; few reports need this."""

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from reportlint.markdown import bare, heading_at, quote_sign
from reportlint.report.model import Question, Report, TemplatePiece
from reportlint.report.question import found_pieces
from reportlint.report.suppressions import without_suppressions
from reportlint.schema.model import Forms, QuestionSpec
from reportlint.source import Source, Span
from reportlint.words import FEW, Loss, Runs, loss, padded, plain

_MOST_LINES = 1_000
"""Maximum number of lines of a question to look for in its text: each may take as long as that is."""


class TemplatePart(NamedTuple):
    """A piece of template text, in the order of the template."""

    text: str
    """Its lines as in the template."""
    lines: range | None
    """Lines (indices) that hold only this piece, in the words of some revision; they stay unchanged."""


class PromptZone(NamedTuple):
    """The text between a question's heading and its marker."""

    lines: list[str]
    """All lines except the rest of the heading's line."""
    frame: str
    """The text before the marker on its line."""
    parts: list[TemplatePart]
    literal: Set[int]
    """Lines (indices) of code and HTML, which resemble nothing."""


def zone_of(report: Report, spec: QuestionSpec, start: int, end: int) -> PromptZone:
    """Return the zone between two offsets, with the lines that hold the pieces of `spec`."""
    source = report.source
    found = found_pieces(without_suppressions(source, report.suppressions), start, end, spec, report.known)
    first = source.line_at(start) + 1
    *lines, frame = source.text[start:end].split("\n")[1:] or [""]
    if bare(frame):
        lines, frame = [*lines, frame.rstrip()], "" if report.revision.forms.below else "> "
    parts = [
        TemplatePart(text, _own_lines(source, found[piece], first) if piece in found else None)
        for piece, text in pieces(spec, report.forms.forms)
    ]
    literal = {index for index in range(len(lines)) if first + index in report.outline.literal}
    return PromptZone(lines, frame, parts, literal)


def foreign_lines(report: Report, question: Question) -> list[tuple[int, str]]:
    """Return the lines above marker and answer that are neither the template's nor changed from it.

    Each comes with its index; the marker's line is represented by the text before the marker.
    """
    place, answer = question.place, question.answer
    if not (place and answer) or place.heading is None:
        return []
    end = place.markers[0] if place.markers else answer.content.start
    if answer.above:
        end = place.prompt_end
    spec = report.revision.question(question.number) or question.spec
    zone = zone_of(report, spec, place.below, end)
    lead = {plain(line) for line in (spec.lead or "").split("\n")}
    found = ((index, zone.lines[index]) for index in _foreign(zone.lines, zone.parts, zone.literal))
    first = report.source.line_at(place.below) + 1
    return [(first + index, line) for index, line in found if plain(line) not in lead]


def _foreign(lines: Sequence[str], parts: Sequence[TemplatePart], literal: Set[int]) -> list[int]:
    """Return the indices of lines with text that is not a part, a line of one, or a rewording of it."""
    own = {i for part in parts for i in part.lines or ()}
    taken = changed_lines(lines, parts, literal)
    for part in parts:
        held = {index for index, other in taken.items() if other is part}
        lost = loss_of(lines, [part], held)
        if lost.treasure or (lost.words and not lost.rewording):
            whole = padded(part.text)
            held = {index for index in sorted(held)[:_MOST_LINES] if padded(lines[index]) in whole}
        own |= held
    return [index for index, line in enumerate(lines) if index not in own and bare(line)]


def pieces(spec: QuestionSpec, forms: Forms) -> Iterator[tuple[TemplatePiece, str]]:
    """Yield the pieces of a question as quotes; empty if the revision does not have one."""
    example = None if spec.example is None else f"{forms.example}\n{spec.example}"
    texts: tuple[tuple[TemplatePiece, str | None], ...] = (
        ("prompt", spec.prompt), ("hint", spec.hint), ("example", example),
    )  # fmt: skip
    for piece, text in texts:
        yield piece, "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _own_lines(source: Source, span: Span, start: int) -> range | None:
    """Return the lines of a piece, counted from the line `start`, if they hold nothing else."""
    first, last = source.line_at(span.start), source.line_at(span.end)
    whole = plain(source.text, source.starts[first], source.line_end(last)) == plain(source.text, *span)
    return range(first - start, last + 1 - start) if whole else None


def changed_lines(
    lines: Sequence[str], parts: Sequence[TemplatePart], literal: Set[int]
) -> dict[int, TemplatePart]:
    """Return the lines that are changed forms of a part, with the part."""
    taken: dict[int, TemplatePart] = {}
    for number, part in enumerate(parts):
        if part.lines is not None or not part.text:
            continue
        above = [p.lines.stop for p in parts[:number] if p.lines is not None]
        below = [p.lines.start for p in parts[number + 1 :] if p.lines is not None]
        region = range(max(above, default=0), min(below, default=len(lines)))
        free = [i for i in region if i not in taken and i not in literal]
        runs = Runs(part.text)
        own = [index for index in free if runs.resemble(lines[index])]
        taken |= dict.fromkeys(own, part)
        if own:
            taken |= {index: part for index in free if _is_sign_of(lines[index], part)}
            taken |= {i: part for i in _between(lines, own, region) if i not in taken and i not in literal}
    return taken


def _between(lines: Sequence[str], own: Sequence[int], region: range) -> Iterator[int]:
    """Yield short lines within the quotes of `own`: reworded lines of the part."""
    known = frozenset(own)
    for step, index in [(step, index) for step in (-1, 1) for index in own]:
        at = index + step
        while (
            at in region
            and at not in known
            and quote_sign(lines[at])
            and 0 < len(plain(lines[at]).split()) <= FEW
        ):
            yield at
            at += step


def _is_sign_of(line: str, part: TemplatePart) -> bool:
    """Whether a line without words, such as the one below a table's head, belongs to a part."""
    signs = bare(line)
    return bool(signs) and not plain(line) and signs in map(bare, part.text.split("\n"))


def loss_of(lines: Sequence[str], parts: Sequence[TemplatePart], taken: Set[int]) -> Loss:
    """Return what is lost when missing parts replace some lines."""
    new = [part.text for part in parts if part.lines is None]
    return loss("\n".join(lines[index] for index in sorted(taken)), "\n".join(new))


_MOST = 50
"""Maximum number of paragraphs to search for rewordings of the template."""


class Paragraph(NamedTuple):
    """Lines that belong together: a paragraph, a heading, a checklist item, or a block of code or HTML."""

    text: str
    own: bool
    """Whether it is the template's, possibly reworded."""


class Paragraphs:
    """Reads the paragraphs of a report outside of its questions."""

    def __init__(self, report: Report, told: Set[int]) -> None:
        """Treat the lines (indices) in `told` as the template's."""
        self._report = report
        self._told = told
        self._boxes = {report.source.line_at(box.span.start) for box in report.boxes}

    def between(self, span: Span) -> list[Paragraph]:
        """Return the paragraphs between the starts of two lines, in order."""
        source = self._report.source
        first, last = source.line_at(span.start), source.line_at(span.end)
        last += span.end > source.starts[last]
        groups = list(self._grouped(first, last))
        found = [
            Paragraph("\n".join(map(self._report.line, lines)), self._is_told(lines)) for lines in groups
        ]
        strange = (i for i, lines in enumerate(groups) if not (found[i].own or lines[0] in self._boxes))
        for index in islice(strange, _MOST):
            if self._is_reworded(found[index].text):
                found[index] = found[index]._replace(own=True)
        return found

    def _grouped(self, first: int, last: int) -> Iterator[Sequence[int]]:
        """Yield the line indices of each paragraph."""
        group: list[int] = []
        for index in range(first, last):
            blank = not self._report.line(index).strip() and index not in self._report.outline.literal
            if group and (blank or self._kind(index) != self._kind(group[-1])):
                yield group
                group = []
            if not blank:
                group.append(index)
        if group:
            yield group

    def _kind(self, index: int) -> object:
        """Return a value that is equal for lines of one paragraph."""
        if index in self._told:
            return "told"
        heading = heading_at(self._report.line(index)) is not None
        literal = index in self._report.outline.literal
        return index if heading and not literal else literal

    def _text(self, lines: Sequence[int]) -> str:
        return "\n".join(map(self._report.line, lines))

    def _is_told(self, lines: Sequence[int]) -> bool:
        """Whether a paragraph's lines are all known to be the template's, or in one of its wordings."""
        if lines[0] in self._told or lines[0] in self._boxes:
            return lines[0] in self._told
        text = self._text(lines)
        heading, words = heading_at(text), padded(text)
        known = heading is not None and self._report.known.is_heading(heading[1])
        return known or (bool(words.strip()) and any(words in wording for wording in self._texts))

    def _is_reworded(self, text: str) -> bool:
        """Whether a paragraph is a rewording of the template's preamble."""
        lost = loss(text, self._report.revision.preamble)
        return not lost.treasure and (lost.rewording or not lost.words)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """The template's texts outside of questions, in every wording."""
        known, schema = self._report.known, self._report.schema
        revisions = (*schema.revisions, *schema.ancestors)
        checklists = [revision.checklist for revision in revisions if revision.checklist]
        texts = {text for wordings in known.introductions.values() for text in wordings} | known.items
        texts |= {plain(text) for text in (c.introduction for c in checklists) if text}
        texts |= {plain(text) for r in revisions for text in (r.front_matter, r.closing) if text}
        preambles = (" ".join(part.strip() for part in preamble) for preamble in known.preambles)
        return tuple(f" {text} " for text in (*preambles, *texts))
