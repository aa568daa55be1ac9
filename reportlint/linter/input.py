"""What a linter is given: a file, where it is, and its earlier versions."""

from typing import NamedTuple

from reportlint.repository.workspace import Workspace


class Version(NamedTuple):
    """A file as it was in a commit."""

    commit: str
    """In the first digits of its name."""
    location: str
    """The file's path in its repository."""
    data: bytes
    workspace: Workspace | None = None
    """The repository as it was in that commit; None: today's repository is used."""


class History(NamedTuple):
    """Earlier versions of a file to compare it with."""

    baseline: tuple[Version, ...] | None = None
    """The versions whose findings are old, several where branches were merged; None: all findings count."""
    base: tuple[Version, ...] | None = None
    """The version that a pull request or a push changes; empty if it adds the file."""
    remark: str = ""
    """Why there is none, although one was asked for."""
    shared: tuple[Version, ...] | None = None
    """What the branches of `baseline` had in common; None if that is not known."""

    @property
    def versions(self) -> tuple[Version, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*(self.baseline or ()), *(self.base or ()))))


class InputFile(NamedTuple):
    """A file to lint: its bytes, and what else is known of it."""

    name: str
    """Its name in all output: as it was given, with `/`."""
    data: bytes
    location: str | None = None
    """Its path in its git repository, if it was searched for or a configuration names it."""
    place: str | None = None
    """Its path in the folder that was named, if the folder holds no other report."""
    history: History | None = None
    """None if it is compared with no earlier version."""
    workspace: Workspace | None = None
    """The repository that it is in; None: nothing is said of the files that it refers to."""
    home: str | None = None
    """The folder that no link of it, or of what is read beside it, may leave; None for standard input."""
