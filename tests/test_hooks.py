"""The hooks in real repositories, run by real clients: pre-commit and prek."""

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint import PROJECT
from reportlint.schema.importer import import_template
from reportlint.schema.template import render
from reportlint.schema.yaml import dump
from tests import other_course
from tests.hooked import REPORT, ROOT, Course, both, passed, said
from tests.later_editions import later_editions
from tests.reports import PNG, SCHEMAS, good_report
from tests.test_release import GUIDE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the scenarios set environments as POSIX shells do")

GOOD = good_report("2026")
HEADLESS = GOOD.replace("### Question 9\n", "")


@both
def test_a_half_written_report_is_committed(course: Course) -> None:
    course.write(REPORT, render(SCHEMAS["2026"].newest))
    assert passed(course.commit())
    course.write(REPORT, GOOD.replace("### Question 4", "### Question 4 (Ida)"))
    assert passed(course.commit())
    shown = course.run(course.client, "run", "reportlint", "--all-files", "--verbose")
    (line,) = said(shown.stdout)
    assert line.startswith(f"{REPORT}  template 2026 (revision ")
    assert line.endswith("31 of 31 answered, 53 of 53 ticked")


@both
def test_a_broken_report_is_not(course: Course) -> None:
    course.past(REPORT, GOOD)
    head = course.git("rev-parse", "HEAD")
    course.write(REPORT, HEADLESS)
    run = course.commit()
    assert run.returncode == 1
    line = GOOD[: GOOD.index("### Question 9\n")].count("\n") + 2
    why = "the checker finds answers by `###`; if one is missing, it stops or mixes up the later answers"
    page = f"https://github.com/{PROJECT}/blob/main/docs/rules/RL101.md"
    powershell = "$env:SKIP='reportlint'; git commit ...; Remove-Item Env:SKIP"
    assert said(run.stdout) == [
        f"reportlint stops this commit: RL101 in question 9, line {line} of {REPORT}",
        "question 9 has no heading: put `### Question 9` above this line",
        f"why: {why}; more: {page}",
        f"to commit anyway: SKIP=reportlint git commit ...  (PowerShell: {powershell})",
    ]
    assert course.git("rev-parse", "HEAD") == head
    assert course.commit(SKIP="reportlint").returncode == 0


def test_an_old_error_stops_nothing(course: Course) -> None:
    broken = HEADLESS
    course.past(REPORT, broken)
    course.write(REPORT, broken.replace("[x]", "[ ]", 1))
    assert passed(course.commit())
    course.write(REPORT, broken.replace("### Question 20\n", ""))
    again = course.commit()
    assert again.returncode == 1
    lines = said(again.stdout)
    assert lines[0].startswith("reportlint stops this commit: RL101 in question 20, line ")
    assert lines[-2].startswith("older, not counted: 1 error (RL101 in line ")


@both
def test_what_can_be_fixed_is_offered_and_the_offer_holds(course: Course) -> None:
    course.past(REPORT, GOOD)
    course.write(REPORT, GOOD.replace("> Answer:\n", "", 5).replace("### Question 9\n", ""))
    run = course.commit(SKIP="reportlint-fix")
    assert run.returncode == 1
    offer = said(run.stdout)[-2]
    command = offer.removeprefix("to have 5 of 6 errors fixed: ").removesuffix("; then git add the report")
    client, *arguments = command.split()
    assert client == Path(course.client).name
    fixing = course.run(course.client, *arguments)
    assert "fixed 5 findings" in fixing.stdout
    course.git("add", "-A")
    assert said(course.commit(SKIP="reportlint-fix").stdout)[0].startswith(
        "reportlint stops this commit: RL101 in question 9, "
    )


def test_who_has_not_the_hook_that_fixes_is_offered_a_command(course: Course) -> None:
    path = course.folder / ".pre-commit-config.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("      - id: reportlint-fix\n", ""), encoding="utf-8"
    )
    course.past(REPORT, GOOD)
    course.write(REPORT, GOOD.replace("> Answer:\n", "", 1))
    offer = said(course.commit().stdout)[-2]
    command = f"uvx --from git+https://github.com/{PROJECT} reportlint check --fix"
    assert offer == f"to have it fixed: {command}; then git add the report"


