"""Folds repeats for people: one entry for a mistake that a group made in every question."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reportlint.diagnostic import FOLDED, Diagnostic
from reportlint.formatting import plural, ranges
from reportlint.linter.result import Result

_PLACES = 12
"""Maximum number of ranges to list."""


class FoldedDiagnostic(NamedTuple):
    """One entry: a diagnostic, or the first of many with a text about all."""

    diagnostic: Diagnostic
    message: str
    folded: bool = False
    details: tuple[str, ...] = ()
    """For a folded entry: the problem at each place, or at the first if all are the same."""


def fold(result: Result) -> list[FoldedDiagnostic]:
    """Return the diagnostics of `result` in order, repeats as one entry at the first."""
    by_code: dict[str, list[Diagnostic]] = {}
    for diagnostic in result.diagnostics:
        by_code.setdefault(diagnostic.code, []).append(diagnostic)
    entries = [entry for group in by_code.values() for entry in _entries(result, group)]
    return sorted(entries, key=lambda entry: (entry.diagnostic.span.start, entry.diagnostic.code))


def _entries(result: Result, group: Sequence[Diagnostic]) -> list[FoldedDiagnostic]:
    # Mistakes in a schema file are never repeats.
    if len(group) <= FOLDED or group[0].rule.subject == "schema":
        return [FoldedDiagnostic(diagnostic, diagnostic.message) for diagnostic in group]
    worst = max(group, key=lambda diagnostic: diagnostic.severity)
    kinds = Counter(diagnostic.brief for diagnostic in group)
    message = f"in {_where(result, group)}"
    fixed = "; --fix fixes them" if all(d.fix and d.fix.safe for d in group) else ""
    if len(kinds) * FOLDED <= len(group):
        briefs = [f"{n} × {brief}" if len(kinds) > 1 else brief for brief, n in kinds.most_common()]
        first = f"the first: {worst.message}"
        return [
            FoldedDiagnostic(worst, f"{message}: {', '.join(briefs)}{fixed}", folded=True, details=(first,))
        ]
    return [
        FoldedDiagnostic(
            worst, f"{message}{fixed}", folded=True, details=tuple(_detail(result, d) for d in group)
        )
    ]


def _detail(result: Result, diagnostic: Diagnostic) -> str:
    line = result.source.position(diagnostic.span.start).line
    place = f"line {line}" if diagnostic.question is None else f"question {diagnostic.question} (line {line})"
    return f"{place}: {diagnostic.brief}"


def _listed(numbers: str) -> str:
    """Return a list of numbers, shortened if it is long."""
    parts = numbers.split(", ")
    return ", ".join([*parts[:_PLACES], *(["..."] if len(parts) > _PLACES else [])])


def _where(result: Result, group: Sequence[Diagnostic]) -> str:
    if any(diagnostic.question is None for diagnostic in group):
        lines = sorted({result.source.position(diagnostic.span.start).line for diagnostic in group})
        return f"{plural(len(lines), 'line')} ({_listed(ranges(lines))})"
    questions = list(
        dict.fromkeys(diagnostic.question for diagnostic in group if diagnostic.question is not None)
    )
    return f"{plural(len(questions), 'question')} ({_listed(ranges(questions))})"
