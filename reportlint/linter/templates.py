"""The templates that reports are copies of: which one it is, and the report bound to it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from reportlint.report.detect import Detected, detect, profiles
from reportlint.report.model import Report
from reportlint.report.parse import bind
from reportlint.report.patterns import patterns
from reportlint.report.wordings import Known, known_wordings
from reportlint.schema.model import Schema
from reportlint.source import Source


class Templates:
    """A set of schemas and what reports are read by; it never changes, and linters may share it."""

    def __init__(self, schemas: Iterable[Schema]) -> None:
        self.schemas = tuple(schemas)
        self._profiles = profiles(self.schemas)
        self._patterns = patterns((s.newest.forms, frozenset(s.numbers)) for s in self.schemas)
        # Most runs meet one edition only.
        self._known = cache(self._wordings)

    def detect(self, source: Source, asked: Schema | None) -> tuple[Detected, Schema | None]:
        """Return what to bind a report to, and the edition asked for if that is another one in kind."""
        if not asked:
            return detect(source, self._profiles, self._patterns), None
        own = detect(source, [p for p in self._profiles if p.schema.id == asked.id], self._patterns)
        best = detect(source, self._profiles, self._patterns)
        other = len(best.profile.schema.numbers) != len(asked.numbers)
        return (best, asked) if other and best.recognised and best.found > own.found else (own, None)

    def bind(self, source: Source, detected: Detected, requested: Schema | None) -> Report:
        """Return the report that was detected; it is graded by the edition `requested`, if one was.

        That holds whatever it is a copy of, unless the course of that edition has no checker.
        """
        schema, revision = detected.profile.schema, detected.profile.revision
        own = next(own for own in self._patterns if own.forms == revision.forms)
        own = replace(own, numbers=frozenset(schema.numbers))
        graded_by = requested if requested and requested.course.checker else schema
        return bind(source, schema, revision, self._known(schema.id), own, graded_by)

    def _wordings(self, name: str) -> Known:
        """Return the wordings of an edition and of those that share a line of `extends` with it."""
        schema = next(schema for schema in self.schemas if schema.id == name)
        line = _line(schema)
        return known_wordings(schema, [s for s in self.schemas if s is schema or line & _line(s)])


def _line(schema: Schema) -> frozenset[str]:
    """Return the names of an edition's revisions and of those that it extends."""
    return frozenset(revision.id for revision in schema.revisions + schema.ancestors)
