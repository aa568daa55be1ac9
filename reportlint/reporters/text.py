"""The output for a terminal: what is unanswered, what is wrong and where, and the next step."""

from collections.abc import Collection, Iterator, Sequence

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.formatting import Number, plural, printable, ranges
from reportlint.linter.result import Result
from reportlint.reporters.base import Reporter, Setting
from reportlint.reporters.fold import FoldedDiagnostic, fold
from reportlint.reporters.view import view_of
from reportlint.rules.content import answer_lost

_WIDTH = 100
_BEFORE = 40
"""Maximum number of characters of a line, and of those before the caret."""

_OLDER = 3
"""Maximum number of older errors to name."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


class Style:
    """Colours, or none."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def paint(self, text: str, code: str) -> str:
        """Return `text` in the colour with the ANSI code `code`."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def severity(self, severity: Severity, text: str) -> str:
        """Return `text` in the colour of a severity."""
        return self.paint(text, _COLOURS[severity])


class TextReporter(Reporter):
    """Text for people, in colour if asked for."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._style = Style(setting.colour)
        self._files = self._ready = self._errors = self._warnings = 0

    def part(self, result: Result) -> tuple[str, bool, tuple[int, int]]:
        """Return the block of one file, whether it is ready, and its errors and warnings at the hand-in."""
        block = "".join(f"{line}\n" for line in _file(result, self._style, self.setting))
        return block, result.ready, result.hand_in

    def add(self, part: tuple[str, bool, tuple[int, int]]) -> str:
        """Return the block, separated from the one before."""
        block, ready, (errors, warnings) = part
        gap = "\n" if self._files else ""
        self._files += 1
        self._ready += ready
        self._errors += errors
        self._warnings += warnings
        return gap + block

    def end(self) -> str:
        """Return a line about all files if there are several."""
        if self._files < 2:
            return ""
        counts = f"{plural(self._errors, 'error')}, {plural(self._warnings, 'warning')}"
        return f"\n{plural(self._files, 'report')}: {self._ready} ready for hand-in, {counts}\n"


def _file(result: Result, style: Style, setting: Setting) -> Iterator[str]:
    yield style.paint(head_line(result), "1")
    unanswered = [d.question for d in result.diagnostics if d.rule.progress and d.question is not None]
    if unanswered:
        yield f"unanswered: {ranges(unanswered)}"
    questions = result.report.questions if result.report else ()
    if missing := [question.number for question in questions if question.status == "missing"]:
        yield f"missing: {ranges(missing)}"
    if result.remark:
        yield printable(result.remark)
    yield from older_line(result)
    entries = [entry for entry in fold(result) if not entry.diagnostic.rule.progress]
    entries.sort(key=lambda entry: not (entry.folded or entry.diagnostic.question is None))
    for number in dict.fromkeys(map(_group, entries)):
        yield from _question(result, number, [entry for entry in entries if _group(entry) == number], style)
    if entries:
        yield ""
    yield closing_line(result, hookless=setting.hookless)


def _group(entry: FoldedDiagnostic) -> Number | None:
    """Return the question under which to show an entry; a folded one belongs to no single question."""
    return None if entry.folded else entry.diagnostic.question


def head_line(result: Result) -> str:
    """Return the line with a file's path, edition and progress."""
    view = view_of(result)
    return printable(f"{view.path}  {', '.join(filter(None, (view.edition, view.progress)))}")


def _question(
    result: Result, number: Number | None, entries: Sequence[FoldedDiagnostic], style: Style
) -> Iterator[str]:
    yield ""
    if number is not None and result.report:
        section = next(q.section for q in result.report.questions if q.number == number)
        yield style.paint(f"question {number}" + (f"  ({section})" if section else ""), "1")
    for entry in entries:
        yield from entry_lines(result, entry, style)


def older_line(result: Result) -> Iterator[str]:
    """Yield a line that counts the baseline's findings, if there are any."""
    if counted := older(result):
        yield f"older, {'' if result.old_counts else 'not '}counted: {counted}"


def older(result: Result) -> str:
    """Return the baseline's findings: errors with their codes, all others as a number.

    Empty if there is nothing but unanswered questions.
    """
    errors = [diagnostic for diagnostic in result.old if diagnostic.severity is Severity.ERROR]
    parts = []
    if errors:
        lines = (result.source.position(d.span.start).line for d in errors[:_OLDER])
        named = ", ".join(f"{d.code} in line {line}" for d, line in zip(errors, lines, strict=False))
        parts.append(f"{plural(len(errors), 'error')} ({named}{', ...' if len(errors) > _OLDER else ''})")
    others = sum(d.severity is not Severity.ERROR and not d.rule.progress for d in result.old)
    if others:
        parts.append(plural(others, "less severe finding"))
    return ", ".join(parts)


def entry_lines(result: Result, entry: FoldedDiagnostic, style: Style) -> Iterator[str]:
    """Yield the lines of an entry, with its line of the report if that is the place to fix."""
    diagnostic = entry.diagnostic
    place = result.source.position(diagnostic.span.start)
    label = style.severity(diagnostic.severity, diagnostic.severity.label)
    where = f"{printable(result.source.path)}:{place.line}:{place.column}"
    yield f"{where}  {label} {diagnostic.code} {diagnostic.name}: {printable(entry.message)}"
    yield from (f"    {printable(detail)}" for detail in entry.details)
    for related in () if entry.folded else diagnostic.related:
        yield f"    line {result.source.position(related.span.start).line}: {printable(related.message)}"
    if diagnostic.rule.framed and not entry.folded and result.report:
        yield from _frame(result, diagnostic, style)


def _frame(result: Result, diagnostic: Diagnostic, style: Style) -> Iterator[str]:
    """Yield the line and a caret under the place, in ASCII."""
    source = result.source
    index = source.line_at(diagnostic.span.start)
    line = source.text[source.starts[index] : source.line_end(index)]
    column = diagnostic.span.start - source.starts[index]
    cut = max(0, column - _BEFORE) if len(line) > _WIDTH else 0
    shown = line[cut : cut + _WIDTH]
    until = min(diagnostic.span.end - source.starts[index], cut + len(shown))
    before, marked = printable(shown[: column - cut]), printable(shown[column - cut : until - cut])
    after = printable(shown[until - cut :])
    gutter = f"{index + 1:>6} | "
    # Two harmless pieces may form a command together.
    yield printable(f"{gutter}{before}{marked}{after}".rstrip())
    carets = style.severity(diagnostic.severity, "^" * max(1, len(marked)))
    yield f"{' ' * (len(gutter) - 2)}| {' ' * len(before)}{carets}"


def closing_line(result: Result, *, hookless: bool = False) -> str:
    """Return the last line of every run: ready or not, the checker's verdict, the next step."""
    view = view_of(result)
    checker = f"course checker: {view.checker}" if view.checker else ""
    step = f"next: {next_step(result, hookless=hookless)}"
    return "  |  ".join(filter(None, (f"hand-in: {view.hand_in}", checker, step)))


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
