"""Applies fixes, lints again, and takes back each one that makes anything worse. It writes nothing."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Edit, Fix, Stage, applied
from reportlint.formatting import Number
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.regression import harms
from reportlint.linter.result import Result
from reportlint.rules.registry import CODES
from reportlint.source import Source

_ROUNDS = 10
"""Fixes that overlap wait for the next round; so many are more than anything takes."""
_BUDGET = 12_000_000
"""Bytes to lint in a round while searching what makes a report worse: 300 times one of 40 kB."""
_Mend = tuple[Diagnostic, Fix]
"""A finding and its fix."""


class Kept(NamedTuple):
    """A finding whose fix was not applied, and what it would have done."""

    diagnostic: Diagnostic
    reason: str


class Fixed(NamedTuple):
    """What became of a file."""

    before: Result
    after: Result
    """What is found in `data`."""
    data: bytes
    applied: tuple[Diagnostic, ...]
    kept: tuple[Kept, ...]


def fix(linter: Linter, file: InputFile, *, unsafe: bool = False) -> Fixed:
    """Return the bytes of a file with every fix applied that makes nothing worse, unsafe ones if asked for.

    What is fixed is what `linter` says; what counts as worse is a finding of any rule that was not there,
    a verdict of the course's checker, or a word of an answer gone. Earlier versions of the file do not
    matter. Fixing the outcome again changes nothing.
    """
    file = file._replace(history=None)
    options = Options(stage=Stage.FINAL, template=linter.options.template, codes=CODES)
    judge = linter._replace(options=options)

    def look(data: bytes) -> Result:
        return judge.lint(file._replace(data=data))

    before = result = linter.lint(file)
    seen = result if options == linter.options else None
    applied: list[Diagnostic] = []
    kept: list[Kept] = []
    for _ in range(_ROUNDS):
        found = [
            (d, d.fix) for d in result.diagnostics if d.fix and _mends(result.source, d.fix, unsafe=unsafe)
        ]
        if not found:
            kept = []
            break
        trial = _Trial(look, seen or judge.lint(file))
        trial.run(found)
        kept = trial.kept
        if not trial.chosen:
            break
        applied += (diagnostic for diagnostic, _ in trial.chosen)
        file = file._replace(data=_applied(trial.before.source, trial.chosen))
        seen = trial.after
        same = options == linter.options
        result = seen if same else linter.lint(file)
    return Fixed(before=before, after=result, data=file.data, applied=tuple(applied), kept=tuple(kept))


def _mends(source: Source, fix: Fix, *, unsafe: bool) -> bool:
    """Whether a fix is asked for and changes anything."""
    return (fix.safe or unsafe) and any(source.text[e.start : e.end] != e.text for e in fix.edits)


class _Trial:
    """Finds out which of many fixes make nothing worse together."""

    def __init__(self, look: Callable[[bytes], Result], before: Result) -> None:
        self.look, self.before = look, before
        self.after = before
        """What is found with those chosen."""
        self.chosen: list[_Mend] = []
        self.kept: list[Kept] = []
        self.budget = _BUDGET

    def run(self, found: Sequence[_Mend]) -> None:
        """Choose from `found`; what overlaps with the fixes chosen is left for another round."""
        group, rest = _disjoint(self.chosen, found)
        while group:
            self._choose(group)
            group, rest = _disjoint(self.chosen, rest)

    def _choose(self, group: Sequence[_Mend]) -> None:
        """Choose all of `group`, or those that are left when the ones in the questions harmed are dropped.

        Where that tells nothing, the group is halved until the fixes are alone that make something worse.
        """
        after = self.look(_applied(self.before.source, [*self.chosen, *group]))
        self.budget -= len(after.source.text)
        reasons = {harm.question: harm.reason for harm in reversed(list(harms(self.before, after)))}
        numbers = {diagnostic.question for diagnostic, _ in group}
        if not reasons:
            self.chosen += group
            self.after = after
        elif len(group) == 1 or self.budget < 0 or (len(numbers) == len(group) and numbers <= reasons.keys()):
            self.kept += (_kept(diagnostic, reasons, alone=len(group) == 1) for diagnostic, _ in group)
        else:
            for part in _parts(group, reasons.keys()):
                self._choose(part)


def _kept(diagnostic: Diagnostic, reasons: dict[Number | None, str], *, alone: bool) -> Kept:
    """Return a finding that is kept with the reason in its own question, if that is known."""
    reason = (
        next(iter(reasons.values())) if alone else "it was not tried alone: too much makes this file worse"
    )
    return Kept(diagnostic, reasons.get(diagnostic.question, reason))


def _disjoint(chosen: Sequence[_Mend], found: Sequence[_Mend]) -> tuple[list[_Mend], list[_Mend]]:
    """Return the findings whose fixes touch neither each other nor those chosen, and the rest."""
    taken = sorted(edit for _, fix in chosen for edit in fix.edits)
    group: list[_Mend] = []
    rest: list[_Mend] = []
    for diagnostic, fix in found:
        free = all(_is_free(taken, edit) for edit in fix.edits)
        (group if free else rest).append((diagnostic, fix))
        for edit in fix.edits if free else ():
            insort(taken, edit)
    return group, rest


def _is_free(taken: Sequence[Edit], edit: Edit) -> bool:
    at = bisect_left(taken, edit)
    return all(other.end < edit.start or edit.end < other.start for other in taken[max(0, at - 1) : at + 1])


def _parts(group: Sequence[_Mend], harmed: Set[Number | None]) -> Iterator[Sequence[_Mend]]:
    """Split a group: off the questions that are not harmed, else into halves."""
    others = [mend for mend in group if mend[0].question not in harmed]
    if 0 < len(others) < len(group):
        yield others
        yield [mend for mend in group if mend[0].question in harmed]
    else:
        yield group[: len(group) // 2]
        yield group[len(group) // 2 :]


def _applied(source: Source, chosen: Sequence[_Mend]) -> bytes:
    """Return the file with the edits of the chosen findings applied."""
    return applied(source, (edit for _, fix in chosen for edit in fix.edits))
