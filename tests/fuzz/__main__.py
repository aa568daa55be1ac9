"""`python -m tests.fuzz --minutes N` looks for inputs that break a promise (see `tests.fuzz.promises`).

With `atheris` installed, it is led by the code that an input reaches; else Hypothesis draws inputs with one
seed after the other. What is found ends up in a test, as an example or as a case.
"""

import argparse
import importlib.util
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.fuzz.promises import Promise

_ROUND = 20
"""Inputs of a promise with one seed."""
_CORPUS, _BYTES = 50, 4096
"""How many random inputs atheris begins with, and how long each is."""
_SETTINGS = settings(
    max_examples=_ROUND, database=None, deadline=None, derandomize=False, report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
)  # fmt: skip


class _Run:
    """Counts inputs, and tells each kind of failure once."""

    def __init__(self, keep: Path | None) -> None:
        self._counts: Counter[str] = Counter()
        self._failures: set[tuple[str, str]] = set()
        self._keep = keep
        self._last: tuple[Any, ...] = ()

    def test(self, promise: "Promise") -> Any:
        """Return what Hypothesis runs."""

        @_SETTINGS
        @given(st.tuples(*promise.arguments))
        def holds(arguments: tuple[Any, ...]) -> None:
            self._counts[promise.name] += 1
            self._last = arguments
            promise.holds(*arguments)

        return holds

    def failed(self, promise: "Promise", error: Exception, how: str) -> None:
        """Say what failed and how to see it again, unless that was said already."""
        frame = traceback.extract_tb(error.__traceback__)[-1]
        kind = promise.name, f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
        if kind in self._failures:
            return
        self._failures.add(kind)
        trace = "".join(traceback.format_tb(error.__traceback__)[-3:])
        print(f"\n{': '.join(kind)} ({how})\n{trace}{str(error)[:2000]}", flush=True)
        if self._keep:
            self._keep.mkdir(parents=True, exist_ok=True)
            file = self._keep / f"{promise.name}-{len(self._failures)}.txt"
            file.write_text(f"{kind}\n{how}\n{self._last!r}\n", encoding="utf-8")

    def end(self) -> int:
        """Say what was done, and return the exit status."""
        told = ", ".join(f"{number} {name}" for name, number in self._counts.items())
        failures = len(self._failures)
        print(f"{self._counts.total()} inputs ({told}); kinds of failure: {failures}", flush=True)
        return 1 if failures else 0


def _drawn(run: _Run, promises: "Sequence[Promise]", first: int, end: float) -> int:
    """Draw inputs with one seed after the other, until the time is up."""
    tests = [(promise, run.test(promise)) for promise in promises]
    for number in count(first):
        for promise, test in tests:
            if time.monotonic() > end:
                print(f"seeds {first} to {number}: ", end="")
                return run.end()
            try:
                seed(number)(test)()
            except Exception as error:
                run.failed(promise, error, f"--seed {number} --only {promise.name}")
    raise AssertionError


def _led(run: _Run, promises: "Sequence[Promise]", first: int, end: float) -> int:
    """Have atheris look for inputs that reach code that none before reached, until the time is up."""
    import atheris

    tests = [(promise, run.test(promise).hypothesis.fuzz_one_input) for promise in promises]

    def one(data: bytes) -> None:
        if time.monotonic() > end:
            print(f"atheris, seed {first}: ", end="")
            # It would call this again and again.
            os._exit(run.end())
        promise, test = tests[data[0] % len(tests) if data else 0]
        try:
            test(data[1:])
        except Exception as error:
            run.failed(promise, error, f"atheris, seed {first}")

    with tempfile.TemporaryDirectory() as folder:
        bits = random.Random(first)  # noqa: S311  (the same inputs for the same seed)
        for number in range(_CORPUS):
            Path(folder, str(number)).write_bytes(bits.randbytes(_BYTES))
        # A seed of 0 means any.
        atheris.Setup(
            [sys.argv[0], f"-seed={first + 1}", f"-max_len={_BYTES}", "-len_control=0", folder], one
        )
        atheris.Fuzz()
    raise AssertionError


def main() -> int:
    """Run as the command line says and return the exit status: 1 where a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, help="the first (default: a new one, which is printed)")
    parser.add_argument("--only", metavar="PROMISE", action="append", help="may be repeated")
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="write what breaks a promise there")
    parser.add_argument("--drawn", action="store_true", help="draw inputs, although atheris is installed")
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    first = random.SystemRandom().randrange(2**31) if options.seed is None else options.seed
    led = not options.drawn and importlib.util.find_spec("atheris") is not None
    print(f"seed {first}, {'led by atheris' if led else 'drawn by Hypothesis'}", flush=True)
    chosen = [promise for promise in _promises(led) if promise.name in (options.only or [promise.name])]
    return (_led if led else _drawn)(_Run(options.keep), chosen, first, end)


def _promises(led: bool) -> "Sequence[Promise]":
    """Import all that the promises are about, so that atheris sees what is reached where it leads."""
    if led:
        import atheris

        with atheris.instrument_imports(include=["reportlint"]):
            from tests.fuzz.promises import PROMISES
    else:
        from tests.fuzz.promises import PROMISES
    return PROMISES


if __name__ == "__main__":
    sys.exit(main())
