"""The reporters, by the name that the command line gives them."""

from importlib import import_module

from reportlint.reporters.base import HOOKS, Reporter, Setting, way_out

__all__ = ["HOOKS", "NAMES", "reporter", "way_out"]

_CLASSES = {
    "text": "TextReporter",
    "concise": "ConciseReporter",
    "hook": "HookReporter",
    "json": "JsonReporter",
    "github": "GithubReporter",
    "summary": "SummaryReporter",
    "sarif": "SarifReporter",
    "course": "CourseReporter",
    "csv": "CsvReporter",
}
"""The class of each, in the module of its name."""

NAMES = tuple(name for name in _CLASSES if name != "hook")
"""Those that can be asked for; how a hook speaks goes with its other options."""


def reporter(name: str, setting: Setting | None = None) -> Reporter:
    """Return a new reporter called `name`, one of `NAMES` or `hook`."""
    # Each run needs one of them: the others are not worth the time to import.
    module = import_module(f"reportlint.reporters.{name}")
    made: Reporter = getattr(module, _CLASSES[name])(setting or Setting())
    return made
