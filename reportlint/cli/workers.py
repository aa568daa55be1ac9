"""Distributes files over several processes, and keeps the order of their outcomes.

The processes are not started by `multiprocessing`: its processes have the current folder, with anybody's
files, on the module path, and if one of them ends, all files are lost.
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
"""Number of tasks per process that are read ahead."""
_PATIENCE = 1.0
"""Seconds that a process may take to finish its task when nobody waits for the outcome any more."""
_POLL = 0.2
"""In seconds; on Windows, threads that wait for ever cannot be interrupted."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from reportlint.cli.workers import serve; serve()"


def spread(
    tasks: Iterable[Task],
    jobs: int,
    start: Callable[[Any], Callable[[Task], Done]],
    argument: object,
    lost: Callable[[Task, str], Done],
) -> Generator[Done, None, None]:
    """Yield the outcome of each task in order, from up to `jobs` processes.

    Each process calls `start(argument)` once, and the function that it returns for each task. If one ends,
    `lost` makes the outcome from its task and the reason, and another process continues.
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
        # A thread may still wait for its process: at its end, the console script joins no thread.
        threads.shutdown()


def _awaited(future: Future[Done]) -> Done:
    while not wait([future], _POLL).done:
        pass
    return future.result()


class _Crew(Generic[Task, Done]):
    """The processes, one per thread, each started with its first task."""

    def __init__(self, job: object, lost: Callable[[Task, str], Done]) -> None:
        self._job, self._lost = job, lost
        self._workers: dict[int, _Worker] = {}
        self._starting = threading.Lock()

    def work(self, task: Task) -> Done:
        thread = threading.get_ident()
        if thread not in self._workers:
            # Two started at once would inherit each other's pipes on Windows, and never see their end.
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
    """One process, which gets its tasks through pipes."""

    def __init__(self, job: object) -> None:
        # With -I it ignores variables and the current folder; our own module path follows as arguments.
        command = [sys.executable, "-I", *["-B"] * sys.dont_write_bytecode, "-c", _START, *_module_path()]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        self._tasks = cast(IO[bytes], self._process.stdin)
        self._outcomes = cast(IO[bytes], self._process.stdout)
        self._job = job

    def work(self, task: object) -> Any:
        """Return the outcome of a task; raises the errors of pipes if the process has ended."""
        if self._job:
            pickle.dump(self._job, self._tasks)
            self._job = None
        pickle.dump(task, self._tasks)
        self._tasks.flush()
        return pickle.load(self._outcomes)  # noqa: S301  (our own)

    def stop(self) -> str:
        """End the process, and return how it ended."""
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
    """Return our module path, without the current folder, unless our package is there."""
    root, here = str(Path(__file__).parents[2]), str(Path.cwd())
    path = [entry for entry in sys.path if entry not in ("", here)]
    return path if root in path else [root, *path]


def serve() -> None:
    """Run as such a process: work on the tasks from standard input until it ends."""
    gc.disable()
    tasks, outcomes = sys.stdin.buffer, sys.stdout.buffer
    # Anything printed must not get among the outcomes.
    sys.stdout = sys.stderr
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        start, argument = pickle.load(tasks)  # noqa: S301  (our own)
        work = start(argument)
        while True:
            pickle.dump(work(pickle.load(tasks)), outcomes)  # noqa: S301
            outcomes.flush()
    # Nobody reads the contents of the buffers.
    os._exit(0)
