"""The public door: `reportlint.lint_text`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportlint import lint_text
from reportlint.diagnostic import Severity, Stage
from tests.cli import BLANK, GOOD, write
from tests.reports import good_report, lint

HARBOUR = Path(__file__).parent / "cases" / "harbour.yaml"


@pytest.mark.parametrize(
    "text", [GOOD, BLANK, GOOD.replace("\n> Answer:\n\n7\n", "\n> Answer: 7\n"), "# Boats"]
)
def test_it_finds_what_the_linter_finds(text: str) -> None:
    ours, theirs = lint_text(text), lint(text, path="-")
    assert (ours.diagnostics, ours.ready, ours.stage) == (theirs.diagnostics, theirs.ready, Stage.FINAL)


def test_a_draft_is_judged_as_a_draft() -> None:
    final, draft = lint_text(BLANK), lint_text(BLANK, stage="draft")
    assert max(diagnostic.severity for diagnostic in final.diagnostics) is Severity.ERROR
    assert {diagnostic.severity for diagnostic in draft.diagnostics} == {Severity.NOTE}


def test_a_template_that_is_asked_for() -> None:
    wrong = lint_text(good_report("2023"), template="2026")
    assert "RL111" in {diagnostic.code for diagnostic in wrong.diagnostics}
    own = (HARBOUR.parent / "harbour.md").read_text(encoding="utf-8")
    assert lint_text(own, template=str(HARBOUR)).ready
    assert [diagnostic.code for diagnostic in lint_text(own).diagnostics] == ["RL001"]


@pytest.mark.parametrize("text", ["", "\ud800", "\x00", "a\r\nb\rc", "x" * 2_000_000])
def test_any_text_has_a_result(text: str) -> None:
    result = lint_text(text)
    assert result.report is None
    assert not result.ready
    assert [diagnostic.code for diagnostic in result.diagnostics] in (["RL001"], ["RL002"])


def test_places_are_those_of_the_text() -> None:
    result = lint_text(GOOD.replace("### Question 4\n", "### Question 4 (Ida)\n").replace("\n", "\r\n"))
    (diagnostic,) = result.diagnostics
    span = diagnostic.span
    assert result.source.text[span.start : span.end] == "### Question 4 (Ida)"
    line = GOOD.splitlines().index("### Question 4") + 1
    assert tuple(result.source.position(span.start)) == (line, 1)


def test_what_cannot_be_asked_for(tmp_path: Path) -> None:
    broken = write(tmp_path / "broken.yaml", "format: 1\ntemplat: x\n")
    with pytest.raises(ValueError, match=r"no template '2031': there are 2023"):
        lint_text(GOOD, template="2031")
    with pytest.raises(ValueError, match="did you mean `template`"):
        lint_text(GOOD, template=str(broken))
    with pytest.raises(ValueError, match=r"nowhere\.yaml"):
        lint_text(GOOD, template=str(tmp_path / "nowhere.yaml"))
    with pytest.raises(ValueError, match=r"no stage 'beta': there are draft, final"):
        lint_text(GOOD, stage="beta")  # type: ignore[arg-type]


def test_the_import_alone_is_empty() -> None:
    code = "import sys; had = set(sys.modules); import reportlint; print(*sorted({*sys.modules} - had))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["reportlint"]


def test_the_documentation_shows_how(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parent.parent / "docs" / "output.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(example, {"text": GOOD.replace("### Question 4\n", "### Question 4 (Ida)\n")})  # noqa: S102
    line = GOOD.splitlines().index("### Question 4") + 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{line}:1 RL104 the heading of question 4 reads")
    assert last == "ready"
