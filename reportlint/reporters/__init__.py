"""The reporters: each turns results into a text, and none prints."""

from collections.abc import Callable, Sequence

from reportlint.engine import Result

Reporter = Callable[[Sequence[Result]], str]


def reporter(name: str, *, colour: bool) -> Reporter:
    """Return the reporter called `name`, one of `NAMES`; `colour` is for those who read `text`."""
    if name == "json":
        from reportlint.reporters.json import json_report  # noqa: PLC0415  (import time of the others)

        return json_report
    if name == "concise":
        from reportlint.reporters.concise import concise

        return concise
    from reportlint.reporters.text import text

    return lambda results: text(results, colour)


NAMES = ("text", "concise", "json")
