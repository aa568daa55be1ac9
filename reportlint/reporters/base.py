"""What a reporter is: it turns results, one after the other, into text, and prints nothing itself."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from reportlint import PROJECT
from reportlint.diagnostic import Severity
from reportlint.linter.result import Result

COMMIT_HOOK = "reportlint"
"""The hook that counts only what a commit, or the range that pre-commit was asked for, brings."""

HOOKS = {COMMIT_HOOK: "commit", "reportlint-fix": "commit", "reportlint-final": "push"}
"""The hooks that lint a report, and what they stop."""


def way_out(hook: str) -> str:
    """Return the line that says how to go on in spite of a hook, in a POSIX shell and in PowerShell."""
    command = f"git {HOOKS[hook]} ..."
    powershell = f"$env:SKIP='{hook}'; {command}; Remove-Item Env:SKIP"
    return f"to {HOOKS[hook]} anyway: SKIP={hook} {command}  (PowerShell: {powershell})"


LineLink = Callable[[str, int, range], str]
"""Returns the address of a line (from 1) of a file, empty if unknown.

The last are the lines that a pull request changes in the line's question: what is near them is shown there.
"""


def rule_page(code: str) -> str:
    """Return the address of the page of the rule with this code."""
    return f"https://github.com/{PROJECT}/blob/main/docs/rules/{code}.md"


class Setting(NamedTuple):
    """What a reporter is told of the run besides its results."""

    colour: bool = False
    """Whether a terminal shows what it says."""
    locate: Callable[[str], str | None] = lambda name: name
    """Returns a file's path from the top of the repository, with `/`; nothing for one that is not in it."""
    hookless: bool = False
    """Whether the repository has no hook of ours yet."""
    link: LineLink | None = None
    """`None` where the files are shown nowhere."""
    change: str = ""
    """What answers only for what it brings, as the subject of a sentence; empty where all counts."""
    hook: str = ""
    """The hook of pre-commit that runs, one of `HOOKS`; empty if none does."""
    fix_command: str = ""
    """What runs the hook that fixes; empty where the repository has not got it."""
    everything: str = "the job summary"
    """What lists all findings where a reporter cannot show them all."""


class Problem(NamedTuple):
    """Why a path, or the whole run, cannot be linted; a note where that is fine."""

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

    What it says of a file comes in two steps: `part` works on the file alone, and may do so in another
    process; `add` knows the files before it, and takes little time.
    """

    on_stderr: ClassVar[bool] = False
    """Whether its text goes to standard error where no file is named."""
    shows_fixes: ClassVar[bool] = False
    """Whether it tells the edits of fixes: each is tried then, which takes a while."""

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
