"""Schemas as the command line names them: a bundled edition, or a schema file."""

from pathlib import Path
from typing import NamedTuple

from reportlint.cli.discover import UsageError, first_of
from reportlint.cli.sources import read_source
from reportlint.diagnostic import Diagnostic
from reportlint.repository.paths import exists
from reportlint.schema.model import Revision, Schema
from reportlint.schema.resolve import Document, resolve
from reportlint.schema.store import bundled, documents
from reportlint.source import Source

_SUFFIXES = (".yaml", ".yml")


class SchemaFile(NamedTuple):
    """A schema file that was read."""

    source: Source
    document: Document | None
    """None if a mistake is an error."""
    mistakes: tuple[Diagnostic, ...]

    def whole(self) -> Document:
        """Return the document; raises `UsageError` with the first mistakes and the number of others."""
        if self.document is not None:
            return self.document
        path = self.source.path
        lines = list(map(self._line, self.mistakes))
        raise UsageError(*first_of(lines, path, f": reportlint schema validate {path} lists them all"))

    def _line(self, mistake: Diagnostic) -> str:
        line, column = self.source.position(mistake.span.start)
        return f"{self.source.path}:{line}:{column}: {mistake.code} {mistake.message}"


def load_file(name: str, home: Path | None = None) -> SchemaFile:
    """Return the schema file `name`; raises `UsageError` if it cannot be read, or links leave `home`."""
    return load_source(read_source(name, home))


def load_source(source: Source) -> SchemaFile:
    """Return the contents of a schema file, given its text."""
    # Importing YAML and JSON Schema takes longer than linting a report.
    from reportlint.schema.validate import load_document

    document, mistakes = load_document(source, documents().__getitem__)
    return SchemaFile(source, document, tuple(mistakes))


def find_document(name: str, home: Path | None = None) -> Document:
    """Return the document of the edition called `name`, or of the schema file `name`.

    Raises `UsageError` if there is neither, if the file is outside `home`, and with all its mistakes.
    """
    known = documents()
    if name in known:
        return known[name]
    if not name.endswith(_SUFFIXES) and not exists(Path(name)):
        raise UsageError(f"no template {name!r}: there are {', '.join(known)}, or a schema file")
    return load_file(name, home).whole()


def schema_of(source: Source) -> Schema:
    """Return the schema in the text of a schema file; raises `UsageError` with its mistakes."""
    return resolve(load_source(source).whole(), documents().__getitem__)


def find_schema(name: str, home: Path | None = None) -> Schema:
    """Return the edition called `name`, or the one in the schema file `name`.

    Raises `UsageError` like `find_document`.
    """
    schema = next((schema for schema in bundled() if schema.id == name), None)
    return schema or resolve(find_document(name, home), documents().__getitem__)


def find_revision(schema: Schema, name: str | None) -> Revision:
    """Return the revision called `name`, or the newest for None; raises `UsageError` if it is missing."""
    if name is None:
        return schema.newest
    revision = next((revision for revision in schema.revisions if revision.id == name), None)
    if revision is None:
        ids = ", ".join(revision.id for revision in schema.revisions)
        raise UsageError(f"edition {schema.id} has no revision {name!r}: there are {ids}")
    return revision
