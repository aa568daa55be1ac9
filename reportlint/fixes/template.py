"""Fixes that put template text back as the revision has it that the report comes nearest to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportlint.diagnostic import Edit, Fix
from reportlint.fixes.interleave import Part, foreign, weave
from reportlint.report.model import Piece, Place, Question, Report, Section, next_start
from reportlint.report.parse import is_heading
from reportlint.report.question import found_pieces
from reportlint.report.suppressions import without_suppressions
from reportlint.schema.model import Forms, QuestionSpec
from reportlint.source import Source, Span
from reportlint.words import Loss, loss, plain

_FEW = 8
"""More words than that above the marker may be the answer of a question that has none."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def restored_heading(report: Report, question: Question, wanted: str) -> Fix | None:
    """Return the fix that writes a question's heading as the template does; what follows it is lost."""
    if not question.place or question.place.heading is None:
        return None
    lost = loss(report.line(question.place.heading), wanted)
    if lost.treasure or (question.status == "unanswered" and lost.words > 1):
        # What follows may well be the answer.
        return None
    span = report.source.whole_line(question.place.heading)
    return Fix(f"write `{wanted}`", False, (Edit(*span, wanted),))


def restored_question(report: Report, question: Question) -> Fix | None:
    """Return the fix that restores prompt, hint and example of a question with a marker.

    Pieces that stand there in the words of some revision stay as they are, and so does all that is
    no changed form of a piece.
    """
    place, source = question.place, report.source
    if not (place and place.markers) or place.heading is None or _between_markers(report, place):
        return None
    start, end = source.line_end(place.heading), place.markers[0]
    spec = report.revision.question(question.number) or question.spec
    new, lost = _question_text(report, spec, start, end)
    if lost.treasure or (question.status == "unanswered" and lost.words > _FEW):
        # It may well be the answer.
        return None
    safe = not lost.words or (lost.rewording and question.status == "answered")
    edit = narrowed(Edit(start, end, new), source.text[start:end])
    return Fix("restore the template's text", safe, (edit,)) if edit.text or edit.start < edit.end else None


def _between_markers(report: Report, place: Place) -> bool:
    """Whether text stands between markers: the first may then be a stray one in the template's text."""
    text = report.source.text[place.markers[0] : place.markers[-1]]
    return bool(text.replace(report.forms.forms.marker, "").strip("> \t\n"))


class _Zone(NamedTuple):
    """What stands between a question's heading and its marker."""

    lines: list[str]
    """All but the rest of the heading's line."""
    frame: str
    """What stands before the marker on its line."""
    parts: list[Part]
    literal: set[int]


def _zone(report: Report, spec: QuestionSpec, start: int, end: int) -> _Zone:
    """Return the lines between two offsets and which of them hold the pieces of `spec`."""
    source = report.source
    found = found_pieces(without_suppressions(source, report.suppressions), start, end, spec, report.known)
    first = source.line_at(start) + 1
    *lines, frame = source.text[start:end].split("\n")[1:] or [""]
    if frame.strip("> \t"):
        lines, frame = [*lines, frame.rstrip()], "" if report.revision.forms.below else "> "
    parts = [
        Part(text, _own_lines(source, found[piece], first) if piece in found else None)
        for piece, text in _pieces(spec, report.forms.forms)
    ]
    return _Zone(lines, frame, parts, {line - first for line in report.outline.literal})


def _question_text(report: Report, spec: QuestionSpec, start: int, end: int) -> tuple[str, Loss]:
    """Return what stands between heading and marker, every piece as in the template, and what is lost."""
    zone = _zone(report, spec, start, end)
    woven = weave(zone.lines, zone.parts, zone.literal, apart="heading" not in spec.tight)
    above = woven.lines
    if "marker" in spec.tight:
        above = above[: next((i for i in range(len(above), 0, -1) if above[i - 1].strip("> \t")), 0)]
    elif above[-1:] and above[-1].strip("> \t"):
        above = [*above, "" if report.revision.forms.below else ">"]
    return "\n" + "\n".join([*above, zone.frame]), woven.loss


def foreign_lines(report: Report, question: Question) -> list[str]:
    """Return the lines above marker and answer that are neither the template's nor changed from it."""
    place, answer, source = question.place, question.answer, report.source
    if not (place and answer) or place.heading is None:
        return []
    end = place.markers[0] if place.markers else answer.content.start
    if answer.above:
        end = place.prompt_end
    spec = report.revision.question(question.number) or question.spec
    zone = _zone(report, spec, source.line_end(place.heading), end)
    lead = {plain(line) for line in (spec.lead or "").split("\n")}
    return [line for line in foreign(zone.lines, zone.parts, zone.literal) if plain(line) not in lead]


