"""The command line, run as its users run it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportlint import __version__
from reportlint.cli.starter import HOOK
from reportlint.schema.template import render
from tests.cli import BLANK, GOOD, codes, found, process, reportlint, repository, write
from tests.reports import SCHEMAS, good_report

NEWEST = SCHEMAS["2026"].newest.id
CLOSING = (
    "hand-in: not ready (29 errors, 2 warnings)  |  course checker: 29 warnings, 4 of 31 passed  |  "
    "next: answer question 1 in line 126"
)


def test_a_good_report_is_clean(tmp_path: Path) -> None:
    write(tmp_path / "reports" / "README.md", GOOD)
    run = reportlint("check", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, b"")
    lines = run.stdout.decode().splitlines()
    assert lines == [
        f"reports/README.md  template 2026 (revision {NEWEST}), 31 of 31 answered, 53 of 53 ticked",
        "not in a git repository: pictures and linked files are not checked",
        "hand-in: ready  |  course checker: 0 warnings, 31 of 31 passed  |  next: hand it in",
    ]


@pytest.mark.parametrize("inside", ["", "reports", "reports/figures"])
def test_a_blank_report_says_no_more_than_it_must(tmp_path: Path, inside: str) -> None:
    write(tmp_path / "reports" / "README.md", BLANK)
    (tmp_path / "reports" / "figures").mkdir()
    run = reportlint("check", "--stage", "draft", cwd=tmp_path / inside)
    lines = run.stdout.decode().splitlines()
    assert run.returncode == 0
    assert lines[0].endswith(f"template 2026 (revision {NEWEST}), 0 of 31 answered, 0 of 53 ticked")
    assert lines[1:] == [
        "unanswered: 1-31",
        CLOSING,
    ]


def test_a_blank_report_without_a_hook_names_init(tmp_path: Path) -> None:
    repository(tmp_path)
    write(tmp_path / "reports" / "README.md", BLANK)
    closing = f"{CLOSING.split('next:')[0]}next: reportlint init adds hook and workflow"
    assert reportlint("check", cwd=tmp_path).stdout.decode().splitlines()[-1] == closing
    write(tmp_path / ".pre-commit-config.yaml", f"repos:\n{HOOK}")
    assert reportlint("check", cwd=tmp_path).stdout.decode().splitlines()[-1] == CLOSING


def test_a_blank_report_is_not_final(tmp_path: Path) -> None:
    write(tmp_path / "reports" / "README.md", BLANK)
    assert reportlint("check", cwd=tmp_path).returncode == 1
    assert reportlint("check", "--fail-on", "never", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere.md"], "nowhere.md: "),
        (["check", "no*where.md"], "no*where.md: "),
        (["check", "--select", "RL999"], "no rule 'RL999'"),
        (["check", "--ignore", "anwser-too-long"], "did you mean answer-too-long?"),
        (["check", "--template", "2031"], "no template '2031': there are 2023, 2024, 2025, 2026"),
        (["check", "--template", "broken.yaml", "good.md"], "broken.yaml:2:1: RL902"),
        (["check", "--output-format", "xml"], "no output format 'xml': there are text, concise, json"),
        (["check", "--output-format", "json=no/where.json", "good.md"], "no/where.json: "),
        (["check", "--stage", "half"], "--stage: no 'half' here: use draft or final"),
        (["check", "--stage", "drft"], "--stage: no 'drft' here: did you mean draft?"),
        (["check", "--stge=draft"], "no option --stge: did you mean --stage?"),
        (["check", "--zzz"], "no option --zzz (reportlint check --help says more)"),
        (["check", "good.md", "--fix", "good.md"], "unexpected argument 'good.md' (reportlint check --help"),
        (["check", "emtpy/report.md"], "emtpy/report.md: No such file or directory"),
        (["check", "there/reprot.md"], "did you mean there/report.md?"),
        (["check", "thre/report.md"], "did you mean there/report.md?"),
        (["check", "empty"], "empty: no report in this folder"),
        (["check"], "no report found here"),
        (["explain", "answer-to-short"], "did you mean answer-too-short?"),
        (
            ["frobnicate"],
            "no command 'frobnicate': use check, html, explain, rules, new, update, server, init or",
        ),
        (["chek"], "no command 'chek': did you mean check?"),
        (["schema", "lst"], "no command 'lst': did you mean list?"),
        (["good.md"], "no command 'good.md': did you mean reportlint check good.md?"),
        (["Good.MD"], "no command 'Good.MD': use check, "),
        (["nowhere.md"], "did you mean reportlint check nowhere.md?"),
        (["empty"], "did you mean reportlint check empty?"),
    ],
)
def test_wrong_use_is_one_clear_line(tmp_path: Path, arguments: list[str], message: str) -> None:
    write(tmp_path / "good.md", GOOD)
    write(tmp_path / "there" / "report.md", GOOD)
    write(tmp_path / "broken.yaml", "format: 1\ntemplat: x\n")
    (tmp_path / "empty").mkdir()
    run = reportlint(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert message in run.stderr.decode()
    assert all(line.startswith("reportlint") for line in run.stderr.decode().splitlines())


def test_a_path_in_another_case(tmp_path: Path) -> None:
    write(tmp_path / "reports" / "README.md", GOOD)
    if (tmp_path / "Reports").exists():
        pytest.skip("this file system knows no case")
    for arguments, meant in ((["check"], "reports/README.md"), ([], "reportlint check reports/README.md")):
        run = reportlint(*arguments, "Reports/readme.md", cwd=tmp_path)
        assert run.returncode == 2
        assert f": did you mean {meant}?" in run.stderr.decode()


def test_no_arguments_ask_for_help(tmp_path: Path) -> None:
    run = reportlint(cwd=tmp_path)
    assert (run.returncode, run.stderr) == (2, b"")
    lines = run.stdout.decode().splitlines()
    examples = lines[lines.index("examples:") + 1 :]
    assert len(examples) == 3
    assert all(re.match(r"  reportlint (check|init)\b.*   \S", line) for line in examples)


def test_the_version_has_a_short_form(tmp_path: Path) -> None:
    for option in ("-V", "--version"):
        run = process(option, cwd=tmp_path)
        assert (run.returncode, run.stdout.decode().split()) == (0, ["reportlint", __version__])


def test_the_help_of_check_has_groups_and_no_word_of_the_hook(tmp_path: Path) -> None:
    shown = process("check", "--help", cwd=tmp_path).stdout.decode()
    groups = re.findall(r"^(\S.*):$", shown, re.MULTILINE)
    assert groups[2:] == ["what is checked", "configuration", "what counts", "output", "fixes"]
    assert "--hook" not in shown


def test_the_others_are_still_linted(tmp_path: Path) -> None:
    write(tmp_path / "good.md", GOOD)
    run = reportlint("check", "nowhere.md", "good.md", "--output-format", "json", cwd=tmp_path)
    assert (run.returncode, found(run)) == (2, ["good.md"])


def test_globs_folders_and_standard_input(tmp_path: Path) -> None:
    for name in ("a/reports/README.md", "b/report.md", "b/.venv/README.md", "b/NOTES.md"):
        write(tmp_path / name, "# boats\n" if "NOTES" in name else GOOD)
    json_of = ["check", "--output-format", "json"]
    assert found(reportlint(*json_of, "*/*.md", cwd=tmp_path)) == ["b/NOTES.md", "b/report.md"]
    assert found(reportlint(*json_of, ".", cwd=tmp_path)) == ["a/reports/README.md", "b/report.md"]
    run = reportlint(*json_of, "-", cwd=tmp_path, stdin=GOOD.encode())
    assert (run.returncode, found(run), codes(run)) == (0, ["-"], [])


def test_a_named_file_that_is_no_report(tmp_path: Path) -> None:
    write(tmp_path / "NOTES.md", "# boats\n")
    run = reportlint("check", "NOTES.md", "--output-format", "json", cwd=tmp_path)
    assert (run.returncode, codes(run)) == (1, ["RL001"])
    entry = json.loads(run.stdout)["files"][0]
    assert (entry["template"], entry["course_checker"], entry["questions"]) == (None, None, [])


def test_a_file_that_is_too_large_for_a_report(tmp_path: Path) -> None:
    for size, code in ((1_000_000, "RL001"), (1_000_001, "RL002"), (3_000_000, "RL002")):
        (tmp_path / "report.md").write_bytes(b"boat\n" * (size // 5) + b"b" * (size % 5))
        assert codes(reportlint("check", "report.md", "--output-format", "json", cwd=tmp_path)) == [code]


@pytest.mark.parametrize(
    "name", ["report.md", "reports/report.md", "reports/readme.md", "docs/exam/final.md"]
)
def test_a_report_elsewhere_is_found_and_said(tmp_path: Path, name: str) -> None:
    repository(tmp_path)
    write(tmp_path / "README.md", "# boats\n")
    write(tmp_path / name, GOOD)
    run = reportlint("check", "--output-format", "json", cwd=tmp_path)
    assert (run.returncode, found(run), codes(run)) == (1, [name], ["RL006"])
    message = json.loads(run.stdout)["files"][0]["diagnostics"][0]["message"]
    assert message.endswith(f"git mv {name} reports/README.md")
    named = reportlint("check", name, "--output-format", "json", cwd=tmp_path)
    assert (named.returncode, codes(named)) == (0, [])


def test_the_search_stays_in_the_repository(tmp_path: Path) -> None:
    outside = write(tmp_path / "README.md", GOOD)
    inside = repository(tmp_path / "repository")
    assert reportlint("check", cwd=inside).returncode == 2
    (inside / "reports").mkdir()
    try:
        (inside / "reports" / "README.md").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert reportlint("check", cwd=inside).returncode == 2


def test_several_sinks_in_one_run(tmp_path: Path) -> None:
    write(tmp_path / "good.md", GOOD)
    run = reportlint(
        "check", "good.md", "--output-format", "concise", "--output-format", "json=out.json", cwd=tmp_path
    )
    assert run.stdout.decode().splitlines()[-1].startswith("hand-in: ready")
    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert document["schema_version"] == 1
    assert document["tool"] == {"name": "reportlint", "version": __version__}
    assert document["summary"] == {
        "files": 1,
        "errors": 0,
        "warnings": 0,
        "notes": 0,
        "answered": 31,
        "questions": 31,
    }


def test_the_json_contract(tmp_path: Path) -> None:
    text = GOOD.replace("\n> Answer:\n\n7\n", "\n> Answer: 7\n")
    text = text[: text.index("### Question 31")]
    write(tmp_path / "report.md", text)
    run = reportlint("check", "report.md", "--output-format", "json", cwd=tmp_path)
    entry = json.loads(run.stdout)["files"][0]
    answer = text.index("> Answer: 7") + len("> Answer: ")
    assert entry["questions"][0] == {
        "number": 1,
        "section": "Group information",
        "line": 121,
        "status": "answered",
        "answer": {"line": 124, "end_line": 124, "words": 1, "images": 0, "shown_images": 0},
    }
    assert entry["questions"][-1] == {
        "number": 31,
        "section": "Overall discussion of project",
        "line": None,
        "status": "missing",
        "answer": None,
    }
    assert entry["diagnostics"][0] == {
        "code": "RL205",
        "name": "answer-in-prompt",
        "severity": "warning",
        "message": entry["diagnostics"][0]["message"],
        "question": 1,
        "line": 124,
        "column": 11,
        "end_line": 124,
        "end_column": 12,
        "related": [],
        "fix": {
            "title": "begin the answer below the marker",
            "safe": True,
            "edits": [{"start": answer - 1, "end": answer, "text": "\n\n"}],
        },
    }
    assert entry["checklist"] == {"checked": 53, "total": 53}
    stops = "ValueError: it finds 30 answers instead of 31"
    assert entry["course_checker"] == {"answers": 30, "passed": None, "warnings": None, "error": stops}


def test_select_and_ignore(tmp_path: Path) -> None:
    write(
        tmp_path / "report.md",
        GOOD.replace("### Question 4", "### Question 4 (Ida)").replace("[x]", "[o]", 1),
    )
    select = ["check", "report.md", "--output-format", "json"]
    assert codes(reportlint(*select, cwd=tmp_path)) == ["RL402", "RL104"]
    assert codes(reportlint(*select, "--select", "rl1", cwd=tmp_path)) == ["RL104"]
    assert codes(reportlint(*select, "--ignore", "heading-changed, RL3", cwd=tmp_path)) == ["RL402"]


def test_what_was_found_is_told_if_a_file_cannot_be_written_after_it(tmp_path: Path) -> None:
    write(tmp_path / "report.md", GOOD.replace("### Question 4", "### Question 4 (Ida)"))
    formats = ("--output-format=concise", "--output-format=json=nowhere/out.json")
    run = process("check", "report.md", *formats, cwd=tmp_path)
    assert (run.returncode, run.stderr.count(b"nowhere")) == (2, 1)
    assert b" RL104 " in run.stdout


def test_what_was_found_is_told_if_the_run_is_interrupted(tmp_path: Path) -> None:
    for name in ("first.md", "second.md"):
        write(tmp_path / name, GOOD.replace("### Question 4", "### Question 4 (Ida)"))
    interrupted = """
