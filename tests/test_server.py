"""The language server, asked as an editor asks it; what it says is compared with the command line's."""

import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types

from reportlint.reporters.base import rule_page
from tests.cli import BLANK, GOOD, reportlint, repository, write
from tests.editor import COMMAND, Editor, named
from tests.reports import PNG

EXAMPLE = (Path(__file__).parent.parent / "examples" / "reports" / "README.md").read_text(encoding="utf-8")
EVERYTHING = types.Range(types.Position(0, 0), types.Position(99_999, 0))
SEVERITIES = {"error": 1, "warning": 2, "note": 3}

pytestmark = pytest.mark.asyncio(loop_scope="module")


@asynccontextmanager
async def running() -> AsyncIterator[Editor]:
    editor = Editor()
    await editor.start_io(*COMMAND)
    yield editor
    await editor.shutdown_session()
    await editor.stop()  # type: ignore[no-untyped-call]


@pytest_asyncio.fixture(loop_scope="module")
async def fresh() -> AsyncIterator[Editor]:
    """An editor whose session has yet to begin."""
    async with running() as editor:
        yield editor


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    """An editor in a session, which all tests share that need no other: to start one takes a second."""
    async with running() as editor:
        await editor.begin(tmp_path_factory.getbasetemp())
        yield editor


def course(folder: Path, text: str) -> Path:
    """Return a report in a repository of its own."""
    return write(repository(folder) / "reports" / "README.md", text)


def by_json(path: Path, *options: str, cwd: Path) -> list[object]:
    """Return what the command line's JSON says of a report, as far as an editor shows it."""
    run = reportlint("check", "--stage", "draft", "--output-format", "json", *options, str(path), cwd=cwd)
    (file,) = json.loads(run.stdout)["files"]
    return [
        (
            d["code"],
            SEVERITIES[d["severity"]],
            d["message"],
            (d["line"] - 1, d["column"] - 1, d["end_line"] - 1, d["end_column"] - 1),
            [(r["message"], r["line"] - 1, r["column"] - 1) for r in d["related"]],
        )
        for d in file["diagnostics"]
    ]


def shown(diagnostics: Sequence[types.Diagnostic]) -> list[object]:
    """Return diagnostics in the form of `by_json`."""
    return [
        (
            d.code,
            d.severity,
            d.message,
            (d.range.start.line, d.range.start.character, d.range.end.line, d.range.end.character),
            [
                (r.message, r.location.range.start.line, r.location.range.start.character)
                for r in d.related_information or ()
            ],
        )
        for d in diagnostics
    ]


def fixed(path: Path, text: str, *options: str) -> str:
    """Return what the command line's `--fix` makes of a text."""
    path.write_bytes(text.encode())
    reportlint("check", "--stage", "draft", "--fix", *options, str(path), cwd=path.parent)
    made = path.read_bytes().decode()
    path.write_bytes(text.encode())
    return made


def codes(told: Sequence[types.Diagnostic]) -> set[object]:
    return {diagnostic.code for diagnostic in told}


async def test_an_open_report_is_told_what_the_json_says(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, EXAMPLE + "\n### Question 5\n> Answer:\n")
    told = await editor.open(path)
    assert shown(told) == by_json(path, cwd=tmp_path)
    (again,) = (d for d in told if d.code == "RL102")
    assert again.related_information
    assert again.code_description
    assert again.code_description.href == rule_page("RL102")


async def test_of_a_burst_of_edits_the_newest_is_told_of(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, GOOD)
    assert await editor.open(path) == []
    for words in range(20):
        editor.change(path, GOOD.replace("[x]", "[50%]", 1) + " gull" * words)
    told = [await editor.news()]
    while told[-1].version != 21:
        told.append(await editor.news())
    # However busy the machine is, not each is told of.
    assert len(told) < 10
    path.write_text(editor.texts[path.as_uri()], encoding="utf-8")
    assert shown(told[-1].diagnostics) == by_json(path, cwd=tmp_path)


async def test_of_what_is_no_report_nothing_is_said(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, "# Boats\n\nAnswer: all of them are green ![](figures/boat.png)\n")
    assert await editor.open(path) == []
    here = types.Position(2, 20)
    assert await editor.text_document_hover_async(types.HoverParams(named(path), here)) is None
    assert await editor.text_document_inlay_hint_async(types.InlayHintParams(named(path), EVERYTHING)) is None
    assert await editor.text_document_completion_async(types.CompletionParams(named(path), here)) is None
    assert await editor.actions(path, EVERYTHING) == []


async def test_a_report_in_no_file_yet_is_told_of(editor: Editor) -> None:
    item = types.TextDocumentItem("untitled:Untitled-1", "markdown", 1, EXAMPLE)
    editor.text_document_did_open(types.DidOpenTextDocumentParams(item))
    told = await editor.news()
    assert told.uri == item.uri
    assert "RL203" in codes(told.diagnostics)


