"""A made group's January: thirty steps of one repository, and what the hooks say at each."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from reportlint.schema.template import render
from tests.hooked import REPORT, Course, both, said
from tests.reports import PNG, SCHEMAS, good_answer, prose

pytestmark = pytest.mark.skipif(os.name == "nt", reason="git hooks are shell scripts")

HOOKS = ("reportlint", "reportlint-final")
FINAL = ("pre-commit", "run", "reportlint-final", "--hook-stage", "manual", "-a")
TEMPLATE = next(revision for revision in SCHEMAS["2026"].revisions if revision.id == "2026-01-23")
ANSWERS = {int(spec.number): good_answer(spec) for spec in SCHEMAS["2026"].newest.questions}
OTHER_11 = "\n".join(reversed(prose(220).splitlines()))
AGREED = "the harbour master agreed"
HALF = f"{prose(38)} and then"
TRAINED = "\n".join(f"on day {day} the keeper trained a model and logged its loss" for day in range(12))
FENCED = f"{prose(110)}\n\n```bash\nrow --out\n"
PASTED = f"\u201c{prose(60)}\u201d\n\n\u2022\tthe\u00a0tide\u2019s log\n\u2022\tthe\u00a0bell\n\n{prose(60)}"
LAST = (22, 26, 30)
"""The questions that nobody has answered when the group wants to push."""

Run = subprocess.CompletedProcess[str]


class Verdict(NamedTuple):
    """What a step's run must come to; without a code it passes."""

    code: str = ""
    at: str = ""
    """What the line begins with that the first line of the block names."""
    names: tuple[str, ...] = ()
    """What else the block says."""
    hook: str = "reportlint"


