"""Whose text it is: regions lie end to end, and each is what it says."""

from hypothesis import given

from reportlint.report.model import Report
from tests.examples import tries
from tests.reports import good_report, lint
from tests.texts import texts

GOOD = good_report("2026")


def report_of(text: str) -> Report:
    report = lint(text).report
    assert report
    return report


def said(report: Report, question: int | None) -> list[tuple[str, str]]:
    """The roles of a question's regions with their text, without space around it."""
    text = report.source.text
    found = [region for region in report.regions if region.question == question]
    return [(r.role, text[slice(*r.span)].strip()) for r in found if text[slice(*r.span)].strip()]


def test_a_question_is_heading_prompt_marker_and_answer() -> None:
    heading, prompt, marker, answer = said(report_of(GOOD), 4)
    assert heading == ("heading", "### Question 4")
    assert prompt[0] == "prompt"
    assert prompt[1].startswith("> **Explain how you managed dependencies")
    assert (marker, answer[0]) == (("marker", "Answer:"), "answer")


def test_an_answer_above_the_marker_is_the_answer() -> None:
    own = "![crane](figures/harbour.png)\n> Boats."
    report = report_of(GOOD.replace("\n> Answer:\n\n7\n", f"\n> {own}\n>\n> Answer:\n\n", 1))
    assert [(role, text) for role, text in said(report, 1) if role == "answer"] == [("answer", own)]
    (picture,) = [reference for number, reference in report.references if number == 1]
    assert picture.address == "figures/harbour.png"


def test_what_no_question_has() -> None:
    front = "---\nlayout: harbour\n---\n\n"
    roles = [region.role for region in report_of(front + GOOD).regions if region.question is None]
    assert roles[:3] == ["front matter", "text", "preamble"]
    assert set(roles[3:]) == {"text"}
    assert "preamble" not in {role for role, _ in said(report_of(GOOD.replace("This is the", "Our")), None)}


def test_a_question_without_its_heading_has_text() -> None:
    report = report_of(GOOD.replace("### Question 4\n", "", 1))
    assert [role for role, _ in said(report, 4)] == ["text"]


def test_the_lines_of_a_conflict_are_nobody_s() -> None:
    block = "<<<<<<< HEAD\n7\n=======\n8\n>>>>>>> branch\n"
    report = report_of(GOOD.replace("\n> Answer:\n\n7\n", f"\n> Answer:\n\n{block}", 1))
    assert said(report, 1)[3:] == [
        ("conflict", "<<<<<<< HEAD"), ("answer", "7"), ("conflict", "======="), ("answer", "8"),
        ("conflict", ">>>>>>> branch"),
    ]  # fmt: skip
    assert report.contested == {1}


@tries(2)
@given(texts())
def test_regions_lie_end_to_end(text: str) -> None:
    report = lint(text).report
    if not report:
        return
    edges = [0, *(region.span.end for region in report.regions)]
    assert [region.span.start for region in report.regions] == edges[:-1]
    assert edges[-1] == len(report.source.text)
    for region in report.regions:
        assert region.span.start < region.span.end
        ends = region.span.start, region.span.end - 1
        assert {report.question_at(offset) for offset in ends} == {region.question}
    answers = {region.question for region in report.regions if region.role in ("answer", "conflict")}
    assert {question.number for question, _ in report.answers} <= answers
