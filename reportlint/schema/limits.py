"""Limits that a template states in words: in a length hint, or in a prompt that asks for pictures.

A text is read as a row of signs (see `reportlint.schema.lexicon`), in which limits are patterns. Uncertain
ones are not guessed: they become a `Reading` without limits, which the import asks a person about.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from reportlint.schema.lexicon import tokens
from reportlint.schema.model import KINDS, Kind, Limits

Field = Literal["hint", "prompt"]

_PART = "(?:bn&n|f?~?n[-|]n|(?:[LM<>=~f][g:]*)?n[lm]?)"
_STATED = re.compile(
    rf"(?P<parts>{_PART}(?:&?{_PART})?)[WPp](?P<post>[lm]|[LM](?![g:]*n))?"
    rf"(?P<tail>[&-]?[M-]n(?![a-zA-Z]))?|(?:g?[WP]g?:+|w:*)(?P<behind>{_PART})(?![a-zA-Z])"
    r"|ap|(?<=v)P|kP"
)
"""A number of words or pictures: `at least 50 words`, `words: 50-100`, `a figure`, `some images`."""
_PARTS = re.compile(_PART)
_NUMBER = re.compile("n(?:[-|]n)*")
_YEARS = range(1900, 2101)
_REACH = 50
"""Number of signs on either side of a number that are read for its meaning."""


class Reading(NamedTuple):
    """What a text says about the words or pictures of an answer."""

    kind: Kind
    field: Field
    start: int
    """Offset of the statement in the field."""
    limits: Limits | None
    """None if not understood, or if pictures are optional."""
    optional: bool = False
    """Whether pictures are allowed but not required."""


def read(prompt: str, hint: str | None) -> list[Reading]:
    """Return what a question's hint, or else its prompt, says about words and images: one reading a kind."""
    asked, suggested = _Row("prompt", prompt), _Row("hint", hint or "")
    found = {reading.kind: reading for row in (asked, suggested) for reading in row.readings()}
    kind = next((kind for kind in KINDS if kind not in found), None)
    unclear = any(reading.limits is None for reading in found.values())
    if kind and not unclear and (start := suggested.unread_number(anything=not found)) is not None:
        found[kind] = Reading(kind, "hint", start, None)
    return list(found.values())


def read_limits(prompt: str, hint: str | None) -> dict[Kind, Mapping[str, int]]:
    """Return the limits that a question's texts state beyond doubt, by kind, as in a schema file."""
    return {reading.kind: stated(reading.limits) for reading in read(prompt, hint) if reading.limits}


def stated(limits: Limits) -> Mapping[str, int]:
    """Return limits as in a schema file: the ends that are set."""
    return {end: number for end, number in limits._asdict().items() if number is not None}


class _Statement(NamedTuple):
    reading: Reading
    at: int
    """Where it begins, as an index of signs."""


Decision = Literal["read", "ask", "optional", "skip"]


