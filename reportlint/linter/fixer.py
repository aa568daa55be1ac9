"""Applies fixes, lints again, and undoes each fix that makes anything worse. It writes no file."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Edit, Fix, Severity, Stage, applied
from reportlint.formatting import Number
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.regression import harms
from reportlint.linter.result import Result
from reportlint.source import Source

_ROUNDS = 10
"""Overlapping fixes wait for the next round; no text needs this many rounds."""
_ENDLESS = "fixes would keep triggering new fixes without end, so none is applied"
_BUDGET = 4_000_000
"""Characters to lint in one search for harmful fixes: 100 times a report of 40 kB."""
_Offer = tuple[Diagnostic, Fix]
"""A finding and its fix."""


class Kept(NamedTuple):
    """A finding whose fix was not applied, and the reason."""

    diagnostic: Diagnostic
    reason: str


class Fixed(NamedTuple):
    """The outcome of fixing a file."""

    before: Result
    after: Result
    """The result of linting `data`."""
    data: bytes
    applied: tuple[Diagnostic, ...]
    kept: tuple[Kept, ...]


class _Trial(NamedTuple):
    """A step in the search for fixes that together make nothing worse."""

    after: Result
    """The result with the chosen fixes."""
    chosen: tuple[_Offer, ...] = ()
    kept: tuple[Kept, ...] = ()
    budget: int = _BUDGET


def fix(linter: Linter, file: InputFile, *, unsafe: bool = False) -> Fixed:
    """Return the bytes of a file with every fix that makes nothing worse; unsafe ones only if asked for.

    `linter` decides which findings are fixed. Worse means a new finding of any rule, a worse verdict of the
    course's checker, or a lost word of an answer. Earlier versions of the file do not matter. Fixing the
    outcome again changes nothing; a file for which it would is left as it is.
    """
    file = file._replace(history=None)
    judge = _judge(linter)
    first = file.data
    before = result = linter.lint(file)
    applied: list[Diagnostic] = []
    kept: tuple[Kept, ...] = ()
    seen: Result | None = None
    for _ in range(_ROUNDS):
        offers = _offers(result.source, result.diagnostics, unsafe=unsafe)
        if not offers:
            kept = ()
            break
        seen = seen or (result if linter == judge else judge.lint(file))
        trial = _round(judge, file, seen, offers)
        kept = trial.kept
        if not trial.chosen:
            break
        applied += (diagnostic for diagnostic, _ in trial.chosen)
        file, seen = _edited(file, seen, trial.chosen), trial.after
        result = seen if linter == judge else linter.lint(file)
    else:
        endless = tuple(Kept(diagnostic, _ENDLESS) for diagnostic, _ in trial.chosen)
        return Fixed(before=before, after=before, data=first, applied=(), kept=endless)
    return Fixed(before=before, after=result, data=file.data, applied=tuple(applied), kept=kept)


def offered(linter: Linter, file: InputFile, result: Result) -> Result:
    """Return the result of a file with only those fixes that, made alone, make nothing worse."""
    file = file._replace(history=None)
    judge = _judge(linter)
    offers = _offers(result.source, result.everything, unsafe=True)
    fixes = frozenset(_harmless(judge, file, judge.lint(file), offers)) if offers else frozenset()
    told, old = (
        tuple(d if d.fix in fixes else d._replace(fix=None) for d in diagnostics)
        for diagnostics in (result.diagnostics, result.old)
    )
    return result._replace(diagnostics=told, old=old)


def _harmless(judge: Linter, file: InputFile, before: Result, offers: Sequence[_Offer]) -> Iterator[Fix]:
    """Yield the fixes that make nothing worse, each made alone.

    Errors affect other questions, so they are tried one by one. Of the others, one in each question is tried
    at a time, and the group is split if that harms.
    """
    budget = _BUDGET
    groups = list(_independent(offers))
    while groups and budget > 0:
        group = groups.pop()
        after = judge.lint(_edited(file, before, group))
        budget -= len(after.source.text)
        harmed = {harm.question for harm in harms(before, after)}
        if not harmed:
            yield from (fix for _, fix in group)
        elif len(group) > 1:
            groups += _parts(group, harmed)


def _independent(offers: Sequence[_Offer]) -> Iterator[Sequence[_Offer]]:
    """Yield groups of fixes that cannot compensate for each other; each fix is in one group."""
    turns: dict[int, list[_Offer]] = {}
    seen: Counter[Number] = Counter()
    for offer in offers:
        question = offer[0].question
        if offer[0].rule.severity(Stage.FINAL) is Severity.ERROR:
            yield [offer]
            continue
        turns.setdefault(0 if question is None else seen[question], []).append(offer)
        seen.update(() if question is None else (question,))
    for group in turns.values():
        while group:
            apart, group = _disjoint((), group)
            yield apart


def _judge(linter: Linter) -> Linter:
    """Return the linter that judges fixes: all rules, whichever ones the run has on."""
    return linter._replace(options=Options(stage=Stage.FINAL, template=linter.options.template))


def _offers(source: Source, diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> list[_Offer]:
    """Return the findings whose fixes are asked for and change the text."""
    fixable = [(diagnostic, diagnostic.fix) for diagnostic in diagnostics if diagnostic.fix]
    return [
        (diagnostic, fix)
        for diagnostic, fix in fixable
        if (fix.safe or unsafe) and any(source.text[e.start : e.end] != e.text for e in fix.edits)
    ]


def _round(judge: Linter, file: InputFile, before: Result, offers: Sequence[_Offer]) -> _Trial:
    """Choose from the fixes offered; those that overlap with chosen ones wait for another round."""
    trial = _Trial(before)
    group, rest = _disjoint((), offers)
    while group:
        trial = _tried(judge, file, before, trial, group)
        group, rest = _disjoint(trial.chosen, rest)
    return trial


def _tried(judge: Linter, file: InputFile, before: Result, trial: _Trial, group: Sequence[_Offer]) -> _Trial:
    """Choose a whole group, or the rest of it without the fixes in questions that were harmed.

    If that does not help, the group is halved until each harmful fix is alone.
    """
    after = judge.lint(_edited(file, before, [*trial.chosen, *group]))
    trial = trial._replace(budget=trial.budget - len(after.source.text))
    reasons = {harm.question: harm.reason for harm in reversed(list(harms(before, after)))}
    if not reasons:
        return trial._replace(chosen=(*trial.chosen, *group), after=after)
    numbers = {diagnostic.question for diagnostic, _ in group}
    if len(group) == 1 or trial.budget < 0 or (len(numbers) == len(group) and numbers <= reasons.keys()):
        kept = (_kept(diagnostic, reasons, alone=len(group) == 1) for diagnostic, _ in group)
        return trial._replace(kept=(*trial.kept, *kept))
    for part in _parts(group, reasons.keys()):
        trial = _tried(judge, file, before, trial, part)
    return trial


def _kept(diagnostic: Diagnostic, reasons: dict[Number | None, str], *, alone: bool) -> Kept:
    """Return a finding whose fix is not applied, with the reason in its own question if known."""
    reason = (
        next(iter(reasons.values())) if alone else "it was not tried alone: many fixes make this file worse"
    )
    return Kept(diagnostic, reasons.get(diagnostic.question, reason))


def _disjoint(chosen: Sequence[_Offer], found: Sequence[_Offer]) -> tuple[list[_Offer], list[_Offer]]:
    """Return the findings whose fixes overlap neither with each other nor with chosen ones, and the rest."""
    taken = sorted(edit for _, fix in chosen for edit in fix.edits)
    group: list[_Offer] = []
    rest: list[_Offer] = []
    for diagnostic, fix in found:
        free = all(_is_free(taken, edit) for edit in fix.edits)
        (group if free else rest).append((diagnostic, fix))
        for edit in fix.edits if free else ():
            insort(taken, edit)
    return group, rest


def _is_free(taken: Sequence[Edit], edit: Edit) -> bool:
    at = bisect_left(taken, edit)
    return all(other.end < edit.start or edit.end < other.start for other in taken[max(0, at - 1) : at + 1])


def _parts(group: Sequence[_Offer], harmed: Set[Number | None]) -> Iterator[Sequence[_Offer]]:
    """Split a group: by whether a question is harmed, else into halves."""
    others = [offer for offer in group if offer[0].question not in harmed]
    if 0 < len(others) < len(group):
        yield others
        yield [offer for offer in group if offer[0].question in harmed]
    else:
        yield group[: len(group) // 2]
        yield group[len(group) // 2 :]


def _edited(file: InputFile, before: Result, chosen: Sequence[_Offer]) -> InputFile:
    """Return the file of `before` with the edits of the chosen fixes applied."""
    return file._replace(data=applied(before.source, (edit for _, fix in chosen for edit in fix.edits)))
