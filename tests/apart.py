"""Lints reports with and without each of five later editions: the same is said, but for exact ties.

`python -m tests.apart` lints every report with all five, lists the ties and counts them (ten minutes);
the suite lints each report, and some mutations, with one of the five in turn.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.result import Result
from reportlint.linter.templates import Templates
from reportlint.schema.template import render
from tests.later_editions import EDITIONS, later_editions
from tests.mutations import MUTATIONS, spots
from tests.reports import good_report
from tests.shared import REPORTS, SHARED

WITHOUT = Linter(Templates(EDITIONS.values()), Options())
WITH = {
    name: Linter(Templates([*EDITIONS.values(), schema]), Options())
    for name, schema in later_editions().items()
}


class Difference(NamedTuple):
    """A report of which something else is said with a later edition than without."""

    report: str
    edition: str
    tie: bool
    """Whether it fits the later edition exactly as well, and RL111 names both."""


def blanks() -> Iterator[tuple[str, str]]:
    """Yield name and text of each blank template; those that lie beside the checkout may be none of ours."""
    for schema in EDITIONS.values():
        yield from ((revision.id, render(revision)) for revision in schema.revisions)
    for path in sorted(SHARED.glob("templates/found/*.md")):
        yield path.stem, path.read_text(encoding="utf-8")


def reports() -> Iterator[tuple[str, str]]:
    for edition in EDITIONS:
        yield f"good {edition}", good_report(edition)
    for path in REPORTS:
        yield path.stem, path.read_bytes().decode()


def mutations() -> Iterator[tuple[str, str]]:
    for edition in EDITIONS:
        questions = list(spots(edition))
        for mutate in MUTATIONS:
            for spot in questions:
                if mutation := mutate(spot):
                    yield f"{mutate.__name__} {edition} {spot.spec.number}", "\n".join(mutation[0])


def differences(name: str, text: str, *editions: str) -> Iterator[Difference]:
    file = InputFile("README.md", text.encode())
    before = _told(WITHOUT.lint(file))
    for edition in editions:
        result = WITH[edition].lint(file)
        if _told(result) != before:
            yield Difference(name, edition, any("equally well" in d.message for d in result.diagnostics))


def _told(result: Result) -> object:
    report = result.report
    template = report and (report.schema.id, report.revision.id, report.unfamiliar, report.verdict)
    return template, result.diagnostics, result.hand_in


def main() -> None:
    for kind in (blanks, reports, mutations):
        total, found = 0, Counter[str]()
        for name, text in kind():
            total += 1
            for difference in differences(name, text, *WITH):
                print(*difference)  # noqa: T201
                found["tie" if difference.tie else "difference"] += 1
        print(f"{kind.__name__}: {total}, {dict(found)}")  # noqa: T201


if __name__ == "__main__":
    main()
