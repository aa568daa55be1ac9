"""The index of a class: a page that links to all reports' pages, and the names of these."""

import pkgutil
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from reportlint.formatting import plural
from reportlint.html.charts import rules_chart, words_chart
from reportlint.html.fragments import literal
from reportlint.html.frame import document
from reportlint.html.matrix import Entry, legend, matrix, order
from reportlint.reporters.twins import with_twins
from reportlint.reporters.view import View

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


def _figures(rows: Sequence[View]) -> Iterator[str]:
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


def _distributions(rows: Sequence[View]) -> Iterator[str]:
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


_ODD = re.compile(r"[^\w-]+")
_LONGEST = 80
"""Bytes of a path that a name keeps, its last ones: systems allow 255."""
_TAKEN = frozenset(
    ("index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""The page of all reports, and what Windows takes for a device."""


def page_names(paths: Sequence[str]) -> list[str]:
    """Return a file name for the page of each report, made of what its path has of its own.

    No two are alike where case does not count, and each is a plain name on all systems, whatever
    the paths hold.
    """
    names: list[str] = []
    taken = set(_TAKEN)
    for path in own_paths(paths):
        odd = _ODD.sub("-", str(PurePosixPath(path).with_suffix("")) if path else "").encode(
            "utf-8", "replace"
        )
        stem = odd[-_LONGEST:].decode("utf-8", "ignore").strip("-") or "report"
        name, number = stem, 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.lower())
        names.append(f"{name}.html")
    return names


def own_paths(paths: Sequence[str]) -> list[str]:
    """Return the paths without the folders that all of them begin with, which tell nothing apart."""
    parts = [PurePosixPath(path).parts for path in paths]
    shared = _shared([own[:-1] for own in parts])
    return [str(PurePosixPath(*own[shared:])) if own else "" for own in parts]


def _shared(folders: Sequence[tuple[str, ...]]) -> int:
    """Return how many folders all paths begin with."""
    first, last = min(folders, default=()), max(folders, default=())
    pairs = enumerate(zip(first, last, strict=False))
    return next((i for i, (one, other) in pairs if one != other), min(len(first), len(last)))
