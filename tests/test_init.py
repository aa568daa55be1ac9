"""`reportlint init`: what it writes, and what it leaves alone."""

from pathlib import Path

import pytest
import yaml

from reportlint.installation import HOOK, WORKFLOW, with_hook
from tests.test_cli import reportlint, repository, write

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
