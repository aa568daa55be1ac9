"""The index of a class: what staff look at first, a table of reports and questions, and distributions."""

import pkgutil
from collections.abc import Iterator, Sequence

from reportlint.html.charts import rules_chart, words_chart
from reportlint.html.frame import document
from reportlint.html.literal import literal
from reportlint.html.matrix import Entry, legend, matrix, order
from reportlint.rows import Row, with_twins
from reportlint.rules.base import plural

STYLE, SCRIPT = "index.css", "index.js"


def index(entries: Sequence[Entry]) -> str:
    """Return the page of a class: an entry for each path that was given, in any order."""
    rows = with_twins([entry.row for entry in entries])
    entries = sorted((e._replace(row=row) for e, row in zip(entries, rows, strict=True)), key=order)
    title = f"{plural(len(rows), 'hand-in')} at a glance"
    body = [
        f"<header><h1>{title}</h1>",
        '<nav><a href="#all">All hand-ins</a><a href="#answers">Words per question</a>',
        '<a href="#rules">Findings per rule</a></nav>',
        f'<dl class="figures">{"".join(_figures(rows))}</dl></header>',
        "<main>",
        *_first(entries),
        *_all(entries),
        *_distributions(rows),
        "</main>",
    ]
    style, script = (pkgutil.get_data(__package__, name) or b"" for name in (STYLE, SCRIPT))
    return document(title, "\n".join(body), style.decode(), script.decode())


def _figures(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the numbers of the class."""
    linted = [row for row in rows if row.questions]
    asked = sum(len(row.questions) for row in linted)
    judged = [row.course_warnings for row in linted if row.course_warnings is not None]
    stops = sum(bool(row.course_error) for row in linted)
    yield _figure("Reports", str(len(linted)), f"{len(rows) - len(linted)} without one")
    ready = sum(row.ready for row in rows)
    yield _figure("Ready for hand-in", str(ready), f"{len(rows) - ready} not ready")
    answered = sum(row.answered for row in linted)
    whole = sum(row.answered == len(row.questions) for row in linted)
    yield _figure("Answered", f"{answered / asked:.0%}" if asked else "–", f"all questions in {whole}")
    mean = f"{sum(judged) / len(judged):.1f}" if judged else "–"
    yield _figure("Course warnings, mean", mean, f"its checker stops in {stops}")
    errors = sum(bool(row.errors) for row in rows)
    yield _figure("Errors", str(sum(row.errors or 0 for row in rows)), f"in {plural(errors, 'report')}")
    warnings = sum(bool(row.warnings) for row in rows)
    yield _figure("Warnings", str(sum(row.warnings or 0 for row in rows)), f"in {plural(warnings, 'report')}")


def _figure(title: str, number: str, more: str) -> str:
    return f"<div><dt>{title}</dt><dd>{number}<small>{more}</small></dd></div>"


def _first(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what a human must look at, since no number says it: with the reason."""
    first = [entry for entry in entries if entry.row.first]
    if not first:
        return
    yield f'<section id="first"><h2>Look at these first ({len(first)})</h2><ul>'
    for entry in first:
        yield f"<li>{entry.link}: {literal(entry.row.first)}</li>"
    yield "</ul></section>"


def _all(entries: Sequence[Entry]) -> Iterator[str]:
    yield '<section id="all"><h2>All hand-ins</h2>'
    yield f'<ul class="legend">{legend()}</ul>'
    yield '<label class="switch"><input type="checkbox" id="words"> words instead of signs</label>'
    yield f"{_scrolling('sheet', 'All hand-ins', matrix(entries))}</section>"


def _scrolling(kind: str, label: str, content: str) -> str:
    """Return what may be wider than the page, in a box that the keyboard can scroll."""
    return f'<div class="{kind}" role="region" aria-label="{literal(label)}" tabindex="0">{content}</div>'


def _distributions(rows: Sequence[Row]) -> Iterator[str]:
    yield '<section id="answers"><h2>Words per question</h2>'
    yield "<p>A box holds the middle half of the answers, with the median across it; the line goes from the "
    yield "shortest to the longest; the band behind is what the template asks for.</p>"
    for template in sorted({row.template for row in rows if row.template}):
        own = [row for row in rows if row.template == template]
        title = f"Words per question, template {template}"
        yield f"<h3>Template {literal(template)} ({plural(len(own), 'report')})</h3>"
        yield _scrolling("chart", title, words_chart(title, own))
    yield '</section><section id="rules"><h2>Findings per rule</h2>'
    title = "Findings per rule"
    yield f"{_scrolling('chart', title, rules_chart(title, rows))}</section>"
