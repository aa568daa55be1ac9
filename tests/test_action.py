"""The action's own program: what it says to the runner, and what no input can do."""

import os
import re
from pathlib import Path

import pytest

from tests import other_course
from tests.actions import ACTION, BROKEN, HEADING, lint, places, write
from tests.cli import BLANK, GOOD

posix = pytest.mark.skipif(os.name == "nt", reason="names and links as Windows does not have them")


def test_a_blank_report_fails_only_as_handed_in(tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", BLANK)
    draft = lint(tmp_path)
    assert (draft.outcome, draft.annotations) == ("success", [])
    assert draft.outputs["course-warnings"] == "29"
    final = lint(tmp_path, stage="final")
    assert final.outcome == "failure"
    # One for all questions, and the runner's own.
    assert [note.level for note in final.annotations] == ["error", "error"]
    assert final.annotations[0].title == "RL201 unanswered"
    assert final.outputs["errors"] == "29"


@pytest.mark.parametrize("number", [0, 1, 8, 9, 10, 11, 60])
def test_the_runner_drops_no_annotation(tmp_path: Path, number: int) -> None:
    for index in range(number):
        write(tmp_path / "workspace" / f"{index:02}.md", BROKEN.replace("[x]", "[50%]", 1))
    write(tmp_path / "workspace" / "fine.md", GOOD)
    run = lint(tmp_path, paths="*.md", stage="final")
    errors = [note for note in run.annotations if note.level == "error"]
    assert len(errors) == (min(number, 9) + 1 if number else 0)
    assert len([note for note in run.annotations if note.level == "warning"]) == min(number, 10)
    assert any(f"{number - 8} more" in error.message for error in errors) == (number > 9)
    assert [(error.file, error.line) for error in errors[:1]] == [("00.md", HEADING)] * (number > 0)


@posix
@pytest.mark.parametrize(
    "name", ["a, b.md", "a:b.md", "100%2C.md", "bådene/høj.md", "a b/[c].md", "::error::x.md"]
)
def test_names_reach_the_annotation(tmp_path: Path, name: str) -> None:
    write(tmp_path / "workspace" / "course" / name, BROKEN)
    run = lint(tmp_path, paths=name, working_directory="course")
    assert {note.file for note in run.annotations} == {f"course/{name}", ""}
    assert places(run, "error")[-1] == ("", None)


EVIL = (
    "::error file=x::gotcha", "  ::set-output name=x::y", "##[error]gotcha", "a ##[set-env name=X]y",
    "| a | b |", "</details><script>alert(1)</script>", "`` ` ``", "%0A::error::x", "\x1b[31mred\u202e",
)  # fmt: skip


def test_answers_reach_neither_the_log_nor_the_page(tmp_path: Path) -> None:
    text = GOOD
    for number, evil in enumerate(EVIL, 4):
        text = text.replace(f"### Question {number}\n", f"### Question {number} {evil}\n")
        text = text.replace("[x]", f"[{evil}]", 1)
    write(
        tmp_path / "workspace" / "reports" / "README.md", f"{text}\n" + "\n\n".join(f"TODO {e}" for e in EVIL)
    )
    run = lint(tmp_path, stage="final", fail_on="never")
    assert all(note.title.startswith("RL") for note in run.annotations)
    assert "<script>" not in run.summary
    assert "\x1b" not in "".join(run.log) + run.summary
    cells = [line for line in run.summary.splitlines() if line.startswith("| ")]
    assert {line.count(" | ") for line in cells} <= {3, 5}


@pytest.mark.parametrize("filler", ["word ", "[ ] word\n\n* [50%] box\n", "![a](b.png) TODO\n\n"])
def test_nearly_a_megabyte(tmp_path: Path, filler: str) -> None:
    answer = filler * (900_000 // len(filler))
    text = GOOD.replace("### Question 4\n", f"### Question 4\n{answer}\n")
    write(tmp_path / "workspace" / "reports" / "README.md", text)
    run = lint(tmp_path, stage="final", fail_on="never", sarif_file="out.sarif")
    assert run.outcome == "success"
    assert run.summary
    assert (tmp_path / "workspace" / "out.sarif").stat().st_size < 10_000_000


def test_no_report(tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    draft = lint(tmp_path)
    assert (draft.outcome, [note.level for note in draft.annotations]) == ("success", ["notice"])
    final = lint(tmp_path, stage="final")
    assert (final.outcome, [note.level for note in final.annotations]) == ("failure", ["error", "error"])
    assert "no report found" in final.annotations[0].message
    assert final.outputs["errors"] == ""


def test_where_the_course_checker_stops(tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", GOOD.replace("> Answer:\n", ">\n", 1))
    run = lint(tmp_path)
    assert run.outputs["course-warnings"] == ""
    assert run.outputs["course-error"] == "ValueError: it finds 30 answers instead of 31"


@posix
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
    tmp_path: Path, inputs: dict[str, str], message: str
) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", GOOD)
    (tmp_path / "outside").mkdir()
    (tmp_path / "workspace" / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "workspace" / "temp").symlink_to(tmp_path / "temp")
    (tmp_path / "workspace" / "linked.json").symlink_to(tmp_path / "outside" / "linked.json")
    run = lint(tmp_path, **inputs)
    assert run.outcome == "failure"
    assert message in run.annotations[0].message
    assert run.outputs["sarif-file"] == ""
    assert not list((tmp_path / "outside").iterdir())


def test_a_stale_file_is_no_output(tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "out.sarif", "{}")
    write(tmp_path / "workspace" / "pyproject.toml", "[tool.reportlint]\nstge = 1\n")
    run = lint(tmp_path, sarif_file="out.sarif")
    assert (run.outcome, run.outputs["sarif-file"]) == ("failure", "")
    assert "did you mean stage?" in run.annotations[0].message


@posix
def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    write(tmp_path / "workspace" / os.fsdecode(b"r\xe6port.md"), BROKEN)
    run = lint(tmp_path, paths="*.md", sarif_file="out.sarif")
    assert run.outputs["errors"] == "1"
    assert "r%E6port.md" in (tmp_path / "workspace" / "out.sarif").read_text(encoding="utf-8")


@posix
def test_links_in_circles(tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", GOOD)
    for name in "abcdef":
        (tmp_path / "workspace" / name).symlink_to(".")
    write(tmp_path / "workspace" / "pyproject.toml", '[tool.reportlint]\npaths = ["**/READ*.md"]\n')
    assert lint(tmp_path).outputs["answered"] == "31"


def test_quiet(tmp_path: Path) -> None:
    write(tmp_path / "workspace" / "reports" / "README.md", BROKEN)
    run = lint(tmp_path, annotations="false", summary="false", ignore="RL1", select="RL2,RL104")
    assert (run.outcome, run.annotations, run.summary) == ("success", [], "")
    wrong = lint(tmp_path, select="RL999")
    assert wrong.outcome == "failure"
    assert "no rule 'RL999'" in wrong.annotations[0].message


def test_inputs_reach_no_shell() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


def test_another_course_has_its_schema_beside_the_report(tmp_path: Path) -> None:
    logbook = tmp_path / "workspace" / "logbuch"
    write(logbook / "README.md", other_course.written(broken=True))
    write(logbook / "template.yaml", other_course.schema())
    run = lint(tmp_path, paths="logbuch", stage="final")
    found = sorted((note.line, note.title[:5]) for note in run.annotations if note.file)
    assert found == sorted((line, code) for code, line, _ in other_course.BROKEN)
    assert {note.file for note in run.annotations if note.file} == {"logbuch/README.md"}
    assert (run.outputs["template"], run.outputs["course-warnings"]) == ("hafen-2030", "")
    assert re.search(r"^\| A \| Die Mannschaft \|", run.summary, re.MULTILINE)


def test_a_workflow_that_names_the_template_is_not_talked_out_of_it(tmp_path: Path) -> None:
    """A pull request may bring its own `template.yaml`: the input is what wins over it."""
    reports = tmp_path / "workspace" / "reports"
    write(reports / "README.md", GOOD.replace("### Question 9\n", "### Question 9 (Ida)\n"))
    write(reports / "template.yaml", other_course.schema())
    assert lint(tmp_path, ignore="RL3").outputs["errors"] == "0"
    named = lint(tmp_path, template="2026", ignore="RL3")
    assert named.outputs["template"] == "2026"
    assert [note.title for note in named.annotations] == ["RL104 heading-changed"]


def test_a_mistake_in_the_schema_beside_the_report_is_an_annotation(tmp_path: Path) -> None:
    logbook = tmp_path / "workspace" / "logbuch"
    write(logbook / "README.md", other_course.BLANK)
    write(logbook / "template.yaml", other_course.schema().replace("marker:", "makrer:"))
    run = lint(tmp_path, paths="logbuch")
    assert run.outcome == "failure"
    assert run.annotations[0].message.startswith(
        "logbuch/README.md: logbuch/template.yaml:9:3: RL902 `makrer` is not a key"
    )
