"""`reportlint server`: the language server, with the settings of the command line."""

import argparse
import gc
import logging
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

from reportlint.cli.discover import UsageError
from reportlint.cli.guard import reasons_of
from reportlint.cli.linters import Linters
from reportlint.cli.settings import UNASKED, read_settings
from reportlint.diagnostic import Stage
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter
from reportlint.server.server import ReportServer


def add_server(parser: argparse.ArgumentParser) -> None:
    """Set up the parser of `reportlint server`."""
    parser.set_defaults(run=_serve)


class _Setup:
    """The settings of `reportlint check PATH`, run in the folder that is open in the editor."""

    def linter(self, file: InputFile, folder: Path | None, stage: Stage) -> Linter:
        """Return the linter for a file; raises `UsageError`."""
        own = {"paths": (), "config": None, "isolated": False, "stage": stage.label}
        settings = read_settings(argparse.Namespace(**UNASKED | own), folder)
        return Linters(settings.options).of(file)

    def reasons(self, error: Exception) -> tuple[str, ...]:
        """Return the messages of an error, one per line."""
        return reasons_of(error)


def _serve(_: argparse.Namespace) -> int:
    """Serve until the editor ends or is gone; return the status that the protocol requires."""
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("an editor starts this and talks to it: docs/editors.md says how")
    # It may run for weeks.
    gc.enable()
    # The editor's own log shows what is wrong with a message.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = ReportServer(_Setup())
    # pygls closes its output; and anything else that is printed is not a message.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output, redirect_stdout(sys.stderr):
        try:
            server.start_io(sys.stdin.buffer, output)
        except (MemoryError, OverflowError):
            raise UsageError("the editor announced a message that is too large for memory") from None
    return 0 if server.ended else 1
