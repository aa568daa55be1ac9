"""Where a reporter's text goes."""

import os
import sys
from pathlib import Path

from reportlint import PROJECT
from reportlint.cli.discover import UsageError
from reportlint.cli.output import write_over
from reportlint.reporters import NAMES, reporter
from reportlint.reporters.base import Setting
from reportlint.repository.paths import PRE_COMMIT_CONFIG, top_folder


def sink_of(value: str) -> "Sink":
    """Return the sink that `FORMAT` or `FORMAT=FILE` asks for; raises `UsageError` for an unknown format."""
    name, _, file = value.partition("=")
    if name not in NAMES:
        raise UsageError(f"no output format {name!r}: there are {', '.join(NAMES)}")
    return Sink(name, file)


class Sink:
    """Where a reporter's text goes: a standard stream at once, or a file once all of it is there."""

    def __init__(
        self, name: str, file: str = "", *, hook: str = "", everything: str = "the job summary"
    ) -> None:
        """Make a sink for the reporter called `name`; no `file` is a standard stream."""
        self._file = file
        colour = not file and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        setting = Setting(colour, _in_workspace, _is_hookless(), _page(), hook, everything)
        self.reporter = reporter(name, setting)
        self._stream = sys.stderr if self.reporter.on_stderr else sys.stdout
        self._chunks: list[str] = []

    def write(self, text: str) -> None:
        """Pass on what the reporter said of a file."""
        if self._file:
            self._chunks.append(text)
        else:
            self._stream.write(text)

    def close(self) -> None:
        """Pass on what it says in the end; raises `UsageError` where the file cannot be written."""
        self.write(self.reporter.end())
        if self._file:
            write_over(Path(self._file), "".join(self._chunks).encode("utf-8", "backslashreplace"))


def _is_hookless() -> bool:
    root = top_folder(Path.cwd())
    try:
        return root is not None and PROJECT.encode() not in (root / PRE_COMMIT_CONFIG).read_bytes()
    except OSError:
        return True


def _in_workspace(name: str) -> str | None:
    """Return a file's path from the workspace of a workflow, else from here; nothing if it is outside."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    path = Path(name).absolute()
    try:
        # Links stay as they are called: GitHub knows the file by that path.
        return (path.parent.resolve() / path.name).relative_to(workspace).as_posix()
    except ValueError:
        return None


def _page() -> str:
    """Return the address of the commit's files, where a workflow tells it."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or top_folder(Path.cwd()) != Path(workspace).resolve():
        # What is checked out there may be another repository than the workflow's.
        return ""
    parts = [os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    return "{}/{}/blob/{}/".format(*parts) if all(parts) else ""
