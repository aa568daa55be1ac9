"""Fixes for a lost marker, and for an answer that is not below its marker."""

from collections.abc import Iterator, Sequence

from reportlint.diagnostic import Edit, Fix
from reportlint.fixes.answer import is_own_quote
from reportlint.markdown import MARGIN, bare, quote_sign, unquoted
from reportlint.report.foreign import pieces
from reportlint.report.model import Answer, Place, Question, Report
from reportlint.schema.template import marker_line
from reportlint.source import Source, Span
from reportlint.words import plain


def restored_marker(report: Report, question: Question) -> Fix | None:
    """Return the fix that puts the marker's line between a prompt and its answer, or corrects it.

    Template text that was lost with the marker is restored above it.
    """
    place, answer, source = question.place, question.answer, report.source
    if not (place and answer):
        return None
    line = source.line_at(answer.content.start)
    marker = marker_line(report.revision.forms)
    if spoils_marker(report, place, answer):
        edit = Edit(source.starts[line], answer.content.start, marker)
    elif place.prompt_end == place.below and "prompt" not in place.gone:
        # If nothing of the prompt is known, the start of the answer cannot be determined.
        return None
    elif plain(source.text, place.prompt_end, source.line_end(line)):
        return None
    else:
        while line + 1 < len(source.lines) and source.lines[line + 1].strip() == ">":
            line += 1
        block = end_of_quote(report, question, place)
        block = block[block[0] == source.lines[line].strip() :]
        edit = Edit(source.line_end(line), source.line_end(line), "\n" + "\n".join(block))
    title = (
        "restore what is lost above the answer" if place.gone else f"put the line `{marker}` above the answer"
    )
    return Fix(title, True, _joined(edit, list(_lifted(report, answer, edit.end))))


def end_of_quote(report: Report, question: Question, place: Place) -> list[str]:
    """Return the missing lines at the end of a question's quote if it lacks a marker, the marker included."""
    forms = report.revision.forms
    spec = report.revision.question(question.number) or question.spec
    lines: list[str] = []
    for piece, text in pieces(spec, forms):
        if piece in place.gone:
            gap = [">"] if piece != "prompt" else [""] * ("heading" not in spec.tight)
            lines += [*gap, *text.split("\n")]
    gap = [] if "marker" in spec.tight else ["" if forms.below else ">"]
    return [*lines, *gap, marker_line(forms)]


def spoils_marker(report: Report, place: Place, answer: Answer) -> bool:
    """Whether the line in or after which the answer begins was meant to be the marker."""
    line = report.source.line_at(answer.content.start)
    match = report.forms.spoiled_marker.match(report.source.lines[line])
    below = line > report.source.line_at(place.prompt_end)
    return below and match is not None and answer.content.start == report.source.starts[line] + match.end()


def _joined(edit: Edit, behind: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits, merging the first two if they touch: editors define no order for such edits."""
    if not behind or behind[0].start > edit.end:
        return (edit, *behind)
    return (Edit(edit.start, behind[0].end, edit.text + behind[0].text), *behind[1:])


def _lifted(report: Report, answer: Answer, start: int) -> Iterator[Edit]:
    """Yield the edits that separate an answer from the marker to be put at `start`, like `below_marker`."""
    source = report.source
    last = line = source.line_at(start)
    while last + 1 < len(source.lines) and source.lines[last + 1].strip():
        last += 1
    quoted = [i for i in range(line, last + 1) if source.starts[i] <= answer.content.end]
    if any(bare(source.lines[i]) for i in quoted[1:]) or bare(_rest(source, start)):
        yield from _unquoted(source, Span(start, min(source.line_end(last), answer.content.end)))


def _rest(source: Source, start: int) -> str:
    return source.text[start : source.line_end(source.line_at(start))]


def below_marker(report: Report, question: Question) -> Fix | None:
    """Return the fix that begins an answer below the marker, after an empty line and without `>`."""
    answer, place, source = question.answer, question.place, report.source
    if not (answer and place):
        return None
    title = "begin the answer below the marker"
    if answer.above:
        edits = _moved(source, place, answer, below=report.revision.forms.below)
        return Fix(title, True, edits) if edits else None
    quote = report.outline.quote_at(source.line_at(answer.content.start))
    if not quote:
        return None
    end = min(source.line_end(quote.end - 1), answer.content.end)
    if is_own_quote(report, answer):
        end = answer.span.end
    return Fix(title, True, tuple(_unquoted(source, Span(answer.content.start, end))))


def _unquoted(source: Source, span: Span) -> Iterator[Edit]:
    """Yield the edits that put an empty line after `span.start` and remove the `>` from its lines."""
    first, last = source.line_at(span.start), source.line_at(span.end)
    begin = first
    while begin < last and not bare(source.lines[begin][_column(source, begin, span.start) :]):
        begin += 1
    column = _column(source, begin, span.start)
    rest = source.lines[begin][column:]
    behind = len(rest) - len(rest.lstrip(MARGIN)) if begin == first else quote_sign(rest)
    yield Edit(span.start, source.starts[begin] + column + behind, "\n\n")
    for line in range(begin + 1, last + 1):
        if sign := quote_sign(source.lines[line]):
            yield Edit(source.starts[line], source.starts[line] + sign, "")


def _column(source: Source, line: int, start: int) -> int:
    return max(0, start - source.starts[line])


def _moved(source: Source, place: Place, answer: Answer, *, below: bool) -> tuple[Edit, ...]:
    """Return the edits that move the lines of an answer from above the marker to below it.

    `below` is whether the marker is below the quote.
    """
    first, last = source.line_at(place.prompt_end) + 1, source.line_at(place.markers[-1])
    apart = source.line_at(answer.span.start) >= first and source.line_at(answer.span.end) < last
    if not apart or bare(source.text[source.starts[last] : place.markers[-1]]):
        return ()
    text = unquoted(source.between(first, last)).strip("\n")
    content = source.text[answer.content.start : answer.content.end]
    ending = content[len(content.rstrip()) :] if content.strip() else content
    return (
        Edit(source.starts[first], source.starts[last], "\n" if below else ">\n"),
        Edit(answer.content.start, answer.content.end, f"\n\n{text}{ending}"),
    )
