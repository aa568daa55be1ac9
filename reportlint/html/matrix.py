"""The table of a class: a row for each report, a column for each question, every cell with a sign."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlint.formatting import Number, address, allowed, cut, plural
from reportlint.html.fragments import literal
from reportlint.reporters.states import STATES, QuestionState
from reportlint.reporters.view import View


class _Head(NamedTuple):
    """The head of a column."""

    title: str
    meaning: str
    first: str = "ascending"
    """How one click sorts it."""
    kind: str = "text"

    def __str__(self) -> str:
        return (
            f'<th scope="col" class="{self.kind}" data-first="{self.first}" title="{literal(self.meaning)}">'
            f"{literal(self.title[:1].upper() + self.title[1:])}</th>"
        )


_FIXED = (
    _Head("Edition", "Edition and revision of the template"),
    _Head("Answered", "Questions answered", "descending", "number"),
    _Head("Ticked", "Boxes of the checklist ticked", "descending", "number"),
    _Head("E", "Errors", "descending", "number"),
    _Head("W", "Warnings", "descending", "number"),
    _Head("N", "Notes", "descending", "number"),
    _Head("Course", "Warnings of the course's checker, or whether it stops", "descending", "number"),
    _Head("Ready", "Whether it can be handed in"),
)

_NAME, _ANSWER = 60, 300
"""Characters of a group's name and of another answer that are shown."""


class Entry(NamedTuple):
    """A row with the address of its page, relative to the index; empty if it has none."""

    row: View
    page: str = ""

    @property
    def name(self) -> str:
        """What the row is called: the first of its answers with a format, else its path."""
        return cut(next(filter(None, self.row.answers.values()), ""), _NAME) or self.row.path

    @property
    def address(self) -> str:
        """The page's address, for an attribute; it stays on this site, whatever the page is called."""
        return literal(f"./{address(self.page)}")

    @property
    def link(self) -> str:
        """The name as HTML, leading to the page if there is one, and the path if that is another."""
        name, path = literal(self.name), literal(self.row.path)
        shown = f'<a href="{self.address}">{name}</a>' if self.page else name
        return f"{shown}<small>{path}</small>" if path != name else shown


def matrix(entries: Sequence[Entry]) -> str:
    """Return the table, the reports in their order."""
    labels = list(dict.fromkeys(label for entry in entries for label in entry.row.answers))
    numbers = list(dict.fromkeys(q.number for entry in entries for q in entry.row.questions))
    heads = (
        _Head(labels[0] if labels else "report", "As it was answered; the path is below it"),
        *(_Head(label, "As it was answered") for label in labels[1:]),
        *_FIXED,
        *(_Head(str(n), f"Question {n}; sorts by words", "descending", "number") for n in numbers),
    )
    rows = (_row(entry, labels, numbers) for entry in entries)
    head = "".join(map(str, heads))
    return "\n".join(
        [f'<table id="reports"><thead><tr>{head}</tr></thead><tbody>', *rows, "</tbody></table>"]
    )


def legend() -> str:
    """Return what the signs mean."""
    return "\n".join(
        f'<li><span class="state {state}">{sign}</span> {meaning}</li>'
        for state, (sign, meaning) in STATES.items()
    )


def order(entry: Entry) -> tuple[bool, float, str]:
    """Return what sorts entries: what staff look at first, then by the group's number and the path."""
    number = _number(entry.name) if entry.row.answers else ""
    return not entry.row.first, float(number or "inf"), entry.row.path


def _number(text: str) -> str:
    """Return the first number in a text, of which a group's name has one."""
    found = re.search(r"[0-9]{1,9}", text)
    return found[0] if found else ""


def _row(entry: Entry, labels: Sequence[str], numbers: Sequence[Number]) -> str:
    row = entry.row
    states = {question.number: question for question in row.questions}
    width = len(labels[1:]) + len(_FIXED) + len(numbers)
    cells = (
        [*_facts(row, labels), *(_state(states.get(number), entry) for number in numbers)]
        if states
        else [f'<td class="why" colspan="{width}">{literal(row.remark)}</td>']
    )
    kind = ' class="first"' if row.first else ""
    return f"<tr{kind}>{_title(entry)}{''.join(cells)}</tr>"


def _title(entry: Entry) -> str:
    key, path = literal(_number(entry.name) or entry.name), literal(entry.row.path)
    return f'<th scope="row" data-key="{key}" title="{path}">{entry.link}</th>'


def _facts(row: View, labels: Sequence[str]) -> Iterator[str]:
    for label in labels[1:]:
        answer = literal(cut(row.answers.get(label, ""), _ANSWER))
        yield f'<td class="text" data-key="{answer}" title="{answer}"><div>{answer}</div></td>'
    template, revision = literal(row.template), literal(row.revision)
    yield f'<td class="text" data-key="{template} {revision}">{template}<small>{revision}</small></td>'
    yield _count(row.answered, f"{row.answered}/{len(row.questions)}")
    yield _count(row.ticked or 0, f"{row.ticked}/{row.boxes}" if row.boxes else "")
    yield from (_count(count or 0, str(count or "·")) for count in (row.errors, row.warnings, row.notes))
    yield _course(row)
    yield f'<td data-key="{int(row.ready)}">{"✓ yes" if row.ready else "✗ no"}</td>'


def _course(row: View) -> str:
    if row.course_error:
        return f'<td class="error" data-key="9999" title="{literal(row.course_error)}">✗ stops</td>'
    count = "" if row.course_warnings is None else str(row.course_warnings)
    return f'<td class="count" data-key="{count}">{count}</td>'


def _count(key: int, text: str) -> str:
    return f'<td class="count" data-key="{key}">{text}</td>'


def _state(question: QuestionState | None, entry: Entry) -> str:
    if not question:
        return "<td></td>"
    sign, meaning = STATES[question.state]
    title = literal(f"Question {question.number}: {meaning}{_asked(question)}")
    shown = f'<span role="img" aria-label="{title}">{sign}</span>'
    if entry.page:
        # The page itself can be tabbed to: a thousand stops here would help nobody.
        target = f"{entry.address}#question-{question.number}"
        shown = f'<a href="{target}" tabindex="-1" aria-label="{title}">{sign}</a>'
    words = question.words if question.answered else ""
    return f'<td class="state {question.state}" title="{title}" data-key="{words}">{shown}</td>'


def _asked(question: QuestionState) -> str:
    words = f", {plural(question.words, 'word')}" if question.answered and question.words is not None else ""
    return words + (f" (of {allowed(*question.limits, joint=' to ')})" if question.limits else "")
