"""Writes what a command makes: to standard output, to a new file, or in the stead of a file's text."""

import sys
from pathlib import Path

from reportlint.discover import UsageError
from reportlint.output import write_atomically


def write_new(text: str, output: str | None) -> None:
    """Write `text` to the file `output`, never over one, or print it; raises `UsageError`."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with Path(output).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{output} is there already, nothing was written") from None
    except OSError as error:
        raise UsageError(f"{output}: {error.strerror}") from None


def write_over(path: Path, data: bytes) -> None:
    """Make `data` all that a file holds, at once or not at all; raises `UsageError`."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
