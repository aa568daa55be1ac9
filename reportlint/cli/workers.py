"""Many files at once: each is worked on in one of several processes, and the outcomes keep their order.

The processes are started here and not by `multiprocessing`: its own start with the current folder on the
module path, where anybody's files lie, and where one of them ends, it loses the files of all.
"""

import gc
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Generic, TypeVar, cast

Task = TypeVar("Task")
Done = TypeVar("Done")

_AHEAD = 16
"""Tasks a process that are taken before the first of them is done."""
_PATIENCE = 1.0
"""Seconds that a process may take to finish its task where nobody waits for the outcome any more."""
_POLL = 0.2
"""Seconds; where threads wait for ever, Windows lets nobody interrupt them."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from reportlint.cli.workers import serve; serve()"


def spread(
    tasks: Iterable[Task],
    jobs: int,
    start: Callable[[Any], Callable[[Task], Done]],
    argument: object,
    lost: Callable[[Task, str], Done],
) -> Generator[Done, None, None]:
    """Yield the outcome of each task, in their order, from as many as `jobs` processes.

    Each process calls `start(argument)` once, and what that returns with each of its tasks. Where one ends,
    the outcome is `lost` of its task and why, and another process goes on.
    """
    crew = _Crew((start, argument), lost)
    threads = ThreadPoolExecutor(jobs)
    pending: deque[Future[Done]] = deque()
    try:
        for task in tasks:
            pending.append(threads.submit(crew.work, task))
            if len(pending) > _AHEAD * jobs:
                yield _awaited(pending.popleft())
        while pending:
            yield _awaited(pending.popleft())
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        crew.stop()


def _awaited(future: Future[Done]) -> Done:
    while not wait([future], _POLL).done:
        pass
    return future.result()


class _Crew(Generic[Task, Done]):
    """The processes, one a thread, each started with the first task that there is for it."""

    def __init__(self, job: object, lost: Callable[[Task, str], Done]) -> None:
        self._job, self._lost = job, lost
        self._workers: dict[int, _Worker] = {}
        self._starting = threading.Lock()

    def work(self, task: Task) -> Done:
        thread = threading.get_ident()
        if thread not in self._workers:
            # Two at once would inherit each other's pipes on Windows, and see no end of them.
            with self._starting:
                self._workers[thread] = _Worker(self._job)
        try:
            outcome: Done = self._workers[thread].work(task)
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._lost(task, self._workers.pop(thread).stop())
        return outcome

    def stop(self) -> None:
        for worker in list(self._workers.values()):
            worker.stop()


class _Worker:
    """One process, told over pipes what to do."""

    def __init__(self, job: object) -> None:
        # With -I it ignores variables and the current folder; our own path for modules follows as arguments.
        command = [sys.executable, "-I", *["-B"] * sys.dont_write_bytecode, "-c", _START, *_module_path()]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        self._tasks = cast(IO[bytes], self._process.stdin)
        self._outcomes = cast(IO[bytes], self._process.stdout)
        self._job = job

    def work(self, task: object) -> Any:
        """Return the outcome of a task; raises what comes of a process that has ended."""
        if self._job:
            pickle.dump(self._job, self._tasks)
            self._job = None
        pickle.dump(task, self._tasks)
        self._tasks.flush()
        return pickle.load(self._outcomes)  # noqa: S301  (our own)

    def stop(self) -> str:
        """End the process, and return what it ended with."""
        with suppress(OSError):
            self._tasks.close()
        try:
            status = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        self._outcomes.close()
        return f"signal {-status}" if status < 0 else f"exit status {status}"


def _module_path() -> list[str]:
    """Return where modules are imported from: not the current folder, unless we lie there ourselves."""
    root, here = str(Path(__file__).parents[2]), str(Path.cwd())
    path = [entry for entry in sys.path if entry not in ("", here)]
    return path if root in path else [root, *path]


def serve() -> None:
    """Be such a process: work on what comes in on standard input until that ends."""
    gc.disable()
    tasks, outcomes = sys.stdin.buffer, sys.stdout.buffer
    # What anything prints must not get among the outcomes.
    sys.stdout = sys.stderr
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        start, argument = pickle.load(tasks)  # noqa: S301  (our own)
        work = start(argument)
        while True:
            pickle.dump(work(pickle.load(tasks)), outcomes)  # noqa: S301
            outcomes.flush()
    # Nobody reads what is still in the buffers.
    os._exit(0)
