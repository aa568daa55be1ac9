"""`reportlint update`: the template's text is another's, and what a group wrote is what it was."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.linter.regression import answer_words
from reportlint.schema.template import render
from reportlint.update.kept import KEPT
from reportlint.update.update import Updated, UpdateError, update
from reportlint.words import plain
from tests.cli import reportlint, repository, write
from tests.examples import tries
from tests.reports import LINTER, SCHEMAS, fill, good_answer, good_report, lint
from tests.shared import REPORTS
from tests.texts import texts

MOVED = ("RL105", "RL106", "RL107", "RL108", "RL109", "RL110", "RL111")
REVISIONS = [(schema.id, revision.id) for schema in SCHEMAS.values() for revision in schema.revisions]
OLD = good_report("2026", "2026-01-04")
NEW = good_report("2026")


def moved(text: str | bytes, to: str | None = None) -> Updated:
    data = text.encode() if isinstance(text, str) else text
    return update(LINTER, "report.md", data, SCHEMAS[to] if to else None)


def kept(text: str) -> str:
    return text.partition(f"\n# {KEPT}\n\n")[2]


@pytest.mark.parametrize(("edition", "revision"), REVISIONS)
def test_a_finished_report_becomes_one_of_the_newest_revision(edition: str, revision: str) -> None:
    old = good_report(edition, revision)
    updated = moved(old)
    assert updated.after.revision is SCHEMAS[edition].newest
    # Words are compared, since signs of Markdown alone are no change; new items have no tick.
    new, expected = (text.replace("[x]", "[ ]") for text in (updated.data.decode(), good_report(edition)))
    assert plain(new.partition(f"\n# {KEPT}\n")[0]) == plain(expected)
    assert not [d.code for d in lint(updated.data).diagnostics if d.code in MOVED]
    assert moved(updated.data).data == updated.data


@pytest.mark.parametrize("to", list(SCHEMAS))
@pytest.mark.parametrize("edition", list(SCHEMAS))
def test_a_finished_report_becomes_one_of_another_edition(edition: str, to: str) -> None:
    old = good_report(edition)
    updated = moved(old, to)
    after = lint(updated.data)
    assert (updated.after.schema.id, updated.after.revision) == (to, SCHEMAS[to].newest)
    assert not [d.code for d in after.diagnostics if d.code in MOVED]
    assert words(old) <= words(updated.data.decode()) + words(render(updated.before.revision))
    assert moved(updated.data, to).data == updated.data


def words(text: str) -> Counter[str]:
    return Counter(plain(text).split())


def test_a_blank_report_becomes_the_newest_blank_one() -> None:
    for schema in SCHEMAS.values():
        for revision in schema.revisions:
            assert plain(moved(render(revision)).data.decode()) == plain(render(schema.newest))


def test_what_a_group_wrote_stays_in_its_place() -> None:
    old = OLD.replace("# Exam template", "# Harbour cranes, group 7\n\n# Exam template", 1)
    old = old.replace("## Group information\n", "## Group information\n\nWe are four.\n", 1)
    old = old.replace("### Question 4\n", "### Question 4 (Ida)\n<!-- reportlint: ignore RL203 -->\n", 1)
    first = "* [x] Create a git repository (M5)"
    old = old.replace(first, f"{first} by Ida\n    - and Ole\n* [x] Paint the crane", 1)
    new = moved(old).data.decode()
    assert f"{first} by Ida\n    - and Ole\n" in new
    assert new.index("# Harbour cranes, group 7") < new.index("* [x] Paint the crane")
    assert new.index("* [x] Paint the crane") < new.index("## Group information")
    assert new.index("We are four.") < new.index("### Question 1\n")
    assert "### Question 4 (Ida)\n<!-- reportlint: ignore RL203 -->\n" in new
    assert KEPT not in new
    assert moved(new).data.decode() == new


def test_a_note_goes_with_an_item_that_is_reworded() -> None:
    old = "* [x] Remember to fill out the `requirements.txt` and `requirements_dev.txt` file with whatever"
    assert old in OLD
    text = OLD.replace(
        "    are using (M2+M6)\n", "    are using (M2+M6) with uv\n    - see the lock file\n", 1
    )
    new = moved(text).data.decode()
    assert "[x] Remember to either fill out the" in new
    assert "dependencies that you are using (M2+M6) with uv\n    - see the lock file\n" in new


@pytest.mark.parametrize(("edition", "to"), [("2026", None), ("2025", "2024")])
def test_a_sign_in_a_boxs_stead_is_a_tick(edition: str, to: str | None) -> None:
    old = good_report(edition, SCHEMAS[edition].revisions[-1].id)
    boxed, signed = moved(old, to), moved(old.replace("* [x]", "* ✅"), to)
    assert signed.after.checklist == boxed.after.checklist
    assert len(signed.kept) == len(boxed.kept)


@pytest.mark.parametrize(
    "picture", ["![](figures/crane.png)", "| a | b |\n|---|:-:|\n| 1 | 2 |", "```sh\nls\n```"]
)
def test_all_of_an_answer_above_the_marker_stands_below_it(picture: str) -> None:
    answer = good_answer(SCHEMAS["2026"].newest.questions[3])
    for own in (f"{picture}\n\nBoats.", f"Boats.\n\n{picture}"):
        new = moved(OLD.replace(f"> Answer:\n\n{answer}", f"{own}\n\n> Answer:", 1)).data.decode()
        assert f"> Answer:\n\n{own}\n\n### Question 5" in new


@pytest.mark.parametrize("note", ["![crane](figures/crane.png)\n", "<!-- ask Ida -->\n"])
def test_what_is_no_word_of_a_current_question_stays_in_it(note: str) -> None:
    old = NEW.replace("### Question 4\n", f"### Question 4\n\n{note}", 1)
    assert moved(old).data.decode() == old


def test_a_heading_may_stand_above_a_picture_in_backticks() -> None:
    answer = good_answer(SCHEMAS["2026"].newest.questions[3])
    old = OLD.replace(answer, f"#### Boats\n\n{answer}\n\n`![a](figures/b.png)`", 1)
    assert "**Boats**" in moved(old).data.decode()


def test_what_has_no_place_is_kept_at_the_end() -> None:
    old = OLD.replace("in your code?**", "in your code?**\n> Boats first!", 1)
    new = moved(old).data.decode()
    number = lint(old).report.question_at(old.index("Boats first!"))  # type: ignore[union-attr]
    assert kept(new) == f"**Question {number}**\n\nBoats first!\n"
    assert [d.code for d in lint(new).diagnostics] == ["RL208"]
    assert moved(new).data.decode() == new


def test_a_heading_that_stays_is_not_kept_as_well() -> None:
    old = OLD.replace("in your code?**", "in your code?**\n> Boats first!", 1)
    number = lint(old).report.question_at(old.index("Boats first!"))  # type: ignore[union-attr]
    new = moved(old.replace(f"### Question {number}\n", f"### Question {number} of ours\n", 1)).data.decode()
    assert f"### Question {number} of ours\n" in new
    assert kept(new) == f"**Question {number}**\n\nBoats first!\n"


def test_the_answer_to_a_question_that_is_gone_is_kept_without_what_would_cut() -> None:
    answer = "## Cranes\n\nWe paint. The answer is yes.\n\n```sh\n### cut\n```"
    newest = SCHEMAS["2025"].newest
    old = fill(newest, lambda q: answer if q.number == 28 else good_answer(q), SCHEMAS["2025"])
    new = moved(old, "2024").data.decode()
    assert "**Question 28**\n\n**Cranes**\n\nWe paint. The answer is yes.\n\n```sh\n**cut**\n```" in kept(new)
    verdict = lint(new).report.verdict  # type: ignore[union-attr]
    assert verdict
    assert verdict.error is None


def test_headings_in_answers_become_bold_so_that_all_of_them_counts() -> None:
    answer = good_answer(SCHEMAS["2026"].newest.questions[3])
    old = OLD.replace(f"\n{answer}\n\n### Question 5", f"\n#### Boats\n\n{answer}\n\n### Question 5", 1)
    assert "#### Boats" in old
    new = moved(old).data.decode()
    assert f"\n**Boats**\n\n{answer}\n" in new


def test_an_answer_above_the_marker_and_one_without_a_marker_stand_below_it() -> None:
    answer = good_answer(SCHEMAS["2026"].newest.questions[3])
    above = OLD.replace(
        f"> Answer:\n\n{answer}\n\n### Question 5", f"{answer}\n\n> Answer:\n\n### Question 5", 1
    )
    assert above != OLD
    without = OLD.replace(f"> Answer:\n\n{answer}\n\n### Question 5", f"\n{answer}\n\n### Question 5", 1)
    for text in (above, without):
        assert f"> Answer:\n\n{answer}\n\n### Question 5" in moved(text).data.decode()


def test_an_answer_above_the_marker_takes_no_other_line_with_it() -> None:
    hint, end = "> Recommended answer length: 100-200 words.", "\n>\n> Answer:"
    blank = render(SCHEMAS["2026"].revisions[-1])
    at = blank.index("### Question 16\n")
    new = moved(
        blank[:at] + blank[at:].replace(hint, f"{hint} Boats.", 1).replace(end, f" Gulls.{end}", 1)
    ).data.decode()
    assert "Boats." in kept(new)
    assert "> Answer:\n\nGulls.\n" in new


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (OLD.replace("### Question 5\n", "", 1), "question 5 without its heading"),
        (OLD.replace("### Question 5\n", "### Question 4\n\n### Question 5\n", 1), "question 4 a second"),
        (OLD.replace("> Answer:\n", "> Answer:\n\nFirst.\n\n> Answer:\n", 1), "with a second `Answer:`"),
        (OLD.replace("### Question 5\n", "```\n### Question 5\n", 1), "a block without its end"),
        (
            OLD.replace("### Question 5\n", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n### Question 5\n"),
            "merge",
        ),
    ],
)
def test_what_must_be_mended_first_is_said(broken: str, reason: str) -> None:
    with pytest.raises(UpdateError, match=reason):
        moved(broken)


def test_newlines_and_encoding_stay() -> None:
    old = ("\ufeff" + OLD).replace("\n", "\r\n").replace("\r\n", "\n", 3)
    new = moved(old).data.decode()
    assert new.startswith("\ufeff")
    assert new.count("\n") - new.count("\r\n") == 3
    assert new.replace("\r\n", "\n").removeprefix("\ufeff") == moved(OLD).data.decode()


@tries(1.5)
@given(texts(), st.sampled_from([None, *SCHEMAS]), st.lists(st.integers(0, 10_000), max_size=4))
def test_no_sentence_that_somebody_wrote_is_lost(text: str, to: str | None, places: list[int]) -> None:
    # A few words in the template's text are a rewording of it, which goes; as many as these are not.
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"
    lines = text.split(newline)
    tokens = [f"quay{number}zz" for number in range(len(places))]
    for token, place in zip(tokens, places, strict=True):
        lines[place % len(lines)] += f" {token}" * 9
    old = newline.join(lines)
    try:
        updated = moved(old, to)
    except UpdateError:
        return
    new = updated.data.decode()
    had = plain(old).split()
    assert [token for token in tokens if token in had and token not in new] == []
    assert moved(new, to).data.decode() == new


def test_questions_that_ask_in_other_words_are_named_where_they_are_answered() -> None:
    assert moved(good_report("2025"), "2026").unsure == (3,)
    assert moved(OLD).unsure == (3,)
    assert moved(render(SCHEMAS["2025"].newest), "2026").unsure == ()


@pytest.mark.skipif(not REPORTS, reason="there is no ../shared with reports here")
@pytest.mark.parametrize("file", REPORTS, ids=lambda path: path.stem)
def test_real_reports_are_moved_whole(file: Path) -> None:
    updated = moved(file.read_bytes())
    assert not [d.code for d in lint(updated.data).diagnostics if d.code in MOVED]
    before, after = (
        {question.number: answer_words(report, question) for question in report.answered}
        for report in (updated.before, updated.after)
    )
    for number, answer in before.items():
        assert list(after[number])[: len(answer)] == list(answer)
    assert moved(updated.data).data == updated.data


def test_the_command_moves_the_report_that_the_search_finds(tmp_path: Path) -> None:
    file = write(repository(tmp_path) / "reports" / "README.md", OLD)
    shown = reportlint("update", "--diff", cwd=tmp_path)
    assert (shown.returncode, file.read_text(encoding="utf-8")) == (1, OLD)
    run = reportlint("update", cwd=tmp_path)
    said = f"reportlint: moved reports/README.md to template 2026 (revision {SCHEMAS['2026'].newest.id})\n"
    said += "reportlint: reworded questions, check that the answers still fit: 3\n"
    assert (run.returncode, run.stdout, run.stderr.decode()) == (0, b"", said)
    assert file.read_bytes() == moved(OLD).data
    subprocess.run(["git", "apply", "-R"], cwd=tmp_path, input=shown.stdout, check=True)
    assert file.read_text(encoding="utf-8") == OLD
    reportlint("update", cwd=tmp_path)
    again = reportlint("update", "--diff", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, b"")
    assert b"already" in again.stderr


def test_the_command_names_the_edition_and_says_what_is_kept(tmp_path: Path) -> None:
    file = write(tmp_path / "report.md", good_report("2025"))
    run = reportlint("update", "--to", "2024", "report.md", cwd=tmp_path)
    assert run.returncode == 0
    assert f"moved report.md to template 2024 (revision {SCHEMAS['2024'].newest.id})\n" in run.stderr.decode()
    assert f"without a place in it: at the end, under `# {KEPT}`; until then" in run.stderr.decode()
    assert "the answer to question 27\n" in run.stderr.decode()
    assert f"\n# {KEPT}\n" in file.read_text(encoding="utf-8")


def test_the_command_moves_to_the_template_of_a_file(tmp_path: Path) -> None:
    own = "format: 1\ntemplate: '2027'\nextends: '2026'\n"
    own += "questions: {5: {prompt: '**Which boats did you paint?**'}}\nrevisions: {'2027-01-05': {}}\n"
    write(tmp_path / "new.yaml", own)
    file = write(tmp_path / "report.md", NEW)
    run = reportlint("update", "--to", "new.yaml", "report.md", cwd=tmp_path)
    said = "reportlint: moved report.md to template 2027 (revision 2027-01-05)\n"
    said += "reportlint: reworded questions, check that the answers still fit: 5\n"
    assert (run.returncode, run.stderr.decode()) == (0, said)
    assert "> **Which boats did you paint?**" in file.read_text(encoding="utf-8")
    again = reportlint("update", "--to", "new.yaml", "report.md", cwd=tmp_path)
    assert b"has the text of template 2027 (revision 2027-01-05) already" in again.stderr


def test_the_command_goes_on_where_a_schema_beside_a_report_is_wrong(tmp_path: Path) -> None:
    write(tmp_path / "b" / "template.yaml", "format: 1\ntemplate: boats\n")
    files = [write(tmp_path / name / "report.md", OLD) for name in ("a", "b", "c")]
    run = reportlint("update", "a/report.md", "b/report.md", "c/report.md", cwd=tmp_path)
    assert run.returncode == 2
    assert b"reportlint: b/report.md: b/template.yaml:" in run.stderr
    assert [file.read_text(encoding="utf-8") == OLD for file in files] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Boats\n", "report.md: not a report: "),
        (OLD.replace("### Question 5\n", "", 1), "report.md: line "),
        (b"\xff\xfe", "report.md: the file is UTF-16: save it as UTF-8"),
    ],
)
def test_the_command_says_what_it_cannot_move(tmp_path: Path, text: str | bytes, message: str) -> None:
    file = tmp_path / "report.md"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    before = file.read_bytes()
    run = reportlint("update", "report.md", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.decode().startswith(f"reportlint: {message}")
    assert file.read_bytes() == before


def test_the_command_writes_no_link_and_no_stream(tmp_path: Path) -> None:
    file = write(tmp_path / "report.md", OLD)
    (tmp_path / "link.md").symlink_to(file)
    run = reportlint("update", "link.md", cwd=tmp_path)
    assert (run.returncode, file.read_text(encoding="utf-8")) == (2, OLD)
    assert reportlint("update", "-", cwd=tmp_path).returncode == 2
    assert reportlint("update", "--to", "1999", "report.md", cwd=tmp_path).returncode == 2