@both
def test_it_runs_for_the_report_and_its_figures_only(course: Course) -> None:
    course.write("reports/figures/harbour.png", b"\x89PNG\r\n\x1a\n")
    assert passed(course.commit())
    course.write("src/boats.py", "boats = 7\n")
    assert passed(course.commit())
    course.write(REPORT, GOOD)
    assert passed(course.commit())
    course.write("reports/figures/harbour.png", b"\x89PNG\r\n\x1a\n again")
    assert passed(course.commit())


@both
def test_a_merge_is_judged_by_both_sides(course: Course) -> None:
    course.past(REPORT, GOOD)
    course.git("checkout", "-qb", "other")
    course.past(REPORT, HEADLESS)
    course.git("checkout", "-q", "main")
    course.past("notes.md", "the tide turns\n")
    assert passed(course.run("git", "merge", "--no-edit", "other"))


def test_a_conflict_left_in_a_merge_stops_it(course: Course) -> None:
    course.past(REPORT, GOOD)
    course.git("checkout", "-qb", "other")
    course.past(REPORT, GOOD.replace("harbour crew", "fishing crew", 1))
    course.git("checkout", "-q", "main")
    course.past(REPORT, GOOD.replace("harbour crew", "lighthouse crew", 1))
    assert course.run("git", "merge", "other").returncode == 1
    run = course.commit()
    assert run.returncode == 1
    assert "RL003" in run.stdout


def test_the_hand_in_is_linted_on_demand(course: Course) -> None:
    course.write(REPORT, HEADLESS)
    course.git("add", "-A")
    run = course.hook("reportlint-final")
    assert run.returncode == 1
    assert said(run.stdout, "reportlint-final")[0].startswith("reportlint-final stops this push: ")
    course.write(REPORT, GOOD)
    course.git("add", "-A")
    assert course.hook("reportlint-final").returncode == 0


def test_a_push_is_judged_as_the_hand_in(course: Course, tmp_path: Path) -> None:
    course.run(course.client, "install", "-t", "pre-push")
    course.git("init", "-q", "--bare", str(tmp_path / "remote"))
    course.git("remote", "add", "origin", str(tmp_path / "remote"))
    course.write(REPORT, GOOD)
    assert passed(course.commit())
    assert course.run("git", "push", "-q", "origin", "main").returncode == 0
    course.git("rm", "-q", "reports/figures/harbour.png")
    course.git("commit", "-qm", "without its picture", "--no-verify")
    push = course.run("git", "push", "-q", "origin", "main")
    assert push.returncode == 1
    assert said(push.stdout, "reportlint-final")[0].startswith("reportlint-final stops this push: RL303 in ")


def utf16(text: str) -> bytes:
    return text.encode("utf-16")


def latin1(text: str) -> bytes:
    return text.encode() + b"\xe6\n"


def emptied(text: str) -> bytes:
    return text.encode()[:0]


@pytest.mark.parametrize("breaking", [utf16, latin1, emptied])
def test_a_report_that_is_none_any_more(course: Course, breaking: Callable[[str], bytes]) -> None:
    course.past(REPORT, GOOD)
    course.write(REPORT, breaking(GOOD))
    run = course.commit()
    assert run.returncode == 1
    assert re.match(
        r"reportlint stops this commit: RL00[12] in line \d+ of reports/README.md", said(run.stdout)[0]
    )


def test_a_renamed_report_keeps_its_past(course: Course) -> None:
    course.past("report.md", HEADLESS)
    (course.folder / "reports").mkdir()
    course.git("mv", "report.md", REPORT)
    assert passed(course.commit())


