"""Merge conflicts that git left in a text."""

from collections.abc import Iterator, Sequence

from reportlint.markdown import MARGIN
from reportlint.source import Source, Span

_OURS, _BASE, _SPLIT, _THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


def find_conflicts(source: Source) -> tuple[Span, ...]:
    """Return the conflicts, each from its first marker line to its last, and single markers.

    A whole conflict inside a fence is an example, not a finding.
    """
    if _OURS not in source.text and _THEIRS not in source.text:
        return ()
    spans: list[Span] = []
    begin: int | None = None
    fence = ""
    for start, line in zip(source.starts, source.lines, strict=True):
        fence = _fence(line, fence)
        if _is(line, _OURS) and not fence:
            spans += [_line(source, begin)] if begin is not None else []
            begin = start
        elif _is(line, _THEIRS) and not fence:
            spans.append(Span(start if begin is None else begin, start + len(line)))
            begin = None
    return (*spans, *([_line(source, begin)] if begin is not None else []))


def _fence(line: str, fence: str) -> str:
    """Return the fence that is open after a line, if any."""
    text = line.lstrip(MARGIN)
    if fence:
        return "" if text.startswith(fence) else fence
    return text[:3] if text.startswith("~~~") or (text.startswith("```") and "`" not in text[3:]) else ""


def _is(line: str, marker: str) -> bool:
    return line.startswith(marker) and line[len(marker) :][:1] in ("", " ")


def _line(source: Source, start: int) -> Span:
    return Span(start, source.line_end(source.line_at(start)))


def marker_lines(source: Source, conflicts: Sequence[Span]) -> Iterator[int]:
    """Yield the lines (from 0) of the signs that git wrote into conflicts, in order."""
    for conflict in conflicts:
        for line in range(source.line_at(conflict.start), source.line_at(conflict.end) + 1):
            if any(_is(source.lines[line], mark) for mark in (_OURS, _BASE, _SPLIT, _THEIRS)):
                yield line


def without_theirs(source: Source, conflicts: Sequence[Span]) -> Source:
    """Return the source with marker lines and the other side of each conflict blanked."""
    pieces: list[str] = []
    end = 0
    for conflict in conflicts:
        pieces += (source.text[end : conflict.start], _ours(source.text[conflict.start : conflict.end]))
        end = conflict.end
    return Source(source.path, "".join([*pieces, source.text[end:]]), source.bom)


def _ours(conflict: str) -> str:
    kept: list[str] = []
    ours = True
    for line in conflict.split("\n"):
        if _is(line, _BASE) or _is(line, _SPLIT):
            ours = False
        marker = any(_is(line, mark) for mark in (_OURS, _THEIRS))
        kept.append(line if ours and not marker else " " * len(line))
    return "\n".join(kept)
