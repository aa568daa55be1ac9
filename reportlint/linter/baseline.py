"""Which diagnostics are new since an earlier version of a report."""

from collections import Counter
from collections.abc import Hashable, Sequence

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.formatting import Number
from reportlint.linter.cascade import Cascade
from reportlint.linter.result import Result, in_order
from reportlint.source import Source


def less_old(result: Result, past: Sequence[Result]) -> Result:
    """Return the result without the findings that any of the past ones has.

    Old findings do not hide new ones: an error that only old ones would keep back is reported.
    """
    errors = (d for d in result.kept_back if d.severity is Severity.ERROR)
    unseen = [*result.diagnostics, *errors]
    for earlier in past:
        if not earlier.report and result.report:
            # An earlier version that was not a report has no findings to compare.
            continue
        unseen = new_since(unseen, result.source, (*earlier.diagnostics, *earlier.kept_back), earlier.source)
        gone = _gone(earlier, result)
        unseen = [d for d in unseen if gone.fate(d.rule, d.question) == "told"]
    ids = {id(diagnostic) for diagnostic in unseen}
    new = [diagnostic for diagnostic in result.diagnostics if id(diagnostic) in ids]
    old = [diagnostic for diagnostic in result.diagnostics if id(diagnostic) not in ids]
    told = {id(diagnostic) for diagnostic in result.diagnostics}
    cascade = Cascade.of(new)
    freed = [d for d in unseen if id(d) not in told and cascade.fate(d.rule, d.question) == "told"]
    return result._replace(diagnostics=in_order([*new, *freed]), old=tuple(old))


def _gone(earlier: Result, result: Result) -> Cascade:
    """Return the earlier silencers that are gone now: what they silenced is not new."""
    left = {(d.code, d.question) for d in result.diagnostics if d.severity is Severity.ERROR}
    errors = (d for d in earlier.diagnostics if d.severity is Severity.ERROR)
    contested = earlier.report.contested if earlier.report else frozenset[Number]()
    return Cascade.of((d for d in errors if (d.code, d.question) not in left), contested)


def new_since(
    now: Sequence[Diagnostic], source: Source, before: Sequence[Diagnostic], earlier: Source
) -> list[Diagnostic]:
    """Return the diagnostics of `now` that `before` lacks; each in `before` accounts for one in `now`.

    Lines move and word counts change, so two in one question are the same if their codes are. Outside of
    questions, their messages must be the same as well. One that has become worse is new.
    """
    left = Counter((identity(d, earlier), d.severity) for d in before)
    texts = Counter((d.code, d.question, _text(d, earlier)) for d in before)
    # Unchanged text first, so that of two findings in a question the right one counts as new.
    order = sorted(now, key=lambda d: not texts[(d.code, d.question, _text(d, source))])
    old = {id(d) for d in order if _take(left, identity(d, source), d)}
    return [diagnostic for diagnostic in now if id(diagnostic) not in old]


def _take(left: Counter[tuple[Hashable, Severity]], identity: Hashable, diagnostic: Diagnostic) -> bool:
    """Use up an earlier diagnostic that is as severe as this one, or more so."""
    for severity in Severity:
        if severity >= diagnostic.severity and left[identity, severity]:
            left[identity, severity] -= 1
            return True
    return False


def identity(diagnostic: Diagnostic, source: Source) -> Hashable:
    """Return the key that identifies a diagnostic while the text around it changes."""
    if diagnostic.question is not None or not diagnostic.rule.framed:
        return diagnostic.code, diagnostic.question
    return diagnostic.code, None, _text(diagnostic, source)


def _text(diagnostic: Diagnostic, source: Source) -> str:
    return " ".join(source.text[diagnostic.span.start : diagnostic.span.end].split())
