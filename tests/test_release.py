"""The version stands in several files; the guide's command changes all of them, and here they agree."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reportlint import __version__

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "maintainer.md").read_text(encoding="utf-8")
COMMAND = re.search(r"```sh\n(perl -pi [^\n]+)\n```", GUIDE)
STATED = re.compile(
    r"""(?:\brev:\ v|reportlint(?:@|@[^#\n]*\#\ |\ |/)v|^version\ =\ "|__version__\ =\ ")(\d+\.\d+\.\d+)""",
    re.MULTILINE | re.VERBOSE,
)
"""A version of this project, for Python or for those who use it."""
OTHERS = ("CHANGELOG.md", "docs/maintainer.md", "docs/schema.md")
"""What tells of other versions, too."""


def stated(folder: Path) -> dict[str, set[str]]:
    """Return the versions that each file states."""
    listed = subprocess.run(["git", "ls-files"], cwd=folder, capture_output=True, text=True, check=True)
    names = [name for name in listed.stdout.splitlines() if name.endswith((".md", ".toml", ".py", ".yml"))]
    names = [name for name in names if name not in OTHERS and not name.startswith("tests/")]
    found = {name: set(STATED.findall((folder / name).read_text(encoding="utf-8"))) for name in names}
    return {name: versions for name, versions in found.items() if versions}


def _files() -> list[str]:
    """Return the files that the guide's command changes."""
    assert COMMAND
    return COMMAND[1].rpartition("' ")[2].split()


def test_the_version_is_the_same_wherever_it_stands() -> None:
    assert stated(ROOT) == {key: {__version__} for key in _files()}


@pytest.mark.skipif(os.name == "nt" or not shutil.which("perl"), reason="the guide speaks to a POSIX shell")
def test_the_guides_command_changes_all_of_them(tmp_path: Path) -> None:
    assert COMMAND
    for name in _files():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    command = COMMAND[1].replace("0.2.0", "9.9.9").replace(r"0\.1\.0", re.escape(__version__))
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True)
    assert stated(tmp_path) == {key: {"9.9.9"} for key in _files()}
