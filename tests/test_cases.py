"""Each case is a small report, `cases/<code>-<name>/*.md`, with the exact output beside it.

A `bad*.md` triggers the rule of its folder; a `good*.md` is a near miss that does not. A `*.before` beside it
is what the file was in the baseline, a `*.tree` lists its repository: on each line a path, then, after two
spaces, what it holds if its name does not say that, and what git makes of it: `a.png  =jpg untracked`,
`b.png  ignored .gitignore:3 *.png`.
"""

from pathlib import Path

import pytest

from reportlint.cli.editions import find_schema
from reportlint.diagnostic import Rule, Stage
from reportlint.linter.input import History, InputFile, Version
from reportlint.linter.linter import Linter, Options
from reportlint.linter.result import Result
from reportlint.linter.templates import Templates
from reportlint.reporters import reporter
from reportlint.repository.workspace import Ignored, Workspace
from reportlint.rules.registry import REPORT_RULES
from tests.reports import PNG, SCHEMAS, FakeFiles

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*/*.md"))
HARBOUR = find_schema(str(CASES / "harbour.yaml"))
WITH_HARBOUR = Linter(Templates((*SCHEMAS.values(), HARBOUR)), Options())


BYTES = {
    "png": PNG, "jpg": b"\xff\xd8\xff\xe0", "gif": b"GIF89a", "svg": b"<svg/>", "empty": b"",
    "lfs": b"version https://git-lfs.github.com/spec/v1", "example": b"\x89PNG\r\n\x1a\nharbour",
}  # fmt: skip
"""What a file holds, by what the tree calls it or by its ending."""


def workspace_of(file: Path) -> Workspace | None:
    """The workspace that the tree beside a case describes; the case is its `reports/README.md`."""
    tree = file.with_suffix(".tree")
    files: dict[str, bytes] = {"reports/README.md": b""}
    lost: dict[str, Ignored] = {}
    for line in tree.read_text(encoding="utf-8").splitlines() if tree.exists() else ():
        path, _, rest = line.partition("  ")
        kind, _, state = rest.partition(" ") if rest.startswith("=") else ("", "", rest)
        files[path] = BYTES.get(kind[1:] or path.rpartition(".")[2].lower(), b"text")
        if state:
            source, _, pattern = state.removeprefix("ignored").strip().partition(" ")
            name, _, number = source.partition(":")
            lost[path] = Ignored(name, int(number), pattern) if number else Ignored()
    return Workspace(FakeFiles(files, lost), "reports") if tree.exists() else None


def output(file: Path, stage: Stage) -> tuple[Result, str]:
    linter = WITH_HARBOUR._replace(options=Options(stage=stage))
    before = file.with_suffix(".before")
    versions = [Version("0123456789ab", file.name, before.read_bytes())] if before.exists() else []
    history = History(tuple(versions) or None)
    result = linter.lint(
        InputFile(file.name, file.read_bytes(), history=history, workspace=workspace_of(file))
    )
    text = reporter("text")
    return result, text.file(result) + text.end()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_output(file: Path, pytestconfig: pytest.Config) -> None:
    code = file.parent.name[:5]
    result, final = output(file, Stage.FINAL)
    found = {diagnostic.code for diagnostic in result.diagnostics}
    assert (code in found) == file.name.startswith("bad")
    text = f"{final}\n===== draft\n{output(file, Stage.DRAFT)[1]}"
    expected = file.with_suffix(".out")
    if pytestconfig.getoption("update"):
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "rule", [rule for rule in REPORT_RULES if rule.code != "RL006"], ids=lambda rule: rule.code
)
def test_every_rule_has_both(rule: Rule) -> None:
    folder = CASES / f"{rule.code}-{rule.name}"
    assert list(folder.glob("bad*.md"))
    assert list(folder.glob("good*.md"))