class Group:
    """Three people's repository: their report, and git as they use it."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.git = course.git

    @property
    def report(self) -> str:
        return (self.course.folder / REPORT).read_text(encoding="utf-8")

    def write(self, report: str) -> None:
        (self.course.folder / REPORT).write_text(report, encoding="utf-8")

    def replace(self, old: str, new: str) -> None:
        assert self.report.count(old) == 1
        self.write(self.report.replace(old, new))

    def answer(self, number: int, text: str) -> None:
        self.replace(f"\n\n{placeholder(number)}\n", f"\n\n{text}\n")

    def picture(self, name: str) -> None:
        self.course.write(f"reports/figures/{name}.png", PNG)

    def commit(self, *arguments: str) -> Run:
        return self.course.run("git", "commit", "-m", "a step", *arguments)

    def commit_all(self, *arguments: str) -> Run:
        self.git("add", "-A")
        return self.commit(*arguments)

    def run(self, *command: str) -> Run:
        program, *arguments = command
        return self.course.run(self.course.client if program == "pre-commit" else program, *arguments)


Step = Callable[[Group], list[Run]]
STEPS: list[tuple[Step, tuple[Verdict, ...]]] = []


def step(*verdicts: Verdict) -> Callable[[Step], Step]:
    """Take the next step, and what each of its runs must come to."""

    def take(function: Step) -> Step:
        STEPS.append((function, verdicts))
        return function

    return take


def placeholder(number: int) -> str:
    return f"--- question {number} fill here ---"


def image(name: str) -> str:
    return f"![{name.lower()}](figures/{name}.png)"


PASSES = Verdict()
MADE = Verdict(hook="")
"""The commit is made without its hooks."""
UNANSWERED = Verdict("RL201", names=tuple(f"question {n}" for n in LAST), hook="reportlint-final")


@step(PASSES)
def code_alone(group: Group) -> list[Run]:
    group.course.write("src/boats.py", "boats = 7\n")
    return [group.commit_all()]


@step(PASSES)
def the_blank_template(group: Group) -> list[Run]:
    group.course.write("reports/figures/.gitkeep", "")
    group.write(render(TEMPLATE))
    return [group.commit_all()]


@step(PASSES)
def question_3(group: Group) -> list[Run]:
    group.answer(3, prose(120))
    return [group.commit_all()]


@step(PASSES)
def half_an_answer(group: Group) -> list[Run]:
    group.answer(4, HALF)
    return [group.commit_all()]


@step(PASSES)
def an_answer_on_the_line_of_its_marker(group: Group) -> list[Run]:
    group.replace(f"> Answer:\n\n{placeholder(5)}", f"> Answer: {prose(120)}")
    return [group.commit_all()]


@step(PASSES)
def a_picture_that_nothing_refers_to(group: Group) -> list[Run]:
    group.picture("bucket")
    return [group.commit_all()]


@step(PASSES)
def its_reference(group: Group) -> list[Run]:
    group.answer(19, image("bucket"))
    return [group.commit_all()]


@step(Verdict("RL305", at=image("registry"), names=("question 20", "git add")))
def a_picture_that_was_not_added(group: Group) -> list[Run]:
    group.answer(20, image("registry"))
    group.picture("registry")
    group.git("add", REPORT)
    return [group.commit()]


@step(PASSES)
def it_is_added(group: Group) -> list[Run]:
    return [group.commit_all()]


@step(Verdict("RL305", at=image("build"), names=("question 21", "line 2 of .gitignore")))
def a_picture_that_is_ignored(group: Group) -> list[Run]:
    group.course.write(".gitignore", "__pycache__/\n*.png\n")
    group.answer(21, image("build"))
    group.picture("build")
    return [group.commit_all()]


@step(PASSES)
def it_is_ignored_no_more(group: Group) -> list[Run]:
    group.course.write(".gitignore", "__pycache__/\n")
    return [group.commit_all()]


@step(Verdict("RL304", at=image("Loss"), names=("question 14", "figures/loss.png")))
def a_picture_of_another_case(group: Group) -> list[Run]:
    group.answer(14, f"{prose(220)}\n\n{image('Loss')}")
    group.picture("loss")
    return [group.commit_all()]


@step(PASSES)
def its_case_is_corrected(group: Group) -> list[Run]:
    group.replace(image("Loss"), image("loss"))
    return [group.commit_all()]


@step(Verdict("RL004", at="```bash", names=("question 9",)))
def an_open_fence(group: Group) -> list[Run]:
    group.answer(9, FENCED)
    return [group.commit_all()]


@step(MADE, Verdict("RL004", at="```bash", names=("question 9",)))
def the_same_without_hooks_and_in_ci(group: Group) -> list[Run]:
    return [group.commit("--no-verify"), group.run("pre-commit", "run", "--all-files")]


@step(PASSES)
def code_while_that_fault_stands(group: Group) -> list[Run]:
    group.course.write("src/boats.py", "boats = 8\n")
    return [group.commit_all()]


@step(PASSES)
def the_fence_is_closed(group: Group) -> list[Run]:
    group.replace("row --out\n", "row --out\n```\n")
    return [group.commit_all()]


@step(PASSES, PASSES, PASSES, PASSES)
def two_branches_and_a_third(group: Group) -> list[Run]:
    own = {number: ANSWERS[number] for number in (10, 11)}
    changes = {"first": own, "second": {11: OTHER_11}, "third": {12: ANSWERS[12]}}
    runs = []
    for branch, answers in changes.items():
        group.git("checkout", "-q", "-b", branch, "main")
        for number, text in answers.items():
            group.answer(number, text)
        runs.append(group.commit_all())
    group.git("checkout", "-q", "main")
    return [*runs, group.run("git", "merge", "--no-ff", "--no-edit", "first")]


@step(Verdict("RL003", at="<<<<<<<", names=("question 11",)))
def a_conflict_is_committed(group: Group) -> list[Run]:
    assert "CONFLICT" in group.run("git", "merge", "--no-edit", "second").stdout
    return [group.commit_all()]


@step(PASSES)
def it_is_resolved(group: Group) -> list[Run]:
    group.write(re.sub(r"<{7}.*\n|={7}\n[\s\S]*?>{7}.*\n", "", group.report))
    return [group.commit_all()]


@step(
    Verdict("RL209", at=placeholder(10), names=("question 10", "question 11", "`git show ")),
)
def a_merge_takes_the_other_report_whole(group: Group) -> list[Run]:
    group.git("merge", "--no-commit", "third")
    group.git("checkout", "third", "--", REPORT)
    return [group.commit_all()]


@step(PASSES)
def it_is_merged_rightly(group: Group) -> list[Run]:
    group.git("merge", "--abort")
    return [group.run("git", "merge", "--no-edit", "third")]


@step(Verdict("RL303", at=image("bucket"), names=("question 19", "figures/bucket.png", "figures/gcp.png")))
def a_picture_is_renamed(group: Group) -> list[Run]:
    group.git("mv", "reports/figures/bucket.png", "reports/figures/gcp.png")
    return [group.commit_all()]


@step(PASSES)
def the_reference_follows(group: Group) -> list[Run]:
    group.replace(image("bucket"), image("gcp"))
    return [group.commit_all()]


@step(Verdict("RL101", names=("question 7",)))
def a_heading_is_deleted(group: Group) -> list[Run]:
    group.replace("### Question 7\n", "")
    return [group.commit_all()]


@step(PASSES, PASSES)
def it_is_restored_and_the_commit_amended(group: Group) -> list[Run]:
    group.git("checkout", "HEAD", "--", REPORT)
    group.answer(7, ANSWERS[7])
    return [group.commit_all(), group.run("git", "commit", "--amend", "-m", "another message")]


@step(PASSES)
def pasted_from_a_word_processor(group: Group) -> list[Run]:
    group.answer(16, PASTED)
    return [group.commit_all()]


@step(PASSES, PASSES)
def half_of_a_change_is_staged(group: Group) -> list[Run]:
    group.answer(22, TRAINED)
    before = group.commit_all()
    changed = f"{AGREED}\n{TRAINED}\n\n```bash\nrow --home"
    group.replace(TRAINED, changed)
    group.run("sh", "-c", "printf 'y\\nn\\n' | git add -p")
    half = group.commit()
    assert AGREED in group.git("show", "HEAD")
    assert "row --home" not in group.git("show", "HEAD")
    assert changed in group.report
    return [before, half]


@step(PASSES)
def an_answer_moves(group: Group) -> list[Run]:
    group.git("checkout", "--", REPORT)
    moved = f"{AGREED}\n{TRAINED}"
    group.replace(moved, placeholder(22))
    group.answer(23, moved)
    return [group.commit_all()]


@step(
    PASSES,
    UNANSWERED,
    UNANSWERED,
    PASSES,
    Verdict(hook="reportlint-final"),
)
def the_hand_in_is_pushed(group: Group) -> list[Run]:
    group.replace(HALF, ANSWERS[4])
    group.picture("harbour")
    for number, text in ANSWERS.items():
        if f"\n{placeholder(number)}\n" in group.report and number not in LAST:
            group.answer(number, text)
    nearly = [group.commit_all(), group.run("git", "push", "origin", "main"), group.run(*FINAL)]
    for number in LAST:
        group.answer(number, ANSWERS[number])
    return [*nearly, group.commit_all(), group.run("git", "push", "origin", "main")]


def faults(run: Run, verdict: Verdict, report: str) -> list[str]:
    """Return what is wrong with what a run said; empty if it said as it should."""
    if not verdict.code:
        own = re.findall(r"^reportlint \(.*Passed$", run.stdout, re.MULTILINE)
        quiet = len(own) == bool(verdict.hook) and "- hook id: " not in run.stdout
        return [] if run.returncode == 0 and quiet else ["does not pass"]
    if run.returncode != 1:
        return [f"passes without {verdict.code}"]
    return list(_of_block(said(run.stdout, verdict.hook), verdict, report.splitlines()))


def _of_block(block: list[str], verdict: Verdict, lines: list[str]) -> Iterator[str]:
    what = {"reportlint": "commit", "reportlint-final": "push"}[verdict.hook]
    place = rf"(?:question \d+, )?line (\d+) of {REPORT}"
    first = re.fullmatch(f"{verdict.hook} stops this {what}: {verdict.code} in {place}", block[0])
    if not first:
        yield "another first line"
    elif not lines[int(first[1]) - 1].startswith(verdict.at):
        yield "another line of the report"
    yield from (f"does not say {name!r}" for name in verdict.names if name not in "\n".join(block))


@both
def test_january(course: Course, tmp_path: Path) -> None:
    path = course.folder / ".pre-commit-config.yaml"
    head, _, _ = path.read_text(encoding="utf-8").partition("      - id: ")
    path.write_text(head + "".join(f"      - id: {name}\n" for name in HOOKS), encoding="utf-8")
    course.run(course.client, "install", "-t", "pre-push")
    course.git("init", "-q", "--bare", str(tmp_path / "remote"))
    course.git("remote", "add", "origin", str(tmp_path / "remote"))
    group = Group(course)
    assert len(STEPS) == 30
    wrong = []
    for number, (live, verdicts) in enumerate(STEPS, 1):
        for run, verdict in zip(live(group), verdicts, strict=True):
            report = group.report if verdict.code else ""
            wrong += [
                f"{number} {live.__name__}: {fault}\n{run.stdout}" for fault in faults(run, verdict, report)
            ]
    assert not wrong, "\n".join(wrong)