async def test_configuration_and_comments_count_as_on_the_command_line(fresh: Editor, tmp_path: Path) -> None:
    text = EXAMPLE.replace("### Question 14\n", "### Question 14\n<!-- reportlint: ignore RL203 -->\n")
    path = course(tmp_path, text)
    config = tmp_path / "pyproject.toml"
    config.write_text('[tool.reportlint]\nstage = "final"\nignore = ["RL208"]\n', encoding="utf-8")
    await fresh.begin(tmp_path)
    told = await fresh.open(path)
    assert shown(told) == by_json(path, cwd=tmp_path)
    assert "RL208" not in codes(told)
    config.write_text("[tool.reportlint]\nignore = 7\n", encoding="utf-8")
    fresh.files_changed(config)
    assert await fresh.told(path) == []
    fresh.change(path, text + "\n")
    assert await fresh.told(path) == []
    (message,) = fresh.messages
    assert "pyproject.toml: tool.reportlint.ignore: this must be a list" in message.message
    config.unlink()
    fresh.files_changed(config)
    assert "RL208" in codes(await fresh.told(path))


async def test_the_schema_beside_a_report_counts(fresh: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, BLANK)
    schema = path.with_name("template.yaml")
    schema.write_text("format: 1\ntemplate: harbour\nquestions: 3\n", encoding="utf-8")
    await fresh.begin(tmp_path)
    assert await fresh.open(path) == []
    assert "template.yaml:3" in fresh.messages[0].message
    schema.unlink()
    fresh.saved(path)
    assert codes(await fresh.told(path)) == {"RL201"}


async def test_the_stage_is_draft_unless_the_editor_says_final(fresh: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, BLANK)
    await fresh.begin(tmp_path, settings={"stage": "final"})
    assert shown(await fresh.open(path)) == by_json(path, "--stage", "final", cwd=tmp_path)
    settings = {"reportlint": {"stage": "draft"}}
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
    assert shown(await fresh.told(path)) == by_json(path, cwd=tmp_path)
    wrong = {"reportlint": {"stage": "soon"}}
    fresh.workspace_did_change_configuration(types.DidChangeConfigurationParams(wrong))
    assert shown(await fresh.told(path)) == by_json(path, cwd=tmp_path)
    assert "no stage 'soon': there are draft and final" in fresh.messages[0].message


async def test_pictures_are_looked_at_anew_when_files_change(fresh: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, GOOD)
    picture = path.parent / "figures" / "harbour.png"
    await fresh.begin(tmp_path)
    assert await fresh.open(path) == []
    picture.rename(picture.with_name("Harbour.png"))
    fresh.files_changed(picture)
    told = await fresh.told(path)
    assert codes(told) == {"RL304"}
    assert shown(told) == by_json(path, cwd=tmp_path)
    assert fresh.refreshed == 1
    assert any(".png" in pattern for pattern in fresh.watched)
    assert any("pyproject.toml" in pattern for pattern in fresh.watched)


async def test_each_folder_has_its_own_configuration(fresh: Editor, tmp_path: Path) -> None:
    one, other = tmp_path / "one #1 100%20", tmp_path / "other"
    paths = [course(folder, EXAMPLE) for folder in (one, other)]
    (one / "pyproject.toml").write_text('[tool.reportlint]\nselect = ["RL402"]\n', encoding="utf-8")
    await fresh.begin(one)
    assert codes(await fresh.open(paths[0])) == {"RL402"}
    event = types.WorkspaceFoldersChangeEvent([types.WorkspaceFolder(other.as_uri(), "other")], [])
    fresh.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    assert "RL203" in codes(await fresh.open(paths[1]))


async def test_counts_stand_behind_the_markers(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, EXAMPLE)
    await editor.open(path)
    asked = types.InlayHintParams(named(path), EVERYTHING)
    hints = await editor.text_document_inlay_hint_async(asked) or []
    lines = EXAMPLE.split("\n")
    labels: dict[str, str] = {}
    for hint in hints:
        assert lines[hint.position.line][: hint.position.character].endswith("Answer:")
        heading = next(line for line in lines[hint.position.line :: -1] if line.startswith("### "))
        labels[heading] = str(hint.label)
    assert labels["### Question 5"] == "32 of 100-200 words"
    assert labels["### Question 14"] == "33 of 200-300 words, 0 of 1-3 images"
    assert labels["### Question 6"] == "0 of 100-200 words"
    assert "### Question 1" not in labels
    editor.change(path, EXAMPLE.replace("--- We began", "--- At first we all began"))
    some = types.Range(types.Position(190, 0), types.Position(195, 0))
    hints = await editor.text_document_inlay_hint_async(types.InlayHintParams(named(path), some)) or []
    assert [hint.label for hint in hints] == ["35 of 100-200 words"]


