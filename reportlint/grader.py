"""The course checker's own arithmetic (see DTU 02476's `report.py check`), with places.

It splits at markers and cuts at heading signs, regardless of Markdown, and counts words separated by white
space. Reports are graded by it, so its mistakes are kept.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportlint.formatting import Number
from reportlint.schema.model import Kind, Limits, QuestionSpec
from reportlint.source import BOM, Source, Span

MARKER = "Answer:"
_QUESTION = "###"
_HEADING = "##"


class Checker(NamedTuple):
    """One generation of the script: how much of the file it skips, and which first entry it drops."""

    skip: int
    """Characters cut from the file's start: the length of the front matter that templates once had."""
    drops_part: bool
    """Drops the text before the first marker; older ones drop the first answer that was kept."""


CHECKERS = {
    "dtu-02476-2023": Checker(skip=43, drops_part=False),
    "dtu-02476": Checker(skip=0, drops_part=True),
}
"""By the name in a schema: the script until 2024-11, and since 2024-12."""


class Counts(NamedTuple):
    """The checker's counts for an answer."""

    words: int
    images: int

    def broken(self, spec: QuestionSpec) -> dict[Kind, tuple[int, Limits]]:
        """Return count and limits for each kind of limit of `spec` that these counts break."""
        broken: dict[Kind, tuple[int, Limits]] = {}
        if spec.words and not spec.words.allow(self.words):
            broken["words"] = self.words, spec.words
        if spec.images and not spec.images.allow(self.images):
            broken["images"] = self.images, spec.images
        return broken


class CourseWarning(NamedTuple):
    """One warning line of the checker."""

    question: Number
    kind: Kind
    got: int
    limits: Limits


class Verdict(NamedTuple):
    """The checker's verdict on a report: its answers, one for each question, or why it stops."""

    found: int
    """Number of answers it found."""
    answers: dict[Number, Span]
    """Empty if it stops."""
    counts: dict[Number, Counts]
    warnings: tuple[CourseWarning, ...] = ()
    error: str | None = None

    @property
    def passed(self) -> int:
        """Number of questions without a warning."""
        return len(self.answers) - len({warning.question for warning in self.warnings})


def count(text: str) -> Counts:
    """Return the checker's counts for an answer's text."""
    return Counts(len(text.split()), sum(1 for _ in image_spans(text, 0, len(text))))


def image_spans(text: str, start: int, end: int) -> Iterator[Span]:
    r"""Yield the spans of what `re.findall(r"\!\[.*?\]\(.*?\)", text)` finds, in linear time."""
    while (start := text.find("![", start, end)) >= 0:
        stop = text.find("\n", start, end)
        stop = stop if stop >= 0 else end
        target = text.find("](", start + 2, stop)
        close = text.find(")", target + 2, stop) if target >= 0 else -1
        if close >= 0:
            yield Span(start, close + 1)
        # Text without an end on this line has none further on in the line.
        start = close + 1 if close >= 0 else stop


def check(
    source: Source,
    checker: Checker,
    questions: tuple[QuestionSpec, ...],
    count: Callable[[str], Counts] = count,
) -> Verdict:
    """Return the verdict of `checker` on `source`, by the limits of `questions`; `count` may remember."""
    spans = _answers(source, checker)
    if spans is None:
        return Verdict(found=0, answers={}, counts={}, error=f"IndexError: it finds no `{MARKER}`")
    if len(spans) != len(questions):
        error = f"ValueError: it finds {len(spans)} answers instead of {len(questions)}"
        return Verdict(found=len(spans), answers={}, counts={}, error=error)
    answers = {spec.number: span for spec, span in zip(questions, spans, strict=True)}
    counts = {number: count(source.text[span.start : span.end]) for number, span in answers.items()}
    warnings = tuple(
        CourseWarning(question=spec.number, kind=kind, got=got, limits=limits)
        for spec in questions
        for kind, (got, limits) in counts[spec.number].broken(spec).items()
    )
    return Verdict(found=len(spans), answers=answers, counts=counts, warnings=warnings)


def _answers(source: Source, checker: Checker) -> list[Span] | None:
    """Return the stretches that it reads as answers; None if it finds no marker, and stops."""
    skip = max(0, checker.skip - source.bom * len(BOM))
    parts = [Span(begin, end) for begin, end in _parts(source.text, min(skip, len(source.text)))]
    if checker.drops_part:
        parts = parts[1:]
    if not parts:
        return None
    kept = [Span(part.start, cut) for part in parts if (cut := _cut(source.text, part)) is not None]
    kept.append(parts[-1])
    return kept if checker.drops_part else kept[1:]


def _parts(text: str, begin: int) -> list[tuple[int, int]]:
    parts = []
    while (end := text.find(MARKER, begin)) >= 0:
        parts.append((begin, end))
        begin = end + len(MARKER)
    return [*parts, (begin, len(text))]


def _cut(text: str, part: Span) -> int | None:
    """Return where a part is cut: at the first `##`, but only if it has a `###` somewhere."""
    if text.find(_QUESTION, part.start, part.end) < 0:
        return None
    return text.find(_HEADING, part.start, part.end)
