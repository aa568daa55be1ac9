"""The schemas are found wherever the package is imported from."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.reports import good_report

PACKAGE = Path(__file__).parent.parent / "reportlint"
WAYS = "with pip in its environment, or with `uv tool install` or `pipx install --force`"


@pytest.mark.parametrize("module", ["emoji", "jinja2", "latex2mathml", "nh3", "pygments"])
def test_without_what_pages_need_everything_else_works(tmp_path: Path, module: str) -> None:
    (tmp_path / "report.md").write_text(good_report("2025"), encoding="utf-8")
    code = (
        f"import sys; sys.modules['{module}'] = None; from reportlint.cli import main; "
        "print(main(['check', '--output-format', 'course', 'report.md']), main(['html', 'report.md']))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
    assert run.stdout.decode() == "0 2\n"
    last = run.stderr.decode().splitlines()[-1]
    assert last == (
        f"reportlint: pages need {module}, which is not installed: "
        f"install 'reportlint[html] @ git+https://github.com/reportlint/reportlint', {WAYS}"
    )
    assert not (tmp_path / "report.html").exists()


@pytest.mark.parametrize("module", ["lsprotocol", "pygls"])
def test_without_what_the_server_needs_it_says_how_to_install_it(module: str) -> None:
    code = f"import sys; sys.modules['{module}'] = None; from reportlint.cli import main; main(['server'])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stderr.decode() == (
        f"reportlint: the language server needs {module}, which is not installed: "
        f"install 'reportlint[server] @ git+https://github.com/reportlint/reportlint', {WAYS}\n"
    )


def test_a_zip_archive_lints(tmp_path: Path) -> None:
    archive = tmp_path / "reportlint.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in PACKAGE.rglob("*"):
            if path.suffix in (".py", ".json"):
                file.write(path, path.relative_to(PACKAGE.parent))
    (tmp_path / "report.md").write_text(good_report("2025"), encoding="utf-8")
    code = (
        "import sys, reportlint.cli as cli; status = cli.main(['check', 'report.md']); "
        "print(cli.__file__); sys.exit(status)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(archive)},
        capture_output=True,
        check=False,
    )
    head, *_, file_line = run.stdout.decode().splitlines()
    assert (run.returncode, run.stderr) == (0, b"")
    assert head.startswith("report.md  template 2025 (revision 2025-01-24)")
    assert "reportlint.zip" in file_line
