"""`action.yml`, executed step by step as GitHub's runner does (see `tests.runner`)."""

import json
import os
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
import yaml

from tests import other_course
from tests.actions import BLANK, BROKEN, GOOD, PROMPT, ROOT, lint, places, without_installing, write
from tests.commands import SUMMARY_LIMIT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the harness runs bash as POSIX runners do")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return without_installing(tmp_path_factory.mktemp("action"))


def test_it_installs_what_is_locked_and_runs_nothing_of_the_workspace(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    write(workspace / "reports" / "README.md", GOOD)
    alarm = f"open({str(tmp_path / 'alarm')!r}, 'a').write(__name__)\n"
    for name in (
        "json",
        "venv",
        "sitecustomize",
        "usercustomize",
        "pip",
        "reportlint",
        "markdown_it",
        "re",
        "os",
    ):
        write(workspace / f"{name}.py", alarm)
        write(workspace / "reportlint" / f"{name}.py", alarm)
    write(workspace / "reportlint" / "__init__.py", alarm)
    write(workspace / "pip.conf", "[global]\nindex-url = file:///nowhere\n")
    write(workspace / "pyproject.toml", '[build-system]\nrequires = ["nothing"]\nbuild-backend = "setup"\n')
    write(workspace / "setup.py", alarm)
    run = lint(ROOT / "action.yml", tmp_path)
    assert run.outcome == "success", run.log
    assert not (tmp_path / "alarm").exists()
    assert [use.inputs["python-version"] for use in run.uses] == ["3.13"]
    results, page = (run.outputs.pop(name) for name in ("json-file", "summary-file"))
    assert json.loads(Path(results).read_text(encoding="utf-8"))["schema_version"] == 1
    assert run.outputs == {
        "errors": "0",
        "new-errors": "0",
        "warnings": "0",
        "notes": "0",
        "answered": "31",
        "questions": "31",
        "template": "2026",
        "course-warnings": "0",
        "course-error": "",
        "sarif-file": "",
    }
    assert not run.annotations
    assert "is ready for hand-in" in run.summary
    assert Path(page).read_text(encoding="utf-8").rstrip() == run.summary.rstrip()


def test_a_python_that_is_too_old(tmp_path: Path) -> None:
    python = which("python3.10")
    if not python or subprocess.run([python, "-c", ""], check=False).returncode:
        pytest.skip("there is no Python 3.10")
    write(tmp_path / "workspace" / "reports" / "README.md", GOOD)
    run = lint(ROOT / "action.yml", tmp_path, python=python, python_version="3.10")
    first, *others = run.annotations
    assert first.message == "python-version: Python 3.10 is too old, reportlint needs 3.11 or newer"
    # The runner adds that the step failed; the step that lints is skipped.
    assert [note.message for note in others] == ["Process completed with exit code 1."]
    assert (run.outcome, run.log) == ("failure", [])


def test_a_blank_report_fails_only_as_handed_in(installed: Path, tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", BLANK)
    draft = lint(installed, tmp_path)
    assert (draft.outcome, draft.annotations) == ("success", [])
    assert draft.outputs["course-warnings"] == "29"
    final = lint(installed, tmp_path, stage="final")
    assert final.outcome == "failure"
    # One for all questions, and the runner's own.
    assert [note.level for note in final.annotations] == ["error", "error"]
    assert final.annotations[0].title == "RL201 unanswered"
    assert final.outputs["errors"] == "29"


@pytest.mark.parametrize("number", [0, 1, 8, 9, 10, 11, 60])
def test_the_runner_drops_no_annotation(installed: Path, tmp_path: Path, number: int) -> None:
    for index in range(number):
        write(tmp_path / "workspace" / f"{index:02}.md", BROKEN.replace("[x]", "[50%]", 1))
    write(tmp_path / "workspace" / "fine.md", GOOD)
    run = lint(installed, tmp_path, paths="*.md", stage="final")
    errors = [note for note in run.annotations if note.level == "error"]
    assert len(errors) == (min(number, 9) + 1 if number else 0)
    assert len([note for note in run.annotations if note.level == "warning"]) == min(number, 10)
    assert any(f"{number - 8} more" in error.message for error in errors) == (number > 9)
    assert [(error.file, error.line) for error in errors[:1]] == [("00.md", PROMPT)] * (number > 0)


@pytest.mark.parametrize(
    "name", ["a, b.md", "a:b.md", "100%2C.md", "bådene/høj.md", "a b/[c].md", "::error::x.md"]
)
def test_names_reach_the_annotation(installed: Path, tmp_path: Path, name: str) -> None:
    write(tmp_path / "workspace" / "course" / name, BROKEN)
    run = lint(installed, tmp_path, paths=name, working_directory="course")
    assert {note.file for note in run.annotations} == {f"course/{name}", ""}
    assert places(run, "error")[-1] == ("", None)


EVIL = (
    "::error file=x::gotcha", "  ::set-output name=x::y", "##[error]gotcha", "a ##[set-env name=X]y",
    "| a | b |", "</details><script>alert(1)</script>", "`` ` ``", "%0A::error::x", "\x1b[31mred\u202e",
)  # fmt: skip


def test_answers_reach_neither_the_log_nor_the_page(installed: Path, tmp_path: Path) -> None:
    text = GOOD
    for number, evil in enumerate(EVIL, 4):
        text = text.replace(f"### Question {number}\n", f"### Question {number} {evil}\n")
        text = text.replace("[x]", f"[{evil}]", 1)
    write(
        tmp_path / "workspace" / "reports" / "README.md", f"{text}\n" + "\n\n".join(f"TODO {e}" for e in EVIL)
    )
    run = lint(installed, tmp_path, stage="final", fail_on="never")
    assert all(note.title.startswith("RL") for note in run.annotations)
    assert "<script>" not in run.summary
    assert "\x1b" not in "".join(run.log) + run.summary
    cells = [line for line in run.summary.splitlines() if line.startswith("| ")]
    assert {line.count(" | ") for line in cells} <= {3, 5}


@pytest.mark.parametrize("filler", ["word ", "[ ] word\n\n* [50%] box\n", "![a](b.png) TODO\n\n"])
def test_nearly_a_megabyte(installed: Path, tmp_path: Path, filler: str) -> None:
    answer = filler * (900_000 // len(filler))
    text = GOOD.replace("### Question 4\n", f"### Question 4\n{answer}\n")
    write(tmp_path / "workspace" / "reports" / "README.md", text)
    run = lint(installed, tmp_path, stage="final", fail_on="never", sarif_file="out.sarif")
    assert run.outcome == "success"
    assert 0 < len(run.summary.encode()) < SUMMARY_LIMIT
    assert (tmp_path / "workspace" / "out.sarif").stat().st_size < 10_000_000


def test_no_report(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    draft = lint(installed, tmp_path)
    assert (draft.outcome, [note.level for note in draft.annotations]) == ("success", ["notice"])
    final = lint(installed, tmp_path, stage="final")
    assert (final.outcome, [note.level for note in final.annotations]) == ("failure", ["error", "error"])
    assert "no report found" in final.annotations[0].message
    assert final.outputs["errors"] == ""


def test_where_the_course_checker_stops(installed: Path, tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", GOOD.replace("> Answer:\n", ">\n", 1))
    run = lint(installed, tmp_path)
    assert run.outputs["course-warnings"] == ""
    assert run.outputs["course-error"] == "ValueError: it finds 30 answers instead of 31"


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"sarif_file": "../out.sarif"}, "../out.sarif leads out of the workspace"),
        ({"json_file": "link/out.json"}, "link/out.json leads out of the workspace"),
        ({"json_file": "linked.json"}, "linked.json leads out of the workspace"),
        ({"working_directory": ".."}, ".. leads out of the workspace"),
        ({"working_directory": "nowhere"}, "No such file"),
        ({"sarif_file": ".git/hooks/post-checkout"}, ".git/hooks/post-checkout leads out of the workspace"),
        ({"sarif_file": "temp/out.sarif"}, "temp/out.sarif leads out of the workspace"),
        ({"json_file": "reports"}, "reports: Is a directory"),
        ({"json_file": "no/where.json"}, "no/where.json: No such file"),
        ({"annotations": "yes"}, "annotations is true or false, not 'yes'"),
        ({"stage": "half"}, "--stage: no 'half' here"),
        ({"template": "2031"}, "no template '2031'"),
    ],
)
def test_a_wrong_input_is_an_annotation_and_no_path_leaves_the_workspace(
    installed: Path, tmp_path: Path, inputs: dict[str, str], message: str
) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", GOOD)
    (tmp_path / "outside").mkdir()
    (tmp_path / "workspace" / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "workspace" / "temp").symlink_to(tmp_path / "temp")
    (tmp_path / "workspace" / "linked.json").symlink_to(tmp_path / "outside" / "linked.json")
    run = lint(installed, tmp_path, None, **inputs)
    assert run.outcome == "failure"
    assert message in run.annotations[0].message
    assert run.outputs["sarif-file"] == ""
    assert not list((tmp_path / "outside").iterdir())


def test_a_stale_file_is_no_output(installed: Path, tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "out.sarif", "{}")
    write(tmp_path / "workspace" / "pyproject.toml", "[tool.reportlint]\nstge = 1\n")
    run = lint(installed, tmp_path, sarif_file="out.sarif")
    assert (run.outcome, run.outputs["sarif-file"]) == ("failure", "")
    assert "did you mean stage?" in run.annotations[0].message


def test_a_name_that_is_no_utf_8(installed: Path, tmp_path: Path) -> None:
    write(tmp_path / "workspace" / os.fsdecode(b"r\xe6port.md"), BROKEN)
    run = lint(installed, tmp_path, paths="*.md", sarif_file="out.sarif")
    assert run.outputs["errors"] == "1"
    assert "r%E6port.md" in (tmp_path / "workspace" / "out.sarif").read_text(encoding="utf-8")


def test_links_in_circles(installed: Path, tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", GOOD)
    for name in "abcdef":
        (tmp_path / "workspace" / name).symlink_to(".")
    write(tmp_path / "workspace" / "pyproject.toml", '[tool.reportlint]\npaths = ["**/READ*.md"]\n')
    assert lint(installed, tmp_path).outputs["answered"] == "31"


def test_quiet(installed: Path, tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", BROKEN)
    run = lint(installed, tmp_path, annotations="false", summary="false", ignore="RL1", select="RL2,RL104")
    assert (run.outcome, run.annotations, run.summary) == ("success", [], "")
    wrong = lint(installed, tmp_path, select="RL999")
    assert wrong.outcome == "failure"
    assert "no rule 'RL999'" in wrong.annotations[0].message


def test_inputs_reach_no_shell() -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


def test_another_course_has_its_schema_beside_the_report(installed: Path, tmp_path: Path) -> None:
    logbook = tmp_path / "workspace" / "logbuch"
    write(logbook / "README.md", other_course.written(broken=True))
    write(logbook / "template.yaml", other_course.schema())
    run = lint(installed, tmp_path, paths="logbuch", stage="final")
    found = sorted((note.line, note.title[:5]) for note in run.annotations if note.file)
    assert found == sorted((line, code) for code, line, _ in other_course.BROKEN)
    assert {note.file for note in run.annotations if note.file} == {"logbuch/README.md"}
    assert (run.outputs["template"], run.outputs["course-warnings"]) == ("hafen-2030", "")
    assert re.search(r"^\| A \| Die Mannschaft \|", run.summary, re.MULTILINE)


def test_a_workflow_that_names_the_template_is_not_talked_out_of_it(installed: Path, tmp_path: Path) -> None:
    """A pull request may bring its own `template.yaml`: the input is what wins over it."""
    reports = tmp_path / "workspace" / "reports"
    write(reports / "README.md", GOOD.replace("### Question 9\n", "### Question 9 (Ida)\n"))
    write(reports / "template.yaml", other_course.schema())
    assert lint(installed, tmp_path, ignore="RL3").outputs["errors"] == "0"
    named = lint(installed, tmp_path, template="2026", ignore="RL3")
    assert named.outputs["template"] == "2026"
    assert [note.title for note in named.annotations] == ["RL104 heading-changed"]


def test_a_mistake_in_the_schema_beside_the_report_is_an_annotation(installed: Path, tmp_path: Path) -> None:
    logbook = tmp_path / "workspace" / "logbuch"
    write(logbook / "README.md", other_course.BLANK)
    write(logbook / "template.yaml", other_course.schema().replace("marker:", "makrer:"))
    run = lint(installed, tmp_path, paths="logbuch")
    assert run.outcome == "failure"
    assert run.annotations[0].message.startswith(
        "logbuch/README.md: logbuch/template.yaml:9:3: RL902 `makrer` is no key"
    )
