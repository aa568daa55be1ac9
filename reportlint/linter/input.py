"""The linter's input: a file, its location, and its earlier versions."""

from typing import NamedTuple

from reportlint.repository.workspace import Workspace


class Version(NamedTuple):
    """A file as of a commit."""

    commit: str
    """Abbreviated hash."""
    location: str
    """The file's path in its repository."""
    data: bytes
    workspace: Workspace | None = None
    """The repository as of that commit; None: use today's repository."""


class History(NamedTuple):
    """Earlier versions of a file to compare it with."""

    baseline: tuple[Version, ...] | None = None
    """Versions whose findings are old, several if branches were merged; None: all findings count."""
    base: tuple[Version, ...] | None = None
    """The version that a pull request or push changes; empty if it adds the file."""
    remark: str = ""
    """Why there is no earlier version although one was asked for."""
    shared: tuple[Version, ...] | None = None
    """What the branches of `baseline` had in common; None if not known."""

    @property
    def versions(self) -> tuple[Version, ...]:
        """All versions, without repeats."""
        return tuple(dict.fromkeys((*(self.baseline or ()), *(self.base or ()))))


class InputFile(NamedTuple):
    """A file to lint: its bytes, and what is known about it."""

    name: str
    """Its name in all output: as given, with `/`."""
    data: bytes
    location: str | None = None
    """Its path in its git repository, if it was searched for or a configuration names it."""
    place: str | None = None
    """Its path in the folder that was named, if that folder holds no other report."""
    history: History | None = None
    """None if it is not compared with earlier versions."""
    workspace: Workspace | None = None
    """Its repository; None: do not check the files that it refers to."""
    home: str | None = None
    """The folder that its links, and those of files beside it, must not leave; None for standard input."""
