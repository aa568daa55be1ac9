"""What a page says before the report begins: how far it is, and where everything stands."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from reportlint.html.literal import literal
from reportlint.html.markdown import anchor
from reportlint.html.words import STATES, counts, name_of, sentence
from reportlint.report import Question, Report
from reportlint.reporters.markdown import cut
from reportlint.result import Result
from reportlint.rows import State
from reportlint.rules.base import plural
from reportlint.schema.model import Number
from reportlint.wording import plain

_PROMPT = 90
"""Characters of a prompt that the contents show."""


def status(result: Result) -> str:
    """Return the panel on top: hand-in, course's checker, and how much is done."""
    facts = "".join(f"<div><dt>{name}</dt><dd>{fact}</dd></div>" for name, fact in _facts(result))
    path = literal(name_of(result.source))
    return f'<header class="status"><p class="path">{path}</p><dl>{facts}</dl></header>'


def _facts(result: Result) -> Iterator[tuple[str, str]]:
    errors, warnings = result.hand_in
    found = [plural(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n]
    yield "Hand-in", ", ".join(["✓ ready" if result.ready else "✗ not ready", *found])
    report = result.report
    if not report:
        yield "Template", "; ".join(sentence(d.message) for d in result.diagnostics) or "none is recognised"
        return
    verdict = report.verdict
    if verdict and verdict.error:
        yield "Course checker", f"✗ stops: {sentence(verdict.error)}"
    elif verdict:
        passed = f"{verdict.passed} of {verdict.found} passed"
        yield "Course checker", f"{plural(len(verdict.warnings), 'warning')}, {passed}"
    yield "Answered", f"{len(report.answered)} of {len(report.questions)}"
    ticked, boxes = report.checklist
    if boxes:
        yield "Checklist", f"{ticked} of {boxes} ticked"
    yield "Template", f"{literal(report.schema.id)}, revision {literal(report.revision.id)}"


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