def test_an_answer_that_a_merge_loses(course: Course) -> None:
    blank = render(SCHEMAS["2026"].newest)
    course.past(REPORT, blank)
    course.git("checkout", "-qb", "other")
    course.past(REPORT, GOOD)
    course.git("checkout", "-q", "main")
    course.past(REPORT, blank.replace("--- question 1 fill here ---", "42"))
    assert course.run("git", "merge", "other").returncode == 1
    course.git("checkout", "--ours", REPORT)
    run = course.commit()
    assert run.returncode == 1
    assert said(run.stdout)[0].startswith("reportlint stops this commit: RL209 in ")


def test_a_wrong_configuration_names_the_way_out(course: Course) -> None:
    course.write("pyproject.toml", "[tool.reportlint]\nstge = 1\n")
    course.write(REPORT, GOOD)
    run = course.commit()
    assert run.returncode == 1
    lines = said(run.stdout)
    assert "did you mean stage?" in lines[0]
    assert lines[-1].startswith("reportlint: to commit anyway: SKIP=reportlint git commit")


@both
def test_slips_are_mended_and_the_words_stay(course: Course) -> None:
    dashed = GOOD.replace("\n\nthe harbour crew", "\n\n--- the harbour crew").replace("[x]", "[X ]", 3)
    course.write(REPORT, dashed)
    first = course.commit()
    assert first.returncode == 1
    assert "fixed " in "\n".join(said(first.stdout, "reportlint-fix"))
    assert (course.folder / REPORT).read_text(encoding="utf-8") == GOOD
    assert course.commit().returncode == 0


def test_schema_files_are_validated(course: Course) -> None:
    harbour = (ROOT / "tests" / "cases" / "harbour.yaml").read_text(encoding="utf-8")
    course.write("schemas/harbour.yaml", harbour)
    assert course.commit().returncode == 0
    course.write("schemas/harbour.yaml", harbour.replace("questions:", "question:", 1))
    run = course.commit()
    assert run.returncode == 1
    assert re.search(r"schemas/harbour\.yaml:\d+:\d+: error RL90", run.stdout)


@pytest.mark.parametrize("client", ["prek"], indirect=True)
def test_beside_the_hooks_that_many_repositories_have(course: Course) -> None:
    local = (
        "  - repo: local\n    hooks:\n"
        + "".join(
            f"      - {{id: {name}, name: {name}, entry: {entry}, language: python, types: [{kind}], "
            "additional_dependencies: [pre-commit-hooks, ruff]}\n"
            for name, entry, kind in (
                ("trailing-whitespace", "trailing-whitespace-fixer", "text"),
                ("end-of-file-fixer", "end-of-file-fixer", "text"),
                ("check-yaml", "check-yaml", "yaml"),
            )
        )
        + "      - {id: ruff, name: ruff, entry: ruff check, language: python, types: [python], "
        "additional_dependencies: [pre-commit-hooks, ruff]}\n"
    )
    configuration = course.folder / ".pre-commit-config.yaml"
    configuration.write_text(configuration.read_text(encoding="utf-8") + local, encoding="utf-8")
    course.write("boats.py", "boats = 7\n")
    course.write(REPORT, GOOD.rstrip("\n") + "  ")
    first = course.commit()
    assert first.returncode == 1
    assert "- hook id: trailing-whitespace" in first.stdout
    assert "- hook id: reportlint\n" not in first.stdout
    second = course.commit()
    assert second.returncode == 0, second.stdout


def test_try_repo(course: Course, shipped: Path) -> None:
    course.write(REPORT, HEADLESS)
    course.git("add", "-A")
    run = course.run(course.client, "try-repo", str(shipped), "reportlint", "--files", REPORT)
    assert run.returncode == 1
    assert said(run.stdout)[0].startswith("reportlint stops this commit: ")


