"""Another course's template, from import to corrected report; hook and action have tests beside their own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import Run, remarks, reportlint, repository, write
from tests.other_course import BLANK, BROKEN, TEMPLATE, by_hand, schema, written
from tests.reports import PNG

IMPORT = ("schema", "import", str(TEMPLATE), "--id", "hafen-2030", "--revision", "2030-01-05")
OWN = "logbuch/template.yaml"
REPORT = "logbuch/README.md"
NO_LIST = {"checked": 0, "total": 0}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return the repository of a group that got its folder from the course."""
    repository(tmp_path)
    write(tmp_path / OWN, schema())
    (tmp_path / "logbuch" / "bilder").mkdir()
    (tmp_path / "logbuch" / "bilder" / "hafen.png").write_bytes(PNG)
    return tmp_path


def found(run: Run) -> list[tuple[str, int, str]]:
    (file,) = json.loads(run.stdout)["files"]
    return [(d["code"], d["line"], d["question"]) for d in file["diagnostics"]]


def test_the_import_says_what_it_does_not_understand(tmp_path: Path) -> None:
    run = reportlint(*IMPORT, "-o", "template.yaml", cwd=tmp_path)
    assert run.returncode == 0
    said = remarks(run)
    assert [line.partition(f"{TEMPLATE.name}:")[2].partition("; add")[0] for line in said] == [
        "40: question C: no limits read from 'Umfang: höchstens 15 Wörter'",
        "50: question D: no limits read from 'Umfang: 5 bis 10 Wörter'",
    ]
    text = (tmp_path / "template.yaml").read_text(encoding="utf-8")
    assert text.count("# no limits read from this hint") == 2
    assert "hint: 'Umfang: 10–20 Wörter'" in text
    assert "words: {min: 10, max: 20}" in text
    without = "".join(line for line in by_hand(text).splitlines(keepends=True) if "# no limits" not in line)
    assert without == schema()


def test_its_schema_is_valid_and_gives_the_template_back(course: Path) -> None:
    assert reportlint("schema", "validate", OWN, cwd=course).stdout == b""
    assert reportlint("schema", "render", OWN, cwd=course).stdout.decode() == BLANK


def test_a_new_report_is_blank_and_stands_where_the_course_collects_it(course: Path) -> None:
    run = reportlint("new", "--template", OWN, cwd=course)
    assert run.stdout.decode() == f"wrote {REPORT} (template hafen-2030) and logbuch/bilder/\n"
    check = reportlint("check", "--stage", "draft", cwd=course / "logbuch")
    assert (check.returncode, check.stderr) == (0, b"")
    assert check.stdout.decode().splitlines() == [
        "README.md  template hafen-2030 (revision 2030-01-05), 0 of 4 answered",
        "unanswered: A, B, C, D",
        "hand-in: not ready (3 errors, 1 warning)  |  next: reportlint init adds hook and workflow",
    ]


def test_a_good_report_is_ready(course: Path) -> None:
    """Without a checker and a checklist, neither is mentioned."""
    write(course / REPORT, written(broken=False))
    run = reportlint("check", cwd=course)
    assert (run.returncode, run.stdout.decode().splitlines()) == (
        0,
        [
            f"{REPORT}  template hafen-2030 (revision 2030-01-05), 4 of 4 answered",
            "hand-in: ready  |  next: hand it in",
        ],
    )


def test_each_mistake_is_found_at_its_line(course: Path) -> None:
    write(course / REPORT, written(broken=True))
    run = reportlint("check", "--output-format", "json", cwd=course)
    assert (run.returncode, found(run)) == (1, BROKEN)
    (file,) = json.loads(run.stdout)["files"]
    assert (file["template"], file["course_checker"], file["checklist"]) == ("hafen-2030", None, NO_LIST)


def test_the_messages_are_in_the_templates_own_words(course: Path) -> None:
    write(course / REPORT, written(broken=True))
    for output in ("text", "github", "summary", "concise", "json"):
        shown = reportlint("check", "--output-format", output, cwd=course).stdout.decode()
        assert "question C" in shown
        for word in ("Answer:", "### Question", "figures", "course checker", "ticked"):
            assert word not in shown, output
    text = reportlint("check", cwd=course).stdout.decode()
    assert "write `### Aufgabe A`" in text
    assert "begin it below `Antwort:`" in text
    assert "put `!` in front: `![Hafen](bilder/hafen.png)`" in text


def test_it_is_mended_without_a_word_lost(course: Path) -> None:
    write(course / REPORT, written(broken=True))
    run = reportlint("check", "--fix", "--unsafe-fixes", "--output-format", "json", cwd=course)
    assert [code for code, _, _ in found(run)] == ["RL203", "RL208", "RL301"]
    text = (course / REPORT).read_text(encoding="utf-8")
    good = written(broken=False)
    good = good.replace("nach Flut und Mond auf", "ein").replace("![Hafen](", "OFFEN, siehe [Hafen](")
    assert text == good


