"""A schema `template.yaml` beside the report: which files it is for, what it wins over, what it may cost."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint.cli import editions
from reportlint.cli.linters import Linters
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Options
from reportlint.schema.template import render
from reportlint.source import Source
from tests.cli import Run, codes, reportlint, repository, write
from tests.reports import SCHEMAS, good_report

HARBOUR = (Path(__file__).parent / "cases" / "harbour.yaml").read_text(encoding="utf-8")
BLANK = """\
# Boats

Two questions.

### Question 1

> **Which boat?**
>
> Answer:

--- question 1 fill here ---

### Question 2

> **Why that one?**
>
> Answer length: 5-10 words.
>
> Answer:

--- question 2 fill here ---
"""
BOATS = """\
format: 1
template: boats
forms:
  heading: '### Question {number}'
  marker: 'Answer:'
  example: 'Example:'
  placeholder: '--- question {number} fill here ---'
preamble: |-
  # Boats

  Two questions.
questions:
  1: {prompt: '**Which boat?**'}
  2: {prompt: '**Why that one?**', hint: 'Answer length: 5-10 words.', words: {min: 5, max: 10}}
revisions:
  '2030-01-05': {}
"""
LOAD = editions.load_source
WORDY = "format: 1\ntemplate: '2026'\nextends: '2025'\nrevisions: {'2030-01-05': {}}\n"
SAM = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  A: &boat {Type: AWS::SQS::Queue}\n  B: *boat\n"


def course(folder: Path, schema: str = BOATS, report: str = BLANK) -> Path:
    """Make a repository with a report in a folder of its own and a schema beside it."""
    repository(folder)
    write(folder / "work" / "log.md", report)
    write(folder / "work" / "template.yaml", schema)
    return folder


def commit(folder: Path) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(folder)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "boats"]):
        subprocess.run([*git, *command], check=True)


def check(folder: Path, *arguments: str) -> Run:
    return reportlint("check", *arguments, "--output-format", "json", cwd=folder)


def template(run: Run) -> str | None:
    found: str | None = json.loads(run.stdout)["files"][0]["template"]
    return found


@pytest.mark.parametrize("arguments", [[], ["work"], ["work/log.md"], ["work/*.md"]])
def test_a_report_is_found_and_linted_by_the_schema_beside_it(tmp_path: Path, arguments: list[str]) -> None:
    run = check(course(tmp_path), *arguments)
    assert (run.returncode, template(run), codes(run)) == (1, "boats", ["RL201", "RL201"])
    assert run.stderr == b""


def test_the_schema_is_for_its_own_folder_only(tmp_path: Path) -> None:
    course(tmp_path)
    write(tmp_path / "reports" / "README.md", good_report("2026"))
    run = check(tmp_path, ".")
    assert [file["template"] for file in json.loads(run.stdout)["files"]] == ["2026", "boats"]


def test_what_wins_over_what(tmp_path: Path) -> None:
    course(tmp_path)
    write(tmp_path / "more.yaml", BOATS.replace("template: boats", "template: more"))
    write(tmp_path / "most.yaml", BOATS.replace("template: boats", "template: most"))
    write(tmp_path / "pyproject.toml", '[tool.reportlint]\ntemplate = "more.yaml"\n')
    report = "work/log.md"
    assert template(check(tmp_path, report, "--template", "most.yaml")) == "most"
    assert template(check(tmp_path, report)) == "more"
    (tmp_path / "pyproject.toml").unlink()
    assert template(check(tmp_path, report)) == "boats"
    assert template(check(tmp_path, report, "--isolated")) is None


def test_an_edition_of_ones_own_replaces_the_bundled_one(tmp_path: Path) -> None:
    """The edition `2026` as the course beside it has it: question 3 asks for 100 words, as in 2025."""
    report = render(SCHEMAS["2025"].newest).replace("--- question 3 fill here ---", "Boats.")
    run = check(course(tmp_path, WORDY, report), "--select", "RL203")
    assert (template(run), codes(run)) == ("2026", ["RL203"])
    assert codes(check(tmp_path, "work/log.md", "--template", "2026", "--select", "RL203")) == []


def test_a_report_of_another_template_is_none_of_the_one_beside_it(tmp_path: Path) -> None:
    run = check(course(tmp_path, HARBOUR, good_report("2026")), "--ignore", "RL006,RL3")
    assert (run.returncode, template(run), codes(run)) == (1, "2026", ["RL111"])


@pytest.mark.parametrize("output", ["text", "github"])
def test_a_mistake_in_it_is_said_once_and_other_files_are_linted(tmp_path: Path, output: str) -> None:
    course(tmp_path, BOATS.replace("min: 5", "min: 50"))
    write(tmp_path / "work" / "second.md", BLANK)
    write(tmp_path / "reports" / "README.md", good_report("2026"))
    run = reportlint("check", ".", "--ignore", "RL3", "--output-format", output, cwd=tmp_path)
    message = (
        "work/template.yaml:14:72: RL904 question 2 allows from 50 to 10 words, which no number satisfies"
    )
    second = "not linted because of the mistakes above"
    said = f"reportlint: work/log.md: {message}\nreportlint: work/second.md: {second}\n"
    assert run.stderr.decode() == said
    shown = run.stdout.decode()
    assert [shown.count(text) for text in (message, second)] == [output == "github"] * 2
    assert run.returncode == 2
    assert ("reports/README.md  template 2026" in shown) == (output == "text")


def test_of_many_mistakes_the_first_are_said_once(tmp_path: Path) -> None:
    flood = BOATS + f"more: {{{'a, ' * 2000}}}\n"
    course(tmp_path, flood)
    write(tmp_path / "work" / "second.md", "# no report\n")
    for command in (["check", "work"], ["html", "work", "-o", "site"], ["update", "work"]):
        said = reportlint(*command, cwd=tmp_path).stderr.decode()
        assert said.count("RL903") == said.count("RL90") - 1 == 19
        assert said.count("1980 more mistakes: reportlint schema validate work/template.yaml") == 1
        assert said.count("reportlint: work/second.md: not linted") == 1
    assert reportlint("schema", "validate", "work/template.yaml", cwd=tmp_path).stdout.count(b"RL90") == 2000


@pytest.mark.parametrize("arguments", [[], ["--baseline", "HEAD", "--if-present"], ["--hook", "reportlint"]])
def test_no_search_passes_a_broken_one_over(tmp_path: Path, arguments: list[str]) -> None:
    course(tmp_path, BOATS.replace("template: boats", "template: [boats"))
    run = reportlint("check", *arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert b": work/template.yaml:2:11: RL901 this is not YAML" in run.stderr
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize(
    "foreign",
    [
        SAM,
        "kind: Template\nmetadata: {format: 1, template: boats}\n",
        "format: 1\n# template: boats\n",
        "",
        "{{ cookiecutter.boat }}",
    ],
)
def test_another_tools_file_of_that_name_is_passed_over(tmp_path: Path, foreign: str) -> None:
    run = check(course(tmp_path, foreign, good_report("2026")), "--ignore", "RL006,RL3")
    assert (run.returncode, template(run), codes(run), run.stderr) == (0, "2026", [], b"")


def _link(path: Path) -> None:
    outside = write(path.parents[2] / "outside.yaml", BOATS)
    path.symlink_to(outside)


def _pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with a name")
    os.mkfifo(path)


def _too_large(path: Path) -> None:
    write(path, BOATS + "#" * 200_000)


def _no_text(path: Path) -> None:
    path.write_bytes(b"\xff" + BOATS.encode())


@pytest.mark.parametrize("make", [_link, _pipe, Path.mkdir, _too_large, _no_text])
def test_only_a_regular_file_of_text_counts(tmp_path: Path, make: Callable[[Path], None]) -> None:
    own = course(tmp_path / "boats") / "work" / "template.yaml"
    own.unlink()
    make(own)
    run = check(own.parent, "log.md")
    assert (template(run), codes(run), run.stderr) == (None, ["RL001"], b"")


BOMBS = {
    "aliases": BOATS + "a: &a [b, b]\nc: &c [*a, *a]\n",
    "depth": BOATS + "a: " + "[" * 100_000 + "\n",
    "revisions": BOATS + "".join(f"  r{number}: {{}}\n" for number in range(15_000)),
    "word": BOATS + f"course: {{forbidden: [{'a-' * 80_000}b]}}\n",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_hostile_one_costs_little_time(tmp_path: Path, bomb: str) -> None:
    """Measured: half a second at most; without its limits a minute and more."""
    course(tmp_path, BOMBS[bomb], BLANK + "a-" * 500_000)
    begin = time.monotonic()
    run = reportlint("check", "work/log.md", cwd=tmp_path)
    assert time.monotonic() - begin < 10
    assert (run.returncode, run.stdout) == (2, b"")
    assert b": work/template.yaml:" in run.stderr


def test_earlier_versions_are_judged_by_the_schema_of_today(tmp_path: Path) -> None:
    course(tmp_path, BOATS.replace("min: 5, max: 10", "min: 1, max: 10").replace("5-10", "1-10"))
    report = BLANK.replace("--- question 2 fill here ---", "Because.")
    write(tmp_path / "work" / "log.md", report)
    commit(tmp_path)
    write(tmp_path / "work" / "template.yaml", BOATS)
    assert codes(check(tmp_path)) == ["RL201", "RL203"]
    assert codes(check(tmp_path, "--baseline", "HEAD")) == []


def test_a_report_that_is_none_any_more_is_not_passed_over(tmp_path: Path) -> None:
    course(tmp_path)
    commit(tmp_path)
    write(tmp_path / "work" / "log.md", "# Gone\n")
    assert reportlint("check", "--if-present", cwd=tmp_path).returncode == 0
    run = check(tmp_path, "--if-present", "--baseline", "HEAD")
    assert (run.returncode, codes(run)) == (1, ["RL001"])


def test_the_fixes_are_those_of_the_schema(tmp_path: Path) -> None:
    course(tmp_path, report=BLANK.replace("> **Which boat?**\n>\n> Answer:", "> **Which boat?**"))
    assert codes(check(tmp_path))[0] == "RL106"
    assert "RL106" not in codes(check(tmp_path, "--fix"))
    assert (tmp_path / "work" / "log.md").read_text(encoding="utf-8") == BLANK


def test_where_the_template_comes_from(tmp_path: Path) -> None:
    course(tmp_path)
    for arguments, said in (
        ((), "# template: template.yaml beside the report, else detected (default)"),
        (("--isolated",), "# template: detected (default)"),
        (("--template", "2026"), 'template = "2026"  # command line'),
    ):
        run = reportlint("check", "--show-config", *arguments, cwd=tmp_path)
        assert said in run.stdout.decode().splitlines()


def test_a_schema_is_read_once_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course(tmp_path)
    read = []

    def load(source: Source) -> editions.SchemaFile:
        read.append(source.path)
        return LOAD(source)

    monkeypatch.setattr(editions, "load_source", load)
    linters = Linters(Options())
    folder = (tmp_path / "work").as_posix()
    assert linters.of(InputFile(f"{folder}/log.md", b"", home=folder)) is linters.of(
        InputFile(f"{folder}/second.md", b"", home=folder)
    )
    assert read == [f"{folder}/template.yaml"]
    plain, own = (InputFile(f"{place}/README.md", b"", home=str(place)) for place in (tmp_path, folder))
    assert linters.of(plain) is linters.of(InputFile("-", b"")) is not linters.of(own)
