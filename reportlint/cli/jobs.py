"""`--jobs`: the number of processes that work on the files of a run."""

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
"""Files that are done before another process would have started and imported what it needs."""


class Job(NamedTuple, Generic[Task, Done]):
    """The work of another process; all of it but `lost`, with tasks and outcomes, is pickled for it."""

    start: Callable[[Any], Work[Task, Done]]
    """Called once with `argument`; returns the function to call for each task."""
    argument: Any
    lost: Callable[[Task, str], Done]
    """Returns the outcome of a task at which a process ended; the second argument says why."""


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
        raise argparse.ArgumentTypeError(f"a number of 1 or more, not {text!r}")
    return int(text)


def each(
    tasks: Iterable[Task], work: Work[Task, Done], job: Job[Task, Done], jobs: int | None
) -> Generator[Done, None, None]:
    """Yield the outcomes of the tasks in order, from `work` or from up to `jobs` processes.

    `work` does the same as `job` in each process. Without `jobs`, one process per core is used if there are
    more than a few tasks.
    """
    tasks, few, number = iter(tasks), 0 if jobs else _FEW, jobs or _cores()
    yield from map(work, tasks if number == 1 else islice(tasks, few))
    for task in tasks:
        # Few runs start a process, and this import is slow.
        from reportlint.cli.workers import spread

        yield from spread(chain([task], tasks), number, *job)


def _cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