def test_what_only_a_checker_minds_is_no_error_without_one(course: Path) -> None:
    """A heading in an answer cuts nothing off, and no word above a second marker is lost."""
    text = written(broken=False).replace("Wildente", "Wildente\n\n#### und die Möwe\n\nauch")
    text = text.replace("Am Steuer steht Ida", "--- Am Steuer steht Ida")
    write(course / REPORT, text.replace("Der Kran", "Der Kran.\n\nAntwort: Er"))
    run = reportlint("check", "--output-format", "json", cwd=course)
    assert (run.returncode, [code for code, _, _ in found(run)]) == (0, ["RL108"])


def test_a_heading_with_the_wrong_letter_is_a_missing_question(course: Path) -> None:
    write(course / REPORT, written(broken=False).replace("### Aufgabe B\n", "### Aufgabe C\n"))
    run = reportlint("check", "--output-format", "json", cwd=course)
    assert found(run) == [("RL101", 18, "B")]


@pytest.mark.parametrize("placeholder", ["Schreibt eure Antwort hierher.", "…", "[Antwort]", "_____"])
def test_a_placeholder_may_be_the_same_everywhere(tmp_path: Path, placeholder: str) -> None:
    lines = [placeholder if line.startswith("[hier") else line for line in BLANK.split("\n")]
    write(tmp_path / "blank.md", "\n".join(lines))
    command = ("schema", "import", "blank.md", "--id", "x", "-o", "template.yaml")
    assert reportlint(*command, cwd=tmp_path).returncode == 0
    write(tmp_path / "report.md", "\n".join(lines))
    blank = reportlint("check", "report.md", "--output-format", "json", cwd=tmp_path)
    assert [code for code, _, _ in found(blank)] == ["RL201"] * 4
    answer = f"Die Antwort … und {placeholder} in einem Satz"
    written = "\n".join(answer if line == placeholder else line for line in lines)
    write(tmp_path / "report.md", written if len(placeholder) < 20 else written.replace(placeholder, ""))
    full = reportlint("check", "report.md", "--output-format", "json", cwd=tmp_path)
    assert {code for code, _, _ in found(full)} <= {"RL203"}


@pytest.mark.parametrize(
    ("forms", "own"), [("### {})", "### B ist ein Buchstabe"), ("### {}. Aufgabe", "### D. Mal")]
)
def test_a_letter_in_front_is_no_question_without_what_stands_behind(
    tmp_path: Path, forms: str, own: str
) -> None:
    blank = re.sub("### Aufgabe (.)", lambda match: forms.format(match[1]), BLANK)
    write(tmp_path / "blank.md", blank)
    command = ("schema", "import", "blank.md", "--id", "x", "-o", "template.yaml")
    assert reportlint(*command, cwd=tmp_path).returncode == 0
    text = re.sub(r"\[hier .* A\]", f"Wildente\n\n{own}\n\nund Ida", blank)
    write(tmp_path / "report.md", text)
    run = reportlint("check", "report.md", "--output-format", "json", cwd=tmp_path)
    assert [code for code, _, _ in found(run)] == ["RL201"] * 3


def test_without_a_placeholder_there_is_nothing_to_import(tmp_path: Path) -> None:
    lines = [line for line in BLANK.split("\n") if not line.startswith("[hier")]
    write(tmp_path / "blank.md", "\n".join(lines))
    run = reportlint("schema", "import", "blank.md", "--id", "x", cwd=tmp_path)
    message = "reportlint: blank.md: line 10: there is no line below the quotes for answers to replace\n"
    assert (run.returncode, run.stdout, run.stderr.decode()) == (2, b"", message)


def test_pictures_of_a_hint_that_is_understood_in_part_are_said(tmp_path: Path) -> None:
    write(tmp_path / "blank.md", BLANK.replace("5 bis 10 Wörter", "5-10 Wörter, 1-2 Bilder"))
    run = reportlint("schema", "import", "blank.md", "--id", "x", cwd=tmp_path)
    assert "    words: {min: 5, max: 10}\n" in run.stdout.decode()
    assert remarks(run)[-1].endswith("; add `images: {min: A, max: B}` by hand")


@pytest.mark.skipif(os.name == "nt", reason="the guide speaks to a POSIX shell")
def test_the_guide_is_right(tmp_path: Path) -> None:
    guide = (Path(__file__).parent.parent / "docs" / "schema.md").read_text(encoding="utf-8")
    block = re.search(r"## Another course\n.*?```sh\n(.*?)```", guide, re.DOTALL)
    assert block
    repository(tmp_path)
    write(tmp_path / "blank.md", BLANK)
    run = subprocess.run(
        ["bash", "-c", block[1]],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        check=True,
    )
    lines = run.stdout.decode().splitlines()
    assert lines[:2] == ["the same", "wrote report.md (template harbour-2030) and bilder/"]
    assert lines[2] == "report.md  template harbour-2030 (revision 2030-01-05), 0 of 4 answered"
    assert run.stderr.count(b"reportlint: ") == 2
