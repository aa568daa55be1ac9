"""The site of docs/: it builds, and no link of it, or of the other documents, is dead."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs import DOCS, ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "tests" / "cases" / "README.md"]
BUILD = [str(Path(sys.executable).parent / "zensical"), "build", "--strict"]
OWN = re.compile(
    r"https://(?:github\.com|raw\.githubusercontent\.com)/reportlint/reportlint/(?:blob/main|v[\d.]+)/([^\s)#>]+)"
)


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    run = subprocess.run(BUILD, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert {page.stem for page in DOCS.glob("*.md")} <= {
        "index",
        *(page.parent.name for page in (tmp_path / "site").glob("*/index.html")),
    }


def test_a_dead_link_fails_the_site(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Boats\n\n[ropes](#ropes)\n", encoding="utf-8")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    assert subprocess.run(BUILD, cwd=tmp_path, capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_file_that_a_document_links_to_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    inside = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)
    relative = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", inside)
    missing = [path for path in relative if not (document.parent / path).exists()]
    missing += [path for path in OWN.findall(text) if not (ROOT / path).exists()]
    assert missing == []
