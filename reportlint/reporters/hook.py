"""The text of a commit hook: what stops the commit, why, and how to go on; little if nothing does."""

from collections.abc import Iterator
from typing import NamedTuple

from reportlint import PROJECT
from reportlint.diagnostic import Severity
from reportlint.formatting import plural, printable
from reportlint.linter.result import Result
from reportlint.reporters.base import HOOKS, Problem, Reporter, Setting, rule_page, way_out
from reportlint.reporters.fold import FoldedDiagnostic, fold
from reportlint.reporters.text import head_line, older

_MORE = 5
"""Maximum number of lines between what stops the commit and how to commit anyway."""

_RUN = f"uvx --from git+https://github.com/{PROJECT} reportlint"
_RUN_BY_PIPX = f"pipx run --spec git+https://github.com/{PROJECT} reportlint ..."
"""The command for users who have only the hook, which is installed in a separate environment."""


class _Stop(NamedTuple):
    """A finding that stops the commit, at one place."""

    code: str
    lines: tuple[str, ...]
    why: str
    """The line that says why the rule matters, printed once."""


class _Part(NamedTuple):
    """The text about one file."""

    heads: tuple[str, ...]
    blocks: tuple[_Stop, ...]
    errors: int
    fixable: int
    aside: tuple[str, ...]


class HookReporter(Reporter):
    """Short, for somebody who wants to commit.

    pre-commit shows a hook's output only if it fails, or with `--verbose`.
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._heads: list[str] = []
        self._blocks: list[str] = []
        self._more: list[str] = []
        self._errors = self._fixable = 0
        self._told: set[str] = set()
        self._stopped = False

    def part(self, result: Result) -> _Part:
        """Return what stops the commit in one file, and other remarks."""
        failing = result.failing
        blocks = tuple(_block(result, entry) for entry in fold(result._replace(diagnostics=failing)))
        fixable = sum(bool(d.fix and d.fix.safe) for d in failing)
        heads = tuple(filter(None, (head_line(result), printable(result.remark))))
        return _Part(heads, blocks, len(failing), fixable, tuple(_aside(result)))

    def add(self, part: _Part) -> str:
        """Return nothing: the text is written at the end, with what stops the commit first."""
        self._heads += part.heads
        for block in part.blocks:
            first, *rest = block.lines
            self._blocks += [f"{self._opening()}{first}", *rest, *self._reason(block)]
        self._errors += part.errors
        self._fixable += part.fixable
        self._more += part.aside
        return ""

    def problem(self, problem: Problem) -> str:
        """Return nothing: standard error has the message."""
        self._stopped = self._stopped or problem.severity is Severity.ERROR
        return super().problem(problem)

    def end(self) -> str:
        """Return what stops the commit and how to go on; else which reports were linted."""
        lines = self._heads
        if self._blocks or self._stopped:
            more = [*self._advice(), *dict.fromkeys(self._more)]
            lines = [*self._blocks, *more[:_MORE], way_out(self.setting.hook)]
        return "".join(f"{line}\n" for line in lines)

    def _opening(self) -> str:
        hook = self.setting.hook
        return "and: " if self._blocks else f"{hook} stops this {HOOKS[hook]}: "

    def _reason(self, block: _Stop) -> Iterator[str]:
        """Yield, once per rule, why it matters and where its documentation is."""
        if block.code not in self._told:
            self._told.add(block.code)
            yield block.why

    def _advice(self) -> Iterator[str]:
        """Yield how to fix with nothing but the hook."""
        if self._fixable:
            what = "it" if self._errors == 1 else f"{self._fixable} of {plural(self._errors, 'error')}"
            command = self.setting.fix_command or f"{_RUN} check --fix"
            yield f"to have {what} fixed: {command}; then git add the report"
        if any("`reportlint " in line for line in self._blocks):
            yield f"`reportlint` without installing it: {_RUN} ... (or: {_RUN_BY_PIPX})"


def _block(result: Result, entry: FoldedDiagnostic) -> _Stop:
    code = entry.diagnostic.code
    why = f"  why: {entry.diagnostic.rule.why}; more: {rule_page(code)}"
    return _Stop(code, tuple(_lines(result, entry)), why)


def _lines(result: Result, entry: FoldedDiagnostic) -> Iterator[str]:
    """Yield the place of an entry, and its message."""
    diagnostic = entry.diagnostic
    line = result.source.position(diagnostic.span.start).line
    single = diagnostic.question is not None and not entry.folded
    question = f"question {diagnostic.question}, " if single else ""
    yield f"{diagnostic.code} in {question}line {line} of {printable(result.source.path)}"
    yield f"  {printable(entry.message)}"
    yield from (f"    {printable(detail)}" for detail in entry.details)
    for related in () if entry.folded else diagnostic.related:
        yield f"    line {result.source.position(related.span.start).line}: {printable(related.message)}"


def _aside(result: Result) -> Iterator[str]:
    """Yield other remarks: why there is no baseline, and the errors it has already."""
    if result.remark:
        yield printable(result.remark)
    errors = tuple(diagnostic for diagnostic in result.old if diagnostic.severity is Severity.ERROR)
    if errors:
        yield f"older, not counted: {older(result._replace(old=errors))}"
