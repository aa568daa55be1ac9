"""The reporters, by the name that the command line gives them."""

from reportlint.reporters.base import Reporter

NAMES = ("text", "concise", "json")


def reporter(name: str, *, colour: bool) -> Reporter:
    """Return a new reporter called `name`, one of `NAMES`; `colour` is for those who read `text`."""
    # Each run needs one of them: the others are not worth the time to import.
    if name == "json":
        from reportlint.reporters.json import JsonReporter

        return JsonReporter()
    if name == "concise":
        from reportlint.reporters.concise import ConciseReporter

        return ConciseReporter()
    from reportlint.reporters.text import TextReporter

    return TextReporter(colour=colour)
