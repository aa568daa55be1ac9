"""`reportlint init`: what it writes, and what it leaves alone."""

from pathlib import Path

import pytest
import yaml

from reportlint import PROJECT
from reportlint.cli.init import HOOK, WORKFLOW, with_hook
from tests.cli import reportlint, repository, write

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


def test_both_files_are_written(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "reports").mkdir()
    run = reportlint("init", "--yes", cwd=tmp_path / "reports")
    assert (run.returncode, run.stderr) == (0, b"")
    hooks = (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(hooks) == {"repos": yaml.safe_load(HOOK)}
    workflow = tmp_path / ".github" / "workflows" / "reportlint.yml"
    assert workflow.read_text(encoding="utf-8") == WORKFLOW
    again = reportlint("init", cwd=tmp_path)
    assert (again.returncode, b"nothing to write" in again.stdout) == (0, True)


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
    assert b"add to its repos by hand" in run.stderr
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8") == text + "# harbour\n"
    assert not (tmp_path / ".github").exists()
