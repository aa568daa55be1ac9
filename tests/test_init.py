"""`reportlint init`: what it writes, and what it leaves alone."""

import os
import tomllib
from pathlib import Path

import pytest
import yaml

from reportlint import PROJECT
from reportlint.cli.init import OLDEST
from reportlint.cli.starter import HOOK, WORKFLOW, with_hook
from tests.cli import Run, reportlint, repository, write

OTHERS = """\
# what we agreed on
default_stages: [pre-commit]
repos:
  - repo: https://example.org/hooks   # ours
    rev: v1.2.3
    hooks:
      - id: end-of-file-fixer
        args: [
          --all,
        ]
      # this belongs to the hooks above

# this to what follows
ci: {autofix_prs: false}
"""


def lines(run: Run) -> list[str]:
    return run.stdout.decode().splitlines()


def test_both_files_are_written(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "reports").mkdir()
    run = reportlint("init", "--yes", cwd=tmp_path / "reports")
    assert (run.returncode, run.stderr) == (0, b"")
    hooks = (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(hooks) == {"repos": yaml.safe_load(HOOK)}
    workflow = tmp_path / ".github" / "workflows" / "reportlint.yml"
    assert workflow.read_text(encoding="utf-8") == WORKFLOW
    assert "    git add ../.pre-commit-config.yaml ../.github/workflows/reportlint.yml" in lines(run)
    again = reportlint("init", cwd=tmp_path)
    assert (again.returncode, b"nothing to write" in again.stdout) == (0, True)
    assert lines(again)[-1] == "    pre-commit run reportlint --all-files --verbose"
    assert b"git add" not in again.stdout


def test_nothing_is_written_unasked(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path / ".pre-commit-config.yaml", OTHERS)
    run = reportlint("init", cwd=tmp_path)
    assert run.returncode == 2
    assert b"+  - repo: https://github.com/reportlint/reportlint" in run.stdout
    assert b"--yes" in run.stderr
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8") == OTHERS
    assert not (tmp_path / ".github").exists()
    assert reportlint("init", "--yes", cwd=tmp_path.parent).returncode == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("indent", ["", "  "])
@pytest.mark.parametrize("tail", [True, False])
def test_the_others_stay_as_they_are(newline: str, end: str, indent: str, tail: bool) -> None:
    before = OTHERS if tail else OTHERS.partition("\n# this to")[0]
    before = (before.replace("\n  ", f"\n{indent}").rstrip("\n") + end).replace("\n", newline)
    after = with_hook(before)
    assert after
    assert yaml.safe_load(after)["repos"] == yaml.safe_load(before)["repos"] + yaml.safe_load(HOOK)
    added = "".join(f"{indent}{line}{newline}" for line in HOOK.splitlines())
    assert after.count(added) == 1
    assert after.replace(added, "").removesuffix(newline) == before.removesuffix(newline)


@pytest.mark.parametrize("before", ["", "# only a remark\n"])
def test_a_configuration_without_hooks(before: str) -> None:
    assert with_hook(before) == f"{before}repos:\n{HOOK}"


def test_the_name_in_a_remark_is_no_hook() -> None:
    before = f"# see {PROJECT}\nrepos:\n- repo: local\n  hooks: []\n"
    after = with_hook(before)
    assert after == before + HOOK
    assert with_hook(after) == after


def test_a_workflow_of_another_name_is_enough(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path / ".github" / "workflows" / "lint.yaml", WORKFLOW)
    assert reportlint("init", "--yes", cwd=tmp_path).returncode == 0
    assert not (tmp_path / ".github" / "workflows" / "reportlint.yml").exists()


@pytest.mark.parametrize("name", [".github", ".github/workflows", ".github/workflows/reportlint.yml"])
@pytest.mark.parametrize("kind", ["link", "file", "folder"])
def test_what_is_in_the_way_stops_it_before_it_writes(tmp_path: Path, name: str, kind: str) -> None:
    root = repository(tmp_path / "project")
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "outside").mkdir()
    if kind == "link":
        path.symlink_to(tmp_path / "outside")
    elif kind == "folder" and path.suffix:
        path.mkdir()
    elif kind == "file" and not path.suffix:
        path.write_text("boats\n", encoding="utf-8")
    else:
        pytest.skip("nothing is in the way")
    run = reportlint("init", "--yes", cwd=root)
    assert (run.returncode, b"nothing was written" in run.stderr) == (2, True)
    assert not (root / ".pre-commit-config.yaml").exists()
    assert not list((tmp_path / "outside").iterdir())


