"""Fixes inside answers: headings, placeholders and dashes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from reportlint.diagnostic import Edit, Fix
from reportlint.markdown import MARGIN, bare, quote_sign, title_of
from reportlint.report.model import Answer, Question, Report
from reportlint.source import Source, Span

_HEADING = rf"([{MARGIN}]*(?:[*+-][ \t]+|\d{{1,9}}[.)][ \t]+)?)#{{2,6}}(?=[ \t]*[^#\s])"


def bold_headings(report: Report, answer: Answer, *, safe: bool) -> Fix | None:
    """Return the fix that turns headings in an answer, outside code, into bold text."""
    source = report.source
    first, last = source.line_at(answer.content.start), source.line_at(answer.content.end)
    edits = []
    for line in range(first, last + 1):
        inside = source.starts[line] >= answer.content.start and source.line_end(line) <= answer.content.end
        match = re.match(_HEADING, source.lines[line])
        if match and inside and line not in report.outline.literal:
            edits.append(_bold(source, line, match))
    return Fix("turn the heading into bold text", safe, tuple(edits)) if edits else None


def _bold(source: Source, line: int, match: re.Match[str]) -> Edit:
    lead, text = match[1], title_of(match.string[match.end() :])
    text = text if "**" in text or "__" in text else f"**{text}**"
    if not lead.strip():
        above = source.lines[line - 1].strip() if line else ""
        below = source.lines[line + 1].strip() if line + 1 < len(source.lines) else ""
        text = ("\n" if above else "") + lead + text + ("\n" if below else "")
    else:
        text = lead + text
    return Edit(source.starts[line], source.line_end(line), text)


def is_own_quote(report: Report, answer: Answer) -> bool:
    """Whether an answer is a separate quote after the one that ends in the marker.

    Python-Markdown, which makes the course's page, joins the two.
    """
    source = report.source
    first, last = source.line_at(answer.span.start), source.line_at(answer.span.end)
    quote = report.outline.quote_at(source.line_at(answer.content.start))
    if answer.above or not quote or first < quote.end:
        return False
    inside = False
    for line in source.lines[first : last + 1]:
        inside = bool(quote_sign(line)) or (inside and bool(line.strip()))
        if line.strip() and not inside:
            return False
    return inside


_LEADING = re.compile(rf"[\n{MARGIN}]*(-{{3,}}|--(?=\s|$)|_{{3,}}(?=\s|$))")
"""The placeholder's dashes; formatters turn dashes alone on a line into underscores."""
_GAP = re.compile(r"[ \t\xa0]*")
_GOES_ON = tuple("-_|>+:")
"""Signs after dashes that belong to a table, an arrow or a flag."""
_TRAILING = re.compile(r"(?<=[^\s>-])(?:[ \t\xa0]*-{3,}|[ \t\xa0]+--|[ \t\xa0]+_{3,})[ \t\xa0]*\Z")
_ALONE = re.compile(rf"[{MARGIN}]*(-{{2,}}|_{{3,}})[{MARGIN}]*")
_BULLET = re.compile(r"(?<=[ \t])[-+*][ \t]+\Z")
_SIGNS = frozenset("*_~[]()<")
"""Signs of emphasis and links: deleting one would leave the other of a pair."""
_BEHIND = re.compile(r"[ \t:;,.]*")
_LONGEST_TAIL = 200
"""Number of characters at the end of a line to search for dashes."""


def without_line(source: Source, start: int, end: int) -> Edit:
    """Return the edit that deletes the lines of two offsets, and one blank line where two would meet."""
    first, last = source.line_at(start), source.line_at(end)
    above = source.lines[first - 1].strip() if first else ""
    below = source.lines[last + 1].strip() if last + 1 < len(source.lines) else ""
    if below:
        # One empty line stays between two lines of text; none is left after another empty line.
        return Edit(source.starts[first], source.line_end(last) + (not above), "")
    if not above and first > 1:
        first -= 1
    return Edit(source.line_end(first - 1) if first else 0, source.line_end(last), "")


def without_placeholders(report: Report, answer: Answer) -> Fix | None:
    """Return the fix that deletes placeholders beside an answer, except in sentences and code."""
    source = report.source
    edits: list[Edit] = []
    for line, spans in groupby(answer.placeholders, key=lambda span: source.line_at(span.start)):
        if line not in report.outline.literal:
            edits += _off_line(source, line, tuple(spans))
    return Fix("delete the placeholder", True, _in_order(edits)) if edits else None


def _off_line(source: Source, line: int, spans: Sequence[Span]) -> Iterator[Edit]:
    """Yield the edits that delete placeholders from a line, or the whole line if it holds nothing else."""
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
        if not number and not bare(source.text[whole.start : span.start]):
            match = _BEHIND.match(source.text, span.end, whole.end)
            yield Edit(span.start, match.end() if match else span.end, "")
        else:
            yield Edit(*span, " " if span.end < whole.end else "")
    text = source.text[spans[-1].end : whole.end]
    kept = text.rstrip("-")
    if len(text) - len(kept) > 1 and source.text[spans[0].start] == "-":
        yield Edit(spans[-1].end + len(kept.rstrip(" \t")), whole.end, "")


