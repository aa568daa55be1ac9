"""Inserts missing pieces of template text between existing lines, which keep their places."""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from reportlint.markdown import bare, quote_sign
from reportlint.report.foreign import TemplatePart, changed_lines, loss_of
from reportlint.words import Loss


class Woven(NamedTuple):
    """The new lines, and what is lost of the old ones."""

    lines: list[str]
    loss: Loss


def weave(lines: Sequence[str], parts: Sequence[TemplatePart], literal: Set[int], *, apart: bool) -> Woven:
    """Return `lines` with all of `parts` among them.

    A missing part replaces the lines that resemble it, or else follows the part above it. All other lines
    stay. `literal` are lines of code and HTML, which resemble nothing; `apart` is whether an empty line is
    put above text inserted at the top.
    """
    if not any(bare(line) for line in lines):
        lines = []
    taken = changed_lines(lines, parts, literal)
    places = _places(lines, parts, taken)
    woven = list(_woven(lines, places, taken.keys(), apart=apart))
    return Woven(woven, loss_of(lines, parts, taken.keys()))


def _places(
    lines: Sequence[str], parts: Sequence[TemplatePart], taken: dict[int, TemplatePart]
) -> dict[int, list[str]]:
    """Return the texts to insert, by the index of the line below them."""
    places: dict[int, list[str]] = {}
    at = next((i for i, line in enumerate(lines) if not _leading(line)), len(lines))
    for part in parts:
        own = [index for index, other in taken.items() if other is part]
        if part.lines is not None:
            at = max(at, part.lines.stop)
        elif part.text:
            places.setdefault(max(at, min(own, default=0)), []).append(part.text)
            at = max(at, *(index + 1 for index in own)) if own else at
    return places


def _leading(line: str) -> bool:
    """Whether a line directly under a heading belongs to it: comments do, as they may be suppressions."""
    return not line.strip() or (line.lstrip().startswith("<!--") and line.rstrip().endswith("-->"))


def _woven(
    lines: Sequence[str], places: dict[int, list[str]], taken: Set[int], *, apart: bool
) -> Iterator[str]:
    last = None if apart else ""
    fresh = False
    for index in range(len(lines) + 1):
        for text in places.get(index, ()):
            if last is None or bare(last):
                yield ">" if last and quote_sign(last) else ""
            yield from text.split("\n")
            last, fresh = text, True
        if index == len(lines) or index in taken:
            # A blank line after deleted lines no longer separates anything.
            fresh = fresh or index in taken
            continue
        line = lines[index]
        blank = not bare(line)
        if fresh and blank and _doubles(line, last):
            continue
        if fresh and not blank and last and bare(last):
            yield ">" if quote_sign(line) else ""
        yield line
        last, fresh = line, fresh and blank


def _doubles(line: str, above: str | None) -> bool:
    """Whether a blank line would duplicate the one above it."""
    return above is not None and not bare(above) and (quote_sign(line) > 0 or not quote_sign(above))
