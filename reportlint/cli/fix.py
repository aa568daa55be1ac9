"""`reportlint check --fix` and `--diff`: writes the fixed report, or shows the changes."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportlint.cli.difference import difference
from reportlint.cli.discover import UsageError
from reportlint.cli.output import CLEAN, WRONG, rewrite
from reportlint.cli.writer import sweep
from reportlint.diagnostic import Diagnostic
from reportlint.formatting import plural, printable
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter
from reportlint.linter.result import Result
from reportlint.repository.paths import STDIN

if TYPE_CHECKING:
    from reportlint.linter.fixer import Fixed, Kept

_SHOWN = 3
"""Maximum number of findings to name whose fixes were not applied."""


def add_fix(parser: argparse.ArgumentParser) -> None:
    """Add the options about fixes to the parser of `reportlint check`."""
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument(
        "--fix",
        action="store_true",
        help="fix what can be fixed safely, old findings too, then check the rest",
    )
    fixes.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: risky fixes as well"
    )
    fixes.add_argument(
        "--diff",
        action="store_true",
        help="show the changes of --fix without writing them; exit with 1 if there are any",
    )


def check_fix_options(options: argparse.Namespace) -> None:
    """Raise `UsageError` if the options about fixes contradict each other."""
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise UsageError("--unsafe-fixes goes with --fix or --diff")
    if options.fix and not options.diff and STDIN in options.paths:
        raise UsageError("--fix cannot write standard input: use --diff, or name the file")
    if options.diff and (sinks := [value for value in options.output_format or () if "=" in value]):
        raise UsageError(f"--diff writes no file: leave out --output-format {sinks[0]}")


def _fixed(linter: Linter, file: InputFile, *, unsafe: bool) -> "Fixed":
    # Not needed by runs that fix nothing.
    from reportlint.linter.fixer import fix

    return fix(linter, file, unsafe=unsafe)


def offered_fixes(linter: Linter, file: InputFile, result: Result) -> Result:
    """Return the result of a file without the fixes that `--fix` would not keep."""
    # Not needed by runs that show no fix.
    from reportlint.linter.fixer import offered

    return offered(linter, file, result)


def shown_fixes(linter: Linter, file: InputFile, *, unsafe: bool) -> tuple[str, str]:
    """Return the diff of a file's fixes, empty if there is none, and a remark."""
    fixed = _fixed(linter, file, unsafe=unsafe)
    said = "" if fixed.applied else f"{printable(file.name)}: nothing that --fix would change"
    return difference(file.name, fixed.before.source.raw, fixed.after.source.raw), said


def apply_fixes(linter: Linter, file: InputFile, *, unsafe: bool) -> tuple[bytes, int, str]:
    """Fix a file; return its new content, the status, and a remark or nothing."""
    fixed = _fixed(linter, file, unsafe=unsafe)
    if not fixed.applied:
        sweep(Path(file.name))
    elif reason := rewrite(file, fixed.data):
        return file.data, WRONG, f"{printable(file.name)}: {reason}"
    return fixed.data, CLEAN, _summary(file.name, fixed) if fixed.applied or fixed.kept else ""


def _summary(name: str, fixed: "Fixed") -> str:
    codes = Counter(diagnostic.code for diagnostic in fixed.applied)
    counts = ", ".join(f"{code} x {number}" for code, number in sorted(codes.items()))
    done = (
        plural(len(fixed.applied), "finding") + f" in {printable(name)}" + (f" ({counts})" if counts else "")
    )
    return f"fixed {done}" + (f"; kept {len(fixed.kept)}: {_reasons(fixed.kept)}" if fixed.kept else "")


def _reasons(kept: "Sequence[Kept]") -> str:
    shown = [f"{_place(entry.diagnostic)}, {printable(entry.reason)}" for entry in kept[:_SHOWN]]
    more = len(kept) - len(shown)
    return "; ".join([*shown, *([f"and {more} more"] if more else [])])


def _place(diagnostic: Diagnostic) -> str:
    where = "" if diagnostic.question is None else f" in question {diagnostic.question}"
    return f"{diagnostic.code}{where}"
