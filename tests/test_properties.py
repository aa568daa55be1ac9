"""What holds for any text: no crash, places inside the file, and the parity rule."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint.diagnostic import Severity, Stage
from reportlint.formatting import Number
from reportlint.grader import CHECKERS
from reportlint.linter.linter import Options
from reportlint.linter.result import Result
from reportlint.schema.model import QuestionSpec
from reportlint.schema.template import render
from tests.reports import SCHEMAS, good_report, lint

LIMITS = ("RL203", "RL204", "RL301", "RL302")

TEMPLATES = [render(revision) for schema in SCHEMAS.values() for revision in schema.revisions]
REPORTS = [good_report(edition) for edition in SCHEMAS]
SNIPPETS = [
    "Answer:", "> Answer: harbour", "###", "## Deployment", "### Question 4", "---", "```", "<!--", "-->",
    "~~~", "<div>", "<<<<<<< HEAD", "=======", ">>>>>>> branch", "![a](b.png)", "![a](b c.png)", "> ",
    "--- question 4 fill here ---", "TODO", "\x0c", "\u2028", "\u00a0", "\u200b", "* [x] boat", "[ref]: x",
    "### Question " + "1" * 5000, "> Recommended answer length: 1-" + "9" * 5000 + " words.",
    "word " * 120, "![a](b.png) " * 3, "    ### Question 5", "Question 5\n---", "<pre>", "&amp; \\_",
    "<!-- reportlint: ignore RL402 -->", "<!-- reportlint: ignore-file RL402 -->", "<!-- reportlint: -->",
]  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A template or a report, some of its lines cut out, moved, doubled or replaced."""
    lines = draw(st.sampled_from(TEMPLATES + REPORTS)).split("\n")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines)))
        length = draw(st.sampled_from([0, 1, 1, 2, 5, 40, 200]))
        piece = lines[at : at + length]
        match draw(st.sampled_from(["insert", "delete", "copy", "move", "join"])):
            case "insert":
                lines.insert(at, draw(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=40))))
            case "delete":
                del lines[at : at + length]
            case "copy":
                to = draw(st.integers(0, len(lines)))
                lines[to:to] = piece
            case "move":
                del lines[at : at + length]
                to = draw(st.integers(0, len(lines)))
                lines[to:to] = piece
            case "join":
                lines[at : at + 2] = [" ".join(lines[at : at + 2])]
    return draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines)


def graded(text: str, edition: str) -> dict[Number, set[str]] | None:
    """What the course's script would warn of, in its own few steps; nothing where it stops."""
    questions = SCHEMAS[edition].newest.questions
    checker = CHECKERS[SCHEMAS[edition].course.checker or ""]
    text = re.sub("\r\n?", "\n", text)[checker.skip :]
    parts = text.split("Answer:")
    parts = parts[1:] if checker.drops_part else parts
    if not parts:
        return None
    answers = [part.split("###")[0].split("##")[0] for part in parts if "###" in part] + [parts[-1]]
    answers = answers if checker.drops_part else answers[1:]
    if len(answers) != len(questions):
        return None
    return {spec.number: broken(spec, answer) for spec, answer in zip(questions, answers, strict=True)}


def broken(spec: QuestionSpec, answer: str) -> set[str]:
    words, images = len(answer.split()), len(re.findall(r"\!\[.*?\]\(.*?\)", answer))
    kinds = {"words": (words, spec.words), "images": (images, spec.images)}
    return {kind for kind, (got, limits) in kinds.items() if limits and not limits.allow(got)}


def warned(result: Result) -> set[Number]:
    """The questions that reportlint says the course's checker warns of."""
    found = {d.question for d in result.diagnostics if d.code in LIMITS and d.question is not None}
    for diagnostic in result.diagnostics:
        if diagnostic.code == "RL201" and diagnostic.question is not None and result.report:
            question = next(q for q in result.report.questions if q.number == diagnostic.question)
            assert question.answer
            content = question.answer.content
            if broken(question.spec, result.source.text[content.start : content.end]):
                found.add(diagnostic.question)
    return found


@settings(deadline=None, max_examples=400)
@given(texts())
def test_the_parity_rule(text: str) -> None:
    result = lint(text)
    if not result.report:
        return
    verdict = graded(text, result.report.schema.id)
    ours = result.report.verdict
    assert ours
    if verdict is None:
        assert ours.error
        structure = [d for d in result.diagnostics if d.code[:4] in ("RL00", "RL10", "RL12")]
        assert any(d.severity is Severity.ERROR for d in structure), text
        return
    assert not ours.error
    predicted: dict[Number, set[str]] = {number: set() for number in verdict}
    for warning in ours.warnings:
        predicted[warning.question].add(warning.kind)
    assert predicted == verdict
    errors = [d for d in result.diagnostics if d.severity is Severity.ERROR and d.code < "RL200"]
    if not errors and not result.report.newer:
        assert warned(result) == {number for number, kinds in verdict.items() if kinds}


@settings(deadline=None, max_examples=300)
@given(st.one_of(texts(), st.text()), st.sampled_from(Stage))
def test_places_lie_inside_the_file(text: str, stage: Stage) -> None:
    result = lint(text.encode("utf-8", "surrogatepass"), Options(stage=stage))
    size = len(result.source.text)
    for diagnostic in result.diagnostics:
        for span in (diagnostic.span, *(related.span for related in diagnostic.related)):
            assert 0 <= span.start <= span.end <= size
        assert "\n" not in diagnostic.message
    if result.report:
        places = [q.answer.span for q in result.report.questions if q.answer]
        assert all(0 <= span.start <= span.end <= size for span in places)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert lint(data).diagnostics
