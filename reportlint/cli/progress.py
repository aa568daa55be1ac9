"""A progress bar on the terminal for runs that take long."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Never, TypeVar

if TYPE_CHECKING:
    from tqdm import tqdm

_SLOW = 1.0
"""Seconds after which a run shows its progress."""

T = TypeVar("T")


def with_progress(outcomes: Iterable[T], unit: str) -> Iterator[T]:
    """Pass outcomes on; if standard error is a terminal and the run takes long, count them in a bar."""
    begin, bar = time.monotonic(), None
    for number, outcome in enumerate(outcomes, start=1):
        # What is printed meanwhile must not end up in the line of the bar.
        with nullcontext() if bar is None else bar.external_write_mode():
            yield outcome
        if bar is not None:
            bar.update()
        elif sys.stderr.isatty() and time.monotonic() - begin > _SLOW:
            bar = _bar(number, unit)
    if bar is not None:
        bar.close()


def _bar(done: int, unit: str) -> "tqdm[Never]":
    # Few runs take that long, and this import is slow.
    from tqdm import tqdm

    return tqdm(initial=done, unit=unit, leave=False)
