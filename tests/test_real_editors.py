"""Real editors with the server, where they are installed: they show what the command line says."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli import reportlint, repository, write

HERE = Path(__file__).parent
EXAMPLE = (HERE.parent / "examples" / "reports" / "README.md").read_text(encoding="utf-8")
SEVERITIES = {"error": 1, "warning": 2, "note": 3}


def driven(*command: str, folder: Path) -> Any:
    """Run an editor on a report; return what its script wrote, and what the command line says of the same."""
    path = write(repository(folder / "course") / "reports" / "README.md", EXAMPLE)
    out = folder / "out.json"
    told = {"REPORTLINT_TEST": "\n".join([sys.executable, str(path), str(out)]), "HOME": str(folder)}
    env = {**os.environ, "PYTHONPATH": str(HERE.parent), "TERM": "dumb", **told}
    run = subprocess.run(
        command, cwd=folder / "course", env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert out.exists(), run.stdout + run.stderr
    made = json.loads(out.read_text(encoding="utf-8"))
    assert "error" not in made, made["error"]
    return made


def found(folder: Path) -> list[list[object]]:
    """Return what the command line says of the report, with places as editors count them."""
    arguments = "check --stage draft --output-format json reports/README.md".split()
    run = reportlint(*arguments, cwd=folder / "course")
    return [
        [d["code"], SEVERITIES[d["severity"]], d["message"]]
        + [d[key] - 1 for key in ("line", "column", "end_line", "end_column")]
        for d in json.loads(run.stdout)["files"][0]["diagnostics"]
    ]


def fixed(folder: Path, *options: str) -> str:
    path = folder / "course" / "reports" / "README.md"
    path.write_text(EXAMPLE, encoding="utf-8")
    reportlint("check", "--stage", "draft", "--fix", *options, "reports/README.md", cwd=folder / "course")
    return path.read_text(encoding="utf-8")


def hold(made: Any, folder: Path) -> None:
    assert sorted(made["diagnostics"]) == sorted(found(folder))
    assert made["quick_fix"] == fixed(folder, "--select", "RL205")
    assert made["fix_all"] == fixed(folder)


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")
def test_neovim(tmp_path: Path) -> None:
    script = HERE / "editors" / "neovim.lua"
    made = driven(
        "nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {script}", folder=tmp_path
    )
    hold(made, tmp_path)


EGLOT = "(progn (package-initialize) (kill-emacs (if (require 'eglot nil t) 0 1)))"


def has_eglot() -> bool:
    """Whether Emacs is installed with eglot, as it comes since version 29, or with Debian's package."""
    if not shutil.which("emacs"):
        return False
    return subprocess.run(["emacs", "-q", "--batch", "--eval", EGLOT], capture_output=True).returncode == 0


def test_emacs(tmp_path: Path) -> None:
    if not has_eglot():
        pytest.skip("Emacs is not installed, or without eglot")
    script = HERE / "editors" / "eglot.el"
    hold(driven("emacs", "-q", "--batch", "-l", str(script), folder=tmp_path), tmp_path)


def test_the_settings_on_the_page_can_be_read() -> None:
    page = (HERE.parent / "docs" / "editors.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(\w+)\n(.*?)```", page, re.DOTALL)
    readers = {"json": json.loads, "toml": tomllib.loads}
    read = [readers[language](text) for language, text in blocks if language in readers]
    assert len(read) == 4
    assert all("reportlint" in text and "server" in text for _, text in blocks)
