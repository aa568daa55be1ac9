"""The configuration, suppression comments, and what the command line makes of both."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from reportlint.cli import main
from reportlint.config import Config, ConfigError, json_schema, load
from reportlint.diagnostic import Severity, Stage
from reportlint.linter.linter import Options
from tests.cli import GOOD, Run, found, reportlint, repository, write
from tests.cli import codes as run_codes
from tests.grading import graded
from tests.reports import SCHEMAS, codes, good_report, lint

JSON = ("--output-format", "json")
HARBOUR = Path(__file__).parent / "cases" / "harbour.yaml"
SUFFIXED = GOOD.replace("### Question 4", "### Question 4 (Ida)")
_ABOVE, _FOURTH, _BELOW = GOOD.partition("### Question 4\n")
MARKERLESS = _ABOVE + _FOURTH + _BELOW.replace("> Answer:\n", "", 1)


def table(text: str) -> str:
    return f"[tool.reportlint]\n{text}\n"


def mistakes(text: str, name: str = "pyproject.toml") -> tuple[str, ...]:
    """Return what is wrong with a file."""
    try:
        load(text, name)
    except ConfigError as error:
        return error.args
    return ()


def project(folder: Path, text: str, report: str = GOOD) -> Path:
    """Make a repository with a configuration and a report where the course collects it."""
    repository(folder)
    write(folder / "pyproject.toml", table(text))
    write(folder / "reports" / "README.md", report)
    return folder


def check(folder: Path, *arguments: str) -> Run:
    return reportlint("check", *arguments, *JSON, cwd=folder)


def test_every_key_is_read() -> None:
    loaded = load(
        table(
            'paths = ["reports", "docs/*.md"]\ntemplate = "2026"\nstage = "draft"\nselect = ["RL2"]\n'
            'ignore = [\n  "answer-too-long",\n]\nfail-on = "never"\n'
            'ignore-questions = {RL301 = [4, "5", "b"]}\n[tool.reportlint.severity]\nRL2 = "note"'
        ),
        "a.toml",
    )
    assert loaded == Config(
        paths=("reports", "docs/*.md"),
        template="2026",
        stage="draft",
        select=("RL2",),
        ignore=("answer-too-long",),
        fail_on="never",
        severity={"RL2": "note"},
        ignore_questions={"RL301": (4, 5, "B")},
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('stge = "draft"', "stge: no such key: did you mean stage?"),
        ('fail_on = "note"', "fail_on: no such key: did you mean fail-on?"),
        ("zzz = 1", "zzz: no such key: use paths, exclude, template, stage, "),
        ('\n# first\nstage = "drft"', "stage: no 'drft' here: did you mean draft?"),
        ("stage = 1", "stage: this must be a string in quotes"),
        ('stage = "xyz"', "stage: no 'xyz' here: use draft or final"),
        ('fail-on = "fatal"', "fail-on: no 'fatal' here: "),
        ("template = 2026", "template: this must be a string in quotes"),
        ('paths = "reports"', "paths: this must be a list of strings"),
        ('paths = ["-"]', "paths: - is standard input"),
        ('paths = [""]', "paths: this must be a list of strings"),
        ('select = ["RL999"]', "select: no rule 'RL999'"),
        ('select = ["R"]', "select: no rule 'R': reportlint rules lists them"),
        ('select = ["RL77"]', "select: no rule 'RL77': reportlint rules lists them"),
        ('select = ["rl2044"]', "select: no rule 'rl2044': did you mean RL204?"),
        ("paths = []", "paths: name at least one"),
        (r"paths = ['reports\README.md']", "paths: write / in place of"),
        (r"template = 'course\our.yaml'", "template: write / in place of"),
        ('ignore-questions = {RL204 = ["٤"]}', "ignore-questions.RL204: this must be a"),
        ("ignore-questions = {R = [4]}", "ignore-questions.R: no rule"),
        ("select = []", "select: this names no rule"),
        (
            'ignore = ["anwser-too-long"]',
            "ignore: no rule 'anwser-too-long': did you mean",
        ),
        ('severity = "note"', "severity: this must be a table"),
        (
            'severity = {RL204 = "off"}',
            "severity.RL204: use note, warning or error here; to switch a rule off, list",
        ),
        (
            '[tool.reportlint.severity]\nRL1 = "note"\nRl999 = "note"',
            "severity.Rl999: no rule",
        ),
        (
            "ignore-questions = {RL204 = 4}",
            "ignore-questions.RL204: this must be a list of",
        ),
        ("ignore-questions = {RL204 = [true]}", "ignore-questions.RL204: this must be a"),
        (
            f"ignore-questions = {{RL204 = [0x{'f' * 5000}]}}",
            "ignore-questions.RL204: this",
        ),
        ("ignore-questions = {RL003 = [1]}", "ignore-questions.RL003: this cannot be"),
    ],
)
def test_a_mistake_is_said_at_its_place(text: str, message: str) -> None:
    (said,) = mistakes(table(text))
    assert said.startswith(f"pyproject.toml: tool.reportlint.{message}")


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    project(tmp_path, 'stge = "draft"\nstage = "half"')
    run = check(tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    lines = run.stderr.decode().splitlines()
    assert [line.split(": ")[:3] for line in lines] == [
        ["reportlint", "pyproject.toml", "tool.reportlint.stge"],
        ["reportlint", "pyproject.toml", "tool.reportlint.stage"],
    ]


def test_a_table_that_is_none() -> None:
    (said,) = mistakes("[tool]\nreportlint = 1")
    assert said == "pyproject.toml: tool.reportlint: this must be a table"


@pytest.mark.parametrize("text", ["[tool", "[project]\nname = reportlint", "[[[", "x = " + "[" * 5000])
def test_toml_that_is_broken_elsewhere_is_none_of_our_business(text: str) -> None:
    assert load(text, "pyproject.toml") is None
    (said,) = mistakes(f'[tool.reportlint]\nstage = "draft"\n{text}')
    assert said.startswith("pyproject.toml: not TOML: ")


@pytest.mark.parametrize(
    "text",
    [
        "[tool]\nreportlint.stage = drft",
        "[tool]\nreportlint = {stage = drft}",
        "tool = {reportlint = {stage",
        'tool = {x = "#", "reportlint" = {stage',
        "[ tool . 'reportlint' ]\nstage = drft",
        '["tool"."reportlint".severity]\nRL1 = note',
    ],
)
def test_broken_toml_that_was_ours_is_said(text: str) -> None:
    (said,) = mistakes(text)
    assert said.startswith("pyproject.toml: not TOML: ")


@pytest.mark.parametrize(
    "line",
    [
        "# [tool.reportlint]",
        'x = 1  # reportlint = "draft"',
        'dependencies = ["reportlint"]',
        'dependencies = ["ruff", "reportlint==1.0"]',
        'description = "It says reportlint. And more."',
        "name = reportlint",
    ],
)
def test_broken_toml_that_only_mentions_us_is_none_of_our_business(line: str) -> None:
    assert load(f"{line}\n[broken", "pyproject.toml") is None


@pytest.mark.parametrize("quotes", ['"""', "'''"])
@pytest.mark.parametrize("key", ["first", "[tool.other]\nfirst"])
def test_a_text_of_several_lines_is_no_table(key: str, quotes: str) -> None:
    text = f"{key} = {quotes}\n[tool.reportlint]\nstage = 1 # {quotes}\nlast = [\n['tool.reportlint'],\n]\n"
    assert load(text, "pyproject.toml") is None


