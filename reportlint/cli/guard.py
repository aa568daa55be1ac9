"""Keeps an error in one hand-in from ending the run: it is reported, and the other files are done."""

from types import TracebackType

from reportlint import PROJECT
from reportlint.cli.discover import UsageError
from reportlint.repository.reader import reason_of

_ABOVE = ("not linted because of the mistakes above",)


class Guard:
    """Remembers reported mistakes, so that those of a schema are not repeated for each report."""

    def __init__(self) -> None:
        self._told: set[tuple[str, ...]] = set()

    def new(self, reasons: tuple[str, ...]) -> tuple[str, ...]:
        """Return the lines about a file, or a reference to the same lines above."""
        if reasons and reasons in self._told:
            return _ABOVE
        self._told.add(reasons)
        return reasons


def reasons_of(error: Exception) -> tuple[str, ...]:
    """Return the message of an error in the work on a file, one per line."""
    if isinstance(error, UsageError):
        return error.args
    if isinstance(error, OSError):
        return (f"{error.filename}: {reason_of(error)}" if error.filename else reason_of(error),)
    what = f"{type(error).__name__}{_place(error.__traceback__)}: {str(error) or 'no more is known'}"
    return (f"this is a bug in reportlint, please report it at https://github.com/{PROJECT}/issues: {what}",)


def _place(trace: TracebackType | None) -> str:
    """Return the function and the line that an error comes from."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f" in {trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno}" if trace else ""
