"""The command line: the composition root, and the only place that prints, writes and exits."""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from reportlint import __version__
from reportlint.cli_schema import add_commands, find_schema
from reportlint.diagnostic import Severity, Stage
from reportlint.discover import Found, Unopened, UsageError, find
from reportlint.engine import CODES, Linter, Options
from reportlint.reporters import NAMES, reporter
from reportlint.rules import RULES
from reportlint.rules.base import Levels, Rule
from reportlint.schema.store import bundled
from reportlint.schema.template import render
from reportlint.text import printable

CLEAN, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: nothing found, something found, wrong use, stopped by the user (as shells have it)."""

_SLOW = 1.0
"""Seconds after which a run shows its progress."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; `arguments` are those of the process if nothing."""
    _open_streams()
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except UsageError as error:
        for line in error.args:
            print(f"reportlint: {printable(line)}", file=sys.stderr)
        return WRONG
    except OSError as error:
        # Nobody reads, or the disk is full; Python must not try to write the rest at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            print(f"reportlint: standard output: {error.strerror}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _open_streams() -> None:
    """Make both streams take any text, also where the process was started with one of them closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (to the end)
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG, f"{self.prog}: {printable(message)} ({self.prog} --help says more)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="reportlint", description="A linter for exam reports written in a question template."
    )
    parser.add_argument("--version", action="version", version=f"reportlint {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(commands.add_parser("check", help="lint reports"))
    explain = commands.add_parser("explain", help="say what a rule finds, why, and how to mend it")
    explain.add_argument("code", metavar="CODE", help="a rule's code or name")
    explain.set_defaults(run=_explain)
    commands.add_parser("rules", help="list the rules").set_defaults(run=_rules)
    new = commands.add_parser("new", help="write a blank report and its folder for figures")
    new.add_argument("--template", metavar="EDITION|FILE", help="the edition (default: the newest)")
    new.set_defaults(run=_new)
    add_commands(commands.add_parser("schema", help="list, check, render and make schemas"))
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    stages = [stage.label for stage in Stage]
    levels = [severity.label for severity in Severity] + ["never"]
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="reports, folders, globs, or - (default: search)"
    )
    parser.add_argument(
        "--stage", choices=stages, default="final", help="how far the report is (default: final)"
    )
    parser.add_argument(
        "--template", metavar="EDITION|FILE", help="check against this one (default: detected)"
    )
    parser.add_argument(
        "--select", metavar="CODES", help="only these rules: codes or their beginnings, by commas"
    )
    parser.add_argument("--ignore", metavar="CODES", help="not these rules")
    parser.add_argument(
        "--fail-on", choices=levels, default="error", help="exit with 1 from this severity on"
    )
    parser.add_argument(
        "--output-format",
        metavar="FORMAT[=FILE]",
        action="append",
        help=f"{', '.join(NAMES)}; may be repeated, each into a FILE or on standard output (default: text)",
    )
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    sinks = [_Sink(value) for value in options.output_format or ["text"]]
    schemas = bundled()
    template = find_schema(options.template) if options.template else None
    known = {schema.id: schema for schema in schemas} | ({template.id: template} if template else {})
    stage = Stage[options.stage.upper()]
    codes = _codes(options.select, options.ignore)
    linter = Linter(tuple(known.values()), Options(stage=stage, template=template, codes=codes))
    limit = Severity.ERROR + 1 if options.fail_on == "never" else Severity[options.fail_on.upper()]
    status = CLEAN
    for file in _with_progress(find(options.paths, linter.recognises)):
        if isinstance(file, Unopened):
            print(f"reportlint: {printable(file.name)}: {printable(file.reason)}", file=sys.stderr)
            status = WRONG
            continue
        result = linter.lint(file.name, file.data, file.location)
        if any(diagnostic.severity >= limit for diagnostic in result.diagnostics):
            status = max(status, FOUND)
        for sink in sinks:
            sink.write(sink.reporter.file(result))
    for sink in sinks:
        sink.close()
    return status


class _Sink:
    """Where a reporter's text goes: standard output at once, or a file once all of it is there."""

    def __init__(self, value: str) -> None:
        name, _, self._file = value.partition("=")
        if name not in NAMES:
            raise UsageError(f"no output format {name!r}: there are {', '.join(NAMES)}")
        colour = not self._file and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        self.reporter = reporter(name, colour=colour)
        self._chunks: list[str] = []

    def write(self, text: str) -> None:
        if self._file:
            self._chunks.append(text)
        else:
            sys.stdout.write(text)

    def close(self) -> None:
        self.write(self.reporter.end())
        if self._file:
            try:
                with Path(self._file).open(
                    "w", encoding="utf-8", errors="backslashreplace", newline="\n"
                ) as file:
                    file.writelines(self._chunks)
            except OSError as error:
                raise UsageError(f"{self._file}: {error.strerror}") from None


