"""The reporters for programs and pages: what they may not lose, and what may not get out of them."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reportlint import PROJECT
from reportlint.diagnostic import Severity, Stage
from reportlint.formatting import address, escaped, with_code
from reportlint.linter.input import History, InputFile, Version
from reportlint.linter.linter import Options
from reportlint.linter.result import Result
from reportlint.reporters import NAMES, reporter
from reportlint.reporters.base import LineLink, Problem, Setting, rule_page
from reportlint.reporters.view import view_of
from reportlint.rules.registry import RULES
from reportlint.schema.template import render
from tests.commands import parse
from tests.reports import LINTER, SCHEMAS, good_report, lint

GOOD = good_report("2026")
BLANK = render(SCHEMAS["2026"].newest)
DRAFT = Options(stage=Stage.DRAFT)
ROOT = Path(__file__).parent.parent


HOOK = Setting(hook="reportlint")


def said(name: str, *results: Result, setting: Setting = HOOK) -> str:
    made = reporter(name, setting)
    return "".join(map(made.file, results)) + made.end()


EVIL = st.lists(
    st.sampled_from(
        ["::error::x", "##[error]x", "##", "[", "::", "|", "<b>", "`", "\\", "%0A", "\x1b[1m", " ", "a"]
    )
).map("".join)


def test_a_hook_that_passes_says_what_it_could_not_ask() -> None:
    result = lint(GOOD)
    assert said("hook", result).count("\n") == 1
    assert said("hook", result._replace(remark="git is not installed")).splitlines()[1:] == [
        "git is not installed"
    ]


@given(EVIL, EVIL)
def test_no_line_is_a_command(suffix: str, path: str) -> None:
    text = GOOD.replace("### Question 4\n", f"### Question 4 {suffix}\n").replace("[x]", f"[{suffix}]", 1)
    result = lint(text, path=path or "-")
    for name in (*NAMES, "hook"):
        commands = [parse(line) for line in said(name, result).split("\n")]
        names = {command.name for command in commands if command}
        assert names <= ({"error", "warning", "notice"} if name == "github" else set())


@pytest.mark.parametrize(("code", "shown"), [(0xD800, "%EF%BF%BD"), (0xDCE5, "%E5")])
def test_what_is_no_character_in_a_path(code: int, shown: str) -> None:
    path = f"{chr(code)}/report.md"
    result = lint(GOOD.replace("### Question 4\n", "### Question 4 (Ida)\n"), path=path)
    for name in NAMES:
        said(name, result).encode()
    assert address(path) == f"{shown}/report.md"


@given(EVIL | st.text())
def test_markdown_stays_text(text: str) -> None:
    for shown in (escaped(text), with_code(text)):
        html = MarkdownIt("gfm-like", {"linkify": False}).render(f"| a | b |\n|---|---|\n| {shown} | end |\n")
        tags = re.findall(r"<[^>]*>", html)
        assert {tag for tag in tags if tag.strip("</>") != "code"} <= {
            *("<table>", "</table>", "<thead>", "</thead>", "<tbody>", "</tbody>"),
            *("<tr>", "</tr>", "<th>", "</th>", "<td>", "</td>"),
        }
        assert (html.count("<td>"), html.count("<td>end</td>")) == (2, 1)


def test_the_summary_has_every_question() -> None:
    page = said("summary", lint(BLANK, DRAFT))
    rows = re.findall(r"^\| (\d+) \| (.*) \| (.*) \| (.*) \| (.*) \| (.*) \|$", page, re.MULTILINE)
    assert [int(number) for number, *_ in rows] == list(range(1, 32))
    assert {state for _, _, state, *_ in rows} == {"○ not answered"}
    assert rows[13][1:5] == (
        "Running code and tracking experiments", "○ not answered", "0 of 200–300", "0 of 1–3",
    )  # fmt: skip
    assert "**The report so far:** 0 of 31 answered, 0 of 53 ticked · hand-in" in page
    assert "29 warnings, 4 of 31 passed" in page
    # That it is not written yet is no work to be listed, and nothing that anybody broke.
    assert page.startswith("### ✅ Nothing in report.md is broken\n")
    assert "❌" not in page


def requested(now: str, before: str | None, stage: Stage = Stage.DRAFT, link: LineLink | None = None) -> str:
    """Return the summary of a pull request that makes `now` of `before`, or adds the report."""
    base = () if before is None else (Version("abc", "report.md", before.encode()),)
    file = InputFile("report.md", now.encode(), history=History(base, base))
    result = LINTER._replace(options=Options(stage=stage)).lint(file)
    return said("summary", result, setting=Setting(change="This pull request", link=link))


HALF = GOOD
for NUMBER in (9, 16, 17):
    start, end = (
        HALF.index(mark, HALF.index(f"### Question {NUMBER}\n")) for mark in ("the harbour", "\n\n#")
    )
    HALF = f"{HALF[:start]}--- question {NUMBER} fill here ---{HALF[end:]}"


def test_the_summary_of_a_good_request() -> None:
    page = requested(GOOD, HALF)
    head, deeds, *_ = page.split("\n\n")
    assert head == "### ✅ This pull request breaks nothing in report.md"
    assert deeds.splitlines() == [
        "- answers question 9 (Version control): 133 of 100–200 words",
        "- answers question 16 (Running code and tracking experiments): 133 of 100–200 words",
        "- answers question 17 (Working in the cloud): 100 of 50–200 words",
    ]
    assert "❌" not in page
    assert "| Rule |" not in page
    # In the hand-in's stage neither, though the report is far from ready.
    assert "❌" not in requested(HALF.replace("[x]", "[ ]", 1), HALF, Stage.FINAL).split("<details>")[0]


def test_the_summary_of_a_breaking_request() -> None:
    page = requested(HALF.replace("### Question 5\n", "### Question 4\n").replace("[x]", "[50%]", 1), GOOD)
    head, deeds, table, so_far, *_ = page.split("\n\n")
    assert head == "### ❌ This pull request breaks report.md: 4 errors"
    assert "- removes the answer to question 16 (Running code and tracking experiments)" in deeds
    assert "- removes the heading of question 5 (Coding environment)" in deeds
    assert deeds.endswith("- edits text outside of the questions")
    rows = [row.split(" | ") for row in table.splitlines()[2:]]
    assert [row[0] for row in rows[:4]] == ["| ❌"] * 4
    assert "/docs/rules/RL101.md)" in rows[0][2]
    assert "<code>&#35;&#35;&#35; Question 5</code>" in rows[0][3]
    assert so_far.startswith("**The report so far:** 28 of 31 answered")


def test_the_summary_of_a_request_without_the_report() -> None:
    broken = HALF.replace("### Question 5\n", "### Question 4\n")
    page = requested(broken, broken, Stage.FINAL)
    head, inherited, *_ = page.split("\n\n")
    assert head == "### ✅ This pull request leaves report.md as it is"
    assert inherited.startswith("Not new, and not counted: 1 error ([RL101](")


def test_the_summary_never_says_well_of_what_is_broken() -> None:
    broken = HALF.replace("### Question 5\n", "### Question 4\n")
    never = Options(stage=Stage.DRAFT, fail_on=None)
    assert said("summary", lint(broken, never)).startswith("### ❌ report.md: 1 error\n")
    warned = Options(fail_on=Severity.WARNING)
    many = said("summary", lint(GOOD.replace("### Question 5\n", "### Question 5 (Bo)\n"), warned))
    assert many.startswith("### ❌ report.md: 1 warning\n")
    assert said("summary", lint("# boats\n", DRAFT)).startswith("### ❌ report.md: 1 error\n")


def test_the_summary_of_a_request_that_brings_the_report() -> None:
    deeds = requested(HALF, None).split("\n\n")[1]
    assert deeds.splitlines() == [
        "- answers 28 questions: 1-8, 10-15, 18-31",
        "- adds question 9 (Version control), not answered",
        "- adds question 16 (Running code and tracking experiments), not answered",
        "- adds question 17 (Working in the cloud), not answered",
    ]


def test_state_words_and_limits_do_not_contradict_in_the_summary() -> None:
    start = GOOD.index("the harbour", GOOD.index("### Question 7\n"))
    short = GOOD[:start] + "four words are here" + GOOD[GOOD.index("\n\n### Question 8", start) :]
    page = requested(short, GOOD)
    assert "- changes the answer to question 7 (Version control): **4 of 50–100 words**" in page
    (row,) = (line for line in page.splitlines() if line.startswith("| 7 |"))
    assert row.split(" | ")[2:4] == ["! 46 words too few", "**4** of 50–100"]


def test_each_code_leads_to_a_page_of_its_own() -> None:
    start = f"https://github.com/{PROJECT}/blob/main/"
    for rule in RULES:
        page = ROOT / rule_page(rule.code).removeprefix(start)
        assert page.read_text(encoding="utf-8").startswith(f"# {rule.code} {rule.name}\n")


def test_the_summary_links_to_lines() -> None:
    def link(name: str, line: int, changed: range) -> str:
        return f"https://example.org/{'diff' if line in changed else name}/{line}"

    page = requested(GOOD.replace("### Question 4\n", "### Question 4 (Bo)\n"), GOOD, link=link)
    line = GOOD.splitlines().index("### Question 4") + 1
    assert f"- edits [question 4](https://example.org/diff/{line}) (Coding" in page
    assert f"| ℹ️ | [{line}](https://example.org/diff/{line}) |" in page
    assert "| [5](https://example.org/report.md/" in page


def test_the_summary_stays_below_its_limit() -> None:
    page = said("summary", *[lint(GOOD.replace("[x]", "[50%]", 9))] * 400)
    assert 800_000 < len(page.encode()) < 1024 * 1024
    assert re.search(r"\n\d+ more reports, not shown here\.\n\Z", page)


def test_annotations_of_a_draft_are_of_what_is_written() -> None:
    assert said("github", lint(BLANK, DRAFT)) == ""
    assert "::error " in said("github", lint(BLANK))


def test_an_annotation_is_one_line_and_not_too_long() -> None:
    result = lint("".join(f"{i}" for i in range(3)), path="x" * 5000)
    (line,) = said("github", result).splitlines()
    assert parse(line)
    made = reporter("github")
    made.problem(Problem("y" * 9000, Severity.ERROR))
    assert len(made.end()) < 4096


def test_a_missing_question_is_annotated_where_it_should_stand() -> None:
    start, end = GOOD.index("### Question 9\n"), GOOD.index("### Question 10\n")
    (line,) = said("github", lint(GOOD[:start] + GOOD[end:])).splitlines()
    command = parse(line)
    assert command
    assert command.properties["title"] == "RL101 question-missing"
    number = GOOD[:start].count("\n") + 1
    assert command.properties["line"] == command.properties["endline"] == str(number)


def sarif(*results: Result) -> dict[str, object]:
    document = json.loads(said("sarif", *results))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    return dict(run)


def test_sarif_names_every_rule_and_every_finding() -> None:
    text = GOOD.replace("[x]", "[50%]", 5).replace("### Question 4\n", "### Question 4 (Ida)\n")
    result = lint(text, path="a b/README.md")
    run = json.loads(json.dumps(sarif(result)))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in rules)
    found = run["results"]
    assert sorted(r["ruleId"] for r in found) == sorted(d.code for d in result.diagnostics)
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] and len(r["locations"]) == 1 for r in found)
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in found}
    assert uris == {"a%20b/README.md"}


def prints(text: str) -> list[str]:
    run = json.loads(json.dumps(sarif(lint(text))))
    return [r["partialFingerprints"]["reportlint/v1"] for r in run["results"]]


def test_fingerprints_are_stable_and_apart() -> None:
    text = GOOD.replace("[x]", "[50%]", 5).replace("### Question 4\n", "### Question 4 (Ida)\n")
    assert len(set(prints(text))) == 6
    assert prints(text) == prints(text.replace("# Exam", "\n\n# Exam", 1))


def test_sarif_of_nothing_and_of_too_much() -> None:
    assert sarif()["results"] == []
    many = lint(GOOD.replace("* [x]", "* [50%] x\n" * 200 + "* [x]"))
    run = json.loads(json.dumps(sarif(many)))
    assert len(run["results"]) == 5000
    assert "left out" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


FEW = "failed check. Expected number of screenshots to be"
MORE = "".join(
    f"\n### Question {number}\n\n> **Who painted boat {number}?**\n>\n> Answer:\n\nThe crew.\n"
    for number in range(32, 51)
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (GOOD, "INFO     | Total number of questions passed: 31/31", ""),
        (
            GOOD.replace("![harbour]", "[harbour]"),
            f"WARNING  | Question 14 {FEW} between 1 and 3 but got 0",
            "INFO     | Total number of questions passed: 26/31",
        ),
        (
            GOOD.replace("> Answer:\n", "", 1),
            "WARNING  | The checker stops: ValueError: it finds 30 answers",
            "",
        ),
        ("# boats\n", "WARNING  | Not a report: ", ""),
        (f"{GOOD}{MORE}", "WARNING  | The template is not known", ""),
    ],
)
def test_the_lines_that_the_course_counts(text: str, first: str, last: str) -> None:
    lines = said("course", lint(text)).splitlines()
    assert lines[0].startswith(first)
    assert lines[-1].startswith(last)
    assert sum("WARNING" in line for line in lines) == len(lines) - lines[-1].startswith("INFO")


def test_what_a_fix_mends_everywhere_is_said() -> None:
    text = lint(GOOD.replace("[x]", "[X ]", 5))
    assert "; --fix fixes them" in said("text", text)
    assert "--fix" not in said("text", lint(GOOD.replace("[x]", "[50%]", 5)))


def test_a_question_stands_as_its_limits_say() -> None:
    """An answer of 4 words of 50 is nowhere called answered without more, in a draft neither."""
    start = GOOD.index("the harbour crew", GOOD.index("### Question 7\n"))
    short = GOOD[:start] + "four words are here" + GOOD[GOOD.index("\n\n### Question 8\n", start) :]
    states = {q.number: q for q in view_of(lint(short, DRAFT)).questions}
    assert (states[7].state, states[7].verdict) == ("warning", "46 words too few")
    assert (states[8].state, states[8].verdict) == ("good", "answered")
    assert states[14].verdict == "answered"
    few = view_of(lint(GOOD.replace("![harbour]", "[harbour]", 1), DRAFT)).questions[13]
    assert few.verdict == "1 image too few"
    blank = view_of(lint(BLANK, DRAFT)).questions[6]
    assert (blank.state, blank.verdict) == ("unanswered", "not answered")


def test_all_outputs_say_the_same_of_a_report() -> None:
    """The words of the verdict have one source: whoever says it, says it so."""
    for text in (GOOD, BLANK, GOOD.replace("> Answer:\n", "", 1), "# boats\n"):
        view = view_of(result := lint(text))
        assert f"hand-in: {view.hand_in}" in said("text", result)
        for name in ("text", "concise"):
            assert view.checker in said(name, result)
    assert (view_of(lint(GOOD)).hand_in, view_of(lint(BLANK)).hand_in) == (
        "ready",
        "not ready (29 errors, 2 warnings)",
    )


def test_concise_says_each_finding_with_its_severity() -> None:
    result = lint(GOOD.replace("[x]", "[50%]", 5).replace("### Question 4\n", "### Question 4 (Ida)\n"))
    lines = said("concise", result).splitlines()[:-1]
    assert [re.match(r"report\.md:\d+:\d+: (\w+) (RL\d{3}) \S", line)[1] for line in lines] == ["warning"] * 6  # type: ignore[index]


def test_a_hook_says_how_to_run_the_command_that_it_names() -> None:
    assert "\n`reportlint` without installing it: uvx --from git+https://" in said("hook", lint("# boats\n"))
    assert "uvx" not in said("hook", lint(GOOD.replace("### Question 9\n", "")))


def test_a_hook_says_why_once_a_rule_and_at_most_five_lines_more() -> None:
    text = GOOD.replace("### Question 9\n", "").replace("### Question 20\n", "")
    lines = said("hook", lint(text)).splitlines()
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == [
        "reportlint stops this commit",
        "and",
        "to commit anyway",
    ]
    assert sum(line.startswith("  why: ") for line in lines) == 1
    many = [lint(text, path=f"{number}.md")._replace(remark=f"remark {number}") for number in range(9)]
    shown = said("hook", *many).splitlines()
    assert [line for line in shown if line.startswith("remark")] == [
        f"remark {number}" for number in range(5)
    ]
