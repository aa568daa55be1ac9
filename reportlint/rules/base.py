"""The decorator that makes a rule of a function, whose docstring is the documentation."""

from collections.abc import Callable, Iterator
from inspect import cleandoc
from typing import NamedTuple

from reportlint.diagnostic import Finding, Levels, Rule
from reportlint.report.model import Report
from reportlint.repository.workspace import Workspace
from reportlint.schema.model import Schema


class Earlier(NamedTuple):
    """An earlier version of a report."""

    report: Report
    commit: str
    """Abbreviated hash."""
    location: str
    """The file's path in its repository."""
    workspace: Workspace | None = None
    """The repository as of that commit."""


class Context(NamedTuple):
    """The input of a rule: a report, and what the run knows about it."""

    report: Report
    location: str | None = None
    """Its path in its repository, if it was searched for and not named."""
    workspace: Workspace | None = None
    """Its repository, if the files in it are to be checked."""
    before: tuple[Earlier, ...] = ()
    """The versions that it is compared with."""
    requested: Schema | None = None
    """The edition that was asked for, if the report has another one's number of questions."""
    shared: tuple[Report, ...] | None = None
    """What the branches of `before` had in common; None if not known."""


Check = Callable[[Context], Iterator[Finding]]


def rule(
    code: str,
    name: str,
    levels: Levels,
    *,
    after: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
    yields: tuple[str, ...] = (),
    framed: bool = True,
    structure: bool = False,
    needs_structure: bool = False,
    doubled: bool = False,
    protected: bool = False,
    progress: bool = False,
    needs_baseline: bool = False,
    local: bool = False,
    repeats: bool = False,
    grave_if_new: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its docstring is the documentation."""

    def make(check: Check) -> Rule:
        return Rule(
            code=code,
            name=name,
            levels=levels,
            help=cleandoc(check.__doc__ or ""),
            check=check,
            after=after,
            unless=unless,
            yields=yields,
            framed=framed,
            structure=structure,
            needs_structure=needs_structure,
            doubled=doubled,
            protected=protected,
            progress=progress,
            needs_baseline=needs_baseline,
            local=local,
            repeats=repeats,
            grave_if_new=grave_if_new,
        )

    return make
