"""Removes findings that comments in the report silence, and finds comments without effect."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlint.diagnostic import Edit, Finding, Fix
from reportlint.formatting import Number, plural, quoted
from reportlint.linter.cascade import Outcome
from reportlint.report.model import Report
from reportlint.report.suppressions import IGNORE_FILE, SuppressedName, Suppression
from reportlint.rules.base import Context
from reportlint.rules.registry import PROTECTED, REPORT_RULES, matching, suggestion
from reportlint.rules.suppressions import UNUSED_SUPPRESSION
from reportlint.source import Span

_COMPARING = frozenset(rule.code for rule in REPORT_RULES if rule.needs_baseline)

_CommentKey = tuple[str, Number | None]
"""A code, and the question in which it is silenced; None for the whole file."""


def suppress(context: Context, found: Sequence[Outcome], selected: frozenset[str]) -> list[Outcome]:
    """Return the findings that no comment silences, and findings about comments without effect.

    Unused-suppression checks also count findings hidden by the cascade. `selected` are the codes of the rules
    that are on: a comment for another code is never called unused.
    """
    comments = _readable(context.report)
    places = frozenset(key for each in found for key in _scopes(each))
    silent = _Silencer(context.report, places, selected, frozenset() if context.before else _COMPARING)
    unused = [finding for comment in comments for finding in silent.unused(comment)]
    silenced = {key for comment in comments if comment.placed for key in silent.keys(comment)}
    kept = [each for each in found if silenced.isdisjoint(_scopes(each))]
    return kept + [Outcome(UNUSED_SUPPRESSION, finding) for finding in unused]


def _scopes(found: Outcome) -> tuple[_CommentKey, _CommentKey]:
    return (found.rule.code, None), (found.rule.code, found.finding.question)


def _readable(report: Report) -> Sequence[Suppression]:
    """Return the comments that are not inside code."""
    if not report.suppressions:
        return ()
    blocks = (block for block in report.outline.blocks if block.kind in ("fence", "code_block"))
    code = {line for block in blocks for line in range(block.start, block.end)}
    return [s for s in report.suppressions if report.source.line_at(s.span.start) not in code]


class _Silencer(NamedTuple):
    report: Report
    found: frozenset[_CommentKey]
    selected: frozenset[str]
    blind: frozenset[str]
    """Codes of rules that find nothing in this run, whatever the report holds."""

    def keys(self, comment: Suppression) -> Iterator[_CommentKey]:
        """Yield what a comment silences, found or not."""
        number = None if comment.keyword == IGNORE_FILE else comment.number
        for name in comment.names:
            yield from ((code, number) for code in matching(name.text) - PROTECTED)

    def unused(self, comment: Suppression) -> Iterator[Finding]:
        """Yield the fault of a comment as a whole, else those of the names in it."""
        question = self.report.question_at(comment.span.start)
        for message, span, fix in self._slips(comment):
            # A finding for each: a list of many would name them all.
            brief = message.partition(":")[0]
            yield Finding(span=span, message=message, brief=brief, question=question, fix=fix)

    def _slips(self, comment: Suppression) -> Iterator[tuple[str, Span, Fix | None]]:
        if whole := self._misplaced(comment):
            yield whole, comment.span, None
            return
        # A reason without its `--` is one finding, however many words it has.
        if unknown := [name for name in comment.names if not matching(name.text)]:
            yield _unknown(unknown), Span(unknown[0].span.start, unknown[-1].span.end), None
        known = [name for name in comment.names if matching(name.text)]
        idle = [(name, message) for name in known if (message := self._idle(comment, name))]
        for name, message in idle:
            yield message, name.span, self._deletion(comment, name, alone=len(idle) == len(comment.names))

    def _deletion(self, comment: Suppression, name: SuppressedName, *, alone: bool) -> Fix:
        """Return the fix that deletes a name, or the comment if none of its names has an effect."""
        source = self.report.source
        if not alone:
            gap = re.compile(r"[\s,]*").match(source.text, name.span.end, comment.span.end)
            edit = Edit(name.span.start, gap.end() if gap else name.span.end, "")
            return Fix(f"delete `{name.text}` from the comment", True, (edit,))
        line = source.line_at(comment.span.start)
        edit = Edit(source.starts[line], min(source.line_end(line) + 1, len(source.text)), "")
        return Fix("delete the comment", True, (edit,))

    def _misplaced(self, comment: Suppression) -> str | None:
        line = self.report.source.text[comment.span.start : comment.span.end]
        if not comment.keyword and not ("<!--" in line and "-->" in line):
            return (
                "this suppression spans several lines and cannot be read: write it on one line, "
                "`<!-- reportlint: ignore RL204 -->`"
            )
        if not comment.keyword:
            return (
                "this suppression cannot be read: write `<!-- reportlint: ignore RL204 -->` on a line of its "
                "own right under a question's heading, or `ignore-file` above the first question"
            )
        if not comment.placed:
            where = "above the first question"
            where = where if comment.keyword == IGNORE_FILE else "right under the question's heading"
            return f"this suppression has no effect here{self._counted(comment)}: move it {where}"
        return None if comment.names else "this suppression names no rule: write its code, such as RL204"

    def _counted(self, comment: Suppression) -> str:
        """Return the addition for a comment in an answer, where its words count."""
        contents = (question.answer.content for question in self.report.present if question.answer)
        if not any(content.start <= comment.span.start < content.end for content in contents):
            return ""
        words = len(self.report.source.text[comment.span.start : comment.span.end].split())
        return f", where its {plural(words, 'word')} count as the answer's"

    def _idle(self, comment: Suppression, name: SuppressedName) -> str | None:
        """Return why a name in a comment silences nothing; None if it does silence something."""
        codes = matching(name.text)
        if codes <= PROTECTED:
            return f"{quoted(name.text)} cannot be suppressed: fix what it finds"
        found = not self.found.isdisjoint(self.keys(comment._replace(names=(name,))))
        looked_for = codes - PROTECTED - self.blind
        if found or not looked_for or not looked_for <= self.selected:
            return None
        where = "in this file" if comment.keyword == IGNORE_FILE else f"in question {comment.number}"
        return f"{quoted(name.text)} suppresses nothing {where}: delete it"


def _unknown(names: Sequence[SuppressedName]) -> str:
    """Return the message for names in a comment that belong to no rule; there is at least one."""
    if len(names) == 1:
        return f"no rule {quoted(names[0].text)}{suggestion(names[0].text)}"
    listed = quoted(", ".join(name.text for name in names))
    return f"no rules {listed}: reportlint rules lists them; a reason follows `--`"
