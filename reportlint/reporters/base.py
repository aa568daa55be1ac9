"""The base of reporters, which turn results, one by one, into text, and print nothing themselves."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from reportlint import PROJECT
from reportlint.diagnostic import Severity
from reportlint.linter.result import Result

COMMIT_HOOK = "reportlint"
"""The hook that counts only findings that are new in a commit, or in the range given to pre-commit."""

HOOKS = {COMMIT_HOOK: "commit", "reportlint-fix": "commit", "reportlint-final": "push"}
"""The hooks that lint a report, and the git command they stop."""


def way_out(hook: str) -> str:
    """Return the line that says how to skip a hook, in a POSIX shell and in PowerShell."""
    command = f"git {HOOKS[hook]} ..."
    powershell = f"$env:SKIP='{hook}'; {command}; Remove-Item Env:SKIP"
    return f"to {HOOKS[hook]} anyway: SKIP={hook} {command}  (PowerShell: {powershell})"


LineLink = Callable[[str, int, range], str]
"""Returns the address of a line (from 1) of a file; empty if unknown.

The last argument is the range of lines in the line's question that a pull request changes: GitHub shows only
lines near changes.
"""


def rule_page(code: str) -> str:
    """Return the address of the page of the rule with this code."""
    return f"https://github.com/{PROJECT}/blob/main/docs/rules/{code}.md"


class Setting(NamedTuple):
    """What a reporter knows about the run, apart from its results."""

    colour: bool = False
    """Whether the terminal shows colours."""
    locate: Callable[[str], str | None] = lambda name: name
    """Returns a file's path from the top of the repository, with `/`; None if it is not in it."""
    hookless: bool = False
    """Whether the repository has no hook of ours yet."""
    link: LineLink | None = None
    """None if the files are not shown anywhere."""
    change: str = ""
    """Subject of a sentence (`This pull request`) if only new findings count; empty if all do."""
    hook: str = ""
    """The pre-commit hook that runs, one of `HOOKS`; empty if none does."""
    fix_command: str = ""
    """Command that runs the hook that fixes; empty if the repository has no such hook."""
    everything: str = "the job summary"
    """Where all findings are listed if a reporter cannot show them all."""


class Problem(NamedTuple):
    """Why a path, or the whole run, cannot be linted; a note if that is acceptable."""

    reason: str
    severity: Severity
    path: str = ""
    """The path as named; empty if none was."""

    @property
    def message(self) -> str:
        """Path and reason, on one line."""
        message = f"{self.path}: {self.reason}" if self.path else self.reason
        return f"nothing to lint: {message}" if self.severity is Severity.NOTE else message


class Reporter(ABC):
    """Takes the results of a run one by one, so that a hundred reports need no more memory than one.

    Each file takes two steps: `part` needs only the file, and may run in another process; `add` follows the
    order of files, and is fast.
    """

    on_stderr: ClassVar[bool] = False
    """Whether its text goes to standard error if no file is named."""
    shows_fixes: ClassVar[bool] = False
    """Whether it prints the edits of fixes, which must then be tried first."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def file(self, result: Result) -> str:
        """Return the text for one file; the first also begins the output."""
        return self.add(self.part(result))

    @abstractmethod
    def part(self, result: Result) -> Any:
        """Return the data that `add` needs for one file; it can be pickled."""

    @abstractmethod
    def add(self, part: Any) -> str:
        """Return the text for one file, given its part; parts come in the order of the files."""

    def problem(self, problem: Problem) -> str:  # noqa: ARG002  (for those that override it)
        """Return the text for a path that cannot be linted; standard error has the message already."""
        return ""

    def fails(self, result: Result) -> bool:
        """Return whether one file fails the run."""
        return bool(result.failing)

    def end(self) -> str:
        """Return the text after the last file."""
        return ""
