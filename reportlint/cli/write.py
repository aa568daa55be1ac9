"""Writes what a command makes: to standard output, or to a new file."""

import sys
from pathlib import Path

from reportlint.discover import UsageError


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
