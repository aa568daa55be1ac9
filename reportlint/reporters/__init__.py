"""The reporters, by their names on the command line.

Each is imported on demand: a run needs one of them, and importing all takes 35 ms.
"""

from collections.abc import Callable, Mapping

from reportlint.reporters.base import HOOKS, Reporter, Setting, way_out

__all__ = ["HOOKS", "NAMES", "OUTPUTS", "reporter", "way_out"]


OUTPUTS = "outputs"
"""The format that only the action asks for."""


def _text() -> type[Reporter]:
    from reportlint.reporters.text import TextReporter

    return TextReporter


def _concise() -> type[Reporter]:
    from reportlint.reporters.concise import ConciseReporter

    return ConciseReporter


def _json() -> type[Reporter]:
    from reportlint.reporters.json import JsonReporter

    return JsonReporter


def _github() -> type[Reporter]:
    from reportlint.reporters.github import GithubReporter

    return GithubReporter


def _summary() -> type[Reporter]:
    from reportlint.reporters.summary import SummaryReporter

    return SummaryReporter


def _sarif() -> type[Reporter]:
    from reportlint.reporters.sarif import SarifReporter

    return SarifReporter


def _course() -> type[Reporter]:
    from reportlint.reporters.course import CourseReporter

    return CourseReporter


def _csv() -> type[Reporter]:
    from reportlint.reporters.csv import CsvReporter

    return CsvReporter


def _hook() -> type[Reporter]:
    from reportlint.reporters.hook import HookReporter

    return HookReporter


def _outputs() -> type[Reporter]:
    from reportlint.reporters.outputs import OutputsReporter

    return OutputsReporter


def _mistakes() -> type[Reporter]:
    from reportlint.reporters.concise import MistakesReporter

    return MistakesReporter


_PUBLIC: Mapping[str, Callable[[], type[Reporter]]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "github": _github,
    "summary": _summary,
    "sarif": _sarif,
    "course": _course,
    "csv": _csv,
}

_OTHERS: Mapping[str, Callable[[], type[Reporter]]] = {
    "hook": _hook,
    "mistakes": _mistakes,
    OUTPUTS: _outputs,
}
"""Formats for hooks, for the mistakes in schema files, and for the action's outputs."""

NAMES = tuple(_PUBLIC)
"""The formats that users can ask for."""


def reporter(name: str, setting: Setting | None = None) -> Reporter:
    """Return a new reporter called `name`: one of `NAMES`, `OUTPUTS`, `hook` or `mistakes`."""
    return {**_PUBLIC, **_OTHERS}[name]()(setting or Setting())
