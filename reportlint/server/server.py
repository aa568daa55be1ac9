"""The server: keeps the open documents and publishes their diagnostics as they change."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from reportlint import __version__
from reportlint.diagnostic import Stage
from reportlint.formatting import printable
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter
from reportlint.report.model import Report
from reportlint.repository.names import OWN_SCHEMA, PICTURES
from reportlint.server.actions import FIX_ALL, KINDS, actions, fix_all
from reportlint.server.completion import TRIGGERS, completion
from reportlint.server.counts import hints
from reportlint.server.diagnostics import diagnostics
from reportlint.server.document import Checked, OpenDocument
from reportlint.server.hover import hover
from reportlint.server.outline import folds, symbols
from reportlint.server.uris import path_of

_PAUSE = 0.2
"""Seconds without a change before diagnostics are published."""

_WATCHED = (
    f"**/*{{{','.join(PICTURES)}}}",
    f"**/{{pyproject.toml,{OWN_SCHEMA},.gitignore}}",
    "**/.git/index",
)
"""The files, apart from the report, that affect its diagnostics."""

_Reply = Callable[[Checked, Report, Any], object]
_ANSWERS: Mapping[str, tuple[_Reply, object]] = {
    types.TEXT_DOCUMENT_COMPLETION: (completion, types.CompletionOptions(TRIGGERS)),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (symbols, None),
    types.TEXT_DOCUMENT_FOLDING_RANGE: (folds, None),
    types.TEXT_DOCUMENT_HOVER: (hover, None),
    types.TEXT_DOCUMENT_INLAY_HINT: (hints, None),
}
"""By request: the function that answers it from a report, and the options to register it with."""


class Setup(Protocol):
    """Access to the settings, provided by the command line."""

    def linter(self, file: InputFile, folder: Path | None, stage: Stage) -> Linter:
        """Return the linter for a file in an open folder of the editor, if there is one.

        Raises if the settings, or the schema beside the file, are invalid.
        """

    def reasons(self, error: Exception) -> Sequence[str]:
        """Return the messages of an error, one per line."""


class _Protocol(LanguageServerProtocol):
    """Replaces pygls' handling of edits, which keeps a second copy of each text and leaks memory."""

    _server: "ReportServer"

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take the new text of a document."""
        self._server.change(params)


class ReportServer(LanguageServer):
    """A language server for reports."""

    def __init__(self, setup: Setup) -> None:
        # Reports are short, and sending the whole text avoids disagreements about positions.
        whole = types.TextDocumentSyncKind.Full
        super().__init__("reportlint", __version__, whole, protocol_cls=_Protocol)
        self._setup = setup
        self._stage = Stage.DRAFT
        self._documents: dict[str, OpenDocument] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._said: dict[str, Sequence[str]] = {}
        self.ended = False
        """Whether the editor has sent `shutdown`, as it should before `exit`."""
        self._register()

    def _register(self) -> None:
        handlers: dict[str, Callable[[Any], object]] = {
            types.INITIALIZE: lambda params: self._configure(params.initialization_options),
            types.INITIALIZED: self._watch,
            types.SHUTDOWN: self._end,
            types.TEXT_DOCUMENT_DID_OPEN: self._open,
            types.TEXT_DOCUMENT_DID_SAVE: self._renew,
            types.TEXT_DOCUMENT_DID_CLOSE: self._close,
            types.WORKSPACE_DID_CHANGE_CONFIGURATION: lambda params: self._configure(params.settings),
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: self._renew,
            types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: self._renew,
        }
        for method, handler in handlers.items():
            # pygls sets attributes on handlers, which bound methods do not allow.
            self.feature(method)(partial(handler))
        for method, (answer, options) in _ANSWERS.items():
            self.feature(method, options)(partial(self._answer, answer))
        fixes = types.CodeActionOptions(KINDS, resolve_provider=True)
        self.feature(types.TEXT_DOCUMENT_CODE_ACTION, fixes)(partial(self._actions))
        self.feature(types.CODE_ACTION_RESOLVE)(partial(self._resolve))

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002  (pygls names both)
        """Log what was wrong with a message in the editor; the user is not disturbed."""
        text = printable(f"{type(error).__name__}: {error}")
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, text))

    def _configure(self, settings: object) -> None:
        """Use the editor's settings, sent as a whole or as our section only."""
        own = settings.get("reportlint", settings) if isinstance(settings, dict) else None
        name = own.get("stage") if isinstance(own, dict) else None
        stages = {stage.label: stage for stage in Stage}
        stage = stages.get(str(name))
        if stage is not None:
            self._stage = stage
        elif name is not None:
            self._say([f"settings: no stage {name!r}: there are {' and '.join(stages)}"])
        self._renew()

    def _watch(self, _: object) -> None:
        """Ask the editor to report file changes, if it can."""
        if not self._can("workspace.did_change_watched_files.dynamic_registration"):
            return
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        self.client_register_capability(
            types.RegistrationParams([types.Registration("files", method, options)])
        )

    def _can(self, capability: str) -> bool:
        """Whether the editor has a capability, under lsprotocol's name for it."""
        return bool(get_capability(self.client_capabilities, capability))

    def _end(self, _: object) -> None:
        self.ended = True

    def _open(self, params: types.DidOpenTextDocumentParams) -> None:
        opened = params.text_document
        path = path_of(opened.uri)
        encoding = types.PositionEncodingKind(self.workspace.position_encoding).value
        document = OpenDocument(opened.uri, path, partial(self._linter, path), encoding)
        document.change(opened.text, opened.version)
        self._documents[opened.uri] = document
        self._publish(opened.uri)

    def _linter(self, path: Path | None, file: InputFile) -> Linter:
        """Return the linter for a file, by the settings of the innermost open folder that holds it."""
        opened = [folder.uri for folder in self.workspace.folders.values()]
        folders = filter(None, map(path_of, (*opened, self.workspace.root_uri or "")))
        around = [folder for folder in folders if path is None or path.is_relative_to(folder)]
        innermost = max(around, key=lambda folder: len(folder.parts), default=None)
        return self._setup.linter(file, innermost, self._stage)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Use the new text of a document, if it is open."""
        uri, version = params.text_document.uri, params.text_document.version
        if uri in self._documents and params.content_changes:
            self._documents[uri].change(params.content_changes[-1].text, version)
            self._publish_soon(uri)

    def _renew(self, _: object = None) -> None:
        """Lint all documents again: a file that affects their diagnostics may have changed."""
        for uri, document in self._documents.items():
            document.renew()
            self._publish_soon(uri)
        if self._documents and self._can("workspace.inlay_hint.refresh_support"):
            self.workspace_inlay_hint_refresh(None)

    def _close(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if self._documents.pop(uri, None):
            self._said.pop(uri, None)
            self._tell(uri, [])

    def _answer(self, answer: _Reply, params: Any) -> object:
        """Return the answer from a document if it is a report; None otherwise."""
        checked = self._checked(params.text_document.uri)
        report = checked and checked.result.report
        return answer(checked, report, params) if checked and report else None

    def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return the fixes at a place; the edit that fixes all is resolved later if the editor can do so."""
        checked = self._checked(params.text_document.uri)
        found = actions(checked, params) if checked else []
        waits = self._can("text_document.code_action.resolve_support")
        return found if waits else [self._resolve(action) for action in found]

    def _resolve(self, action: types.CodeAction) -> types.CodeAction:
        """Return an action with its edit for the current text."""
        checked = self._checked(str(action.data)) if action.kind == FIX_ALL else None
        if checked:
            action.edit = fix_all(checked)
        return action

    def _publish_soon(self, uri: str) -> None:
        """Publish the diagnostics of a document after a pause in typing."""
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        self._waiting[uri] = asyncio.get_running_loop().call_later(_PAUSE, self._publish, uri)

    def _publish(self, uri: str) -> None:
        if uri in self._documents:
            checked = self._checked(uri)
            self._tell(uri, diagnostics(checked) if checked else [], self._documents[uri].version)

    def _tell(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _checked(self, uri: str) -> Checked | None:
        """Return an open document, linted; if it cannot be, log the reason once and return None."""
        document = self._documents.get(uri)
        if not document:
            return None
        try:
            checked = document.checked()
        except Exception as error:
            reasons = self._setup.reasons(error)
            if self._said.get(uri) != reasons:
                self._said[uri] = reasons
                self._say(reasons)
            return None
        self._said.pop(uri, None)
        return checked

    def _say(self, lines: Sequence[str]) -> None:
        text = "\n".join(printable(f"reportlint: {line}") for line in lines)
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, text))
