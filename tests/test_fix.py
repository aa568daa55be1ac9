"""What the fixes do to a report, and what they never do."""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.diagnostic import Edit, applied
from reportlint.linter.fixer import Fixed, fix, offered
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Options
from reportlint.linter.regression import harms
from reportlint.linter.result import Result
from reportlint.source import Source
from tests import mutations
from tests.case_files import WITH_HARBOUR, Case, cases
from tests.examples import tries
from tests.mutations import Mutation, Spot, spots, together
from tests.reports import LINTER, SCHEMAS, good_report, lint, prose
from tests.shared import REPORTS
from tests.texts import texts

GOOD = good_report("2026")

RESTORED = (
    mutations.reword_heading, mutations.decorate_heading, mutations.suffix_heading, mutations.deepen_heading,
    mutations.join_heading, mutations.reword_prompt, mutations.delete_marker, mutations.spoil_marker,
    mutations.bold_marker, mutations.second_marker_at_once,
    mutations.placeholder_beside, mutations.dashes, mutations.dashes_above, mutations.on_marker_line,
    mutations.in_quote, mutations.own_quote, mutations.folded, mutations.drop_example, mutations.section_gone,
    mutations.section_reworded, mutations.introduction_gone,
    mutations.rename_heading, mutations.demote_heading, mutations.misnumber_heading, mutations.bold_heading,
    mutations.bold_heading_with_a_colon, mutations.heading_in_html, mutations.heading_in_tags,
    mutations.underlined_heading, mutations.bold_underlined_heading, mutations.escaped_heading,
    mutations.heading_in_a_list, mutations.heading_bold_in_parts, mutations.heading_without_signs,
    mutations.bold_number, mutations.section_bold, mutations.section_in_html,
    mutations.section_underlined, mutations.section_without_signs, mutations.checklist_heading_respelt,
    mutations.delete_block, mutations.delete_quote, mutations.delete_example_and_marker,
)  # fmt: skip


def fix_report(text: str | bytes, *, unsafe: bool = False) -> Fixed:
    data = text.encode() if isinstance(text, str) else text
    return fix(LINTER, InputFile("report.md", data), unsafe=unsafe)


def found(result: Result) -> set[tuple[str, int | str | None]]:
    return {(diagnostic.code, diagnostic.question) for diagnostic in result.diagnostics}


def words(result: Result) -> dict[int | str, list[str]]:
    """The words of each answer, whatever signs stand around them; where images and links lead is none."""
    listed = {}
    for question in result.report.present if result.report else ():
        answer = question.answer
        assert answer
        span = answer.span if answer.above else answer.content
        text = result.source.text[span.start : span.end]
        for placeholder in () if answer.above else answer.placeholders:
            text = text.replace(result.source.text[placeholder.start : placeholder.end], " ")
        text = re.sub(r"</?(?:p|div)\b[^<>]*>", " ", text)
        text = re.sub(r"<img\b[^<>]*?(?: alt=\"([^\"]*)\"[^<>]*)?>", r"\1", text)
        once, marker, again = text.partition("Answer:")
        if marker and once.strip("> \n") == again.strip("> \n") and len(once.split()) >= 20:
            text = once
        listed[question.number] = re.findall(r"[^\W_]+", re.sub(r"\]\([^()\n]*\)", "", text))
    return listed


def warned(result: Result) -> set[tuple[int | str, str, bool]]:
    """What the course's checker warns of: question, kind and direction."""
    verdict = result.report.verdict if result.report else None
    return {(w.question, w.kind, w.limits.lacking(w.got) > 0) for w in verdict.warnings} if verdict else set()


def assert_harmless(before: Result, fixed: Fixed) -> None:
    after = lint(fixed.data)
    assert words(before).items() <= words(after).items() or not before.report
    if before.report and before.report.verdict and not before.report.verdict.error:
        assert after.report
        assert after.report.verdict
        assert not after.report.verdict.error
        assert warned(after) <= warned(before)


