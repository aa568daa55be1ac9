"""The next step, with which the output of a run ends."""

from collections.abc import Collection

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.formatting import Number
from reportlint.linter.result import Result
from reportlint.rules.content import answer_lost


def next_step(result: Result, *, hookless: bool = False) -> str:
    """Return the next step as part of a sentence; `hookless` if the repository has no hook of ours yet."""
    if not result.diagnostics:
        return _next_silent(result)
    optional = _optional(result)
    first = min(result.diagnostics, key=lambda diagnostic: _urgency(diagnostic, optional))
    line = result.source.position(first.span.start).line
    if first.rule.progress and hookless and result.report and not result.report.answered:
        return "reportlint init adds hook and workflow"
    if first.rule.progress:
        instead = ", or delete its placeholder" if first.question in optional else ""
        return f"answer question {first.question} in line {line}{instead}"
    # The only finding is shown right above.
    where = f"{first.code} in line {line}, " if len(result.diagnostics) > 1 else ""
    return f"{where}reportlint explain {first.code} says more"


def _optional(result: Result) -> frozenset[Number]:
    """Return the questions that need no answer."""
    return (
        frozenset(q.number for q in result.report.questions if q.optional) if result.report else frozenset()
    )


def _urgency(diagnostic: Diagnostic, optional: Collection[Number]) -> tuple[int, int]:
    """Sort key: what breaks the report, then unanswered questions, then the rest, worst first."""
    if diagnostic.rule.progress and diagnostic.question not in optional:
        return 1, diagnostic.span.start
    broken = diagnostic.severity is Severity.ERROR or diagnostic.rule is answer_lost
    return 0 if broken else 5 - diagnostic.severity, diagnostic.span.start


def _next_silent(result: Result) -> str:
    """Return the next step if the run has no findings."""
    if result.hand_in[0]:
        return "reportlint check lists what is left"
    if not result.report:
        return "reportlint new writes a blank report"
    if not result.tracking_known:
        return "check again where git works"
    # The finding that makes it stop is suppressed, or ignored in its question.
    return "hand it in" if result.ready else "reportlint check --isolated --no-suppress says why it stops"
