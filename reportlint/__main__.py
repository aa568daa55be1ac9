"""The entry point of `python -m reportlint` and the console script."""

import gc
import sys
from collections.abc import Sequence


def run() -> int:
    """Run the command line without a garbage collector, and return its exit status.

    Imports and tokens are many objects without cycles. Collecting them takes a fifth of a run's time, which
    would then grow faster than the text; frozen objects are not even visited when the process ends.
    """
    gc.disable()
    if sys.argv[1:3] == ["check", "--hook=reportlint"] and _passes_at_once(sys.argv[3:]):
        return 0
    from reportlint.cli import main

    status = main()
    gc.freeze()
    return status


def _passes_at_once(arguments: Sequence[str]) -> bool:
    """Whether a commit touches no report, as most commits do: then the linter need not be imported."""
    from reportlint.repository.staged import touches_no_report

    return touches_no_report(arguments)


if __name__ == "__main__":
    sys.exit(run())