from reportlint.linter.linter import Linter
lint = Linter.lint
def until_the_second(self, file):
    if file.name == "second.md":
        raise KeyboardInterrupt
    return lint(self, file)
Linter.lint = until_the_second
"""
    arguments = ("check", "first.md", "second.md", "--output-format=concise")
    run = process(*arguments, cwd=tmp_path, first=interrupted)
    assert (run.returncode, run.stderr) == (130, b"")
    assert b"first.md:" in run.stdout


@pytest.mark.parametrize("format_", ["text", "concise", "json"])
def test_a_narrow_pipe_takes_every_report(tmp_path: Path, format_: str) -> None:
    write(tmp_path / "report.md", GOOD.replace("### Question 4", "### Question 4 “høj” ✅"))
    narrow = {"PYTHONIOENCODING": "cp1252"}
    run = process("check", "report.md", "--output-format", format_, cwd=tmp_path, environment=narrow)
    assert "“høj” ✅" in run.stdout.decode("utf-8")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_make_no_difference(tmp_path: Path, newline: str) -> None:
    text = GOOD.replace("### Question 4", "### Question 4 (Ida)")
    write(tmp_path / "report.md", text)
    (tmp_path / "windows.md").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", newline).encode())
    run = reportlint("check", "report.md", "windows.md", "--output-format", "json", cwd=tmp_path)
    first, second = json.loads(run.stdout)["files"]
    assert first.pop("path") != second.pop("path")
    # One counts the byte order mark and both characters of a newline, as the file holds them.
    one, other = (entry["diagnostics"][0].pop("fix")["edits"][0] for entry in (first, second))
    raw = (tmp_path / "windows.md").read_bytes().decode()
    assert raw[other["start"] : other["end"]] == text[one["start"] : one["end"]] == "### Question 4 (Ida)"
    assert first == second


@pytest.mark.parametrize("evil", ["\x1b", "\x9b", "\u202e", "\x08"])
def test_nothing_steers_the_terminal(tmp_path: Path, evil: str) -> None:
    write(tmp_path / "report.md", GOOD.replace("### Question 4", f"### Question 4 (Ida{evil})"))
    for format_ in ("text", "concise"):
        run = reportlint("check", "report.md", "--output-format", format_, cwd=tmp_path)
        shown = run.stdout.decode()
        assert "RL104" in shown
        assert evil not in shown


def test_a_new_report_is_the_blank_template(tmp_path: Path) -> None:
    newest = render(list(SCHEMAS.values())[-1].newest)
    run = reportlint("new", cwd=tmp_path)
    assert run.returncode == 0
    assert (tmp_path / "reports" / "README.md").read_bytes() == newest.encode()
    assert (tmp_path / "reports" / "figures").is_dir()
    again = reportlint("new", "--template", "2023", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, b"")
    assert (tmp_path / "reports" / "README.md").read_bytes() == newest.encode()
    (tmp_path / "reports" / "README.md").unlink()
    assert reportlint("new", "--template", "2023", cwd=tmp_path / "reports").returncode == 0
    assert "27" in (tmp_path / "reports" / "README.md").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("name", ["", "/README.md", "/figures", "/figures/.gitkeep"])
def test_a_new_report_goes_through_no_link(tmp_path: Path, name: str) -> None:
    outside, here, name = tmp_path / "outside", tmp_path / "here", f"reports{name}"
    outside.mkdir()
    (here / name).parent.mkdir(parents=True)
    (here / name).symlink_to(outside / ("x" if "." in name else ""))
    assert reportlint("new", cwd=here).returncode == 2 * (not name.endswith(".gitkeep"))
    assert list(outside.iterdir()) == []


def test_explain_and_rules(tmp_path: Path) -> None:
    rules = reportlint("rules", cwd=tmp_path).stdout.decode().splitlines()
    assert [line[:5] for line in rules] == sorted(line[:5] for line in rules)
    for line in rules:
        code, name = line.split()[:2]
        explained = reportlint("explain", name, cwd=tmp_path).stdout.decode() if code == "RL203" else ""
        assert explained == "" or explained.startswith(f"{code} {name} (final: warning, draft: note)\n\n")


def test_another_edition_than_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "old.md", good_report("2024"))
    run = reportlint("check", "old.md", "--template", "2026", "--output-format", "json", cwd=tmp_path)
    assert (run.returncode, codes(run)) == (1, ["RL111"])
    checker = json.loads(run.stdout)["files"][0]["course_checker"]
    assert checker["error"] == "ValueError: it finds 27 answers instead of 31"
    assert (checker["passed"], checker["warnings"]) == (None, None)
    draft = reportlint(
        "check", "old.md", "--template", "2026", "--stage", "draft", "--output-format", "json", cwd=tmp_path
    )
    assert [d["severity"] for d in json.loads(draft.stdout)["files"][0]["diagnostics"]] == ["warning"]


def test_a_schema_of_ones_own(tmp_path: Path) -> None:
    harbour = Path(__file__).parent / "cases" / "harbour.yaml"
    assert reportlint("new", "--template", str(harbour), cwd=tmp_path).returncode == 0
    run = reportlint("check", "--template", str(harbour), "--output-format", "json", cwd=tmp_path)
    entry = json.loads(run.stdout)["files"][0]
    assert (entry["template"], [d["code"] for d in entry["diagnostics"]]) == ("harbour", ["RL201"] * 4)


@pytest.mark.parametrize("command", [[sys.executable, "-P", "-m", "reportlint"], ["reportlint"]])
def test_the_safe_forms_import_nothing_from_the_current_folder(tmp_path: Path, command: list[str]) -> None:
    write(tmp_path / "report.md", GOOD)
    for name in ("argparse", "gc", "json", "re", "reportlint"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(77)\n", encoding="utf-8")
    program = str(Path(sys.executable).with_name(command[0])) if len(command) == 1 else command[0]
    run = subprocess.run([program, *command[1:], "check", "report.md"], cwd=tmp_path, check=False)
    assert run.returncode == 0