@pytest.mark.parametrize("edition", ["2023", "2026"])
@pytest.mark.parametrize("mutate", RESTORED, ids=lambda mutate: mutate.__name__)
def test_the_report_is_as_it_was(mutate: Callable[[Spot], Mutation | None], edition: str) -> None:
    whole = blank(good_report(edition))
    group = list(spots(edition))[::5]
    broken = together(mutate, group)
    # To break all at once takes a fraction of the time; if that does not come back, each is broken alone.
    if not broken or restored(broken[0]) != whole:
        for spot in group:
            if mutation := mutate(spot):
                assert restored(mutation[0]) == whole, f"question {spot.spec.number}"


def restored(lines: Sequence[str]) -> str:
    return blank(fix_report("\n".join(lines), unsafe=True).data.decode())


def blank(text: str) -> str:
    """The text with one empty line where there are several."""
    return re.sub(r"\n{3,}", "\n\n", text)


def diff(before: Result, after: Result) -> str:
    old, new = (result.source.text.split("\n") for result in (before, after))
    return "\n".join(list(difflib.unified_diff(old, new, n=1, lineterm=""))[2:])


@pytest.mark.parametrize("case", cases(), ids=str)
def test_cases(case: Case, pytestconfig: pytest.Config) -> None:
    before = case.input()
    safe, unsafe = (fix(WITH_HARBOUR, before, unsafe=unsafe) for unsafe in (False, True))
    parts = [diff(safe.before, safe.after)]
    if unsafe.data != safe.data:
        parts += ["===== and with the unsafe fixes", diff(safe.after, unsafe.after)]
    parts += (f"kept: {kept.diagnostic.code}, {kept.reason}" for kept in unsafe.kept)
    text = "".join(f"{part}\n" for part in parts if part)
    expected = case.beside(".diff")
    if pytestconfig.getoption("update") and (text or expected.exists()):
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == (expected.read_text(encoding="utf-8") if expected.exists() else "")
    for fixed, risky in ((safe, False), (unsafe, True)):
        again = fix(WITH_HARBOUR, before._replace(data=fixed.data), unsafe=risky)
        assert again.data == fixed.data


@tries(3)
@given(texts(), st.booleans())
def test_nothing_gets_worse(text: str, unsafe: bool) -> None:
    before = lint(text)
    for diagnostic in before.diagnostics:
        edits = sorted(diagnostic.fix.edits) if diagnostic.fix else []
        offsets = [
            0,
            *(offset for edit in edits for offset in (edit.start, edit.end)),
            len(before.source.text),
        ]
        assert offsets == sorted(offsets)
    fixed = fix_report(text, unsafe=unsafe)
    assert_harmless(before, fixed)
    again = fix_report(fixed.data, unsafe=unsafe)
    assert (again.data, again.applied) == (fixed.data, ())


@tries(1)
@given(texts())
def test_no_fix_brings_a_finding(text: str) -> None:
    fixed = fix_report(text)
    before = found(lint(text))
    codes = {code for code, _ in before}
    held_back = any(code in codes for code in ("RL101", "RL102", "RL103", "RL106", "RL107", "RL108", "RL120"))
    if not held_back and "RL105" not in codes:
        assert found(lint(fixed.data)) <= before


TOKEN = re.compile(r"zq\d+zq")
OWN = (
    "T", "> T", "> T T T", "> *T*", "**T**", "`T`", "> `T`", "```\nT\n```", "    T", "<!-- T -->",
    "<a name=T>", "<https://T>", "[T](https://T)", "![T][a]", "[T]: figures/T.png",
    "![T](figures/T.png)", "* [x] T", "* [X ] T", "> Example: T", "> Example:\n> *T*", "> Answer: T",
    "Answer: T", "> Answer:", "--- T ---", "---\nT\n---", "## T", "### T", "# T", "| a | T |\n|---|---|",
    "--- question 3 fill here --- T", "T --- question 5 fill here ---", "<details>\nT\n</details>",
    "- T\n- T", "<!-- reportlint: ignore RL209 -->\n> T", "~~T~~", "$T$",
)  # fmt: skip


