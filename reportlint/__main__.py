"""The entry points: of the console script, and of `python -m reportlint`."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line, and end the process with its exit status: the console script.

    Freeing its objects one by one would take 2 ms, as long as linting a small report.
    """
    os._exit(status())


def status() -> int:
    """Run the command line without a garbage collector, and return its exit status.

    Imports and tokens are many objects without cycles. Collecting them takes a fifth of a run's time, which
    would then grow faster than the text.
    """
    gc.disable()
    if sys.argv[1:3] == ["check", "--hook=reportlint"] and _passes_at_once(sys.argv[3:]):
        return 0
    from reportlint.cli import main

    return main()


def _passes_at_once(arguments: Sequence[str]) -> bool:
    """Whether a commit touches no report, as most commits do: then the linter need not be imported."""
    from reportlint.repository.staged import touches_no_report

    return touches_no_report(arguments)


# Not `run`: profilers and coverage write what they have at the interpreter's end.
if __name__ == "__main__":
    sys.exit(status())
