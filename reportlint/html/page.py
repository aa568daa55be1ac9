"""A page of one report: its head with the verdict, its contents, and the report below."""

import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from reportlint.formatting import Number, cut
from reportlint.html.clean import Cleaner
from reportlint.html.findings import Placed, listed, place
from reportlint.html.fragments import counts, literal, name_of, sentence
from reportlint.html.frame import document
from reportlint.html.markdown import Block, render
from reportlint.html.parser import anchor
from reportlint.html.pictures import Targets
from reportlint.html.stretches import Stretch, stretches
from reportlint.linter.result import Result
from reportlint.markdown import heading_at
from reportlint.report.model import Question, Report
from reportlint.reporters.states import STATES, State, question_states
from reportlint.reporters.view import view_of
from reportlint.words import plain

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
        self._room = max(_ROOM, _TIMES * len(result.source.text))

    def body(self) -> str:
        """Return what stands in the page's body."""
        report = self._result.report
        nav = contents(report, self._states) if report else ""
        found = listed(self._result) if self._findings else ""
        text = "\n".join(self._text())
        notes = self._fitting(self._cleaner.clean(self._footnotes, lowest=4), self._footnotes)
        return f"{nav}\n<main>{status(self._result)}{found}\n{text}\n{notes}</main>"

    def _text(self) -> Iterator[str]:
        indexed = enumerate(self._parts)
        for number, group in groupby(indexed, key=lambda entry: entry[1].question):
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
        lowest = 1 if part.question is None else 4
        shown = [self._block(block, lowest) for block in self._blocks[index]] or [""]
        inner = "".join(html + self._placed.blocks.get((index, i), "") for i, html in enumerate(shown))
        if part.role == "conflict":
            return f'<pre class="conflict">{escape(part.text)}</pre>{inner}'
        if part.role == "preamble":
            return f'<details class="preamble"><summary>The template\'s preamble</summary>{inner}</details>'
        return f'<div class="{part.role}">{inner}</div>'

    def _block(self, block: Block, lowest: int) -> str:
        html = None if block.html is None else self._cleaner.clean(block.html, lowest=lowest)
        return self._fitting(html, block.source)

    def _fitting(self, html: str | None, source: str) -> str:
        """Return HTML as long as the page has room for it, else what it was made of."""
        if html is None or len(html) > self._room:
            html = f'<pre class="source">{escape(source, quote=False)}</pre>'
        self._room -= len(html)
        return html


_TIMES = 10
"""So many times the characters of a text may become HTML; what no longer fits stays as it is written."""
_ROOM = 100_000
"""Characters of HTML that any text may become."""
_PROMPT = 90
"""Characters of a prompt that the contents show."""


def status(result: Result) -> str:
    """Return the panel on top: hand-in, course's checker, and how much is done."""
    facts = "".join(f"<div><dt>{name}</dt><dd>{fact}</dd></div>" for name, fact in _facts(result))
    path = literal(name_of(result.source))
    return f'<header class="status"><p class="path">{path}</p><dl>{facts}</dl></header>'


def _facts(result: Result) -> Iterator[tuple[str, str]]:
    view = view_of(result)
    yield "Hand-in", ", ".join(filter(None, (f"{'✓' if result.ready else '✗'} {view.verdict}", view.found)))
    if not view.template:
        yield "Template", "; ".join(sentence(d.message) for d in result.diagnostics) or "none is recognised"
        return
    if view.course_error:
        yield "Course checker", f"✗ stops: {sentence(view.course_error)}"
    elif view.checker:
        yield "Course checker", view.checker
    yield "Answered", f"{view.answered} of {len(view.questions)}"
    if view.boxes:
        yield "Checklist", f"{view.ticked} of {view.boxes} ticked"
    yield "Template", f"{literal(view.template)}, revision {literal(view.revision)}"


def contents(report: Report, states: Mapping[Number, State]) -> str:
    """Return the table of contents, with the state of each question."""
    anchors = {plain(h.text).lower(): anchor(h.text) for h in reversed(report.outline.headings)}
    questions = (
        f"<li>{_link(name, anchors)}<ol>{''.join(_entry(q, states[q.number]) for q in group)}</ol></li>"
        for name, group in groupby(report.questions, key=lambda question: question.section)
    )
    checklist = report.revision.checklist
    first = f"<li>{_link(checklist.heading.lstrip('# '), anchors)}</li>" if checklist else ""
    return f'<nav aria-label="Contents"><ol>{first}{"".join(questions)}</ol>{_legend(states)}</nav>'


def _legend(states: Mapping[Number, State]) -> str:
    present = set(states.values())
    signs = (f"<li>{_sign(state)} {words}</li>" for state, (_, words) in STATES.items() if state in present)
    return f'<ul class="legend">{"".join(signs)}</ul>'


def _link(title: str, anchors: Mapping[str, str]) -> str:
    """Return a link to the heading with these words, the words alone where there is none."""
    target = anchors.get(plain(title).lower())
    return f'<a href="#{escape(target)}">{literal(title)}</a>' if target else f"<b>{literal(title)}</b>"


def _entry(question: Question, state: State) -> str:
    brief = literal(cut(question.spec.prompt.replace("*", ""), _PROMPT))
    inner = f'{_sign(state)} <b>{question.number}</b> <span class="brief">{brief}</span>'
    if state == "missing":
        return f'<li class="{state}">{inner}</li>'
    return f'<li class="{state}"><a href="#question-{escape(str(question.number))}">{inner}</a></li>'


def _sign(state: State) -> str:
    sign, words = STATES[state]
    return f'<span class="sign {state}" role="img" aria-label="{words}" title="{words}">{sign}</span>'


def question_head(question: Question, state: State, title: str, element: str) -> str:
    """Return the heading of a question as an `element`, with its state and how long its answer is."""
    said = f'<span class="state">{STATES[state][1]}</span> ' if state == "unanswered" else ""
    link = f'<a href="#question-{escape(str(question.number))}">{literal(title)}</a>'
    facts = f'<p class="facts">{_sign(state)} {said}{counts(question)}</p>'
    return f'<header><{element} class="title">{link}</{element}>{facts}</header>'
