"""The destinations of a reporter's text."""

import os
import sys
from functools import cache
from pathlib import Path

from reportlint import PROJECT
from reportlint.cli.discover import UsageError
from reportlint.cli.output import write_out
from reportlint.reporters import NAMES, OUTPUTS, reporter
from reportlint.reporters.base import Setting
from reportlint.repository.paths import PRE_COMMIT_CONFIG, top_folder
from reportlint.repository.reader import FileError, read_file

_FIX = "reportlint-fix"


def is_coloured() -> bool:
    """Whether standard output shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def sink_of(value: str, *, colour: bool) -> "Sink":
    """Return the sink for `FORMAT` or `FORMAT=FILE`; raises `UsageError` for an unknown format."""
    name, _, file = value.partition("=")
    if name not in (*NAMES, OUTPUTS):
        raise UsageError(f"no output format {name!r}: there are {', '.join(NAMES)}")
    return Sink(name, file, colour=colour)


class Sink:
    """Where a reporter's text goes: to a standard stream at once, or to a file when it is complete."""

    def __init__(
        self,
        name: str,
        file: str = "",
        *,
        colour: bool = False,
        hook: str = "",
        everything: str = "the job summary",
    ) -> None:
        """Make a sink for the reporter called `name`; without `file`, for a standard stream."""
        self._file = file
        hooks = _hooks()
        setting = Setting(
            colour and not file,
            _located,
            hookless=hooks is not None and PROJECT not in hooks,
            hook=hook,
            fix_command=_fix_command(hooks or ""),
            everything=everything,
        )
        if "GITHUB_WORKSPACE" in os.environ:
            setting = _in_workflow(setting)
        self.reporter = reporter(name, setting)
        self._stream = sys.stderr if self.reporter.on_stderr else sys.stdout
        self._chunks: list[str] = []

    def write(self, text: str) -> None:
        """Write a reporter's text about a file."""
        if self._file:
            self._chunks.append(text)
        else:
            self._stream.write(text)

    def close(self) -> None:
        """Write its last text; raises `UsageError` if the file cannot be written."""
        self.write(self.reporter.end())
        if self._file:
            write_out(Path(self._file), "".join(self._chunks).encode("utf-8", "backslashreplace"))


def _hooks() -> str | None:
    """Return the repository's hook configuration, empty if it has none; None outside a repository."""
    root = top_folder(Path.cwd())
    try:
        return read_file(root / PRE_COMMIT_CONFIG, root).decode("utf-8", "replace") if root else None
    except FileError:
        return ""


def _fix_command(hooks: str) -> str:
    # Of the two clients, only prek identifies itself.
    client = "prek" if "PREK_HOOK_STAGE" in os.environ else "pre-commit"
    return f"{client} run {_FIX} --hook-stage manual -a" if _FIX in hooks else ""


def _place(name: str) -> tuple[Path, str] | None:
    """Return the top folder of the checkout that contains a file, and its path in it, with `/`.

    Outside a checkout, the workflow's workspace or the working directory is that folder; None for files
    outside of it. Links are not resolved: GitHub knows the file by that path.
    """
    path = Path(name).absolute()
    path = path.parent.resolve() / path.name
    here = Path.cwd()
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or top_folder(here) or here).resolve()
    top = top_folder(path.parent)
    root = top if top and top.is_relative_to(workspace) else workspace
    return (root, path.relative_to(root).as_posix()) if path.is_relative_to(root) else None


def _located(name: str) -> str | None:
    place = _place(name)
    return place[1] if place else None


def _in_workflow(setting: Setting) -> Setting:
    """Return the setting, extended by the workflow on GitHub: what it judges, and where lines are shown."""
    # Runs outside a workflow do not need this import.
    from reportlint.cli.workflow import this_workflow

    workflow = this_workflow()
    page = cache(workflow.page)

    def link(name: str, line: int, changed: range) -> str:
        place = _place(name)
        shown = page(place[0]) if place else None
        return shown.line(place[1], line, changed) if place and shown else ""

    return setting._replace(link=link, change=workflow.change)
