"""The rows of a job summary, in Markdown: what a request changes, the findings, and each question."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.formatting import Number, allowed, cut, escaped, plural, ranges, with_code
from reportlint.linter.changes import AnswerChange, AnswerChangeKind
from reportlint.linter.result import Result
from reportlint.reporters.base import Setting, rule_page
from reportlint.reporters.fold import FoldedDiagnostic
from reportlint.reporters.states import STATES, QuestionState
from reportlint.schema.model import Limits

ICONS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}

MESSAGE = 500
"""Maximum number of characters of a message."""
_DETAILS = 40
"""Maximum number of lines of an entry's details."""
_ALONE = 6
"""Maximum number of questions changed in the same way to list one by one."""

_DOES: Mapping[AnswerChangeKind, tuple[str, str]] = {
    "answered": ("answers {}", "answers {}"),
    "changed": ("changes the answer to {}", "changes the answers to {}"),
    "lost": ("removes the answer to {}", "removes the answers to {}"),
    "missing": ("removes the heading of {}", "removes the headings of {}"),
    "added": ("adds {}, not answered", "adds {}, not answered"),
    "text": ("edits {}, not its answer", "edits {}, not their answers"),
}
"""The effect of a request on one question, and on several."""


class Rows:
    """Makes the rows of one result."""

    def __init__(self, setting: Setting, result: Result) -> None:
        self._setting, self._result = setting, result
        self._changes: Mapping[Number | None, AnswerChange] = result.changes or {}
        self._found: dict[Number | None, list[Diagnostic]] = {}
        for diagnostic in result.everything:
            self._found.setdefault(diagnostic.question, []).append(diagnostic)

    def deeds(self, questions: Sequence[QuestionState]) -> Iterator[str]:
        """Yield a list of the request's changes to the questions, and to the text around them."""
        for kind, (one, many) in _DOES.items():
            own = [q for q in questions if q.number in self._changes and self._changes[q.number].kind == kind]
            if len(own) > _ALONE:
                numbers = ranges([question.number for question in own])
                yield f"- {many.format(plural(len(own), 'question'))}: {escaped(numbers)}"
            else:
                yield from (
                    f"- {one.format(self._named(question))}{self._length(question)}" for question in own
                )
        if self._changes.get(None) == AnswerChange("text"):
            yield "- edits text outside of the questions"

    def _named(self, question: QuestionState) -> str:
        change = self._changes[question.number]
        name = f"question {question.number}"
        link = self.link(name, change.first or question.line, question.number)
        return f"{link} ({escaped(question.section)})" if question.section else link

    def _length(self, question: QuestionState) -> str:
        """Return the length of a new answer."""
        if not question.answered or self._changes[question.number].kind == "text":
            return ""
        words = _asked(question.words, question.limits, "word")
        images = _asked(question.images, question.image_limits, "image")
        said = ", ".join(filter(None, (words, images)))
        return f": {said}" if said else ""

    def finding(self, entry: FoldedDiagnostic) -> str:
        """Return the row of a finding."""
        diagnostic = entry.diagnostic
        line = self._result.source.position(diagnostic.span.start).line
        details = [*entry.details[:_DETAILS], *(["…"] if len(entry.details) > _DETAILS else [])]
        text = "<br>".join(with_code(cut(text, MESSAGE)) for text in (entry.message, *details))
        cells = (
            ICONS[diagnostic.severity],
            self.link(str(line), line, diagnostic.question),
            f"[{diagnostic.code}]({rule_page(diagnostic.code)}) {diagnostic.name}",
            text,
        )
        return f"| {' | '.join(cells)} |"

    def question(self, question: QuestionState) -> str:
        """Return the row of a question."""
        sign, _ = STATES[question.state]
        cells = (
            self.link(str(question.number), question.line, question.number),
            escaped(question.section),
            f"{sign} {question.verdict}",
            _cell(question.words if question.answered else None, question.limits),
            _cell(question.images if question.answered else None, question.image_limits),
            self._codes(question.number),
        )
        return f"| {' | '.join(cells)} |"

    def _codes(self, number: Number) -> str:
        # The state shows that it is unanswered.
        found = (d for d in self._found.get(number, ()) if not d.rule.progress)
        counted = Counter((diagnostic.code, diagnostic.severity) for diagnostic in found)
        return "<br>".join(
            f"{ICONS[severity]} [{code}]({rule_page(code)})" + (f" × {n}" if n > 1 else "")
            for (code, severity), n in counted.items()
        )

    def place(self, diagnostic: Diagnostic) -> str:
        """Return the code and the line of a finding, for a list."""
        line = self._result.source.position(diagnostic.span.start).line
        where = self.link(f"line {line}", line, diagnostic.question)
        return f"[{diagnostic.code}]({rule_page(diagnostic.code)}) in {where}"

    def link(self, text: str, line: int | None, number: Number | None) -> str:
        """Return `text`, as a link if the line (from 1), in question `number`, is shown on GitHub."""
        change = self._changes.get(number)
        changed = range(change.first, change.last + 1) if change and change.first else range(0)
        find, path = self._setting.link, self._result.source.path
        target = find(path, line, changed) if find and line else ""
        return f"[{escaped(text)}]({target})" if target else escaped(text)


def _asked(number: int | None, limits: Limits | None, noun: str) -> str:
    """Return the number of words or images, and whether they are too few or too many."""
    if number is None or not limits:
        return plural(number, noun) if number else ""
    text = f"{number} of {_range(limits)} {noun}s"
    return text if limits.allow(number) else f"**{text}**"


def _cell(number: int | None, limits: Limits | None) -> str:
    """Return a count with its limits, in bold if the course's checker warns about it."""
    if number is None:
        return f"0 of {_range(limits)}" if limits else ""
    if not limits:
        return str(number) if number else ""
    return f"{number} of {_range(limits)}" if limits.allow(number) else f"**{number}** of {_range(limits)}"


def _range(limits: Limits) -> str:
    return allowed(*limits, joint="–")
