"""Fixes that delete what the placeholder left beside an answer: itself, and its dashes."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from reportlint.diagnostic import Edit, Fix
from reportlint.report import Answer, Report
from reportlint.source import Source, Span

_LEADING = re.compile(r"(?:-{2,}|_{3,})(?![-_|>+:])[ \t\xa0]*")
_TRAILING = re.compile(r"(?:[ \t\xa0]*-{3,}|[ \t\xa0]+--|(?:^|[ \t\xa0]+)_{3,}|^--)[\s>]*\Z", re.MULTILINE)
_CLOSING = re.compile(r"(?<=[^\s>-])[ \t]+-{2,}[ \t]*\Z")
_BULLET = re.compile(r"(?<=[ \t])[-+*][ \t]+\Z")
_SIGNS = frozenset("*_~[]()<")
"""Signs of emphasis and links: one of a pair would be left over."""
_BEHIND = re.compile(r"[ \t:;,.]*")
_LONGEST_TAIL = 200
"""Characters at an answer's end that are looked at for dashes."""


def without_line(source: Source, start: int, end: int) -> Edit:
    """Return the edit that takes away the lines of two offsets, and one blank line where two would meet."""
    first, last = source.line_at(start), source.line_at(end)
    above = source.lines[first - 1].strip() if first else ""
    below = source.lines[last + 1].strip() if last + 1 < len(source.lines) else ""
    if below:
        # An empty line is left between two lines of text, and none behind one that is there.
        return Edit(source.starts[first], source.line_end(last) + (not above), "")
    if not above and first > 1:
        first -= 1
    return Edit(source.line_end(first - 1) if first else 0, source.line_end(last), "")


def without_placeholders(report: Report, answer: Answer) -> Fix | None:
    """Return the fix that deletes the placeholders beside an answer; none inside a sentence or code."""
    source = report.source
    edits: list[Edit] = []
    for line, spans in groupby(answer.placeholders, key=lambda span: source.line_at(span.start)):
        if line not in report.outline.literal:
            edits += _off_line(source, line, tuple(spans))
    return Fix("delete the placeholder", True, _in_order(edits)) if edits else None


def _off_line(source: Source, line: int, spans: Sequence[Span]) -> Iterator[Edit]:
    """Yield the edits that delete placeholders from a line, or the line if it holds nothing else."""
    whole = source.whole_line(line)
    rest = source.without(whole, spans)
    if "`" in rest or "|" in rest:
        return
    if not any(c.isalnum() for c in rest):
        yield without_line(source, whole.start, whole.start)
        return
    for number, found in enumerate(spans):
        span = _less_bullet(source, found)
        if _is_phrase(source, span):
            continue
        if not number and not source.text[whole.start : span.start].strip("> \t"):
            match = _BEHIND.match(source.text, span.end, whole.end)
            yield Edit(span.start, match.end() if match else span.end, "")
        else:
            yield Edit(*span, " " if span.end < whole.end else "")
    text = source.text[spans[-1].end : whole.end]
    kept = text.rstrip("-")
    if len(text) - len(kept) > 1 and source.text[spans[0].start] == "-":
        yield Edit(spans[-1].end + len(kept.rstrip(" \t")), whole.end, "")


def _less_bullet(source: Source, span: Span) -> Span:
    """Return the placeholder without the sign of a list that begins behind it."""
    match = _BULLET.search(source.text, span.start, span.end)
    return Span(span.start, match.start()) if match else span


def _is_phrase(source: Source, span: Span) -> bool:
    """Whether a placeholder may be part of a sentence, or signs of Markdown belong to it."""
    core = source.trim(*span)
    text = source.text
    around = text[max(0, core.start - 1) : core.start] + text[core.end : core.end + 1]
    bare = text[core.start].isalnum() and text[core.end - 1].isalnum()
    return bare or any(sign in _SIGNS for sign in around)


def _in_order(edits: list[Edit]) -> tuple[Edit, ...]:
    """Return the edits that begin behind the one before them."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    return tuple(kept)


def without_dashes(report: Report, answer: Answer, at: int) -> Fix | None:
    """Return the fix that deletes the dashes at the offset `at`, where an answer begins, and at its end."""
    source = report.source
    if not (match := _LEADING.match(source.text, at, answer.span.end)):
        return None
    edits = [_without_run(source, at, match.end())]
    if run := _closing(report, match.end(), answer.span.end):
        edits.append(_without_run(source, *run))
    return Fix("delete the placeholder's dashes", True, _in_order(edits))


def _closing(report: Report, start: int, end: int) -> Span | None:
    """Return the dashes that close those before `start`: where their paragraph ends, else the answer."""
    source = report.source
    blank = source.text.find("\n\n", start, end)
    if blank >= 0 and source.line_at(blank) not in report.outline.literal:
        first = max(start, source.starts[source.line_at(blank)])
        if match := _CLOSING.search(source.text, first, blank):
            return Span(*match.span())
    line = source.line_at(end)
    match = _TRAILING.search(source.text, max(start, end - _LONGEST_TAIL), end)
    if not match or line in report.outline.literal or "|" in source.lines[line]:
        return None
    return Span(match.start(), len(source.text[: match.end()].rstrip(" >\t\n")))


def _without_run(source: Source, start: int, end: int) -> Edit:
    """Return the edit that deletes a run of dashes, with its line if nothing else stands there."""
    line = source.line_at(start)
    rest = source.text[source.starts[line] : start] + source.text[end : source.line_end(line)]
    return Edit(start, end, "") if rest.strip("> \t\xa0") else without_line(source, start, start)