@pytest.mark.parametrize(
    "text",
    [
        "repos: []\n",
        "repos: [{repo: local, hooks: []}]\n",
        "- a\n",
        "a: [\n",
        "repos: x\n",
        "hooks: 1\n",
        "\t",
        "&a\nrepos:\n- *a\n",
        "x: &x [1]\nrepos:\n- repo: local\n  hooks: *x\n",
    ],
)
def test_what_it_does_not_understand_it_leaves_alone(tmp_path: Path, text: str) -> None:
    assert with_hook(text) is None
    repository(tmp_path)
    write(tmp_path / ".pre-commit-config.yaml", text + "# harbour\n")
    run = reportlint("init", "--yes", cwd=tmp_path)
    assert run.returncode == 2
    assert b"add this to its repos yourself" in run.stderr
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8") == text + "# harbour\n"
    assert not (tmp_path / ".github").exists()


def programs(folder: Path, versions: dict[str, str]) -> dict[str, str]:
    """Return the environment with a PATH of programs that are Pythons of these versions."""
    folder.mkdir()
    for name, version in versions.items():
        (folder / name).write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    ("versions", "before", "expected", "missing"),
    [
        ({"python3": "3 11"}, "", None, False),
        ({}, "", None, False),
        ({"python3": "broken"}, "", None, False),
        ({"python3": "3 10", "python3.11": "3 11"}, "", "python3.11", False),
        ({"python3": "3 10"}, "", "python3.11", True),
        (
            {"python3": "3 10"},
            "default_language_version: {python: python3.12}\nrepos:\n- repo: local\n  hooks: []\n",
            None,
            True,
        ),
    ],
)
def test_a_python_that_is_too_old(
    tmp_path: Path, versions: dict[str, str], before: str, expected: str | None, missing: bool
) -> None:
    root = repository(tmp_path / "project")
    if before:
        write(root / ".pre-commit-config.yaml", before)
    run = reportlint("init", "--yes", cwd=root, environment=programs(tmp_path / "bin", versions))
    written = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = written["repos"][-1]["hooks"]
    assert [hook["id"] for hook in hooks] == ["reportlint", "reportlint-fix"]
    assert {hook.get("language_version") for hook in hooks} == {expected}
    assert (b"sudo apt install python3.11" in run.stdout) == missing


def test_the_oldest_python_is_that_of_the_package() -> None:
    root = Path(__file__).parent.parent
    wanted = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "requires-python"
    ]
    assert wanted == ">={}.{}".format(*OLDEST)
    refusal = f"ERROR: Package 'reportlint' requires a different Python: 3.10.12 not in '{wanted}'"
    assert refusal in (root / "docs" / "student.md").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    ("there", "command"),
    [
        ({"uv": "", "pipx": ""}, "uv tool install pre-commit"),
        ({"pipx": ""}, "pipx install pre-commit"),
        ({}, "python3 -m pip install pre-commit"),
        ({"pre-commit": ""}, "pre-commit install -t pre-commit -t pre-merge-commit"),
    ],
)
def test_the_first_command_is_one_that_is_there(tmp_path: Path, there: dict[str, str], command: str) -> None:
    root = repository(tmp_path / "project")
    run = reportlint("init", "--yes", cwd=root, environment=programs(tmp_path / "bin", there))
    assert next(line for line in lines(run) if "install " in line) == f"    {command}"
