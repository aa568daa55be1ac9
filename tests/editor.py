"""An editor that talks to the language server, by pytest-lsp; the server is a process of its own."""

import asyncio
import re
import sys
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

COMMAND = [sys.executable, "-m", "reportlint", "server"]

PATIENCE = 30
"""Seconds after which an answer will not come any more."""

CAPABILITIES = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=True),
    ),
    text_document=types.TextDocumentClientCapabilities(
        code_action=types.CodeActionClientCapabilities(
            resolve_support=types.ClientCodeActionResolveOptions(["edit"])
        )
    ),
)


# To make one takes longer than most tests.
_converter = cache(default_converter)


class Editor(LanguageClient):
    """An editor; of each document it knows the text, the version, and what was told of it last."""

    def __init__(self) -> None:
        super().__init__(converter_factory=_converter)
        published = {types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: partial(self._published)}
        register_lsp_features(self, DEFAULT_CLIENT_FEATURES | published)
        self._news: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.watched: list[str] = []
        self.refreshed = 0
        self.feature(types.CLIENT_REGISTER_CAPABILITY)(partial(self._register))
        self.feature(types.WORKSPACE_INLAY_HINT_REFRESH)(partial(self._refresh))

    def _register(self, params: types.RegistrationParams) -> None:
        for registration in params.registrations:
            self.watched += [w["globPattern"] for w in (registration.register_options or {})["watchers"]]

    def _published(self, params: types.PublishDiagnosticsParams) -> None:
        self.diagnostics[params.uri] = params.diagnostics
        self._news.put_nowait(params)

    def _refresh(self, _: object) -> None:
        self.refreshed += 1

    async def begin(
        self, *folders: Path, settings: object = None, capabilities: types.ClientCapabilities = CAPABILITIES
    ) -> types.InitializeResult:
        """Start a session with some folders open."""
        opened = [types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders]
        params = types.InitializeParams(
            capabilities, workspace_folders=opened, initialization_options=settings
        )
        return await self.initialize_session(params)

    async def open(self, path: Path, text: str | None = None) -> list[types.Diagnostic]:
        """Open a document, unless told otherwise with the text of its file; return what is told of it."""
        uri = path.as_uri()
        self.texts[uri] = path.read_bytes().decode() if text is None else text
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, "markdown", 1, self.texts[uri])
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.told(path)

    def change(self, path: Path, text: str) -> None:
        uri = path.as_uri()
        self.texts[uri] = text
        self.versions[uri] += 1
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.versions[uri], uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def saved(self, path: Path) -> None:
        self.text_document_did_save(types.DidSaveTextDocumentParams(named(path)))

    def close(self, path: Path) -> None:
        self.text_document_did_close(types.DidCloseTextDocumentParams(named(path)))

    def files_changed(self, *paths: Path) -> None:
        events = [types.FileEvent(path.as_uri(), types.FileChangeType.Changed) for path in paths]
        self.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    async def told(self, path: Path) -> list[types.Diagnostic]:
        """Wait for what the server tells of the newest version of a document from now on."""
        while True:
            told = await self.news()
            if told.uri == path.as_uri() and told.version in (None, self.versions[told.uri]):
                return list(told.diagnostics)

    async def news(self) -> types.PublishDiagnosticsParams:
        """Wait for what the server tells next."""
        return await asyncio.wait_for(self._news.get(), PATIENCE)

    async def actions(
        self, path: Path, around: types.Range, *only: str
    ) -> Sequence[types.CodeAction | types.Command]:
        context = types.CodeActionContext([], list(only) or None)
        asked = types.CodeActionParams(types.TextDocumentIdentifier(path.as_uri()), around, context)
        return await self.text_document_code_action_async(asked) or []

    def apply(self, path: Path, edit: types.WorkspaceEdit | None) -> str:
        """Make edits in a document, and tell the server."""
        assert edit
        assert edit.changes
        uri = path.as_uri()
        assert list(edit.changes) == [uri]
        text = self.texts[uri]
        spans = [
            (offset(text, e.range.start), offset(text, e.range.end), e.new_text) for e in edit.changes[uri]
        ]
        for start, end, new in sorted(spans, reverse=True):
            text = text[:start] + new + text[end:]
        self.change(path, text)
        return text


def named(path: Path) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(path.as_uri())


def offset(text: str, position: types.Position) -> int:
    """Return the offset of a position in UTF-16."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    before = lines[position.line].encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
    return sum(map(len, lines[: position.line])) + len(before)
