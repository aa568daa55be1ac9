"""Puts pieces of template text back among the lines that stand there, which stay where they are."""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from reportlint.words import Loss, loss, padded, plain, resembles

_SHORT = 8
"""A line of so many words beside changed lines of the template may be one of them."""


class Part(NamedTuple):
    """A piece of template text, in the order of the template."""

    text: str
    """Its lines as the template has them."""
    lines: range | None
    """The lines (indices) that hold it in some revision's words, and nothing else; these stay."""


class Woven(NamedTuple):
    """The new lines, and what they take away of the old ones."""

    lines: list[str]
    loss: Loss


def weave(lines: Sequence[str], parts: Sequence[Part], literal: Set[int], *, apart: bool) -> Woven:
    """Return `lines` with all of `parts` among them.

    A part that is not there takes the place of the lines that resemble it, if there are any, else it
    follows the part above it. All other lines stay. `literal` are lines of code and HTML, which
    resemble nothing; `apart` is whether an empty line goes above what is put on top.
    """
    if not any(line.strip("> \t") for line in lines):
        lines = []
    taken = _resembling(lines, parts, literal)
    places = _places(lines, parts, taken)
    woven = list(_woven(lines, places, taken.keys(), apart=apart))
    return Woven(woven, _loss(lines, parts, taken.keys()))


def foreign(lines: Sequence[str], parts: Sequence[Part], literal: Set[int]) -> list[str]:
    """Return the lines that are neither empty, nor a part, nor a line or a mere rewording of one."""
    own = {i for part in parts for i in part.lines or ()}
    taken = _resembling(lines, parts, literal)
    for part in parts:
        held = {index for index, other in taken.items() if other is part}
        lost = _loss(lines, [part], held)
        if lost.treasure or (lost.words and not lost.rewording):
            held = {index for index in held if padded(lines[index]) in padded(part.text)}
        own |= held
    return [line for index, line in enumerate(lines) if index not in own and line.strip("> \t")]


def _loss(lines: Sequence[str], parts: Sequence[Part], taken: Set[int]) -> Loss:
    """Return what goes where the parts that are not there take the place of some lines."""
    new = [part.text for part in parts if part.lines is None]
    return loss("\n".join(lines[index] for index in sorted(taken)), "\n".join(new))


def _resembling(lines: Sequence[str], parts: Sequence[Part], literal: Set[int]) -> dict[int, Part]:
    """Return the lines that are a changed form of a part, with that part."""
    taken: dict[int, Part] = {}
    for number, part in enumerate(parts):
        if part.lines is not None or not part.text:
            continue
        above = [p.lines.stop for p in parts[:number] if p.lines is not None]
        below = [p.lines.start for p in parts[number + 1 :] if p.lines is not None]
        region = range(max(above, default=0), min(below, default=len(lines)))
        free = [i for i in region if i not in taken and i not in literal]
        own = [index for index in free if resembles(lines[index], part.text)]
        taken |= dict.fromkeys(own, part)
        if own:
            taken |= {index: part for index in free if _is_sign_of(lines[index], part)}
            taken |= {i: part for i in _between(lines, own, region) if i not in taken and i not in literal}
    return taken


def _between(lines: Sequence[str], own: Sequence[int], region: range) -> Iterator[int]:
    """Yield the short lines of the quotes that `own` stand in: a line of the part in other words."""
    known = frozenset(own)
    for step, index in [(step, index) for step in (-1, 1) for index in own]:
        at = index + step
        while (
            at in region
            and at not in known
            and _quoted(lines[at])
            and 0 < len(plain(lines[at]).split()) <= _SHORT
        ):
            yield at
            at += step


def _is_sign_of(line: str, part: Part) -> bool:
    """Whether a line without words, such as that below a table's head, is one of a part."""
    signs = line.strip("> \t")
    return bool(signs) and not plain(line) and signs in (own.strip("> \t") for own in part.text.split("\n"))


def _quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _places(lines: Sequence[str], parts: Sequence[Part], taken: dict[int, Part]) -> dict[int, list[str]]:
    """Return the texts that are put in, by the index of the line that they are put above."""
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
    """Whether a line right under a heading belongs to that: a comment does, if only a suppression."""
    return not line.strip() or (line.lstrip().startswith("<!--") and line.rstrip().endswith("-->"))


def _woven(
    lines: Sequence[str], places: dict[int, list[str]], taken: Set[int], *, apart: bool
) -> Iterator[str]:
    last = None if apart else ""
    fresh = False
    for index in range(len(lines) + 1):
        for text in places.get(index, ()):
            if last is None or last.strip("> \t"):
                yield ">" if last and _quoted(last) else ""
            yield from text.split("\n")
            last, fresh = text, True
        if index == len(lines) or index in taken:
            # What parted lines that go from the next ones parts nothing any more.
            fresh = fresh or index in taken
            continue
        line = lines[index]
        blank = not line.strip("> \t")
        if fresh and blank and _doubles(line, last):
            continue
        if fresh and not blank and last and last.strip("> \t"):
            yield ">" if _quoted(line) else ""
        yield line
        last, fresh = line, fresh and blank


def _doubles(line: str, above: str | None) -> bool:
    """Whether an empty line parts nothing that the line above it does not part."""
    return above is not None and not above.strip("> \t") and (_quoted(line) or not _quoted(above))