class _Row:
    """A text as a row of signs."""

    def __init__(self, field: Field, text: str) -> None:
        self._field: Field = field
        self._tokens = tokens(text)
        self._signs = "".join(token.sign for token in self._tokens)

    def readings(self) -> Iterator[Reading]:
        """Yield at most one reading for each kind."""
        found = map(self._statement, _STATED.finditer(self._signs))
        statements = [statement for statement in found if statement]
        for kind in KINDS:
            if own := [statement for statement in statements if statement.reading.kind == kind]:
                yield self._joined(kind, own)

    def _statement(self, match: re.Match[str]) -> _Statement | None:
        """Return what a match states; None if it is about something else."""
        before = self._signs[max(0, match.start() - _REACH) : match.start()].rpartition(".")[2]
        after = self._signs[match.end() : match.end() + _REACH].partition(".")[0]
        kind: Kind = "words" if re.search("[Ww]", match[0]) else "images"
        judge = self._words if kind == "words" else self._images
        decision = judge(match[0], before, after)
        if decision == "skip":
            return None
        limits = self._limits(match, kind) if decision == "read" else None
        start = self._tokens[match.start()].start
        reading = Reading(kind, self._field, start, limits, decision == "optional")
        return _Statement(reading, match.start())

    def _words(self, match: str, before: str, after: str) -> Decision:
        beside = self._field == "hint" or re.search("(^|[iv:&])$", before)
        return "read" if beside and not _doubtful(match, before, after) and "0" not in before else "ask"

    def _images(self, match: str, before: str, after: str) -> Decision:
        clause = before.rpartition("s")[2]
        if before.endswith("d") or "0" in clause:
            return "skip"
        ordered = re.search("(?<![dqa])v", clause) is not None
        beside = re.search("(^|[:&ivWO|])$" if self._field == "hint" else "[v&iO|]$", before)
        if not beside or not (ordered or self._field == "hint"):
            return "ask" if ordered and "n" in match else "skip"
        if "o" in clause or "O" in before or "O" in after[:2]:
            return "read" if "M" in match else "optional"
        return "ask" if _doubtful(match, before, after) or match == "kP" else "read"

    def _limits(self, match: re.Match[str], kind: Kind) -> Limits | None:
        """Return the limits in a match; None if its numbers do not fit together."""
        if match[0] in ("ap", "P"):
            return Limits(1, 1 if match[0] == "ap" else None)
        if match["behind"]:
            return self._bounds(match.span("behind"), "m" if match[0][0] == "w" else "", kind)
        spans = [part.span() for part in _PARTS.finditer(self._signs, *match.span("parts"))]
        found = [self._bounds(span, match["post"] or "" if span == spans[-1] else "", kind) for span in spans]
        if match["tail"]:
            found.append(self._bounds(match.span("tail"), "" if "M" in match["tail"] else "m", kind))
        return _merged(found)

    def _bounds(self, span: tuple[int, int], ending: str, kind: Kind) -> Limits | None:
        """Return the limits in one part of a match; `ending` is the sign after the counted noun."""
        numbers = [token.value for token in self._tokens[slice(*span)] if token.sign == "n"]
        bound = re.sub("[^LlfMm<>=~]", "", self._signs[slice(*span)] + ending)
        if len(numbers) == 2:
            return Limits(*numbers) if numbers[0] <= numbers[1] and set(bound) <= set("f~") else None
        (number,) = numbers
        if bound == "" and kind == "images":
            return Limits(number, number)
        return {
            **dict.fromkeys("Llf", Limits(number, None)),
            **dict.fromkeys("Mm", Limits(None, number)),
            ">": Limits(number + 1, None),
            "<": Limits(None, number - 1),
            "=": Limits(number, number),
        }.get(bound)

    def _joined(self, kind: Kind, statements: Sequence[_Statement]) -> Reading:
        """Return the reading that combines all statements of a text about one kind."""
        readings = [statement.reading for statement in statements]
        known = [reading.limits for reading in readings if reading.limits]
        if len(known) < len(readings):
            return next(reading for reading in readings if not reading.limits)
        if kind == "images" and len(known) > 1 and not _complete(known):
            one = "." not in self._signs[statements[0].at : statements[-1].at]
            return readings[0]._replace(limits=_summed(known) if one else None)
        return readings[0]._replace(limits=_merged(known))

    def unread_number(self, *, anything: bool) -> int | None:
        """Return the offset of a number that is neither part of a limit nor known to count something else.

        If `anything` may be the length, the number need not be followed by a noun.
        """
        signs = _STATED.sub(lambda match: "u" * len(match[0]), self._signs)
        for match in _NUMBER.finditer(signs):
            before = signs[max(0, match.start() - _REACH) : match.start()].rpartition(".")[2]
            values = [token.value for token in self._tokens[slice(*match.span())] if token.sign == "n"]
            known = "*" in before or all(value in _YEARS for value in values)
            beside = signs[match.start() - 1 : match.start()] + signs[match.end() : match.end() + 1]
            if not known and "u" not in beside and (anything or signs.startswith("x", match.end())):
                return self._tokens[match.start()].start
        return None


def _doubtful(match: str, before: str, after: str) -> bool:
    """Whether the sentence around a number shows that it is not a limit of the answer."""
    share = "!" in before or "!" in after[:3] or bool(re.search("(?<!a)ug$", before))
    choice = before.endswith("|") or after.startswith("|")
    # "Answers over 200 words are cut" does not ask for longer ones.
    told = "x" in after and not {"<", ">"}.isdisjoint(match)
    return share or choice or told or bool(re.search(r"[*c]|(?:d|xg|[LM<>=~bf][g:]*|n[-|]?|bn&)$", before))


def _merged(found: Sequence[Limits | None]) -> Limits | None:
    """Return the limits that satisfy all of these; None if they contradict each other."""
    known = [limits for limits in found if limits]
    if len(known) < len(found):
        return None
    least = {limits.min for limits in known if limits.min is not None}
    most = {limits.max for limits in known if limits.max is not None}
    if len(least) > 1 or len(most) > 1 or (least and most and max(least) > min(most)):
        return None
    return Limits(next(iter(least), None), next(iter(most), None))


def _summed(found: Sequence[Limits]) -> Limits:
    most = [limits.max for limits in found if limits.max is not None]
    return Limits(sum(limits.min or 0 for limits in found), sum(most) if len(most) == len(found) else None)


def _complete(found: Sequence[Limits]) -> bool:
    """Whether two limits complete each other: one end in each."""
    ends = [end for limits in found for end, number in limits._asdict().items() if number is not None]
    return sorted(ends) == ["max", "min"]