@st.composite
def tokens(draw: st.DrawFn) -> str:
    """A report with some lines missing and unique tokens put anywhere in it, on lines of their own or not."""
    lines = draw(st.sampled_from([good_report(edition) for edition in SCHEMAS])).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        del lines[at : at + draw(st.sampled_from([1, 1, 2, 5]))]
    for _ in range(draw(st.integers(1, 5))):
        markers = [i for i, line in enumerate(lines) if "Answer:" in line]
        near = st.builds(lambda i, step: max(0, i + step), st.sampled_from(markers), st.integers(-8, 3))
        at = min(draw(st.one_of(near, st.integers(0, len(lines) - 1))), len(lines) - 1)
        word = draw(st.integers(0, lines[at].count(" ")))
        parts = lines[at].split(" ")
        inside = [" ".join([*parts[:word], "T", *parts[word:]])]
        lines[at : at + 1] = draw(st.sampled_from([inside, *([own, lines[at]] for own in OWN)]))
    number = count()
    return re.sub(r"\bT\b", lambda _: f"zq{next(number)}zq", "\n".join(lines))


@tries(3)
@given(tokens())
def test_no_token_is_lost(text: str) -> None:
    fixed = fix_report(text).data.decode()
    assert sorted(TOKEN.findall(fixed)) == sorted(TOKEN.findall(text))


@pytest.mark.parametrize("own", [own for own in OWN if "Answer:" not in own and "fill here" not in own])
def test_own_text_above_the_marker_stays_when_the_example_comes_back(own: str) -> None:
    start = GOOD.index("> Example:", GOOD.index("### Question 4"))
    end = GOOD.index("> Answer:", start)
    text = GOOD[:start] + own + "\n>\n" + GOOD[end:]
    fixed = fix_report(text).data.decode()
    assert own in fixed


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "", "\n\n"])
def test_bytes_are_kept(newline: str, bom: bytes, ending: str) -> None:
    def raw(text: str) -> bytes:
        return bom + (text.rstrip("\n") + ending).replace("\n", newline).encode()

    spoiled = GOOD.replace("\n> Answer:\n\n7\n", "\n> Answer: 7\n").replace("* [x] Load", "* [X ] Load")
    assert fix_report(raw(spoiled)).data == raw(GOOD)


def test_mixed_newlines_are_those_around() -> None:
    spoiled = GOOD.replace("\n> Answer:\n\n7\n", "\r\n> Answer: 7\r\n")
    fixed = fix_report(spoiled)
    assert fixed.data.decode() == GOOD.replace("\n> Answer:\n\n7\n", "\r\n> Answer:\r\n\r\n7\r\n")


def test_an_edit_in_the_file() -> None:
    source = Source.decode("", b"\xef\xbb\xbfone\r\ntwo\rthree\nfour")
    assert source.text == "one\ntwo\nthree\nfour"
    edit = Edit(source.text.index("three"), source.text.index("four"), "a\nb").in_file(source)
    assert source.raw[edit.start : edit.end] == "three\n"
    assert edit.text == "a\nb"
    assert Edit(4, 4, "\n").in_file(source) == Edit(6, 6, "\r")
    assert Edit(0, 3, "\n").in_file(source) == Edit(1, 4, "\r\n")
    assert Edit(18, 18, "\n").in_file(source).text == "\n"


def test_what_would_cost_a_verdict_is_kept_alone() -> None:
    text = GOOD
    for question in mutations.spots("2026"):
        if question.spec.number == 4:
            lines = question.with_lines(question.answer, question.end, ["---", prose(99), "---"])
            text = "\n".join(lines)
    text = text.replace("\n> Answer:\n\n7\n", "\n> Answer: 7\n")
    fixed = fix_report(text)
    assert [diagnostic.code for diagnostic in fixed.applied] == ["RL205"]
    assert [(kept.diagnostic.question, kept.reason) for kept in fixed.kept] == [
        (4, "it would leave 99 of 100 words")
    ]


