"""The walls: imports go left only, and a few things are each done in one place."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportlint.reporters import NAMES

PACKAGE = Path(__file__).parent.parent / "reportlint"
LAYERS = (
    "source wording schema.model text schema.hints schema.figures schema.template schema.resolve "
    "schema.store schema.pairs schema.changes "
    "diagnostic workspace forms comments known course conflicts inline outline references report detect "
    "prompt answers anchors sections bind loss weave debris mend restore boxes ticks extras keep carry "
    "nearest mend_images pictures "
    "rules.base rules.files rules.blocks rules.questions rules.markers rules.template rules.answers "
    "rules.content rules.images rules.pictures rules.targets "
    "rules.checklist rules.suppressions rules codes suppress result rows baseline engine harm fix update "
    "schema.dump schema.mistake schema.nodes schema.structure schema.layers schema.checks schema.load "
    "schema.bundle "
    "reporters.base reporters.fold reporters.text reporters.concise reporters.hook reporters.json "
    "reporters.github reporters.markdown reporters.summary reporters.sarif reporters.course "
    "reporters.csv reporters.changes reporters "
    "schema.importer schema.revise schema.rewrite schema.script schema.compare "
    "html.frame html.literal html.code html.nesting html.markdown html.stretches html.targets html.clean "
    "html.words html.findings html.overview html.page html.names html.charts html.matrix html.index "
    "config_values config places discover output editions git checkout installation "
    "cli.status cli.history cli.codes cli.write cli.sink cli.schema_diff cli.schema_import cli.schema "
    "cli.linters cli.settings cli.show cli.rewrite cli.fix cli.check cli.update cli.html "
    "cli.rules cli.new cli.init cli action __main__"
).split()
HOMES = {
    "markdown_it": {"inline", "outline", "html.markdown"},
    "mdit_py_plugins": {"html.markdown"},
    "nh3": {"html.clean"},
    "pygments": {"html.code"},
    "yaml": {"installation", "schema.nodes", "schema.dump"},
    "jsonschema": {"schema.structure"},
    "pathlib": {
        *("action", "checkout", "discover", "editions", "git", "output", "places", "schema.bundle"),
        *("cli", "cli.fix", "cli.history", "cli.init", "cli.new", "cli.schema_diff", "cli.schema_import"),
        *("cli.linters", "cli.rewrite", "cli.settings", "cli.sink", "cli.write", "cli.html", "html.names"),
    },
    "os": {
        "action",
        "checkout",
        "discover",
        "git",
        "output",
        "places",
        "cli",
        "cli.html",
        "cli.rewrite",
        "cli.settings",
        "cli.sink",
    },
    "glob": {"discover"},
    "argparse": {
        *("cli", "cli.check", "cli.fix", "cli.html", "cli.init", "cli.new", "cli.rules", "cli.schema"),
        *("cli.schema_diff", "cli.schema_import", "cli.settings", "cli.update", "schema.bundle"),
    },
    "subprocess": {"git"},
    "tomllib": {"config"},
    "pkgutil": {"html.index", "html.page", "schema.store"},
}
PRINTERS = {
    *("cli", "cli.check", "cli.fix", "cli.html", "cli.init", "cli.new", "cli.rules", "cli.schema"),
    *("cli.schema_import", "cli.update", "schema.bundle"),
}


def modules() -> dict[str, ast.Module]:
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent != PACKAGE or path.name != "__init__.py"
    }


MODULES = modules()


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = (f"{node.module}.{alias.name}" for alias in node.names)
            submodules = [name for name in inner if name.removeprefix("reportlint.") in MODULES]
            yield from submodules or [node.module]


def test_every_module_has_its_layer() -> None:
    assert set(MODULES) - {"schema", "html"} == set(LAYERS)


@pytest.mark.parametrize("module", LAYERS)
def test_imports_go_left_only(module: str) -> None:
    names = [name.removeprefix("reportlint.") for name in imports(MODULES[module]) if "reportlint." in name]
    right = [name for name in names if LAYERS.index(name) >= LAYERS.index(module)]
    assert not right


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_its_home(library: str) -> None:
    users = {name for name, tree in MODULES.items() if library in {i.split(".")[0] for i in imports(tree)}}
    assert users == HOMES[library]


def test_only_the_command_line_prints() -> None:
    printers = {
        name
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


def test_linting_imports_nothing_that_only_others_use(tmp_path: Path) -> None:
    code = (
        "import sys; from reportlint.cli import main; main(['check', '-']); "
        "others = ('yaml', 'jsonschema', 'difflib', 'tomllib', 'nh3', 'pygments'); "
        "print([name for name in others if name in sys.modules])"
    )
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'boats'\n", encoding="utf-8")
    command = [sys.executable, "-c", code]
    env = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    run = subprocess.run(command, input=b"# boat\n", capture_output=True, check=True, cwd=tmp_path, env=env)
    assert run.stdout.decode().splitlines()[-1] == "[]"
