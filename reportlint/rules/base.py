"""What a rule is: its metadata beside its function, whose docstring is its documentation."""

import re
from collections.abc import Callable, Iterator
from inspect import cleandoc
from typing import NamedTuple

from reportlint.diagnostic import Fix, Related, Severity, Stage
from reportlint.report import Report
from reportlint.schema.model import Number
from reportlint.source import Span

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

Levels = tuple[Severity | None, Severity | None]
"""The severity in `final` and in `draft`, as DESIGN's table has them; nothing where the rule is silent."""

STRUCTURE = ("RL101", "RL102", "RL103", "RL106", "RL107", "RL108", "RL120")
"""As errors they leave nothing to say about an answer's length."""


DOUBLED = frozenset(("RL004", *(f"RL1{i:02}" for i in range(1, 21)), "RL203", "RL204", "RL301", "RL302"))
"""What a conflict leads to in the questions that it stands in, and what is no finding of its own."""


class Finding(NamedTuple):
    """What a rule found; `levels` where it is not as severe as the rule says in general."""

    span: Span
    message: str
    brief: str = ""
    """The message in two or three words, for a list of the same finding in many questions."""
    question: Number | None = None
    related: tuple[Related, ...] = ()
    levels: Levels | None = None
    fix: Fix | None = None


Check = Callable[[Report], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule; `check` is nothing where the engine itself finds what it describes."""

    code: str
    name: str
    levels: Levels
    help: str
    """What it finds, why that matters and how to fix it; Markdown, the first line a sentence."""
    check: Check | None = None
    after: tuple[str, ...] = ()
    """Codes that, found in a question, silence this rule there."""
    unless: tuple[str, ...] = ()
    """Codes that, found anywhere in the report, silence this rule."""
    framed: bool = True
    """Whether a finding's line is the place to mend, and worth showing."""

    def severity(self, stage: Stage, levels: Levels | None = None) -> Severity | None:
        """Return the severity in a stage, of a finding with its own levels if it has any."""
        return (levels or self.levels)[0 if stage is Stage.FINAL else 1]

    @property
    def summary(self) -> str:
        """The first sentence of the documentation."""
        return self.help.split("\n", 1)[0]

    @property
    def page(self) -> str:
        """The documentation as Markdown for a page, a paragraph for each of its parts."""
        return re.sub(r"\n+(Why|Fix|Bad|Good):", r"\n\n**\1:**", self.help)

    @property
    def severities(self) -> str:
        """The severities in words: `final: warning, draft: note`."""
        final, draft = (level.label if level else "silent" for level in self.levels)
        return f"final: {final}, draft: {draft}"


def rule(
    code: str,
    name: str,
    levels: Levels,
    *,
    after: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
    framed: bool = True,
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its docstring is the documentation."""

    def make(check: Check) -> Rule:
        return Rule(
            code=code,
            name=name,
            levels=levels,
            help=cleandoc(check.__doc__ or ""),
            check=check,
            after=after,
            unless=unless,
            framed=framed,
        )

    return make


def quoted(text: str, limit: int = 60) -> str:
    """Return a piece of the report's text for a message: on one line, in backticks, not too long."""
    text = " ".join(text.split())
    return f"`{text if len(text) <= limit else text[: limit - 1] + '…'}`"


def plural(number: int, noun: str) -> str:
    """Return `1 word`, `2 words`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
