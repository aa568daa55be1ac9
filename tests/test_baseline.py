"""What is new since a commit: in real repositories, and for diagnostics that move."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from reportlint.cli.history import MERGED, baseline_of_hook
from reportlint.diagnostic import Stage
from reportlint.formatting import Number
from reportlint.linter.changes import AnswerChange
from reportlint.linter.input import History, InputFile, Version
from reportlint.linter.linter import Options
from reportlint.linter.result import Result
from reportlint.repository.reader import git_folder
from tests.cli import BLANK, GOOD, Run, reportlint, write
from tests.reports import LINTER, codes, good_report, lint, prose

SHORT = GOOD.replace("### Question 9\n", "### Question 8\n")
SUFFIX = GOOD.replace("### Question 4\n", "### Question 4 (Ida)\n")


def since(text: str, *before: str, base: str | None = None, options: Options | None = None) -> Result:
    """Lint a text whose file had other texts in the commits that it is compared with."""
    versions = tuple(Version("HEAD", "report.md", old.encode()) for old in before)
    pull = (Version("main", "report.md", base.encode()),) if base is not None else None
    history = History(versions if base is None else None, pull)
    linter = LINTER._replace(options=options) if options else LINTER
    return linter.lint(InputFile("report.md", text.encode(), history=history))


def test_what_moves_or_grows_is_old() -> None:
    moved = since(SUFFIX.replace("(Ida)", "(Ida, Bo)").replace("> Answer:\n", "> Answer:\n\n"), SUFFIX)
    assert (codes(moved), len(moved.old)) == ([], 1)


def test_what_becomes_worse_is_new() -> None:
    head, marker, answer = GOOD.partition("### Question 5\n")
    words = answer.index("the harbour crew")
    cut = f"{head}{marker}{answer[:words]}the harbour\n\n## Boats\n\n{answer[words:]}"
    mild = cut.replace("the harbour\n\n## Boats\n\n", "").replace(
        "\n\n### Question 6\n", "\n\n## Boats\n\n### Question 6\n"
    )
    found = [[(d.code, d.severity.label) for d in since(text).diagnostics] for text in (mild, cut)]
    assert found == [[("RL107", "note")], [("RL107", "error")]]
    assert len(since(cut, mild).diagnostics) == 1
    assert (since(mild, cut).diagnostics, len(since(mild, cut).old)) == ((), 1)


def test_one_old_slip_accounts_for_one() -> None:
    one = GOOD.replace("[x]", "[50%]", 1)
    two = one.replace("[x]", "[50 %]", 1)
    new = since(two, one)
    assert [(d.code, new.source.text[d.span.start : d.span.end]) for d in new.diagnostics] == [
        ("RL402", "[50 %]")
    ]
    assert len(new.old) == 1


def test_a_file_that_the_commit_lacks_is_all_new() -> None:
    assert since(SUFFIX).old == ()
    assert [code for code, *_ in codes(since(SUFFIX))] == ["RL104"]


def test_what_another_finding_hid_is_old() -> None:
    begin = GOOD.index("the harbour crew", GOOD.index("### Question 4\n"))
    short = GOOD[:begin] + "the harbour" + GOOD[GOOD.index("\n\n### Question 5\n") :]
    hidden = short.replace("### Question 4\n", "")
    assert [code for code, *_ in codes(since(hidden))] == ["RL101"]
    assert [code for code, *_ in codes(since(short))] == ["RL203"]
    assert codes(since(short, hidden)) == []
    # What was no report has no past.
    assert [code for code, *_ in codes(since(short, "# boats\n"))] == ["RL203"]


def in_answer(number: int, words: str, text: str = GOOD, *, first: bool = False) -> str:
    """Return a report with more words at the end of an answer, or at its begin."""
    head, heading, tail = text.partition(f"### Question {number}\n")
    place = "> Answer:\n\n" if first else f"\n\n### Question {number + 1}\n"
    more = f"{place}{words}\n\n" if first else f"\n\n{words}{place}"
    return head + heading + tail.replace(place, more, 1)


@pytest.mark.parametrize("stage", list(Stage))
def test_an_old_error_keeps_no_new_one_back(stage: Stage) -> None:
    marker = in_answer(4, "Answer: one boat.")
    heading = in_answer(4, "### Details", marker, first=True)
    options = Options(stage=stage)
    assert [code for code, *_ in codes(lint(heading, options))] == ["RL108"]
    new = since(heading, marker, options=options)
    assert [(d.code, d.question) for d in new.failing] == [("RL107", 4)]
    assert [d.code for d in new.old] == ["RL108"]
    assert [code for code, *_ in codes(since(heading, GOOD, options=options))] == ["RL108"]
    both = since(heading.replace("one boat", "two boats"), heading, options=options)
    assert (codes(both), len(both.old)) == ([], 1)


def test_an_old_error_keeps_back_what_is_milder() -> None:
    marker = in_answer(4, "Answer: one boat.")
    words = marker.index("the harbour crew", marker.index("### Question 4\n"))
    short = marker[:words] + marker[marker.index("Answer: one boat.", words) :]
    long = in_answer(4, prose(300), marker)
    assert codes(since(long, marker)) == codes(since(short, marker)) == []


def test_a_comment_silences_what_an_old_error_keeps_back() -> None:
    marker = in_answer(4, "Answer: one boat.")
    heading = in_answer(4, "### Details", marker, first=True)
    comment = "### Question 4\n<!-- reportlint: ignore RL107 -->\n"
    assert codes(since(heading.replace("### Question 4\n", comment), marker)) == []


def test_both_sides_of_a_merge_count() -> None:
    other = GOOD.replace("### Question 5\n", "### Question 5 (Bo)\n")
    merged = SUFFIX.replace("### Question 5\n", "### Question 5 (Bo)\n")
    assert [question for _, _, question in codes(since(merged, SUFFIX))] == [5]
    assert codes(since(merged, SUFFIX, other)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, set()),
        (SUFFIX, {4}),
        (GOOD.replace("[x]", "[ ]", 1), {None}),
        (GOOD.rstrip("\n") + " and more\n", {31}),
    ],
)
def test_the_questions_that_a_pull_request_touches(text: str, expected: set[Number | None]) -> None:
    changes = since(text, base=GOOD).changes
    assert changes is not None
    assert changes.keys() == expected


ANSWER = GOOD[
    GOOD.index("the harbour crew", GOOD.index("### Question 4\n")) : GOOD.index("\n\n### Question 5\n")
]
LINES = ANSWER.count("\n") + 1


@pytest.mark.parametrize(
    ("before", "now", "kind", "lines"),
    [
        (ANSWER, ANSWER.replace("boat green", "boat red", 1), "changed", (0, 0)),
        (ANSWER, f"{ANSWER}\n\nAnd more.", "changed", (LINES, LINES + 1)),
        ("--- question 4 fill here ---", ANSWER, "answered", (0, LINES - 1)),
        (ANSWER, "--- question 4 fill here ---", "lost", (0, 0)),
    ],
)
def test_what_a_pull_request_does_to_a_question(
    before: str, now: str, kind: str, lines: tuple[int, int]
) -> None:
    first = GOOD[: GOOD.index(ANSWER, GOOD.index("### Question 4\n"))].count("\n") + 1
    changes = since(GOOD.replace(ANSWER, now, 1), base=GOOD.replace(ANSWER, before, 1)).changes
    assert changes == {4: AnswerChange(kind, first + lines[0], first + lines[1])}  # type: ignore[arg-type]


def test_an_empty_line_at_a_questions_end_changes_nothing() -> None:
    assert since(GOOD.replace(ANSWER, f"{ANSWER}\n", 1), base=GOOD).changes == {}


def test_the_question_above_a_lost_heading_is_not_touched() -> None:
    changes = since(GOOD.replace("### Question 9\n", "", 1), base=GOOD).changes
    assert changes is not None
    assert {number: change.kind for number, change in changes.items()} == {9: "missing"}


def test_a_question_without_its_heading_has_lost_no_answer() -> None:
    changes = since(GOOD.replace("### Question 9\n", "**Question 9**\n"), base=GOOD).changes
    assert changes is not None
    assert changes[9].kind == "missing"
    bold = GOOD.replace("### Question 9\n", "**Question 9**\n")
    again = since(bold.replace("\n**Question 9**\n", "\n\n**Question 9**\n"), base=bold).changes
    assert again is not None
    assert "missing" not in {change.kind for change in again.values()}


def test_a_pull_request_that_brings_the_report_brings_all_answers() -> None:
    result = LINTER.lint(InputFile("report.md", BLANK.encode(), history=History((), ())))
    assert result.changes is not None
    assert {change.kind for change in result.changes.values()} == {"added"}
    whole = LINTER.lint(InputFile("report.md", GOOD.encode(), history=History((), ())))
    assert whole.changes is not None
    assert [c.kind for number, c in whole.changes.items() if number is not None] == ["answered"] * 31


def test_what_the_base_of_a_pull_request_has_is_told_and_does_not_count() -> None:
    version = Version("main", "report.md", SHORT.encode())
    both = InputFile("report.md", SHORT.encode(), history=History((version,), (version,)))
    result = LINTER.lint(both)
    assert (result.diagnostics, [d.code for d in result.everything]) == ((), ["RL101"])
    assert result.failing == ()
    assert [d.code for d in result._replace(old_counts=True).failing] == ["RL101"]
    commit = LINTER.lint(both._replace(history=History((version,))))
    assert (commit.everything, [d.code for d in commit.old]) == ((), ["RL101"])


def test_an_answer_that_a_pull_request_loses() -> None:
    lost = GOOD.replace(GOOD[GOOD.index("the harbour crew") : GOOD.index("### Question 4\n")], "\n")
    found = [d for d in since(lost, base=GOOD).diagnostics if d.code == "RL209"]
    assert [d.question for d in found] == [3]
    assert "`git show main:report.md`" in found[0].message


FOUR = "--- question 4 fill here ---"
LOST = GOOD.replace(ANSWER, FOUR, 1)
GULLS = (
    "Seven gulls sat on the crane and left it only when the crew had counted every boat in the harbour twice."
)


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (GOOD.replace(ANSWER, FOUR, 1), ["error"]),
        # All of it or half stands in question 5 now, or other words do.
        (GOOD.replace(ANSWER, f"{FOUR} (5)", 1).replace(ANSWER, GULLS, 1), []),
        (GOOD.replace(ANSWER, f"{FOUR} (5)", 1).replace(ANSWER, f"{ANSWER}\n\n{GULLS[:60]}", 1), []),
        (GOOD.replace(ANSWER, f"{FOUR} (5)", 1).replace(ANSWER, f"{ANSWER}\n\nNo gulls.", 1), ["error"]),
    ],
)
def test_an_answer_is_lost_where_its_words_stand_nowhere_else(now: str, found: list[str]) -> None:
    before = GOOD.replace(ANSWER, GULLS, 1)
    result = since(now.replace(" (5)", ""), before)
    assert [d.severity.label for d in result.diagnostics if d.code == "RL209"] == found
    assert "RL201" not in {d.code for d in result.diagnostics if found}


@pytest.mark.parametrize(
    ("shared", "found"),
    [(None, ["warning"]), ((), ["error"]), ((LOST,), ["error"]), ((GOOD,), [])],
    ids=["not known", "no report yet", "not answered yet", "one branch deleted it"],
)
def test_an_answer_that_a_merge_loses(shared: tuple[str, ...] | None, found: list[str]) -> None:
    versions = tuple(Version(name, "report.md", text.encode()) for name, text in (("a", GOOD), ("b", LOST)))
    parted = None if shared is None else tuple(Version("c", "report.md", text.encode()) for text in shared)
    history = History(versions, shared=parted)
    result = LINTER.lint(InputFile("report.md", LOST.encode(), history=history))
    assert [d.severity.label for d in result.diagnostics if d.code == "RL209"] == found


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A student", "-c", "user.email=student@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """Return a repository whose one commit has a report with a suffixed heading."""
    folder = tmp_path / "project"
    write(folder / "reports" / "README.md", SUFFIX)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    return folder


def lines(run: Run) -> list[str]:
    return run.stdout.decode().splitlines()


def test_against_a_commit(committed: Path) -> None:
    concise = ("check", "--output-format", "concise", "--baseline", "HEAD")
    assert lines(reportlint(*concise, cwd=committed / "reports"))[0] == (
        "older, not counted: 1 less severe finding"
    )
    write(committed / "reports" / "README.md", SUFFIX.replace("### Question 9\n", "### Question 8\n"))
    run = reportlint(*concise, cwd=committed)
    assert run.returncode == 1
    assert [line.split()[2] for line in lines(run)[:-2]] == ["RL101"]


def test_an_answer_that_a_commit_has(committed: Path) -> None:
    write(committed / "reports" / "README.md", BLANK)
    run = reportlint("check", "--stage", "draft", "--baseline", "HEAD", "--select", "RL209", cwd=committed)
    assert run.returncode == 1
    assert re.search("`git show [0-9a-f]{12}:reports/README.md`", run.stdout.decode())


def test_what_is_not_written_yet_is_nothing_older(committed: Path) -> None:
    write(committed / "reports" / "README.md", BLANK)
    git(committed, "commit", "-qam", "two")
    run = reportlint("check", "--baseline=HEAD", "--stage=draft", cwd=committed)
    assert "older" not in run.stdout.decode()


@pytest.mark.parametrize(
    ("baseline", "remark"),
    [
        ("nowhere", "there is no revision 'nowhere' here: everything counts as new"),
        ("--output=x", "there is no revision '--output=x' here: everything counts as new"),
        ("HEAD~1", "there is no revision 'HEAD~1' here: everything counts as new"),
    ],
)
def test_no_such_commit(committed: Path, baseline: str, remark: str) -> None:
    run = reportlint("check", f"--baseline={baseline}", "--output-format", "concise", cwd=committed)
    assert lines(run)[-2] == remark
    assert any("RL104" in line for line in lines(run))


def test_a_shallow_clone_says_so(committed: Path, tmp_path: Path) -> None:
    git(committed, "commit", "-q", "--allow-empty", "-m", "two")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{committed}", "clone")
    run = reportlint("check", "--baseline=HEAD~1", "--output-format=concise", cwd=tmp_path / "clone")
    assert "(the clone is shallow; " in lines(run)[-2]


def test_no_repository_and_no_git(committed: Path, tmp_path: Path) -> None:
    write(tmp_path / "report.md", SUFFIX)
    run = reportlint("check", "report.md", "--baseline=HEAD", "--output-format=concise", cwd=tmp_path)
    assert lines(run)[-2].endswith("not in a git repository: everything counts as new")
    bare = reportlint(
        "check", "--baseline=HEAD", "--output-format=concise", cwd=committed, environment={"PATH": "/nowhere"}
    )
    assert lines(bare)[-2].endswith("git is not installed: everything counts as new")


def test_a_repository_that_is_broken(tmp_path: Path) -> None:
    write(tmp_path / "report.md", SUFFIX)
    (tmp_path / ".git").mkdir()
    run = reportlint("check", "report.md", "--baseline=HEAD", "--output-format=concise", cwd=tmp_path)
    assert lines(run)[-2] == "there is no commit yet: everything counts as new"


def test_a_partial_clone_fetches_nothing(committed: Path, tmp_path: Path) -> None:
    git(committed, "config", "uploadpack.allowFilter", "true")
    write(committed / "reports" / "README.md", GOOD)
    git(committed, "commit", "-qam", "two")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{committed}", "clone")
    run = reportlint("check", "--baseline=HEAD~1", "--output-format=concise", cwd=tmp_path / "clone")
    assert "this partial clone lacks reports/README.md" in lines(run)[-2]
    git(tmp_path / "clone", "cat-file", "blob", "HEAD~1:reports/README.md")
    run = reportlint("check", "--baseline=HEAD~1", "--output-format=concise", cwd=tmp_path / "clone")
    assert len(lines(run)) == 1


def test_a_larger_file_is_no_past(committed: Path) -> None:
    report = committed / "reports" / "README.md"
    write(report, SUFFIX + "boat " * 2_000_001)
    git(committed, "commit", "-qam", "two")
    write(report, SUFFIX)
    run = reportlint("check", "--baseline=HEAD", "--output-format=concise", cwd=committed)
    assert any("RL104" in line for line in lines(run))


@pytest.fixture
def alarm(tmp_path: Path) -> Path:
    """Return a program, and beside it the file that it leaves where it was run."""
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path / 'alarm'}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.skipif(os.name == "nt", reason="the planted programs are shell scripts")
def test_nothing_that_a_repository_configures_runs(committed: Path, alarm: Path) -> None:
    # A renamed report is looked up in the index, and there git has programs to start.
    git(committed, "mv", "reports/README.md", "reports/report.md")
    write(committed / ".gitattributes", "* diff=x filter=x\n")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv", "filter.x.clean"):
        git(committed, "config", key, str(alarm))
    run = reportlint("check", "--baseline=HEAD", "--output-format=concise", cwd=committed)
    assert lines(run)[-2] == "older, not counted: 1 less severe finding"
    assert [line.split()[2] for line in lines(run)[:-2]] == ["RL006"]
    assert not alarm.with_name("alarm").exists()


def test_a_folder_that_looks_like_a_repository_is_none(committed: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(committed), "planted")
    write(tmp_path / "planted" / "reports" / "README.md", SUFFIX)
    (tmp_path / "planted" / ".git").mkdir()
    run = reportlint("check", "--baseline=HEAD", "--output-format=concise", cwd=tmp_path / "planted")
    assert lines(run)[-2] == "there is no commit yet: everything counts as new"


@pytest.mark.skipif(os.name == "nt", reason="the planted program is a shell script")
def test_git_is_not_taken_from_the_working_directory(committed: Path, alarm: Path) -> None:
    (committed / "git").write_bytes(alarm.read_bytes())
    (committed / "git").chmod(0o755)
    path = f".{os.pathsep}{os.environ['PATH']}"
    run = reportlint(
        "check", "--baseline=HEAD", "--output-format=concise", cwd=committed, environment={"PATH": path}
    )
    assert lines(run)[0].startswith("older")
    assert not alarm.with_name("alarm").exists()


OTHERS = (
    "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_LITERAL_PATHSPECS", "GIT_SHALLOW_FILE", "GIT_CONFIG",
)  # fmt: skip


@pytest.mark.parametrize("variable", OTHERS)
def test_another_repository_of_the_environment_is_not_asked(
    committed: Path, tmp_path: Path, variable: str
) -> None:
    git(tmp_path, "init", "-q", "other")
    git(committed, "mv", "reports/README.md", "reports/report.md")
    environment = {variable: str(tmp_path / "other" / ".git")}
    concise = ("check", "--ignore=RL006", "--output-format=concise")
    run = reportlint(*concise, "--baseline=HEAD", cwd=committed, environment=environment)
    assert lines(run)[0] == "older, not counted: 1 less severe finding"


@pytest.mark.parametrize("linked", [False, True])
def test_the_index_of_a_commit_of_some_files_is_its_own(
    committed: Path, tmp_path: Path, linked: bool
) -> None:
    """`git commit FILE` has an index beside the usual one, and there alone the report is renamed."""
    folder = tmp_path / "tree" if linked else committed
    if linked:
        git(committed, "worktree", "add", "-q", str(folder))
    own = git_folder(folder)
    usual = (own / "index").read_bytes()
    git(folder, "mv", "reports/README.md", "reports/report.md")
    (own / "next-index-7.lock").write_bytes((own / "index").read_bytes())
    (own / "index").write_bytes(usual)
    concise = ("check", "--ignore=RL006", "--output-format=concise", "--baseline=HEAD")
    for index, said in ((own / "next-index-7.lock", "older"), (own / "index", "reports/report.md:")):
        run = reportlint(*concise, cwd=folder, environment={"GIT_INDEX_FILE": str(index)})
        assert lines(run)[0].startswith(said)


def test_git_is_found_behind_a_folder_that_cannot_be_looked_into(committed: Path) -> None:
    # Root may look into every folder, but no name is longer than 255 bytes.
    environment = {"PATH": f"/{'a' * 300}{os.pathsep}{os.environ['PATH']}"}
    run = reportlint(
        "check", "--baseline=HEAD", "--output-format=concise", cwd=committed, environment=environment
    )
    assert lines(run)[0].startswith("older")


def test_a_baseline_of_another_edition() -> None:
    assert since(GOOD, good_report("2024")).old == ()


@pytest.mark.parametrize(
    ("environment", "baseline"),
    [
        (
            {"PRE_COMMIT_FROM_REF": "main", "PRE_COMMIT_TO_REF": "HEAD", "GIT_INDEX_FILE": "i"},
            ("main...HEAD",),
        ),
        ({"PRE_COMMIT_FROM_REF": "0" * 40, "PRE_COMMIT_TO_REF": "HEAD"}, None),
        ({"GIT_INDEX_FILE": ".git/index"}, ("HEAD", MERGED)),
        ({}, None),
    ],
)
def test_a_hook_compares_with_what_was_there_before(
    environment: dict[str, str], baseline: tuple[str, ...] | None
) -> None:
    assert baseline_of_hook(environment) == baseline
