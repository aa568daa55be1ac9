"""What holds for any text: no crash, places inside the file, and the parity rule."""

from hypothesis import given
from hypothesis import strategies as st

from reportlint.diagnostic import Severity, Stage
from reportlint.formatting import Number
from reportlint.linter.linter import Options
from tests.examples import tries
from tests.grading import graded, warned
from tests.reports import lint
from tests.texts import texts


@tries(4)
@given(texts())
def test_the_parity_rule(text: str) -> None:
    result = lint(text)
    if not result.report or result.report.unfamiliar:
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


@tries(3)
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


@tries(2)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert lint(data).diagnostics