def _pieces(spec: QuestionSpec, forms: Forms) -> Iterator[tuple[Piece, str]]:
    """Yield the pieces of a question as quotes; empty is what the revision does not have."""
    example = None if spec.example is None else f"{forms.example}\n{spec.example}"
    texts: tuple[tuple[Piece, str | None], ...] = (
        ("prompt", spec.prompt), ("hint", spec.hint), ("example", example),
    )  # fmt: skip
    for piece, text in texts:
        yield piece, "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _own_lines(source: Source, span: Span, start: int) -> range | None:
    """Return the lines of a piece, counted from the line `start`, if they hold nothing else."""
    first, last = source.line_at(span.start), source.line_at(span.end)
    whole = plain(source.text, source.starts[first], source.line_end(last)) == plain(source.text, *span)
    return range(first - start, last + 1 - start) if whole else None


def narrowed(edit: Edit, old: str) -> Edit:
    """Return the edit of the text `old` less the lines that it leaves as they are at its two ends."""
    before, after = old.split("\n"), edit.text.split("\n")
    most = min(len(before), len(after)) - 1
    head = next((i for i in range(most) if before[i] != after[i]), most)
    most -= head
    tail = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    start = edit.start + sum(len(line) + 1 for line in before[:head])
    end = edit.end - sum(len(line) + 1 for line in before[len(before) - tail :])
    return Edit(start, end, "\n".join(after[head : len(after) - tail]))


def restored_section(report: Report, section: Section) -> Fix | None:
    """Return the fix that puts back a section's heading and what stands under it."""
    source, spec = report.source, section.spec
    title = f"restore the section `{spec.heading}`"
    if section.found == "gone":
        return Fix(title, True, (_missing_section(report, section),))
    start, end = source.starts[section.line], source.line_end(section.line)
    heading = spec.heading if section.found == "reworded" else source.lines[section.line]
    lost, new = loss(source.text[start:end], heading), heading
    losses = [lost]
    if not section.introduced and spec.introduction:
        end = next_start(source, report.starts, section.line)
        body = source.text[source.line_end(section.line) : end].split("\n")[1:]
        literal = {line - section.line - 1 for line in report.outline.literal}
        woven = weave(body, [Part(spec.introduction, None)], literal, apart=True)
        new = "\n".join([heading, *woven.lines]).rstrip("\n") + "\n\n"
        losses.append(woven.loss)
    if any(lost.treasure for lost in losses):
        return None
    safe = all(not lost.words or lost.rewording for lost in losses)
    return Fix(title, safe, (narrowed(Edit(start, end, new), source.text[start:end]),))


def _missing_section(report: Report, section: Section) -> Edit:
    source, spec = report.source, section.spec
    first = next((q.place for q in report.questions if q.number == spec.first), None)
    introduced = first is not None and section.line < source.line_at(first.start)
    text = spec.heading if introduced or not spec.introduction else f"{spec.heading}\n\n{spec.introduction}"
    at = source.starts[section.line]
    above = source.lines[section.line - 1].strip() if section.line else ""
    return Edit(at, at, ("\n" if above else "") + text + "\n\n")


def restored_preamble(report: Report) -> Fix | None:
    """Return the fix that puts the template's preamble above its checklist or first section."""
    source = report.source
    is_known = is_heading(report.known)
    known = [line for line in source.lines[: report.head_end] if line.startswith("##") and is_known(line)]
    until = next((i for i, line in enumerate(source.lines) if known and line == known[0]), report.head_end)
    first = report.outline.blocks[0].start if report.outline.blocks else 0
    start = source.starts[min(first, until)] if until < len(source.starts) else 0
    end = source.starts[until] if until < len(source.starts) else len(source.text)
    wanted = report.revision.preamble + "\n\n"
    old = source.text[start:end]
    comments = "".join(f"{comment}\n\n" for comment in _COMMENT.findall(old))
    lost = loss(_COMMENT.sub("", old), wanted)
    if lost.treasure or lost.words > _FEW:
        # The group introduces its project there.
        return None
    return Fix("restore the template's preamble", not lost.words, (Edit(start, end, comments + wanted),))
