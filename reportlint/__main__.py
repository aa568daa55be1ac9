"""`python -m reportlint` and the console script start here."""

import gc
import sys
from collections.abc import Sequence


def run() -> int:
    """Run the command line and return its exit status, without a garbage collector.

    Imports and tokens are many objects and no cycles. Collecting them takes a fifth of a run's time, and
    lets that grow faster than the text; frozen, they are not even looked at when the process ends.
    """
    gc.disable()
    if sys.argv[1:3] == ["check", "--hook=reportlint"] and _passes_at_once(sys.argv[3:]):
        return 0
    from reportlint.cli import main

    status = main()
    gc.freeze()
    return status


def _passes_at_once(arguments: Sequence[str]) -> bool:
    """Whether a commit touches no report, which most commits do not: they need not wait for the linter."""
    from reportlint.repository.staged import touches_no_report

    return touches_no_report(arguments)


if __name__ == "__main__":
    sys.exit(run())
