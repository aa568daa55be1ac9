"""The command line: puts the parts together; only `cli` prints, writes files and exits."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from reportlint import PROJECT, __version__
from reportlint.cli.discover import UsageError
from reportlint.cli.output import INTERRUPTED, WRONG
from reportlint.cli.parser import Parser
from reportlint.formatting import printable


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; without `arguments`, use those of the process.

    All output is written then: the process may end without the interpreter's own end.
    """
    open_streams()
    status = _status(arguments)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        _say(error)
        return WRONG
    return status


def _status(arguments: Sequence[str] | None) -> int:
    try:
        return execute(arguments)
    except UsageError as error:
        for line in error.args:
            print(f"reportlint: {printable(line)}", file=sys.stderr)
        return WRONG
    except OSError as error:
        _say(error)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED


def execute(arguments: Sequence[str] | None) -> int:
    """Run the command line and return the exit status; raises `UsageError` for impossible requests."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = make_parser(*arguments[:1])
    if not arguments:
        parser.print_help()
        return WRONG
    options = parser.parse_args(arguments)
    status: int = options.run(options)
    return status


def _say(error: OSError) -> None:
    """Report an error of the system on standard error; only errors about files have a name."""
    if error.filename is None:
        # Nobody reads, or the disk is full: what is left must not be tried again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        name = "standard output" if error.filename is None else printable(str(error.filename))
        print(f"reportlint: {name}: {error.strerror}", file=sys.stderr)


def open_streams() -> None:
    """Make both streams accept any text, even if the process was started with one of them closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (to the end)
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")


# Each command is imported on demand: linting does not wait for the others, nor `--help` for any.
def _add_check(parser: argparse.ArgumentParser) -> None:
    # First, near the bottom of the stack: at the end of a long chain of imports, markdown-it's cross the edge
    # of a chunk of CPython's stack 569 times, and each maps and unmaps it (127 to 114 ms, 2026-11).
    import reportlint.markdown  # noqa: F401
    from reportlint.cli.check import add_check

    add_check(parser)


def _add_html(parser: argparse.ArgumentParser) -> None:
    with _needing("html", "pages need"):
        from reportlint.cli.html import add_html
    add_html(parser)


def _add_server(parser: argparse.ArgumentParser) -> None:
    with _needing("server", "the language server needs"):
        from reportlint.cli.server import add_server
    add_server(parser)


@contextmanager
def _needing(extra: str, what: str) -> Iterator[None]:
    """Raise `UsageError` if a library of one of the package's extras is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing == "reportlint":
            raise
        again = f"install 'reportlint[{extra}] @ git+https://github.com/{PROJECT}'"
        ways = "with pip in its environment, or with `uv tool install` or `pipx install --force`"
        raise UsageError(f"{what} {missing}, which is not installed: {again}, {ways}") from None


def _add_explain(parser: argparse.ArgumentParser) -> None:
    from reportlint.cli.rules import add_explain

    add_explain(parser)


def _add_rules(parser: argparse.ArgumentParser) -> None:
    from reportlint.cli.rules import add_rules

    add_rules(parser)


def _add_new(parser: argparse.ArgumentParser) -> None:
    from reportlint.cli.new import add_new

    add_new(parser)


def _add_update(parser: argparse.ArgumentParser) -> None:
    from reportlint.cli.update import add_update

    add_update(parser)


def _add_init(parser: argparse.ArgumentParser) -> None:
    from reportlint.cli.init import add_init

    add_init(parser)


def _add_schema(parser: Parser) -> None:
    from reportlint.cli.schema import add_commands

    add_commands(parser)


_COMMANDS: Mapping[str, tuple[str, Callable[[Parser], None]]] = {
    "check": ("lint reports", _add_check),
    "html": ("make pages from reports", _add_html),
    "explain": ("explain what a rule finds, why, and how to fix it", _add_explain),
    "rules": ("list the rules", _add_rules),
    "new": ("write a blank report and its folder for figures", _add_new),
    "update": ("move a report to the newest template text", _add_update),
    "server": ("show findings in an editor while you type", _add_server),
    "init": ("add the hook and the workflow to a course repository", _add_init),
    "schema": ("list, check, render and make schemas", _add_schema),
}
"""What the help says of each command, and what adds its options."""

_EXAMPLES = """\
examples:
  reportlint check --stage draft     what breaks the report, while you write it
  reportlint check                   the same, and all that the hand-in still lacks
  reportlint init                    a hook for every commit, a workflow for every pull request
"""


def make_parser(command: str = "") -> Parser:
    """Return the parser of one command; of all, if `command` is none."""
    parser = Parser(
        prog="reportlint",
        description="A linter for exam reports written in a question template.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("-V", "--version", action="version", version=f"reportlint {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in [command] if command in _COMMANDS else _COMMANDS:
        summary, fill = _COMMANDS[name]
        commands.add_parser(name, help=summary).fill = fill
    return parser
