"""Rules and findings: diagnostics, severities, places and fixes."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Literal, NamedTuple

from reportlint.formatting import Number
from reportlint.source import Source, Span


class Severity(IntEnum):
    """The weight of a diagnostic; larger is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The name as it is printed."""
        return self.name.lower()


class Stage(IntEnum):
    """The progress of the report: three weeks of `draft`, then `final`."""

    DRAFT = 0
    FINAL = 1

    @property
    def label(self) -> str:
        """The name as it is printed and written on the command line."""
        return self.name.lower()


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

Levels = tuple[Severity | None, Severity | None]
"""The severity in `final` and in `draft`; None if the rule is silent there."""


class Related(NamedTuple):
    """A second place that belongs to a diagnostic."""

    message: str
    span: Span


class Edit(NamedTuple):
    """A replacement of the text between two offsets, the end excluded."""

    start: int
    end: int
    text: str

    def in_file(self, source: Source) -> "Edit":
        """Return the edit with offsets in the decoded file, and newlines like those around it."""
        start, end = source.raw_offset(self.start), source.raw_offset(self.end)
        return Edit(start, end, self.text.replace("\n", source.newline_at(self.start)))


def applied(source: Source, edits: Iterable[Edit]) -> bytes:
    """Return the file with non-overlapping edits applied; its other bytes are unchanged."""
    pieces: list[str] = []
    end = 0
    for edit in sorted(edit.in_file(source) for edit in edits):
        pieces += (source.raw[end : edit.start], edit.text)
        end = edit.end
    return "".join([*pieces, source.raw[end:]]).encode()


class Fix(NamedTuple):
    """Edits that resolve a finding; they belong together and do not overlap."""

    title: str
    """What it does, as a command."""
    safe: bool
    """Whether it deletes nothing that somebody wrote, except words that replaced the template's."""
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """A rule's finding; `levels` if they differ from the rule's."""

    span: Span
    message: str
    brief: str = ""
    """The message in two or three words, for a list of the same finding in many questions."""
    question: Number | None = None
    related: tuple[Related, ...] = ()
    levels: Levels | None = None
    fix: Fix | None = None
    silences: bool = True
    """Whether it silences, in its question, the rules that its own rule silences."""


Subject = Literal["file", "template", "answers", "images", "checklist", "schema"]

_SUBJECTS: Mapping[str, Subject] = {
    "0": "file",
    "1": "template",
    "2": "answers",
    "3": "images",
    "4": "checklist",
    "9": "schema",
}


class Rule(NamedTuple):
    """A rule; `check` is None if the linter itself makes its findings."""

    code: str
    name: str
    levels: Levels
    help: str
    """What it finds, why that matters and how to fix it; Markdown, the first line a sentence."""
    check: Callable[..., Iterator[Finding]] | None = None
    after: tuple[str, ...] = ()
    """Codes that, found in a question, silence this rule there."""
    unless: tuple[str, ...] = ()
    """Codes that, found anywhere in the report as errors, silence this rule."""
    yields: tuple[str, ...] = ()
    """Codes that, found at the same place, silence this rule there."""
    framed: bool = True
    """Whether a finding's line is the place to fix it, and worth showing."""
    structure: bool = False
    """Whether a finding, as an error, silences rules about the answer's length and pictures."""
    needs_structure: bool = False
    """Whether it finds nothing in a question whose structure is broken."""
    doubled: bool = False
    """Whether merge conflicts cause it, and silence it in the questions that contain them."""
    protected: bool = False
    """Whether nothing silences it: the file is broken, or the comment itself is."""
    progress: bool = False
    """Whether it shows the progress of the report, not a mistake in it."""
    needs_baseline: bool = False
    """Whether it needs an earlier version: without one, a comment that suppresses it is not unused."""
    grave_if_new: bool = False
    """Whether it is an error in a draft, too, unless the baseline has it."""
    local: bool = False
    """Whether it looks only at each question's own text, if there are no conflicts or new hints."""
    repeats: bool = False
    """Whether one habit causes it in many questions: the hand-in then counts a folded entry once."""

    @property
    def subject(self) -> Subject:
        """Its subject, by the first digit of its code."""
        return _SUBJECTS[self.code[2]]

    def severity(self, stage: Stage, levels: Levels | None = None) -> Severity | None:
        """Return the severity in a stage, for a finding with its own levels if it has any."""
        return (levels or self.levels)[0 if stage is Stage.FINAL else 1]

    @property
    def summary(self) -> str:
        """The first sentence of the documentation."""
        return self.help.split("\n", 1)[0]

    @property
    def why(self) -> str:
        """Why its findings matter, on one line without a full stop; empty if that is not documented."""
        told = re.search(r"\nWhy: (.+?)\.?\n+Fix:", self.help, re.DOTALL)
        return " ".join(told[1].split()) if told else ""

    @property
    def page(self) -> str:
        """The documentation as Markdown for a page, one paragraph for each part."""
        return re.sub(r"\n+(Why|Fix|Bad|Good):", r"\n\n**\1:**", self.help)

    @property
    def severities(self) -> str:
        """The severities in words: `final: warning, draft: note`."""
        final, draft = (level.label if level else "silent" for level in self.levels)
        return f"final: {final}, draft: {draft}"


FOLDED = 3
"""Findings of one rule up to this number are listed one by one; more are folded into one entry."""


class Diagnostic(NamedTuple):
    """A reported finding: rule, severity, place, and what to do, in one plain sentence."""

    rule: Rule
    severity: Severity
    message: str
    span: Span
    brief: str = ""
    """The message in two or three words, for a list of the same finding in many questions."""
    question: Number | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    silences: bool = True
    """Whether it silences, in its question, the rules that its own rule silences."""

    @property
    def code(self) -> str:
        """The code of its rule."""
        return self.rule.code

    @property
    def name(self) -> str:
        """The name of its rule."""
        return self.rule.name


def diagnostic(rule: Rule, finding: Finding, severity: Severity) -> Diagnostic:
    """Return the diagnostic for a rule's finding."""
    brief = finding.brief or rule.name.replace("-", " ")
    return Diagnostic(
        rule=rule,
        severity=severity,
        message=finding.message,
        span=finding.span,
        brief=brief,
        question=finding.question,
        related=finding.related,
        fix=finding.fix,
        silences=finding.silences,
    )
