"""The argument parser: fills in commands on demand, and suggests what was meant."""

import argparse
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from reportlint.cli.discover import UsageError
from reportlint.cli.suggest import near_path
from reportlint.formatting import instead
from reportlint.repository.paths import exists
from reportlint.words import nearest

_WIDTH = 100
"""Width of the help in columns."""


class Parser(argparse.ArgumentParser):
    """Raises `UsageError` for mistakes, with a suggestion."""

    fill: Callable[["Parser"], None] | None = None
    """Adds the options of a command, which are imported only when it is used."""

    def __init__(self, **options: Any) -> None:
        # Options are formatted when added, and asking for the terminal's width is a slow import.
        formatter = partial(argparse.RawDescriptionHelpFormatter, width=_WIDTH)
        super().__init__(formatter_class=formatter, **options)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse all arguments; unknown ones are errors."""
        fill, self.fill = self.fill, None
        if fill:
            fill(self)
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            raise UsageError(self._unknown(unknown[0]))
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError`."""
        raise UsageError(f"{message} ({self.prog} --help says more)")

    def _unknown(self, argument: str) -> str:
        option = argument.partition("=")[0]
        near = nearest(option, re.findall(r"(?<![\w-])--[\w-]+", self.format_help()))
        end = f": did you mean {near}?" if near else f" ({self.prog} --help says more)"
        return (
            f"no option {option}{end}" if option.startswith("-") else f"unexpected argument {argument!r}{end}"
        )

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Raise `UsageError` if a value is not among an option's choices, or a word is no command."""
        if action.choices is None or value in action.choices:
            return
        names = list(action.choices)
        if action.option_strings:
            raise UsageError(f"{action.option_strings[-1]}: no {value!r} here: {instead(value, names)}")
        meant = _meant_path(value) or instead(value, names)
        raise UsageError(f"no command {value!r}: {meant} ({self.prog} --help lists all)")


def _meant_path(word: str) -> str:
    """Return a suggestion if a path is given instead of a command; empty otherwise."""
    path = Path(word)
    if not word.endswith(".md") and not exists(path):
        return ""
    return f"did you mean reportlint check {(near_path(path) or path).as_posix()}?"
