"""`--jobs`: how many processes work on the files of a run."""

import argparse
import os
import sys
from collections.abc import Callable, Generator, Iterable
from itertools import chain, islice
from typing import Any, Generic, NamedTuple, TypeVar

Task = TypeVar("Task")
Done = TypeVar("Done")
Work = Callable[[Task], Done]

_FEW = 20
"""Files that are done before the first process has started and imported all it needs."""


class Job(NamedTuple, Generic[Task, Done]):
    """What another process does; all of it but `lost`, tasks and outcomes too, is pickled on its way."""

    start: Callable[[Any], Work[Task, Done]]
    """Called once, with `argument`; returns what is called with each task."""
    argument: Any
    lost: Callable[[Task, str], Done]
    """Returns the outcome of a task that a process did not survive; the second argument says why."""


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Add `--jobs` to the parser of a command that works on many files."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_number,
        help=f"work in this many processes (default: one per core for more than {_FEW} files)",
    )


def _number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"a number from 1 on, not {text!r}")
    return int(text)


def each(
    tasks: Iterable[Task], work: Work[Task, Done], job: Job[Task, Done], jobs: int | None
) -> Generator[Done, None, None]:
    """Yield the outcome of each task in their order, from `work` or from as many as `jobs` processes.

    `work` does what `job` does in each process. No `jobs`: the cores, if there are more than a few tasks.
    """
    tasks, few, number = iter(tasks), 0 if jobs else _FEW, jobs or _cores()
    yield from map(work, tasks if number == 1 else islice(tasks, few))
    for task in tasks:
        # Few runs start a process, and what does takes a while to import.
        from reportlint.cli.workers import spread

        yield from spread(chain([task], tasks), number, *job)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
