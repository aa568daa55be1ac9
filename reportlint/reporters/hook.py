"""What a commit hook says: what stops the commit, why and how to go on; nearly nothing where nothing does."""

from collections.abc import Iterator

from reportlint import PROJECT
from reportlint.diagnostic import Diagnostic, Severity
from reportlint.formatting import plural, printable
from reportlint.linter.result import Result
from reportlint.reporters.base import HOOKS, Problem, Reporter, Setting, rule_page, way_out
from reportlint.reporters.fold import FoldedDiagnostic, fold
from reportlint.reporters.text import head_line, older

_MORE = 5
"""Lines at most between what stops the commit and how to commit anyway."""

_RUN = f"uvx --from git+https://github.com/{PROJECT} reportlint"
_RUN_BY_PIPX = f"pipx run --spec git+https://github.com/{PROJECT} reportlint ..."
"""The command line for who has nothing but the hook: that is in an environment of its own."""


class HookReporter(Reporter):
    """Speaks to somebody who wants to commit, not to read.

    pre-commit shows what a hook says only where it fails, or with `--verbose`.
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._heads: list[str] = []
        self._blocks: list[str] = []
        self._more: list[str] = []
        self._errors = self._fixable = 0
        self._told: set[str] = set()
        self._stopped = False

    def file(self, result: Result) -> str:
        """Return nothing: what stops the commit comes first, so all files are awaited."""
        self._heads += filter(None, (head_line(result), printable(result.remark)))
        for entry in fold(result._replace(diagnostics=result.failing)):
            self._blocks += [*_block(result, entry, self._opening()), *self._reason(entry.diagnostic)]
        self._errors += len(result.failing)
        self._fixable += sum(bool(d.fix and d.fix.safe) for d in result.failing)
        self._more += _aside(result)
        return ""

    def problem(self, problem: Problem) -> str:
        """Return nothing: standard error has the message."""
        self._stopped = self._stopped or problem.severity is Severity.ERROR
        return super().problem(problem)

    def end(self) -> str:
        """Return what stops the commit and how to go on; else which reports were looked at."""
        lines = self._heads
        if self._blocks or self._stopped:
            more = [*self._advice(), *dict.fromkeys(self._more)]
            lines = [*self._blocks, *more[:_MORE], way_out(self.setting.hook)]
        return "".join(f"{line}\n" for line in lines)

    def _opening(self) -> str:
        hook = self.setting.hook
        return "and: " if self._blocks else f"{hook} stops this {HOOKS[hook]}: "

    def _reason(self, diagnostic: Diagnostic) -> Iterator[str]:
        """Yield, once a rule, why it matters and where its documentation is."""
        if diagnostic.code not in self._told:
            self._told.add(diagnostic.code)
            yield f"  why: {diagnostic.rule.why}; more: {rule_page(diagnostic.code, diagnostic.name)}"

    def _advice(self) -> Iterator[str]:
        """Yield how to have fixed what can be, by who has nothing but the hook."""
        if self._fixable:
            what = "it" if self._errors == 1 else f"{self._fixable} of {plural(self._errors, 'error')}"
            yield f"to have {what} fixed: {self.setting.fix_command or f'{_RUN} check --fix'}"
        if any("`reportlint " in line for line in self._blocks):
            yield f"`reportlint` without installing it: {_RUN} ... (or: {_RUN_BY_PIPX})"


def _block(result: Result, entry: FoldedDiagnostic, opening: str) -> Iterator[str]:
    """Yield where an entry stands, and what it is and what to write."""
    diagnostic = entry.diagnostic
    line = result.source.position(diagnostic.span.start).line
    single = diagnostic.question is not None and not entry.folded
    question = f"question {diagnostic.question}, " if single else ""
    yield f"{opening}{diagnostic.code} in {question}line {line} of {printable(result.source.path)}"
    yield f"  {printable(entry.message)}"
    yield from (f"    {printable(detail)}" for detail in entry.details)
    for related in () if entry.folded else diagnostic.related:
        yield f"    line {result.source.position(related.span.start).line}: {printable(related.message)}"


def _aside(result: Result) -> Iterator[str]:
    """Yield what else to know: why there is no baseline, and the errors that it has already."""
    if result.remark:
        yield printable(result.remark)
    errors = tuple(diagnostic for diagnostic in result.old if diagnostic.severity is Severity.ERROR)
    if errors:
        yield f"older, not counted: {older(result._replace(old=errors))}"
