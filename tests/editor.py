"""An editor that talks to the language server, by pytest-lsp; the server is a process of its own."""

import asyncio
import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import register_lsp_features

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


class Editor(LanguageClient):
    """An editor; of each document it knows the text, the version, and what was told of it last."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        register_lsp_features(self)
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.registered: list[types.Registration] = []
        self.feature(types.CLIENT_REGISTER_CAPABILITY)(partial(self._register))

    def _register(self, params: types.RegistrationParams) -> None:
        self.registered += params.registrations

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

    async def told(self, path: Path) -> list[types.Diagnostic]:
        """Wait for what the server tells of the newest version of a document."""
        uri = path.as_uri()
        while True:
            notified = self.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            told = await asyncio.wait_for(notified, PATIENCE)
            if told.uri == uri and told.version in (None, self.versions[uri]):
                return list(told.diagnostics)

    async def actions(
        self, path: Path, range: types.Range, *only: str
    ) -> Sequence[types.CodeAction | types.Command]:
        context = types.CodeActionContext([], list(only) or None)
        asked = types.CodeActionParams(types.TextDocumentIdentifier(path.as_uri()), range, context)
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


def at(path: Path, line: int, character: int = 0) -> Any:
    """Return the identifier of a document and a position, as most requests take them."""
    return types.TextDocumentIdentifier(path.as_uri()), types.Position(line, character)


def offset(text: str, position: types.Position) -> int:
    """Return the offset of a position in UTF-16."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    before = lines[position.line].encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
    return sum(map(len, lines[: position.line])) + len(before)