def _with_progress(files: Iterable[Found | Unopened]) -> Iterator[Found | Unopened]:
    """Pass files on; on a terminal, say how many there were if it takes long."""
    begin = time.monotonic()
    shown = False
    for number, file in enumerate(files):
        if sys.stderr.isatty() and time.monotonic() - begin > _SLOW:
            shown = True
            print(f"\r\x1b[K{number} linted, now {printable(file.name)}", end="", file=sys.stderr, flush=True)
        yield file
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _codes(select: str | None, ignore: str | None) -> frozenset[str]:
    chosen = CODES if select is None else _matching(select)
    return chosen if ignore is None else chosen - _matching(ignore)


def _matching(value: str) -> frozenset[str]:
    """Return the codes that a list of codes, beginnings of codes, or names means."""
    chosen: set[str] = set()
    for word in filter(None, (part.strip() for part in value.split(","))):
        matches = [rule.code for rule in RULES if rule.code.startswith(word.upper()) or rule.name == word]
        if not matches:
            raise UsageError(f"no rule {word!r}{_suggestion(word)}")
        chosen.update(matches)
    if not chosen:
        raise UsageError("no rule is named: reportlint rules lists them")
    return frozenset(chosen)


def _suggestion(word: str) -> str:
    from difflib import get_close_matches

    names = [name for rule in RULES for name in (rule.code, rule.name)]
    near = get_close_matches(word, names, n=1) or get_close_matches(word.upper(), names, n=1)
    return f": did you mean {near[0]}?" if near else ": reportlint rules lists them"


def _explain(options: argparse.Namespace) -> int:
    wanted = options.code
    for rule in _all_rules():
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            print(f"{rule.code} {rule.name} ({_levels(rule.levels)})\n\n{rule.help}")
            return CLEAN
    raise UsageError(f"no rule {wanted!r}{_suggestion(wanted)}")


def _rules(_: argparse.Namespace) -> int:
    for rule in _all_rules():
        print(f"{rule.code}  {rule.name:<24}{_levels(rule.levels):<32}{rule.summary}")
    return CLEAN


def _all_rules() -> Iterator[Rule]:
    from reportlint.schema.load import SCHEMA_RULES

    yield from RULES
    yield from SCHEMA_RULES


def _levels(levels: Levels) -> str:
    final, draft = (level.label if level else "silent" for level in levels)
    return f"final: {final}, draft: {draft}"


def _new(options: argparse.Namespace) -> int:
    schema = find_schema(options.template) if options.template else bundled()[-1]
    report = Path(schema.course.report or "report.md")
    if Path.cwd().name == report.parent.name:
        report = Path(report.name)
    figures = report.parent / "figures"
    if report.exists():
        raise UsageError(f"{report.as_posix()} is there already, nothing was written")
    try:
        figures.mkdir(parents=True, exist_ok=True)
        # git does not keep an empty folder.
        (figures / ".gitkeep").touch()
        with report.open("x", encoding="utf-8", newline="\n") as file:
            file.write(render(schema.newest))
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from None
    print(f"wrote {report.as_posix()} (template {schema.id}) and {figures.as_posix()}/")
    return CLEAN
