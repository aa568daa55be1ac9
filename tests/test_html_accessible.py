"""Pages and index hold to what is agreed on: axe finds no violation, and the HTML is valid."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser import needs_browser, opened
from tests.pictures import index, page

PACKAGES = ("axe-core@4.14.1", "vnu-jar@26.9.27")
RUN = """
<script>
addEventListener("load", async () => {
  document.querySelectorAll("details").forEach((element) => { element.open = true; });
  const { passes, violations } = await axe.run();
  const found = violations.map(({ id, nodes }) => [id, nodes[0].html]);
  document.documentElement.innerHTML = `<title>${passes.length}</title><body></body>`;
  document.body.append(JSON.stringify(found));
});
</script>
"""

pytestmark = pytest.mark.skipif(os.name == "nt" or not shutil.which("npm"), reason="there is no npm here")


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which npm has put the tools; skip where it cannot have them."""
    folder = tmp_path_factory.mktemp("tools")
    options = ("--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts")
    run = subprocess.run(["npm", "install", *options, *PACKAGES], capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip(f"npm does not get the tools: {run.stderr.strip()[:200]}")
    return folder / "node_modules"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the page of the example and the index of a class."""
    return {name: make(tmp_path_factory.mktemp(name)) for name, make in (("page", page), ("index", index))}


@needs_browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["page", "index"])
def test_axe_finds_no_violation(
    name: str, width: int, tools: Path, pages: dict[str, str], tmp_path: Path
) -> None:
    # The page's policy would not let the examination run.
    text = re.sub('<meta http-equiv="[^>]*>', "", pages[name])
    axe = (tools / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    shown, _ = opened(f"{text}<script>{axe}</script>{RUN}", tmp_path, width)
    passed, found = re.findall("<title>(.*?)</title>|<body>(.*?)</body>", shown, re.DOTALL)
    assert json.loads(found[1]) == []
    assert int(passed[0]) > 20


@pytest.mark.skipif(not shutil.which("java"), reason="there is no Java here")
def test_the_html_is_valid(tools: Path, pages: dict[str, str], tmp_path: Path) -> None:
    for name, text in pages.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    jar = tools / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", *map(str, tmp_path.glob("*.html"))]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