def _less_bullet(source: Source, span: Span) -> Span:
    """Return the placeholder without a list bullet at its end."""
    match = _BULLET.search(source.text, span.start, span.end)
    return Span(span.start, match.start()) if match else span


def _is_phrase(source: Source, span: Span) -> bool:
    """Whether a placeholder may be part of a sentence, or is joined to Markdown signs."""
    core = source.trim(*span)
    text = source.text
    around = text[max(0, core.start - 1) : core.start] + text[core.end : core.end + 1]
    bare = text[core.start].isalnum() and text[core.end - 1].isalnum()
    return bare or any(sign in _SIGNS for sign in around)


def _in_order(edits: list[Edit]) -> tuple[Edit, ...]:
    """Return the edits that begin after the end of the one before."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    return tuple(kept)


def leftover_dashes(report: Report, answer: Answer) -> list[Span]:
    """Return the placeholder's dashes at the beginning and end of an answer, in order.

    Dashes between paragraphs are included only if the answer begins with dashes: otherwise the student may
    have drawn a line, as may be the case at the end after an empty line.
    """
    source, (start, end) = report.source, answer.span
    if answer.above or "--" not in report.forms.forms.placeholder:
        return []
    # Most answers have none, and the patterns below are slow.
    if source.text.find("--", start, end) < 0 and source.text.find("___", start, end) < 0:
        return []
    if leading := _LEADING.match(source.text, start, end):
        first = Span(*leading.span(1))
        return [first, *_closing(report, Span(first.end, end))]
    last = source.line_at(end)
    tail = Span(max(start, source.starts[last]), end)
    under = last > source.line_at(start) and bare(report.line(last - 1))
    return list(_closing(report, tail)) if under or not _ALONE.fullmatch(source.text, *tail) else []


def _closing(report: Report, span: Span) -> Iterator[Span]:
    """Yield the dashes alone on a line or at the end of a paragraph, outside code and tables."""
    source = report.source
    last = source.line_at(span.end)
    for line in range(source.line_at(span.start), last + 1):
        start, end = max(span.start, source.starts[line]), min(span.end, source.line_end(line))
        if line in report.outline.literal or "|" in source.lines[line]:
            continue
        if match := _ALONE.fullmatch(source.text, start, end):
            yield Span(*match.span(1))
        elif line == last or not bare(report.line(line + 1)):
            match = _TRAILING.search(source.text, max(start, end - _LONGEST_TAIL), end)
            yield from [Span(*match.span())] if match else []


def without_dashes(report: Report, runs: Sequence[Span]) -> Fix | None:
    """Return the fix that deletes runs of dashes (see `leftover_dashes`).

    None if they belong to a table, an arrow or a flag.
    """
    text, (start, end) = report.source.text, runs[0]
    if text.startswith(_GOES_ON, end):
        return None
    gap = _GAP.match(text, end)
    first = Span(start, gap.end() if gap else end)
    edits = [_without_run(report.source, *run) for run in (first, *runs[1:])]
    return Fix("delete the placeholder's dashes", True, _in_order(edits))


def _without_run(source: Source, start: int, end: int) -> Edit:
    """Return the edit that deletes a run of dashes, with its line if nothing else is on it."""
    line = source.line_at(start)
    rest = source.text[source.starts[line] : start] + source.text[end : source.line_end(line)]
    return Edit(start, end, "") if bare(rest) else without_line(source, start, start)


def own_heading(report: Report, question: Question, answer: Answer) -> Span | None:
    """Return a second copy of the question's heading inside its answer, if it has a single `#`."""
    first, last = report.source.line_at(answer.content.start), report.source.line_at(answer.content.end)
    headings = report.outline.headings
    for heading in headings[bisect_left(headings, (first,)) : bisect_left(headings, (last + 1,))]:
        if heading.signs == 1:
            form = report.forms.heading(report.line(heading.line))
            if form and form.number == question.number:
                return report.source.line_span(heading.line)
    return None


def graded_span(report: Report, question: Question, answer: Answer) -> Span:
    """Return the span whose words were counted."""
    answers = report.verdict.answers if report.verdict else {}
    return answers.get(question.number, answer.content)


def words_left(report: Report, question: Question, answer: Answer) -> tuple[int, str]:
    """Return the word count without the text RL202 finds, if lower, and a note that says so."""
    counted = answer.counts.words
    graded = graded_span(report, question, answer)
    parts = [*answer.placeholders] or leftover_dashes(report, answer)
    parts = [part for part in parts if graded.start <= part.start and part.end <= graded.end]
    left = len(report.source.without(graded, parts).split()) if parts else counted
    if answer.above or left >= counted:
        return counted, ""
    return left, f" ({left} without the {'placeholder' if answer.placeholders else 'dashes'})"
