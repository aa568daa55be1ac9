"""`python -m reportlint` and the console script start here."""

import gc
import sys


def run() -> int:
    """Run the command line and return its exit status, without a garbage collector.

    Imports and tokens are many objects and no cycles. Collecting them takes a fifth of a run's time, and
    lets that grow faster than the text; frozen, they are not even looked at when the process ends.
    """
    gc.disable()
    from reportlint.cli import main

    status = main()
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(run())
