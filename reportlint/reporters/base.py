"""What a reporter is: it turns results, one after the other, into text, and prints nothing itself."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from reportlint import PROJECT
from reportlint.diagnostic import Severity
from reportlint.linter.result import Result

COMMIT_HOOK = "reportlint"
"""The hook that counts only what is new in a commit, or in the range that pre-commit was asked for."""

HOOKS = {COMMIT_HOOK: "commit", "reportlint-fix": "commit", "reportlint-final": "push"}
"""The hooks that lint a report, and what they stop."""


def way_out(hook: str) -> str:
    """Return the line that says how to go on in spite of a hook, in a POSIX shell and in PowerShell."""
    command = f"git {HOOKS[hook]} ..."
    powershell = f"$env:SKIP='{hook}'; {command}; Remove-Item Env:SKIP"
    return f"to {HOOKS[hook]} anyway: SKIP={hook} {command}  (PowerShell: {powershell})"


LineLink = Callable[[str, int, range], str]
"""Returns the address of a line (from 1) of a file, empty if unknown.

The last argument is the lines that a pull request changes in the line's question: GitHub shows what is near
them.
"""


def rule_page(code: str) -> str:
    """Return the address of the page of the rule with this code."""
    return f"https://github.com/{PROJECT}/blob/main/docs/rules/{code}.md"


class Setting(NamedTuple):
    """What a reporter is told of the run, apart from its results."""

    colour: bool = False
    """Whether a terminal shows what it says."""
    locate: Callable[[str], str | None] = lambda name: name
    """Returns a file's path from the top of the repository, with `/`; None if it is not in it."""
    hookless: bool = False
    """Whether the repository has no hook of ours yet."""
    link: LineLink | None = None
    """`None` where the files are shown nowhere."""
    change: str = ""
    """Subject of a sentence (`This pull request`) if only what is new counts; empty if all does."""
    hook: str = ""
    """The hook of pre-commit that runs, one of `HOOKS`; empty if none does."""
    fix_command: str = ""
    """Command that runs the hook that fixes; empty if the repository has no such hook."""
    everything: str = "the job summary"
    """What lists all findings where a reporter cannot show them all."""


class Problem(NamedTuple):
    """Why a path, or the whole run, cannot be linted; a note if that is fine."""

    reason: str
    severity: Severity
    path: str = ""
    """As it was named; empty where none was."""

    @property
    def message(self) -> str:
        """Path and reason, for one line."""
        message = f"{self.path}: {self.reason}" if self.path else self.reason
        return f"nothing to lint: {message}" if self.severity is Severity.NOTE else message


class Reporter(ABC):
    """Takes the results of a run one by one, so that a hundred reports need no more memory than one.

    Each file takes two steps: `part` needs only the file, and may run in another process; `add` knows the
    files before it, and takes little time.
    """

    on_stderr: ClassVar[bool] = False
    """Whether its text goes to standard error where no file is named."""
    shows_fixes: ClassVar[bool] = False
    """Whether it prints the edits of fixes: then each fix is tried first, which takes a while."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def file(self, result: Result) -> str:
        """Return the text for one file, the beginning of the whole with the first."""
        return self.add(self.part(result))

    @abstractmethod
    def part(self, result: Result) -> Any:
        """Return what `add` needs of one file, as data that can be pickled."""

    @abstractmethod
    def add(self, part: Any) -> str:
        """Return the text for one file, given its part; parts come in the order of the files."""

    def problem(self, problem: Problem) -> str:  # noqa: ARG002  (for those that override it)
        """Return the text for a path that cannot be linted; standard error has the message already."""
        return ""

    def fails(self, result: Result) -> bool:
        """Return whether the run fails for one file."""
        return bool(result.failing)

    def end(self) -> str:
        """Return what follows the last file."""
        return ""
