"""Editors read the lines of `concise` by the patterns in docs/output.md."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli import reportlint, write
from tests.docs import DOCS
from tests.reports import good_report

ODD = "C:/my: log 12:3: x/report ø.md"
"""A path with all that a pattern for paths may stumble over; `C:` is a folder where no drive is."""


def concise(folder: Path, options: str) -> tuple[list[str], str]:
    """Return the lines on a report that stands at an odd path, and that path; run as an editor would."""
    name = ODD if os.name != "nt" else str(folder / "my log" / "report.md")
    write(folder / name, good_report("2026").replace("[x]", "[50%]", 1).replace("> Answer:\n", "", 1))
    run = reportlint(*options.split()[1:], name, cwd=folder)
    return run.stdout.decode().splitlines(), Path(name).as_posix()


def test_the_problem_matcher_takes_each_finding(tmp_path: Path) -> None:
    page = (DOCS / "output.md").read_text(encoding="utf-8")
    (task,) = json.loads(page.split("```json\n")[1].split("```")[0])["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    lines, path = concise(tmp_path, task["command"])
    matches = [match for line in lines if (match := re.search(pattern["regexp"], line))]
    # Two lines are about the whole: what is not checked, and the last.
    assert len(matches) == len(lines) - 2
    assert {match[pattern["file"]] for match in matches} == {path}
    assert {(match[pattern["severity"]], match[pattern["code"]]) for match in matches} == {
        ("error", "RL106"),
        ("note", "RL402"),
    }


@pytest.mark.skipif(not shutil.which("vim"), reason="Vim is not installed")
def test_vim_takes_each_finding(tmp_path: Path) -> None:
    page = (DOCS / "output.md").read_text(encoding="utf-8")
    make, *settings = page.split("```vim\n")[1].split("```")[0].splitlines()
    lines, path = concise(tmp_path, make.removeprefix("set makeprg=").replace("\\ ", " "))
    (tmp_path / "out.txt").write_text("\n".join(lines), encoding="utf-8")
    listed = "map(getqflist(), {_, e -> [bufname(e.bufnr), e.lnum, e.col, e.type, e.text]})"
    script = [*settings, "cfile out.txt", f"call writefile([json_encode({listed})], 'list.json')", "qa!"]
    (tmp_path / "script.vim").write_text("\n".join(script), encoding="utf-8")
    subprocess.run(["vim", "-es", "-u", "NONE", "-S", "script.vim"], cwd=tmp_path, check=True, timeout=60)
    found = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    expected = [re.match(r"(.*):(\d+):(\d+): (.)\w+ (RL.*)", line) for line in lines[:-2]]
    assert found == [[path, int(m[2]), int(m[3]), m[4], m[5]] for m in expected if m]
    assert len(found) == len(lines) - 2
