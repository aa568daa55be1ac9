"""Chooses the linter for a file: the schema beside it counts, unless a template was asked for."""

from functools import lru_cache
from pathlib import Path

from reportlint.cli.discover import UsageError
from reportlint.cli.sources import schema_in
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.templates import Templates
from reportlint.schema.store import bundled

_FOLDERS = 8
"""Number of folders whose linters are kept: files of one folder are processed together."""


class Linters:
    """Returns the linter for each file; reads what it needs once per folder."""

    def __init__(self, options: Options, *, isolated: bool = False) -> None:
        """Make linters with `options`; `isolated` ones read no schema beside a file."""
        self._options = options
        self._bundled = {schema.id: schema for schema in bundled()}
        self._plain = self._asking(options)
        self._alike = isolated or options.template is not None
        self._local = lru_cache(_FOLDERS)(self._read)

    def of(self, file: InputFile) -> Linter:
        """Return the linter for a file.

        Raises `UsageError` with all mistakes of the schema beside it.
        """
        if self._alike or not file.home:
            return self._plain
        local = self._local(Path(file.name).parent, Path(file.home))
        if isinstance(local, UsageError):
            raise local
        return local

    def recognise(self, file: InputFile) -> bool:
        """Whether a file is a report, by its content.

        If the schema beside it is invalid or unreadable, this is unknown: the file then counts as a report,
        so that the error is shown.
        """
        try:
            return self.of(file).recognises(file.data)
        except Exception:
            return True

    def is_blank(self, file: InputFile) -> bool:
        """Whether a report is still blank: no answers, no ticks."""
        try:
            report = self.of(file).lint(file).report
        except Exception:
            return False
        return report is not None and not report.answered and not report.checklist[0]

    def _read(self, folder: Path, home: Path) -> Linter | UsageError:
        source = schema_in(folder, home)
        if source is None:
            return self._plain
        # Few reports have a schema beside them, and importing YAML is slow.
        from reportlint.cli.editions import schema_of

        try:
            return self._asking(self._options._replace(template=schema_of(source)))
        except UsageError as error:
            return error

    def _asking(self, options: Options) -> Linter:
        own = {options.template.id: options.template} if options.template else {}
        return Linter(Templates((self._bundled | own).values()), options)