async def test_symbols_are_the_sections_and_their_questions(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, EXAMPLE)
    await editor.open(path)
    symbols = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(named(path)))
    top = [symbol for symbol in symbols or [] if isinstance(symbol, types.DocumentSymbol)]
    assert [symbol.name for symbol in top][:2] == ["Group information", "Coding environment"]
    inner = {child.name: child for symbol in top for child in symbol.children or ()}
    assert len(inner) == 31
    assert inner["Question 5"].detail == "68 words too few, 32 of 100-200 words"
    assert (inner["Question 6"].detail or "").startswith("not answered, 0 of ")
    for symbol in (*top, *inner.values()):
        assert symbol.range.start == symbol.selection_range.start
        assert symbol.selection_range.end.line < symbol.range.end.line
    assert [symbol.range.end for symbol in top[:-1]] == [symbol.range.start for symbol in top[1:]]


async def test_a_heading_says_how_its_question_stands_and_a_finding_why(
    editor: Editor, tmp_path: Path
) -> None:
    path = course(tmp_path, EXAMPLE)
    await editor.open(path)

    async def hover(needle: str) -> str:
        line = EXAMPLE[: EXAMPLE.index(needle)].count("\n")
        told = await editor.text_document_hover_async(types.HoverParams(named(path), types.Position(line, 0)))
        assert told
        assert isinstance(told.contents, types.MarkupContent)
        return told.contents.value

    assert await hover("### Question 5\n") == (
        "**Question 5**: 68 words too few\n\n32 of 100-200 words\n\n"
        "The course's checker: Question 5 failed check. Expected number of words to be between 100 and 200 "
        "but got 32"
    )
    assert (await hover("### Question 3\n")).endswith("The course's checker: passed")
    finding = await hover("--- We began")
    assert finding.startswith("**RL202 placeholder-left**\n\n")
    assert "**Why:**" in finding
    assert "**RL203 answer-too-short**" in finding
    editor.change(path, EXAMPLE.replace("> Answer:", "> Reply:", 2))
    assert "The course's checker stops: ValueError" in await hover("### Question 5\n")


async def test_prompts_and_what_stands_above_can_be_folded(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, BLANK)
    await editor.open(path)
    folds = await editor.text_document_folding_range_async(types.FoldingRangeParams(named(path))) or []
    lines = BLANK.split("\n")
    assert lines[folds[0].start_line].startswith("This is the report template")
    assert lines[folds[0].end_line + 1 : folds[0].end_line + 3] == ["", "## Overall project checklist"]
    for fold in folds[1:]:
        assert lines[fold.start_line - 1].startswith("### Question") or not lines[fold.start_line - 1]
        assert all(line.startswith(">") for line in lines[fold.start_line : fold.end_line + 1])
        assert "Answer:" in lines[fold.end_line + 1]
    assert len(folds) > 20


CRLF = EXAMPLE.replace("\n", "\r\n")
EMOJI = EXAMPLE.replace("--- We began", "--- 🚢🚢 Wé began").replace(
    "[50%]", "[\N{COMBINING ACUTE ACCENT}✅]"
)
AGAIN = re.sub(r"(?m)^--- question (\d+) fill here ---$", r"--- gulls and \1 boats 🚢 ---", BLANK)


async def test_fix_all_makes_what_fix_makes(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, EXAMPLE)
    for text in (EXAMPLE, CRLF, "\ufeff" + EMOJI, AGAIN, EXAMPLE.rstrip("\n")):
        await editor.open(path, text)
        (action,) = await editor.actions(path, EVERYTHING, "source.fixAll")
        assert isinstance(action, types.CodeAction)
        assert action.edit is None
        action = await editor.code_action_resolve_async(action)
        made = editor.apply(path, action.edit)
        assert made == fixed(path, text)
        assert made != text
        await editor.told(path)
        assert await editor.actions(path, EVERYTHING, "source") == []
    assert path.read_bytes().decode() == text


async def test_an_editor_that_cannot_wait_is_given_the_whole_at_once(fresh: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, EXAMPLE)
    await fresh.begin(tmp_path, capabilities=types.ClientCapabilities())
    await fresh.open(path)
    (action,) = await fresh.actions(path, EVERYTHING, "source.fixAll.reportlint")
    assert isinstance(action, types.CodeAction)
    assert fresh.apply(path, action.edit) == fixed(path, EXAMPLE)


async def test_a_quick_fix_solves_its_diagnostic(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, EXAMPLE)
    for text in (EXAMPLE, CRLF, EMOJI):
        told = await editor.open(path, text)
        (finding,) = (d for d in told if d.code == "RL202")
        (action,) = await editor.actions(path, finding.range, "quickfix")
        assert isinstance(action, types.CodeAction)
        assert action.is_preferred
        assert shown(action.diagnostics or ()) == shown([finding])
        made = editor.apply(path, action.edit)
        assert made == fixed(path, text, "--select", "RL202")
        assert "RL202" not in codes(await editor.told(path))


