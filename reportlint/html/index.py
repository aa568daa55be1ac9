"""The index of a class: a page with links to all reports' pages, and the names of those pages."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import PurePosixPath

from reportlint.diagnostic import FOLDED
from reportlint.formatting import address, plural
from reportlint.html.charts import WordsChart, rule_bars, words_chart
from reportlint.html.frame import asset, document, filled
from reportlint.html.matrix import MatrixRow, matrix
from reportlint.html.page import Neighbours, PageLink
from reportlint.reporters.states import STATES
from reportlint.reporters.twins import with_twins
from reportlint.reporters.view import View
from reportlint.rules.registry import RULES


def index(entries: Sequence[MatrixRow]) -> str:
    """Return the page of a class, with an entry for each given path, in any order."""
    rows = with_twins([entry.view for entry in entries])
    names = folders([row.path for row in rows])
    own = [entry._replace(view=row, folder=names[row.path]) for entry, row in zip(entries, rows, strict=True)]
    heading = f"{plural(len(rows), 'hand-in')} at a glance"
    body = filled(
        "index.html",
        heading=heading,
        states=STATES,
        figures=_figures(rows),
        unchecked=Counter(filter(None, (entry.unchecked for entry in entries))),
        table=matrix(sorted(own, key=lambda entry: entry.order)),
        folded=[rule.code for rule in RULES if rule.repeats],
        limit=FOLDED,
        distributions=_distributions(rows),
        rules=rule_bars(rows),
    )
    return document(heading, body, asset("index.css"), asset("index.js"))


def _figures(rows: Sequence[View]) -> Iterator[tuple[str, str, str]]:
    """Yield the figures of the class: name, value, and a remark."""
    linted = [row for row in rows if row.questions]
    asked = sum(len(row.questions) for row in linted)
    judged = [row.course_warnings for row in linted if row.course_warnings is not None]
    stops = sum(bool(row.course_error) for row in linted)
    yield ("Reports", str(len(linted)), f"{plural(len(rows) - len(linted), 'hand-in')} without one")
    ready = sum(row.ready for row in linted)
    yield ("Ready for hand-in", str(ready), f"{plural(len(linted) - ready, 'report')} not ready")
    answered = sum(row.answered for row in linted)
    whole = sum(row.answered == len(row.questions) for row in linted)
    yield ("Answered", f"{answered / asked:.0%}" if asked else "–", f"all questions in {whole}")
    mean = f"{sum(judged) / len(judged):.1f}" if judged else "–"
    yield ("Course warnings, mean", mean, f"the checker stops on {plural(stops, 'report')}")
    errors = sum(bool(row.errors) for row in rows)
    yield ("Errors", str(sum(row.errors or 0 for row in rows)), f"in {plural(errors, 'hand-in')}")
    warnings = sum(bool(row.warnings) for row in rows)
    yield ("Warnings", str(sum(row.warnings or 0 for row in rows)), f"in {plural(warnings, 'hand-in')}")


def _distributions(rows: Sequence[View]) -> Iterator[tuple[str, int, WordsChart]]:
    """Yield each edition with its number of reports and the chart of their words."""
    for template in sorted({row.template for row in rows if row.template}):
        own = [row for row in rows if row.template == template]
        yield template, len(own), words_chart(f"Words per question, template {template}", own)


def neighbours(paths: Sequence[str], pages: Sequence[str]) -> list[Neighbours]:
    """Return the neighbours of each report's page, in the order of the reports.

    `paths` are those of the reports, `pages` the names of their pages; empty if there is none.
    """
    names = folders(paths)
    overview = PageLink("All hand-ins", "./index.html")
    there = [index for index, name in enumerate(pages) if name]
    links = [None, *(PageLink(names[paths[index]], f"./{address(pages[index])}") for index in there), None]
    return [
        Neighbours(overview, links[bisect_left(there, index)], links[bisect_right(there, index) + 1])
        for index in range(len(paths))
    ]


_ODD = re.compile(r"[^\w-]+")
_LONGEST = 80
"""Maximum number of bytes of a path that a file name keeps, from the end: systems allow 255."""
_TAKEN = frozenset(
    ("index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""The page of all reports, and names of devices on Windows."""


def page_names(paths: Sequence[str]) -> list[str]:
    """Return a file name for the page of each report, based on the distinct part of its path.

    The names differ even without regard to case, and are valid on all systems, whatever the paths contain.
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
    """Return the paths without the folders that all of them begin with."""
    parts = [PurePosixPath(path).parts for path in paths]
    shared = _shared([own[:-1] for own in parts])
    return [str(PurePosixPath(*own[shared:])) if own else "" for own in parts]


def _shared(folders: Sequence[tuple[str, ...]]) -> int:
    """Return the number of folders that all paths begin with."""
    first, last = min(folders, default=()), max(folders, default=())
    pairs = enumerate(zip(first, last, strict=False))
    return next((i for i, (one, other) in pairs if one != other), min(len(first), len(last)))


def folders(paths: Sequence[str]) -> dict[str, str]:
    """Return the short name of each path: its first folders, as far as no other path begins with them."""
    starts = {path: list(_starts(path)) for path in paths}
    taken = Counter(start for own in starts.values() for start in own)
    return {path: next((start for start in own if taken[start] == 1), path) for path, own in starts.items()}


def _starts(path: str) -> Iterator[str]:
    """Return what a path begins with, the shortest first, apart from the folders above."""
    return accumulate((part for part in PurePosixPath(path).parts if part not in ("/", "..")), "{}/{}".format)
