"""The walls: imports go left only, and a few things are each done in one place."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from reportlint.reporters import NAMES
from tests.reports import good_report

PACKAGE = Path(__file__).parent.parent / "reportlint"
ORDER = (
    "source words formatting memory markdown diagnostic repository schema grader report fixes rules linter "
    "update config reporters html server cli action __main__"
).split()
"""What lies directly in the package; each imports from those before it."""
HOMES = {
    "markdown_it": {"markdown", "html"},
    "mdit_py_plugins": {"markdown", "html"},
    "emoji": {"html"},
    "jinja2": {"html"},
    "latex2mathml": {"html"},
    "nh3": {"html"},
    "pygments": {"html"},
    "lsprotocol": {"server"},
    "pygls": {"server"},
    "yaml": {"cli", "schema"},
    "jsonschema": {"schema"},
    "pathlib": {"action", "cli", "html", "repository", "schema", "server"},
    "os": {"__main__", "action", "cli", "repository"},
    "argparse": {"cli", "schema"},
    "subprocess": {"cli", "repository"},
    "tomllib": {"config"},
    "tqdm": {"cli"},
    "pkgutil": {"html"},
}
PRINTERS = {"cli", "schema"}


def modules() -> dict[str, ast.Module]:
    """Return the syntax of each module by its name without the package's own, `__init__` by its folder's."""
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent != PACKAGE or path.name != "__init__.py"
    }


MODULES = modules()


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the modules that a module imports, wherever in it: in functions and for types, too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = (f"{node.module}.{alias.name}" for alias in node.names)
            submodules = [name for name in inner if name.removeprefix("reportlint.") in MODULES]
            yield from submodules or [node.module]


def own_imports(module: str) -> set[str]:
    """Return the modules of ours that one of them imports."""
    names = {name.removeprefix("reportlint.") for name in imports(MODULES[module]) if "reportlint." in name}
    return names - {module}


def test_every_package_has_its_place() -> None:
    assert {name.split(".")[0] for name in MODULES} == set(ORDER)


@pytest.mark.parametrize("package", ORDER)
def test_packages_import_leftwards_only(package: str) -> None:
    own = [module for module in MODULES if module.split(".")[0] == package]
    imported = {name.split(".")[0] for module in own for name in own_imports(module)}
    assert {name for name in imported if ORDER.index(name) >= ORDER.index(package)} <= {package}


def test_no_circle_of_modules() -> None:
    # Raises where there is one, and names it.
    TopologicalSorter({module: own_imports(module) for module in MODULES}).prepare()


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_its_home(library: str) -> None:
    users = {
        name.split(".")[0]
        for name, tree in MODULES.items()
        if library in {imported.split(".")[0] for imported in imports(tree)}
    }
    assert users == HOMES[library]


def test_only_rules_name_codes() -> None:
    strangers = [
        f"{name}: {node.value}"
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"RL\d*", node.value)
        if not name.startswith("rules.") and name != "schema.rules"
    ]
    assert strangers == []


def test_quote_signs_and_the_space_around_them_are_known_in_one_place() -> None:
    knowing = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for spelled in [node.value.replace("\t", "\\t")]
        if any(pair in spelled for pair in ("> \\t", " \\t>", "\\s>]", "[>\\s"))
    }
    assert knowing <= {"markdown", "markdown.inline", "report.patterns"}


def test_only_the_command_line_prints() -> None:
    printers = {
        name.split(".")[0]
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "print"
    }
    assert printers <= PRINTERS


def test_linting_imports_nothing_that_opens_a_connection(tmp_path: Path) -> None:
    formats = ", ".join(f"'--output-format', '{name}'" for name in NAMES)
    code = (
        f"import sys; from reportlint.cli import main; main(['check', '-', '--baseline=HEAD', {formats}]); "
        "print([name for name in ('socket', 'ssl', 'http', 'urllib.request') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, input=b"# boat\n", capture_output=True, check=True
    )
    assert run.stdout.decode().splitlines()[-1] == "[]"


# What each waits for: a module that is not among them is imported where it is needed.
ALWAYS = {
    "cli", "cli.discover", "cli.output", "cli.parser", "cli.suggest", "cli.writer", "formatting", "linter",
    "linter.input", "repository", "repository.globs", "repository.listing", "repository.paths",
    "repository.reader", "repository.workspace", "source", "words",
}  # fmt: skip
TO_LINT = {"config", "diagnostic", "grader", "linter", "markdown", "memory", "report", "rules"}
"""Packages all of whose modules may be needed: the rules and what they look at."""
ALSO_TO_LINT = {
    "cli.check", "cli.check_file", "cli.difference", "cli.fix", "cli.guard", "cli.jobs", "cli.linters",
    "cli.progress", "cli.search", "cli.settings", "cli.sinks", "cli.sources", "fixes",
    "fixes.answer", "fixes.items", "reporters", "reporters.base", "reporters.fold",
    "reporters.states", "reporters.text", "reporters.view", "repository.checkout", "repository.names",
    "schema", "schema.bundled", "schema.model", "schema.numbering", "schema.resolve", "schema.rules",
    "schema.store", "schema.template",
}  # fmt: skip
SELDOM = {"linter.fixer", "linter.regression", "report.foreign", "report.unknown_template"}
"""What of them few reports need."""
HEAVY = {
    "json",
    "tomllib",
    "difflib",
    "subprocess",
    "shlex",
    "multiprocessing",
    "concurrent.futures",
    "importlib.metadata",
}
"""Modules of Python that take long to import, and that only few runs need."""


def imported(tmp_path: Path, *arguments: str) -> tuple[set[str], set[str]]:
    """Return the modules that a run imports: ours, and those of others or that take long."""
    code = (
        "import contextlib, sys; had = {*sys.modules}; from reportlint.cli import main\n"
        f"with contextlib.suppress(SystemExit): main({list(arguments)})\n"
        "print(*({*sys.modules} - had), file=sys.stderr)"
    )
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "boats"\n[dependency-groups]\ndev = ["reportlint"]\n[tool.ruff]\n',
        encoding="utf-8",
    )
    (tmp_path / "report.md").write_text(good_report("2026"), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=env)
    names = set(run.stderr.split())
    others = {name.split(".")[0] for name in names} - {*sys.stdlib_module_names, "reportlint"}
    ours = {name.removeprefix("reportlint.") for name in names if name.startswith("reportlint.")}
    return ours, others | (names & HEAVY)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_waits_for_nothing_that_lints(tmp_path: Path, option: str) -> None:
    ours, others = imported(tmp_path, option)
    assert (ours - ALWAYS, others) == (set(), set())


def test_linting_imports_nothing_that_only_others_use(tmp_path: Path) -> None:
    ours, others = imported(tmp_path, "check", "report.md")
    listed = {name for name in ours if name.split(".")[0] in TO_LINT} - SELDOM
    assert (ours - ALWAYS - ALSO_TO_LINT - listed, others) == (set(), {"markdown_it", "mdurl"})
