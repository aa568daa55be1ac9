"""The real templates and hand-ins that may lie beside the checkout; nothing of them is in this repository."""

import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from reportlint.diagnostic import Stage
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Options
from reportlint.reporters import reporter
from reportlint.repository.checkout import workspace_of
from tests.grading import graded, warned
from tests.reports import LINTER, PNG, SCHEMAS, codes, lint
from tests.shared import INDEX, REPORTS, SHARED, TEMPLATES, TREES

EDITIONS = {revision.id: schema.id for schema in SCHEMAS.values() for revision in schema.revisions}

pytestmark = pytest.mark.skipif(not REPORTS, reason="there is no ../shared with templates and reports here")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_blank_template_gives_its_unanswered_questions_and_nothing_else(template: Path) -> None:
    result = lint(template.read_bytes())
    report = result.report
    assert report
    assert (report.revision.id, report.schema.id) == (template.stem, EDITIONS[template.stem])
    unanswered = [d.question for d in result.diagnostics if d.code == "RL201"]
    assert unanswered == list(report.schema.numbers)
    others = [d.code for d in result.diagnostics if d.code != "RL201"]
    assert others == ([] if report.revision is report.schema.newest else ["RL111"])
    draft = lint(template.read_bytes(), Options(stage=Stage.DRAFT))
    assert all(diagnostic.severity < 3 for diagnostic in draft.diagnostics)


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_the_checker_is_foretold(report: Path) -> None:
    result = lint(report.read_bytes())
    assert result.report
    verdict = graded(report.read_bytes().decode(), result.report.schema.id)
    assert verdict is not None
    errors = [d for d in result.diagnostics if d.code.startswith("RL1") and d.severity == 3]
    if not errors and not result.report.newer:
        assert warned(result) == {number for number, kinds in verdict.items() if kinds}


def test_the_warnings_of_the_seeds() -> None:
    verdicts = [lint(seed.read_bytes()).report for seed in sorted(SHARED.glob("reports/seeds/*.md"))]
    assert [len(r.verdict.warnings) for r in verdicts if r and r.verdict] == [20, 16, 11, 2, 13]


@pytest.mark.parametrize("tree", TREES, ids=lambda path: path.stem)
def test_every_image_that_is_not_there_is_found(tree: Path, tmp_path: Path) -> None:
    """In the listed repository, laid out as real files: by a reading of the images in a few lines."""
    names = tree.read_text(encoding="utf-8").splitlines()
    place = next(line.split("\t")[1] for line in INDEX if line.startswith(f"{tree.stem}\t"))
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PNG if name.lower().endswith(".png") else b"\xff\xd8\xff\xe0")
    (tmp_path / place).write_bytes(tree.with_suffix(".md").read_bytes())
    for command in (["init", "-q"], ["add", "--force", "--all"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, capture_output=True)
    name = str(tmp_path / place)
    result = LINTER.lint(InputFile(name, Path(name).read_bytes(), workspace=workspace_of(name)))
    assert result.report
    folder = PurePosixPath(place).parent
    image = re.compile(r"!\[[^\]]*\]\(([^()\s]+)[^()]*\)|<img src=\"([^\"]+)\"")
    begin = next(i for i, line in enumerate(result.source.lines) if line.startswith("### Question 1"))
    gone, code = set(), False
    for number, line in enumerate(result.source.lines[begin:], begin + 1):
        code ^= line.startswith("```")
        shown = image.findall(re.sub("`[^`]*`", "", line))
        if not code and any(str(folder / (path or other)) not in names for path, other in shown):
            gone.add(number)
    assert {line for found, line, _ in codes(result) if found == "RL303"} == gone
    assert not {found for found, _, _ in codes(result)} & {"RL304", "RL305", "RL310", "RL312"}


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_no_report_needs_more_annotations_than_are_kept(report: Path, stage: Stage) -> None:
    made = reporter("github")
    made.file(lint(report.read_bytes(), Options(stage=stage)))
    lines = made.end().splitlines()
    assert all(line.startswith("::") and " more: the job summary" not in line for line in lines)


def test_every_report_goes_through_a_narrow_pipe() -> None:
    command = [sys.executable, "-m", "reportlint", "check", "--fail-on", "never", *map(str, REPORTS)]
    env = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(Path(__file__).parent.parent)}
    run = subprocess.run(command, capture_output=True, env=env, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode("utf-8").count("hand-in: ") == len(REPORTS)
