"""The language server, asked as an editor asks it; what it says is compared with the command line's JSON."""

import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig

from tests.cli import reportlint, repository, write
from tests.editor import COMMAND, Editor

EXAMPLE = (Path(__file__).parent.parent / "examples" / "reports" / "README.md").read_text(encoding="utf-8")
EVERYTHING = types.Range(types.Position(0, 0), types.Position(99_999, 0))


@pytest_lsp.fixture(config=ClientServerConfig(COMMAND, client_factory=Editor))
async def editor(client: Editor) -> AsyncIterator[None]:
    yield
    await client.shutdown_session()


def course(folder: Path, text: str) -> Path:
    """Return a report in a repository of its own."""
    return write(repository(folder) / "reports" / "README.md", text)


def by_json(folder: Path, path: Path, *options: str) -> list[object]:
    """Return what the command line's JSON says of a report, as far as an editor shows it."""
    run = reportlint("check", "--stage", "draft", "--output-format", "json", *options, str(path), cwd=folder)
    (file,) = json.loads(run.stdout)["files"]
    severities = {"error": 1, "warning": 2, "note": 3}
    return [
        (
            d["code"], severities[d["severity"]], d["message"],
            (d["line"] - 1, d["column"] - 1, d["end_line"] - 1, d["end_column"] - 1),
            [(r["message"], r["line"] - 1, r["column"] - 1) for r in d["related"]],
        )
        for d in file["diagnostics"]
    ]  # fmt: skip


def shown(diagnostics: Sequence[types.Diagnostic]) -> list[object]:
    """Return diagnostics in the form of `by_json`."""
    return [
        (
            d.code, d.severity, d.message,
            (d.range.start.line, d.range.start.character, d.range.end.line, d.range.end.character),
            [
                (r.message, r.location.range.start.line, r.location.range.start.character)
                for r in d.related_information or ()
            ],
        )
        for d in diagnostics
    ]  # fmt: skip


@pytest.mark.asyncio
async def test_an_open_report_is_told_what_the_json_says(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, EXAMPLE)
    await editor.begin(tmp_path)
    told = await editor.open(path)
    assert shown(told) == by_json(tmp_path, path)
    by_code = {d.code: d for d in told}
    assert by_code["RL203"].code_description
    assert by_code["RL203"].code_description.href.endswith("docs/rules.md#rl203-answer-too-short")
