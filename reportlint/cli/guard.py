"""One hand-in never ends the class: what goes wrong in a file is said of it, and the others are done."""

from collections.abc import Sequence
from types import TracebackType

from reportlint import PROJECT
from reportlint.cli.discover import UsageError
from reportlint.repository.reader import reason_of


class Guard:
    """Knows what was said already, so that the mistakes of one schema are not said once a report."""

    def __init__(self) -> None:
        self._told: set[Exception] = set()

    def reasons(self, error: Exception) -> Sequence[str]:
        """Return what to say of the file that an error came of, a line each.

        Raises the error again if it came of no file: nobody reads standard output any more, say.
        """
        if error in self._told:
            return ("not linted, because of the mistakes that are said above",)
        self._told.add(error)
        return reasons_of(error)


def reasons_of(error: Exception) -> Sequence[str]:
    """Return what to say of an error, a line each; raises it again if it came of no file."""
    if isinstance(error, UsageError):
        return error.args
    if isinstance(error, OSError):
        if error.filename is None:
            raise error
        return (f"{error.filename}: {reason_of(error)}",)
    what = f"{type(error).__name__}{_place(error.__traceback__)}: {str(error) or 'no more is known'}"
    return (f"reportlint is at fault, please tell https://github.com/{PROJECT}/issues: {what}",)


def _place(trace: TracebackType | None) -> str:
    """Return the function and the line that an error comes from."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f" in {trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno}" if trace else ""