def test_culprits_are_found_among_many() -> None:
    lines = GOOD.split("\n")
    for spot in reversed(list(spots("2026"))):
        low = spot.words[0]
        if low and not spot.spec.images:
            answer = ["--- " + prose(low - (int(spot.spec.number) % 2)).split("\n")[0]]
            answer += prose(low - (int(spot.spec.number) % 2)).split("\n")[1:]
            lines[spot.answer : spot.end] = answer
    fixed = fix_report("\n".join(lines))
    assert {kept.diagnostic.question for kept in fixed.kept} == {5, 7, 9, 11, 13, 15, 17, 23, 25, 27, 31}
    assert all(int(str(d.question)) % 2 == 0 for d in fixed.applied)
    assert fixed.applied


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("--- question 1 fill here --- 7 --- question 1 fill here ---", "7"),
        ("--- question 1 fill here: 7 ---", "7"),
        ("7 boats --- question 1 fill here --- and 8", "7 boats and 8"),
        ("7, what question 1 fill here means", "7, what question 1 fill here means"),
        ("`--- question 1 fill here ---` 7", "`--- question 1 fill here ---` 7"),
        ("--- 7", "7"),
        ("---\n\n7\n\n---", "7"),
        ("-- 7 --", "7"),
        ("7\n\n---", "7\n\n---"),
        ("---|---\n7|8", "---|---\n7|8"),
        ("7\n\n## We use C#\n\n8", "7\n\n**We use C#**\n\n8"),
        ("7\n\n### **Bold** ###\nboat", "7\n\n**Bold**\n\nboat"),
        ("7\n\n```\n## in code\n```", "7\n\n```\n## in code\n```"),
        ("7 costs ##8", "7 costs ##8"),
        ("--- We used DVC. ---\n\nAnd uv.", "We used DVC.\n\nAnd uv."),
        ("--- We used DVC\nand uv. ---\n\nAnd 7 ---", "We used DVC\nand uv.\n\nAnd 7"),
        ("**--- question 1 fill here ---** 7", "**--- question 1 fill here ---** 7"),
        ("[--- question 1 fill here ---](x) 7", "[--- question 1 fill here ---](x) 7"),
        ("| --- question 1 fill here --- | 7 |", "| --- question 1 fill here --- | 7 |"),
        ("--- question 1 fill here --- - 7\n- 8", "- 7\n- 8"),
        ("--- 7|8\n---|---", "7|8\n---|---"),
    ],
)
def test_what_goes_and_what_stays(answer: str, expected: str) -> None:
    fixed = fix_report(GOOD.replace("\n> Answer:\n\n7\n", f"\n> Answer:\n\n{answer}\n"), unsafe=True)
    assert fixed.data.decode() == GOOD.replace("\n> Answer:\n\n7\n", f"\n> Answer:\n\n{expected}\n")


@pytest.mark.parametrize(
    ("mark", "expected"),
    [("[X ]", "[x]"), ("[ x]", "[x]"), ("[]", "[ ]"), ("[  ]", "[ ]"), ("[✅]", "[x]"), ("[✔️]", "[x]"),
     ("[50%]", "[50%]"), ("[-]", "[-]"), ("[/]", "[/]"), ("[(X)]", "[x]")],
)  # fmt: skip
def test_marks(mark: str, expected: str) -> None:
    fixed = fix_report(GOOD.replace("* [x] Load", f"* {mark} Load"), unsafe=True)
    assert fixed.data.decode() == GOOD.replace("* [x] Load", f"* {expected} Load")


@pytest.mark.parametrize(("sign", "mark"), [("❌", "[ ]"), ("✅", "[x]")])
def test_signs_in_a_boxs_stead(sign: str, mark: str) -> None:
    fixed = fix_report(GOOD.replace("* [x] Load", f"* {sign} Load"))
    assert fixed.data.decode() == GOOD.replace("* [x] Load", f"* {mark} Load")


