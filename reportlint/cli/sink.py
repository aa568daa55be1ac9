"""Where a reporter's text goes."""

import os
import sys
from pathlib import Path

from reportlint.discover import UsageError
from reportlint.output import write_atomically
from reportlint.reporters import NAMES, reporter


class Sink:
    """Where a reporter's text goes: standard output at once, or a file once all of it is there."""

    def __init__(self, value: str) -> None:
        name, _, self._file = value.partition("=")
        if name not in NAMES:
            raise UsageError(f"no output format {name!r}: there are {', '.join(NAMES)}")
        colour = not self._file and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        self.reporter = reporter(name, colour=colour)
        self._chunks: list[str] = []

    def write(self, text: str) -> None:
        """Pass on what the reporter said of a file."""
        if self._file:
            self._chunks.append(text)
        else:
            sys.stdout.write(text)

    def close(self) -> None:
        """Pass on what it says in the end; raises `UsageError` where the file cannot be written."""
        self.write(self.reporter.end())
        if self._file:
            try:
                write_atomically(Path(self._file), "".join(self._chunks).encode("utf-8", "backslashreplace"))
            except OSError as error:
                raise UsageError(f"{self._file}: {error.strerror}") from None