async def test_an_unsafe_fix_says_so(editor: Editor, tmp_path: Path) -> None:
    text = EXAMPLE.replace("(figures/loss.png)", "(figures/harbour.png)")
    path = course(tmp_path, text)
    told = await editor.open(path)
    (finding,) = (d for d in told if d.code == "RL301")
    (action,) = await editor.actions(path, finding.range, "quickfix")
    assert isinstance(action, types.CodeAction)
    assert (action.is_preferred, action.title) == (False, "reportlint: write `![...](...)` (unsafe)")
    assert editor.apply(path, action.edit) == text.replace("[our loss", "![our loss")


async def test_pictures_are_offered_as_the_linter_wants_them(editor: Editor, tmp_path: Path) -> None:
    text = GOOD.replace("![harbour](figures/harbour.png)", "a 🚢: ![harbour](figures/my", 1)
    path = course(tmp_path, text)
    figures = path.parent / "figures"
    for name in ("my boat (1).png", "harbour.png", "notes.txt"):
        (figures / name).write_bytes(PNG)
    await editor.open(path)
    line = text[: text.index("a 🚢")].count("\n")
    end = types.Position(line, len("a 🚢: ![harbour](figures/my") + 1)
    offered = await editor.text_document_completion_async(types.CompletionParams(named(path), end))
    assert isinstance(offered, Sequence)
    assert [item.label for item in offered] == ["harbour.png", "my boat (1).png"]
    edit = offered[1].text_edit
    assert isinstance(edit, types.TextEdit)
    made = editor.apply(path, types.WorkspaceEdit({path.as_uri(): [edit]}))
    assert made == text.replace("(figures/my", "(figures/my%20boat%20%281%29.png", 1)
    before = types.Position(line, 3)
    assert await editor.text_document_completion_async(types.CompletionParams(named(path), before)) == []


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 12), ("utf-16", 7), ("utf-32", 5)])
async def test_columns_count_what_was_agreed_on(
    fresh: Editor, tmp_path: Path, encoding: str, units: int
) -> None:
    text = EXAMPLE.replace("harbour master asks for. TODO: say more.", "🚢é🚢: TODO: say more.")
    path = course(tmp_path, text)
    general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(encoding)])
    begun = await fresh.begin(tmp_path, capabilities=types.ClientCapabilities(general=general))
    assert begun.capabilities.position_encoding == encoding
    (finding,) = (d for d in await fresh.open(path) if d.code == "RL208")
    assert (finding.range.start.character, finding.range.end.character) == (units, units + 4)
    assert await fresh.text_document_hover_async(types.HoverParams(named(path), finding.range.start))


async def test_a_file_that_becomes_utf_16_is_told_of_until_it_is_text_again(
    editor: Editor, tmp_path: Path
) -> None:
    path = course(tmp_path, GOOD)
    assert await editor.open(path) == []
    path.write_bytes(GOOD.encode("utf-16"))
    editor.saved(path)
    told = await editor.told(path)
    assert shown(told) == by_json(path, cwd=tmp_path)
    assert "UTF-16" in told[0].message
    path.write_text(GOOD, encoding="utf-8")
    editor.saved(path)
    assert await editor.told(path) == []


async def test_nothing_stale_is_left_of_a_report_that_is_closed_renamed_or_deleted(
    editor: Editor, tmp_path: Path
) -> None:
    path = course(tmp_path, EXAMPLE)
    first = await editor.open(path)
    path.unlink()
    editor.files_changed(path)
    assert shown(await editor.told(path)) == shown(first)
    editor.change(path, EXAMPLE + "more\n")
    editor.close(path)
    editor.versions[path.as_uri()] = 0
    assert await editor.told(path) == []
    moved = path.with_name("report;2.md")
    assert shown(await editor.open(moved, EXAMPLE)) == shown(first)
    assert not editor.diagnostics[path.as_uri()]


async def test_a_place_that_is_nowhere_is_the_nearest_there_is(editor: Editor, tmp_path: Path) -> None:
    path = course(tmp_path, EXAMPLE)
    await editor.open(path)
    for line, column in ((0, 10**6), (10**6, 0), (2**31 - 1, 2**31 - 1)):
        here = types.Position(line, column)
        assert await editor.text_document_hover_async(types.HoverParams(named(path), here)) is None
        assert await editor.actions(path, types.Range(here, here), "quickfix") == []
    elsewhere = types.TextDocumentIdentifier((tmp_path / "other.md").as_uri())
    asked = types.HoverParams(elsewhere, types.Position(0, 0))
    assert await editor.text_document_hover_async(asked) is None
