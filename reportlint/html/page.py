"""The page of one report: made for reading the answers, with all else of it beside them."""

import pkgutil
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from reportlint.html.clean import Cleaner
from reportlint.html.findings import Placed, listed, place
from reportlint.html.frame import document
from reportlint.html.markdown import render
from reportlint.html.overview import contents, question_head, status
from reportlint.html.stretches import Stretch, stretches
from reportlint.html.targets import Targets
from reportlint.html.words import name_of
from reportlint.outline import heading_at
from reportlint.report import Question
from reportlint.result import Result
from reportlint.rows import question_states

STYLE = "page.css"
"""Beside this module."""


def page(result: Result, targets: Targets, *, findings: bool = False) -> str:
    """Return the page of a report, or of a text in which no template was recognised.

    `targets` knows where its pictures and links lead. With `findings` each stands at its place, with a
    list on top.
    """
    style = pkgutil.get_data(__package__, STYLE) or b""
    return document(_title(result), _Page(result, targets, findings=findings).body(), style.decode())


def _title(result: Result) -> str:
    name = name_of(result.source)
    headings = result.report.outline.headings if result.report else ()
    title = next((heading.text for heading in headings if heading.signs == 1), "")
    return f"{title} – {name}" if title else name


class _Page:
    def __init__(self, result: Result, targets: Targets, *, findings: bool) -> None:
        self._result, self._findings = result, findings
        self._parts = stretches(result.source, result.report)
        self._blocks, self._footnotes = render(["" if p.role == "conflict" else p.text for p in self._parts])
        self._placed = place(result, self._parts, self._blocks) if findings else Placed({}, {})
        report = result.report
        self._states = {q.number: q.state for q in question_states(result, report)} if report else {}
        self._questions = {question.number: question for question in report.present} if report else {}
        taken = [f"question-{number}" for number in self._questions]
        taken += [f"finding-{number}" for number in range(1, len(result.diagnostics) + 1)]
        self._cleaner = Cleaner(targets, [*taken, "findings"])

    def body(self) -> str:
        """Return what stands in the page's body."""
        report = self._result.report
        nav = contents(report, self._states) if report else ""
        found = listed(self._result) if self._findings else ""
        text = "\n".join(self._text())
        notes = self._cleaner.clean(self._footnotes, lowest=4)
        return f"{nav}\n<main>{status(self._result)}{found}\n{text}\n{notes}</main>"

    def _text(self) -> Iterator[str]:
        indexed = enumerate(self._parts)
        for number, group in groupby(indexed, key=lambda entry: entry[1].number):
            if number is None:
                yield from (self._part(index, part) for index, part in group)
            else:
                yield self._question(self._questions[number], list(group))

    def _question(self, question: Question, parts: Sequence[tuple[int, Stretch]]) -> str:
        # In their order: a heading's level depends on the one above.
        element = self._cleaner.heading(3)
        head = question_head(question, self._states[question.number], self._heading(question), element)
        text = "".join(self._part(index, part) for index, part in parts)
        return (
            f'<section class="question {question.status}" id="question-{escape(str(question.number))}">'
            f"{head}{self._placed.heads.get(question.number, '')}{text}</section>"
        )

    def _heading(self, question: Question) -> str:
        line = question.place.heading if question.place else None
        heading = heading_at(self._result.source.lines[line]) if line is not None else None
        return heading[1] if heading else str(question.number)

    def _part(self, index: int, part: Stretch) -> str:
        lowest = 1 if part.number is None else 4
        shown = [self._cleaner.clean(block.html, lowest=lowest) for block in self._blocks[index]] or [""]
        inner = "".join(html + self._placed.blocks.get((index, i), "") for i, html in enumerate(shown))
        if part.role == "conflict":
            return f'<pre class="conflict">{escape(part.text)}</pre>{inner}'
        if part.role == "preamble":
            return f'<details class="preamble"><summary>The template\'s preamble</summary>{inner}</details>'
        return f'<div class="{part.role}">{inner}</div>'
