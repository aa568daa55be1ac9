"""`reportlint server`: the language server, with settings as on the command line."""

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
    """Add what runs `reportlint server` to its parser."""
    parser.set_defaults(run=_serve)


class _Setup:
    """Settings as `reportlint check PATH` would have them, called in the folder that the editor has open."""

    def linter(self, file: InputFile, folder: Path | None, stage: Stage) -> Linter:
        """Return what lints a file; raises `UsageError`."""
        own = {"paths": (), "config": None, "isolated": False, "stage": stage.label}
        settings = read_settings(argparse.Namespace(**UNASKED | own), folder)
        return Linters(settings.options).of(file)

    def reasons(self, error: Exception) -> tuple[str, ...]:
        """Return what to say of an error, a line each."""
        return reasons_of(error)


def _serve(_: argparse.Namespace) -> int:
    """Serve until the editor ends, or is gone; the status is the one that the protocol asks for."""
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("an editor starts this and talks to it: docs/editors.md says how")
    # It may run for weeks.
    gc.enable()
    # What is wrong with a message, the editor's own log says.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = ReportServer(_Setup())
    # pygls closes what it writes to; and what anything else prints is no message.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output, redirect_stdout(sys.stderr):
        try:
            server.start_io(sys.stdin.buffer, output)
        except (MemoryError, OverflowError):
            raise UsageError("the editor announces a message that no memory can hold") from None
    return 0 if server.ended else 1
