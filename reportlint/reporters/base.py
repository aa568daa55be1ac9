"""What a reporter is: it turns results, one after the other, into text, and prints nothing itself."""

from typing import Protocol

from reportlint.engine import Result


class Reporter(Protocol):
    """Takes the results of a run one by one, so that a hundred reports need no more memory than one."""

    def file(self, result: Result) -> str:
        """Return the text for one file, the beginning of the whole with the first."""

    def end(self) -> str:
        """Return what follows the last file."""