def test_items_that_are_gone_come_back_unticked() -> None:
    lines = GOOD.split("\n")
    boxes = [i for i, line in enumerate(lines) if line.startswith("* [x] ")]
    gone = (boxes[0], boxes[1], boxes[5], boxes[-1])
    fixed = fix_report("\n".join(line for i, line in enumerate(lines) if i not in gone))
    for at in gone:
        lines[at] = lines[at].replace("[x]", "[ ]")
    assert fixed.data.decode() == "\n".join(lines)


def test_what_may_be_an_answer_stays_above_the_marker() -> None:
    start = GOOD.index("> Example:", GOOD.index("### Question 4"))
    end = GOOD.index("> Answer:", start)
    stop = GOOD.index("\n## ", end) if GOOD.index("\n## ", end) < GOOD.index("### Question 5") else -1
    stop = stop if stop >= 0 else GOOD.index("### Question 5")
    text = GOOD[:start] + f"> {prose(12)}\n>\n> Answer:\n\n" + GOOD[stop:]
    assert prose(12) in fix_report(text, unsafe=True).data.decode()


def test_an_answer_that_moves_below_the_marker_keeps_its_own_signs() -> None:
    own = "The crane goes from A to B: A -> B, and a > b."
    text = GOOD.replace("\n> Answer:\n\n7\n", f"\n> {own}\n>\n> Answer:\n\n", 1)
    assert f"> Answer:\n\n{own}\n" in fix_report(text).data.decode()


def test_no_marker_is_put_above_a_prompt_in_other_words() -> None:
    spot = next(spot for spot in spots("2026") if spot.spec.number == 6)
    block = ["> **What did you do about the harbour?**", ">", "> answer:"]
    text = "\n".join(spot.with_lines(spot.prompt, spot.marker + 1, block))
    fixed = fix_report(text, unsafe=True).data.decode()
    assert "\n".join(block).replace("answer", "Answer") in fixed
    assert fixed.count("Answer:") == GOOD.count("Answer:")


def test_a_conflict_is_nobodys_to_mend() -> None:
    block = "<<<<<<< HEAD\n> Answer: 7\n=======\n> Answer: 8\n>>>>>>> branch\n"
    fixed = fix_report(GOOD.replace("> Answer:\n\n7\n", block))
    assert fixed.data == fixed.before.source.raw.encode()


@pytest.mark.skipif(not REPORTS, reason="there is no ../shared with reports here")
@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_real_reports(report: Path, unsafe: bool) -> None:
    before = lint(report.read_bytes())
    fixed = fix_report(report.read_bytes(), unsafe=unsafe)
    assert_harmless(before, fixed)
    assert found(lint(fixed.data)) <= found(before)
    again = fix_report(fixed.data, unsafe=unsafe)
    assert (again.data, again.applied) == (fixed.data, ())


def test_a_checklist_is_not_put_into_an_open_fence() -> None:
    head, rest = GOOD.split("* [x] Check how", 1)[0], GOOD[GOOD.index("### Question 4\n") :]
    prompt = GOOD[GOOD.index("> **Did you end up") :].split(">\n> Example", 1)[0]
    fixed = fix_report(f"~~~\n{head}{prompt}{rest}")
    assert "RL401" not in {diagnostic.code for diagnostic in fixed.applied}
    assert fix_report(fixed.data).data == fixed.data


@tries(0.3)
@given(texts())
def test_the_fixes_offered_are_those_that_fix_would_keep(text: str) -> None:
    file = InputFile("report.md", text.encode())
    before = LINTER.lint(file)
    shown = offered(LINTER, file, before)
    counts = Counter(diagnostic.code for diagnostic in before.diagnostics)
    for found, told in zip(before.diagnostics, shown.diagnostics, strict=True):
        assert told == (found if told.fix else found._replace(fix=None))
        after = lint(applied(before.source, found.fix.edits if found.fix else ()))
        changed = after.source.raw != before.source.raw
        assert bool(told.fix) == (changed and not list(harms(before, after)))
        if counts[told.code] == 1:
            alone = LINTER._replace(options=Options(codes=frozenset({told.code})))
            assert bool(fix(alone, file, unsafe=True).applied) == bool(told.fix)