def test_another_course_has_its_schema_beside_the_report(course: Course) -> None:
    course.write("logbuch/README.md", other_course.written(broken=False))
    course.write("logbuch/bilder/hafen.png", PNG)
    course.write("logbuch/template.yaml", other_course.schema())
    assert passed(course.commit())
    course.write("logbuch/template.yaml", other_course.schema().replace("marker:", "makrer:"))
    schema = course.commit()
    assert schema.returncode == 1
    assert said(schema.stdout)[0].startswith(
        "reportlint: logbuch/README.md: logbuch/template.yaml:9:3: RL902 `makrer` is not a key"
    )
    course.write("logbuch/template.yaml", other_course.schema())
    course.write("logbuch/README.md", other_course.written(broken=True))
    report = course.commit(SKIP="reportlint-fix")
    assert report.returncode == 1
    assert said(report.stdout)[0].startswith("reportlint stops this commit: RL106 in question ")


@pytest.mark.parametrize(
    ("name", "heading", "question"),
    [("havnelog", "### Opgave 1b", "1b"), ("pilot", "### Question 2: Watches (15 points)", "2")],
)
def test_courses_of_other_shapes(course: Course, name: str, heading: str, question: str) -> None:
    blank = (ROOT / "tests" / "courses" / f"{name}.md").read_text(encoding="utf-8")
    course.write("log/template.yaml", dump(import_template(blank, edition=name, revision="2030-01-05")))
    course.write("log/README.md", blank)
    assert passed(course.commit())
    course.write("log/README.md", blank.replace(f"{heading}\n", ""))
    run = course.commit(SKIP="reportlint-fix")
    stopped = f"reportlint stops this commit: RL101 in question {question}, line "
    assert said(run.stdout)[0].startswith(stopped)


def test_the_edition_today_without_a_release(course: Course) -> None:
    """As the guide has it, step by step, for students whose hooks do not know the new year's template."""
    (made,) = re.findall(r"(reportlint schema import new\.md --id 2027 [^`\n]*)", GUIDE)
    (today,) = re.findall(r"## The edition today[^#]*```sh\n([^`]*)```", GUIDE)
    new = render(later_editions()["inserted"].newest)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    maintainer = course._replace(environment={**course.environment, "PATH": path})
    maintainer.write("schemas/.gitkeep", "")
    maintainer.write("new.md", new)
    run = maintainer.run("bash", "-ec", f"{made}\n{today}")
    assert run.returncode == 0, run.stdout
    (course.folder / "reports").mkdir()
    (course.folder / "template.yaml").rename(course.folder / "reports" / "template.yaml")
    shutil.rmtree(course.folder / "schemas")
    (course.folder / "new.md").rename(course.folder / REPORT)
    assert passed(course.commit())
    shown = course.run(course.client, "run", "reportlint", "--all-files", "--verbose")
    known = "template 2027 (revision 2027-01-04), 0 of 32 answered, 0 of 53 ticked"
    assert said(shown.stdout)[0] == f"{REPORT}  {known}"
    course.write(REPORT, new.replace("### Question 13\n", ""))
    stopped = "reportlint stops this commit: RL101 in question 13, "
    assert said(course.commit(SKIP="reportlint-fix").stdout)[0].startswith(stopped)


def test_what_init_prints_can_be_pasted(course: Course) -> None:
    (course.folder / ".pre-commit-config.yaml").unlink()
    for hook in (course.folder / ".git" / "hooks").iterdir():
        hook.unlink()
    course.write(REPORT, GOOD)
    path = os.pathsep.join([str(Path(course.client).parent), os.environ["PATH"]])
    shell = course._replace(environment={**course.environment, "PATH": path})
    told = shell.run("reportlint", "init", "--yes").stdout
    commands = [line for line in told.splitlines() if line.startswith("    ")]
    assert len(commands) == 4
    run = shell.run("bash", "-ec", "\n".join(commands))
    assert run.returncode == 0, run.stdout
    assert sorted(shell.git("ls-files").split()) == [
        ".github/workflows/reportlint.yml",
        ".pre-commit-config.yaml",
    ]
    assert said(run.stdout)[0].startswith(f"{REPORT}  template 2026 (revision ")
    shell.write(REPORT, HEADLESS)
    assert shell.commit().returncode == 1
