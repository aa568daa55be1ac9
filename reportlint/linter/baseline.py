"""What is new since an earlier version of a report: diagnostics, and the questions that it touches."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.formatting import Number
from reportlint.linter.result import Result
from reportlint.report.model import Before, Report
from reportlint.rules.base import DOUBLED
from reportlint.rules.registry import BY_CODE
from reportlint.source import Source


class Version(NamedTuple):
    """A file as it was in a commit."""

    commit: str
    """In the first digits of its name."""
    location: str
    """The file's path in its repository."""
    data: bytes


class History(NamedTuple):
    """Earlier versions of a file to compare it with."""

    baseline: tuple[Version, ...] | None = None
    """What these had is old, and none of it is new if nothing; several where branches were merged."""
    base: Version | None = None
    """The version that a pull request changes."""
    remark: str = ""
    """Why there is none, although one was asked for."""


def before_of(version: Version, report: Report) -> Before:
    """Return what a rule is told of an earlier version, which holds `report`."""
    # Few runs compare, and this takes a while to import.
    from shlex import join

    command = join(("git", "show", f"{version.commit}:{version.location}"))
    return Before(report, version.commit, command)


def less_old(result: Result, past: Sequence[Result]) -> Result:
    """Return the result without what any of the past ones has."""
    new: Sequence[Diagnostic] = result.diagnostics
    for earlier in past:
        new = new_since(new, result.source, earlier.diagnostics, earlier.source)
        # To mend an error must not count as worse: what it kept back is as old as the error.
        masks = Masks(d for d in earlier.diagnostics if d.severity is Severity.ERROR)
        new = [d for d in new if not (masks.hide(d) or _was_doubled(d, earlier.report))]
    kept = {id(diagnostic) for diagnostic in new}
    old = tuple(diagnostic for diagnostic in result.diagnostics if id(diagnostic) not in kept)
    return result._replace(diagnostics=tuple(new), old=old)


def _was_doubled(diagnostic: Diagnostic, earlier: Report | None) -> bool:
    """Whether a conflict in its question kept a finding back, or no template was recognised at all."""
    return not earlier or (diagnostic.question in earlier.contested and diagnostic.code in DOUBLED)


class Masks:
    """What diagnostics keep back: findings of rules that have nothing to say beside theirs."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._everywhere: set[str] = set()
        self._in_question: defaultdict[Number | None, set[str]] = defaultdict(set)
        for diagnostic in diagnostics:
            self._everywhere.add(diagnostic.code)
            self._in_question[diagnostic.question].add(diagnostic.code)

    def hide(self, diagnostic: Diagnostic) -> bool:
        """Whether one of the diagnostics would keep this one back."""
        rule = BY_CODE[diagnostic.code]
        elsewhere = not self._everywhere.isdisjoint(rule.unless)
        return elsewhere or not self._in_question[diagnostic.question].isdisjoint(rule.after)


def new_since(
    now: Sequence[Diagnostic], source: Source, before: Sequence[Diagnostic], earlier: Source
) -> list[Diagnostic]:
    """Return the diagnostics of `now` that `before` does not have, each one there accounting for one here.

    Lines move and numbers of words change, so one of a question is the same if its code is; one of no
    question if its text is, too. One that has become worse is new.
    """
    left = Counter((identity(d, earlier), d.severity) for d in before)
    texts = Counter((d.code, d.question, _text(d, earlier)) for d in before)
    # Those whose very text was there come first, so that of two in a question the right one is new.
    order = sorted(now, key=lambda d: not texts[(d.code, d.question, _text(d, source))])
    old = {id(d) for d in order if _take(left, identity(d, source), d)}
    return [diagnostic for diagnostic in now if id(diagnostic) not in old]


def _take(left: Counter[tuple[Hashable, Severity]], identity: Hashable, diagnostic: Diagnostic) -> bool:
    """Use up one of the earlier diagnostics that is as bad as this one, or worse."""
    for severity in Severity:
        if severity >= diagnostic.severity and left[identity, severity]:
            left[identity, severity] -= 1
            return True
    return False


def identity(diagnostic: Diagnostic, source: Source) -> Hashable:
    """Return what stays the same of a diagnostic while the text around it changes."""
    if diagnostic.question is not None or not diagnostic.framed:
        return diagnostic.code, diagnostic.question
    return diagnostic.code, None, _text(diagnostic, source)


def _text(diagnostic: Diagnostic, source: Source) -> str:
    return " ".join(source.text[diagnostic.span.start : diagnostic.span.end].split())


def touched(report: Report, earlier: Report | None) -> frozenset[Number | None]:
    """Return the questions whose text is another than in `earlier`.

    Nothing is among them where the text outside of all questions is another one.
    """
    own, other = _texts(report), _texts(earlier) if earlier else {}
    return frozenset(number for number in own.keys() | other.keys() if own.get(number) != other.get(number))


def _texts(report: Report) -> dict[Number | None, str]:
    """Return the text of each question, and by nothing that outside of them."""
    parts: defaultdict[Number | None, list[str]] = defaultdict(list, {None: []})
    for region in report.regions:
        parts[region.question].append(report.source.text[slice(*region.span)])
    return {number: "".join(texts) for number, texts in parts.items()}
