"""What the imports inside functions would cost each check if they stood at the top of their modules."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from reportlint import fixes

PACKAGE = Path(__file__).parents[2] / "reportlint"
ROUNDS = 5
_TIMED = """
import gc, importlib, sys, time
gc.disable()
import reportlint.cli.check
importlib.import_module(sys.argv[1])
known, begin = len(sys.modules), time.process_time()
importlib.import_module(sys.argv[2])
print(time.process_time() - begin, len(sys.modules) - known)
"""


def deferred() -> Iterator[tuple[str, str]]:
    """Yield each module that has imports inside functions, with each module that they import."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        owner = ".".join(parts).removesuffix(".__init__")
        for name in dict.fromkeys(_imported(ast.parse(path.read_text(encoding="utf-8")))):
            yield owner, name
    yield from (("reportlint.fixes", f"reportlint.fixes.{name}") for name in fixes.__all__)


def _imported(tree: ast.Module) -> Iterator[str]:
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    for node in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from [*filter(_is_module, names)] or [node.module]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _is_module(name: str) -> bool:
    return (PACKAGE.parent / f"{name.replace('.', '/')}.py").is_file()


def table() -> None:
    """Print them, with the milliseconds of CPU and the modules that a check has not imported already."""
    for owner, name in deferred():
        command = [sys.executable, "-c", _TIMED, owner, name]
        runs = [subprocess.run(command, capture_output=True, check=True, text=True) for _ in range(ROUNDS)]
        seconds = statistics.median(float(run.stdout.split()[0]) for run in runs)
        print(f"{owner:32} {name:36} {seconds * 1e3:6.1f} ms {runs[0].stdout.split()[1]:>4} modules")
