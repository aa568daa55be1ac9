"""An open document: the editor's text, and the diagnostics of that text."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import monotonic

from reportlint.linter.fixer import Fixed, fix, offered
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter
from reportlint.linter.result import Result
from reportlint.repository.checkout import workspace_of
from reportlint.repository.paths import STDIN, home_of
from reportlint.repository.reader import FileError, read_start
from reportlint.server.places import Places
from reportlint.source import MAX_BYTES, is_text

_FRESH = 1.0
"""Seconds for which the state of files is reused during typing: asking git takes as long as linting."""


@dataclass(frozen=True)
class Checked:
    """A document that has been linted; every request of the editor is answered from it."""

    uri: str
    file: InputFile
    linter: Linter
    result: Result
    told: bool
    """Whether it is a report; other documents get no diagnostics."""
    encoding: str
    """The encoding in which the editor counts columns."""

    @property
    def places(self) -> Places:
        """Converts places between the source and the editor."""
        return Places(self.result.source, self.encoding)

    @cached_property
    def offered(self) -> Result:
        """The result with only the fixes that `--fix` would keep."""
        return offered(self.linter, self.file, self.result)

    @cached_property
    def fixed(self) -> Fixed:
        """The outcome of `--fix`."""
        return fix(self.linter, self.file)


class OpenDocument:
    """A document that is open in an editor; `linter_of` returns its linter and may raise any error."""

    def __init__(
        self, uri: str, path: Path | None, linter_of: Callable[[InputFile], Linter], encoding: str
    ) -> None:
        self._uri, self._path = uri, path
        self._linter_of = linter_of
        self._encoding = encoding
        self.change("", 0)
        self.renew()

    def change(self, text: str, version: int) -> None:
        """Replace the text by the editor's new one."""
        self._text, self.version = text, version
        self._checked: Checked | None = None

    def renew(self) -> None:
        """Forget what was read from files and settings: some of them may have changed."""
        self._checked = None
        self._linter: Linter | None = None
        self._looked = -math.inf

    def checked(self) -> Checked:
        """Return the linted text; raises if the settings or the schema are invalid."""
        if not self._checked:
            self._checked = self._check()
        return self._checked

    def _check(self) -> Checked:
        if monotonic() - self._looked > _FRESH:
            self._look()
        file = self._around._replace(data=self._text.encode("utf-8", "surrogatepass"))
        linter = self._linter = self._linter or self._linter_of(file)
        result = linter.lint(file)
        told = result.report is not None
        if told and self._unreadable:
            file = file._replace(data=self._unreadable)
            result = linter.lint(file)
        return Checked(self._uri, file, linter, result, told, self._encoding)

    def _look(self) -> None:
        """Read the files: the repository, and whether the document's own file is text.

        An editor may show a file as text although its saved encoding is another one.
        """
        self._looked = monotonic()
        self._around, self._unreadable = InputFile(STDIN, b""), b""
        if self._path:
            name, home = self._path.as_posix(), home_of(self._path)
            self._around = InputFile(name, b"", workspace=workspace_of(name), home=str(home))
            try:
                saved = read_start(self._path, MAX_BYTES + 1, home)
            except FileError:
                return
            self._unreadable = b"" if is_text(saved) else saved