@pytest.mark.parametrize("deep", ["[" + "a." * 50 + "a]\n", 'a."b".' * 25 + "a = 1\n"])
def test_a_key_that_would_take_forever_is_refused(tmp_path: Path, deep: str) -> None:
    project(tmp_path, f"stage = 'draft'\n{deep}")
    assert b"a key with more than 50 parts is not allowed" in check(tmp_path).stderr


def test_the_nearest_file_is_in_force(tmp_path: Path) -> None:
    project(tmp_path, 'stage = "draft"', SUFFIXED)
    write(tmp_path / "reports" / "figures" / "pyproject.toml", "[project]\nname = 'reportlint-user'\n")
    for inside, stage in (("", "draft"), ("reports", "draft"), ("reports/figures", "final")):
        run = check(tmp_path / inside, "--fail-on", "never")
        assert json.loads(run.stdout)["files"][0]["stage"] == stage


def test_a_report_brings_no_configuration_with_it(tmp_path: Path) -> None:
    project(tmp_path / "theirs", "wrong = 1", SUFFIXED)
    run = check(tmp_path, "theirs/reports/README.md")
    assert (run.returncode, run_codes(run)) == (0, ["RL104"])


def test_the_search_for_a_configuration_stays_in_the_repository(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", table("wrong = 1"))
    inside = repository(tmp_path / "repository")
    write(inside / "reports" / "README.md", GOOD)
    assert check(inside).returncode == 0


def test_a_configuration_by_name_or_none(tmp_path: Path) -> None:
    project(tmp_path, "wrong = 1", SUFFIXED)
    write(tmp_path / "other.toml", table('ignore = ["RL104"]'))
    write(tmp_path / "none.toml", "[project]\n")
    assert run_codes(check(tmp_path, "--config", "other.toml")) == []
    assert run_codes(check(tmp_path, "--isolated")) == ["RL104"]
    for name, message in (("none.toml", "no [tool.reportlint]"), ("nowhere.toml", "nowhere.toml: ")):
        run = check(tmp_path, "--config", name)
        assert run.returncode == 2
        assert message in run.stderr.decode()
    assert check(tmp_path, "--config", "other.toml", "--isolated").returncode == 2


def test_the_command_line_wins_key_by_key(tmp_path: Path) -> None:
    project(tmp_path, 'stage = "draft"\nselect = ["RL2"]\nfail-on = "note"', SUFFIXED)
    assert run_codes(check(tmp_path)) == []
    run = check(tmp_path, "--select", "RL1")
    assert (run.returncode, run_codes(run)) == (1, ["RL104"])
    assert json.loads(run.stdout)["files"][0]["stage"] == "draft"
    assert check(tmp_path, "--select", "RL1", "--fail-on", "error").returncode == 0


def test_paths_are_relative_to_the_file_and_count(tmp_path: Path) -> None:
    project(tmp_path, 'paths = ["docs/*.md"]')
    write(tmp_path / "docs" / "exam.md", GOOD)
    for inside, name in (("", "docs/exam.md"), ("reports", "../docs/exam.md")):
        run = check(tmp_path / inside)
        assert (found(run), run_codes(run), run.returncode) == ([name], ["RL006"], 1)
        assert "this is docs/exam.md" in json.loads(run.stdout)["files"][0]["diagnostics"][0]["message"]
        named = check(tmp_path / inside, name)
        assert (found(named), run_codes(named)) == ([name], [])


def test_a_folder_from_the_configuration_counts(tmp_path: Path) -> None:
    project(tmp_path, 'paths = ["docs", "reports/README.md"]')
    write(tmp_path / "docs" / "exam.md", GOOD)
    run = check(tmp_path)
    assert (found(run), run_codes(run)) == (["docs/exam.md", "reports/README.md"], ["RL006"])


@pytest.mark.parametrize("path", ["../outside.md", "../*.md", "link.md", "/etc/hosts"])
@pytest.mark.parametrize("key", ["paths", "template"])
def test_a_path_from_the_configuration_stays_in_the_repository(tmp_path: Path, key: str, path: str) -> None:
    write(tmp_path / "outside.md", GOOD)
    if key == "template":
        path = path.replace(".md", ".yaml")
    folder = project(tmp_path / "inside", f"{key} = {json.dumps(path if key == 'template' else [path])}")
    if path.startswith("link"):
        try:
            (folder / path).symlink_to(tmp_path / "outside.md")
        except OSError:
            pytest.skip("this system makes no symbolic links")
    run = check(folder)
    assert (run.returncode, run.stdout) == (2, b"")
    assert f"pyproject.toml: tool.reportlint.{key}: {path} leads out" in run.stderr.decode()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("paths", ["a\0b"]),
        ("paths", ["a\0*"]),
        ("template", "a/\0"),
        pytest.param(
            "paths", ["loop/x"], marks=pytest.mark.skipif(sys.version_info >= (3, 13), reason="no error")
        ),
    ],
)
def test_a_path_that_cannot_be_has_its_place(tmp_path: Path, key: str, value: object) -> None:
    folder = project(tmp_path, f"{key} = {json.dumps(value)}")
    try:
        (folder / "loop").symlink_to("loop")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    run = check(folder)
    assert (run.returncode, run.stdout) == (2, b"")
    said = run.stderr.decode()
    assert said.startswith(f"reportlint: pyproject.toml: tool.reportlint.{key}: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("path", ["a" * 5000, "a*" * 2500, f"{'a' * 5000}/b.yaml"])
@pytest.mark.parametrize("key", ["paths", "template"])
def test_a_name_that_is_too_long_is_not_of_standard_output(tmp_path: Path, key: str, path: str) -> None:
    folder = project(tmp_path, f"{key} = {json.dumps([path] if key == 'paths' else path)}")
    for run in (
        check(folder),
        check(folder, "--isolated", *(["--template"] if key == "template" else []), path),
    ):
        assert run.returncode == 2
        assert "aaaa" in run.stderr.decode().replace("*", "")
        assert "standard output" not in run.stderr.decode()
        assert "Traceback" not in run.stderr.decode()


def test_what_the_system_refuses_of_a_file_is_said_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(_: object) -> int:
        raise PermissionError(13, "Permission denied", "a\x1b.md")

    monkeypatch.setattr("reportlint.cli.rules._list", refused)
    assert main(["rules"]) == 2
    assert capsys.readouterr().err == "reportlint: a\\x1b.md: Permission denied\n"


def test_a_configuration_that_is_too_large(tmp_path: Path) -> None:
    project(tmp_path, "#" * 1_000_000)
    run = check(tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.startswith(b"reportlint: pyproject.toml: it has more than 1,000,000 bytes")


def test_of_many_mistakes_the_first_are_said(tmp_path: Path) -> None:
    project(tmp_path, "\n".join(f"boat{number} = 1" for number in range(1000)))
    said = check(tmp_path).stderr.decode().splitlines()
    assert (len(said), said[-1]) == (21, "reportlint: pyproject.toml: 980 more mistakes")


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    project(tmp_path, 'paths = ["nowhere.md", "reports/README.md"]')
    run = check(tmp_path)
    assert (run.returncode, found(run)) == (2, ["reports/README.md"])
    assert "nowhere.md: " in run.stderr.decode()


def test_a_template_from_the_configuration(tmp_path: Path) -> None:
    project(tmp_path, 'template = "course/harbour.yaml"\nfail-on = "never"')
    write(tmp_path / "course" / "harbour.yaml", HARBOUR.read_text(encoding="utf-8"))
    assert reportlint("new", "--template", str(HARBOUR), cwd=tmp_path / "course").returncode == 0
    run = check(tmp_path / "course", "reports/README.md")
    assert json.loads(run.stdout)["files"][0]["template"] == "harbour"
    write(tmp_path / "pyproject.toml", table('template = "2031"'))
    run = check(tmp_path)
    assert run.returncode == 2
    assert "pyproject.toml: tool.reportlint.template: no template '2031': there are" in run.stderr.decode()


def test_severities(tmp_path: Path) -> None:
    project(tmp_path, 'severity = {RL104 = "error", RL1 = "note"}', SUFFIXED)
    run = reportlint("check", cwd=tmp_path)
    assert run.returncode == 1
    assert "error RL104" in run.stdout.decode()
    assert "hand-in: ready (1 warning)" in run.stdout.decode()


def test_the_hand_in_counts_with_the_severities_of_the_rules(tmp_path: Path) -> None:
    project(tmp_path, 'severity = {RL106 = "note"}', MARKERLESS)
    run = reportlint("check", cwd=tmp_path)
    assert run.returncode == 0
    assert "hand-in: not ready (1 error)" in run.stdout.decode()
    assert lint(MARKERLESS, Options(severities={"RL106": Severity.NOTE})).hand_in == (1, 0)


@pytest.mark.parametrize("silent", ["comment", "configuration"])
def test_what_the_checker_stops_at_is_never_ready(tmp_path: Path, silent: str) -> None:
    by_comment = silent == "comment"
    text = f"<!-- reportlint: ignore-file RL106 -->\n\n{MARKERLESS}" if by_comment else MARKERLESS
    project(tmp_path, "" if by_comment else "ignore-questions = {RL106 = [4]}", text)
    run = reportlint("check", "--output-format", "text", "--output-format", "summary=page.md", cwd=tmp_path)
    (last,) = run.stdout.decode().splitlines()[-1:]
    assert last.startswith("hand-in: not ready  |  course checker: stops, ")
    assert last.endswith("next: reportlint check --isolated --no-suppress says why it stops")
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert page.startswith("### ❌ reports/README.md is not ready for hand-in\n")
    two = reportlint("check", *["reports/README.md"] * 2, cwd=tmp_path).stdout.decode()
    assert "2 reports: 0 ready for hand-in" in two


def test_a_severity_does_not_wake_a_silent_rule() -> None:
    text = GOOD.replace("* [x] Create a git repository", "* [x] Build a boat", 1)
    severities = {"RL401": Severity.ERROR}
    assert [d.severity for d in lint(text, Options(severities=severities)).diagnostics] == [Severity.ERROR]
    assert lint(text, Options(severities=severities, stage=Stage.DRAFT)).diagnostics == ()


def test_ignored_questions(tmp_path: Path) -> None:
    text = SUFFIXED.replace("### Question 6", "### Question 6 (Bo)")
    project(tmp_path, "ignore-questions = {heading-changed = [4]}", text)
    run = check(tmp_path)
    assert [d["question"] for d in json.loads(run.stdout)["files"][0]["diagnostics"]] == [6]
    assert "(1 warning)" in reportlint("check", cwd=tmp_path).stdout.decode()


def test_what_the_run_does_not_select_still_counts_for_the_hand_in() -> None:
    result = lint(SUFFIXED, Options(codes=frozenset({"RL204"})))
    assert (result.diagnostics, result.hand_in) == ((), (0, 1))


def test_the_example_of_the_documentation() -> None:
    page = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    loaded = load(page.split("```toml\n")[1].split("```")[0], "configuration.md")
    assert loaded
    assert None not in loaded


def test_show_config(tmp_path: Path) -> None:
    project(
        tmp_path, 'ignore = ["RL401"]\n\nignore-questions = {RL204 = [4, "B"]}\nseverity = {RL2 = "note"}'
    )
    run = reportlint("check", "--show-config", "--stage", "draft", cwd=tmp_path / "reports")
    assert (run.returncode, run.stderr) == (0, b"")
    text = run.stdout.decode()
    assert text.splitlines() == [
        "[tool.reportlint]",
        "# paths: searched for (default)",
        "# exclude: none (default)",
        "# template: template.yaml beside the report, else detected (default)",
        'stage = "draft"  # command line',
        "# select: all rules (default)",
        'ignore = ["RL401"]  # ../pyproject.toml',
        'fail-on = "error"  # default',
        'severity = {"RL2" = "note"}  # ../pyproject.toml',
        'ignore-questions = {"RL204" = [4, "B"]}  # ../pyproject.toml',
        "# suppression comments: in force (default)",
    ]
    assert load(text, "shown.toml") == Config(
        stage="draft",
        ignore=("RL401",),
        fail_on="error",
        severity={"RL2": "note"},
        ignore_questions={"RL204": (4, "B")},
    )


@pytest.mark.parametrize(
    ("text", "loaded"),
    [(None, False), ("[project]\nname = 'boats'\n", False), (table('stage = "draft"'), True)],
)
def test_toml_is_parsed_only_where_it_may_be_ours(tmp_path: Path, text: str | None, loaded: bool) -> None:
    repository(tmp_path)
    write(tmp_path / "report.md", GOOD)
    if text:
        write(tmp_path / "pyproject.toml", text)
    code = (
        "import sys; from reportlint.cli import main; main(['check', 'report.md']); "
        "print('tomllib' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
    assert run.stdout.decode().splitlines()[-1] == str(loaded)


def comment(text: str, body: str, heading: str = "### Question 4\n") -> str:
    assert heading in text
    return text.replace(heading, f"{heading}<!-- reportlint: {body} -->\n", 1)


def test_no_suppress(tmp_path: Path) -> None:
    text = comment(GOOD.replace("## Coding environment", "## Coding"), "ignore RL204")
    text = text.replace("# Exam template", "<!-- reportlint: ignore-file RL109 -->\n\n# Exam template", 1)
    write(tmp_path / "report.md", text)
    assert run_codes(check(tmp_path, "report.md")) == ["RL005"]
    assert run_codes(check(tmp_path, "report.md", "--select", "RL0,RL3")) == []
    assert run_codes(check(tmp_path, "report.md", "--no-suppress")) == ["RL109"]


def test_a_suppressed_finding_is_not_in_the_way_of_the_hand_in() -> None:
    suffixed = comment(SUFFIXED, "ignore RL104", "### Question 4 (Ida)\n")
    result = lint(suffixed)
    assert (result.diagnostics, result.hand_in) == ((), (0, 0))
    assert lint(suffixed, Options(suppress=False)).hand_in == (0, 1)


def test_what_another_finding_accounts_for_is_suppressed_for_later() -> None:
    long = GOOD.replace("\n\n### Question 6", f"\n\n{'boat ' * 200}\n\n### Question 6", 1)
    long = comment(long, "ignore RL204", "### Question 5\n")
    assert lint(long).diagnostics == ()
    broken = long.replace("\nboat boat", "\nAnswer: harbour\n\nboat boat", 1)
    found = {code for code, *_ in codes(lint(broken))}
    assert ("RL108" in found, "RL005" in found) == (True, False)


def test_a_comment_that_nobody_closed_hides_no_suppression() -> None:
    text = comment(SUFFIXED, "ignore RL104", "### Question 4 (Ida)\n")
    for heading in ("### Question 3\n", "### Question 4 (Ida)\n"):
        broken = text.replace(heading, f"{heading}<!-- who forgot this?\n", 1)
        found = {code for code, *_ in codes(lint(broken))}
        assert ("RL104" in found) == (heading[-2:] == ")\n")
        assert ("RL005" in found) == (heading[-2:] == ")\n")


def test_a_conflict_and_an_open_fence_cannot_be_suppressed() -> None:
    broken = GOOD.replace("\n\n### Question 6", "\n\n```python\n\n### Question 6", 1)
    broken = comment(broken, "ignore RL004, RL00", "### Question 5\n")
    assert {code for code, *_ in codes(lint(broken))} == {"RL004", "RL005"}


@pytest.mark.parametrize("edition", SCHEMAS)
def test_a_comment_under_every_heading_changes_nothing_else(edition: str) -> None:
    """Neither the template nor what the course's checker counts."""
    schema = SCHEMAS[edition]
    text = good_report(edition)
    for number in schema.numbers:
        text = comment(text, "ignore RL2, RL3", f"### Question {number}\n")
    text = text.replace("\n## ", "\n<!-- reportlint: ignore-file RL4, RL1 -->\n\n## ", 1)
    assert lint(text, Options(suppress=False)).diagnostics == ()
    unused = lint(text).diagnostics
    assert {diagnostic.code for diagnostic in unused} == {"RL005"}
    assert len(unused) == 2 * len(schema.numbers) + 2
    assert graded(text, edition) == graded(good_report(edition), edition)


SCHEMA_FILE = Path(__file__).parent.parent / "schemas" / "config-schema.json"


def test_the_schema_of_the_table_is_current(pytestconfig: pytest.Config) -> None:
    text = json.dumps(json_schema(), indent=2) + "\n"
    if pytestconfig.getoption("update"):
        SCHEMA_FILE.write_text(text, encoding="utf-8", newline="\n")
    assert SCHEMA_FILE.read_text(encoding="utf-8") == text


def fits(text: str) -> bool:
    """Whether the schema lets a file through."""
    validator = Draft7Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    Draft7Validator.check_schema(validator.schema)
    return bool(validator.is_valid(tomllib.loads(text)))


RULE_WORDS = st.sampled_from(["RL", "rl2", "RL204", "Rl3", "answer-too-long", "RL999", "R", "boats", ""])
PATHS = st.sampled_from(["reports", "a b/*.md", "-", "a\\b", "", "2026"])
QUESTIONS = st.lists(st.sampled_from([1, 999, 0, 1000, "4", "b", "-", True]), max_size=2)
TABLES = st.fixed_dictionaries(
    {},
    optional={
        "paths": st.lists(PATHS, max_size=2) | PATHS,
        "template": PATHS,
        "stage": st.sampled_from(["draft", "final", "half"]),
        "select": st.lists(RULE_WORDS, max_size=2),
        "ignore": st.lists(RULE_WORDS, max_size=2),
        "fail-on": st.sampled_from(["note", "never", "fatal"]),
        "severity": st.dictionaries(RULE_WORDS, st.sampled_from(["note", "error", "off"]), max_size=2),
        "ignore-questions": st.dictionaries(RULE_WORDS, QUESTIONS, max_size=2),
        "stge": st.just("draft"),
    },
)


@given(TABLES)
def test_the_schema_lets_through_what_is_read(values: dict[str, object]) -> None:
    inline = [
        f"{key} = {{{', '.join(f'{json.dumps(k)} = {json.dumps(v)}' for k, v in value.items())}}}"
        if isinstance(value, dict)
        else f"{key} = {json.dumps(value)}"
        for key, value in values.items()
    ]
    text = table("\n".join(inline))
    if not mistakes(text):
        assert fits(text)


@pytest.mark.parametrize(
    "line",
    [
        'stge = "draft"',
        'stage = "half"',
        'fail-on = "fatal"',
        'paths = "reports"',
        "paths = []",
        'ignore = ["anwser-too-long"]',
        'severity = {RL204 = "off"}',
        'severity = {boats = "note"}',
        "ignore-questions = {RL204 = [0]}",
    ],
)
def test_the_schema_sees_what_is_wrong(line: str) -> None:
    assert not fits(table(line))
