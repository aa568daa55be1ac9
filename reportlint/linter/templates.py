"""The templates that reports are copies of: which one it is, and the report bound to it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from reportlint.report.before import Before
from reportlint.report.detect import Detected, Detector, profiles
from reportlint.report.model import Report, Unfamiliar
from reportlint.report.parse import bind
from reportlint.report.patterns import MOST_QUESTIONS, FormPatterns, patterns
from reportlint.report.wordings import Known
from reportlint.schema.model import Revision, Schema
from reportlint.source import Source

if TYPE_CHECKING:
    from reportlint.report.unknown_template import UnknownTemplate


class Templates:
    """A set of schemas and what reports are read by; linters may share it, since it never changes.

    It remembers how the last text of each edition was parsed: what comes next often differs in a few lines,
    be it typed, fixed, or what a commit had before.
    """

    def __init__(self, schemas: Iterable[Schema]) -> None:
        self.schemas = tuple(schemas)
        self._patterns = patterns((s.newest.forms, frozenset(s.numbers)) for s in self.schemas)
        # A template that is not known may have more questions than all that are.
        more = frozenset(range(1, MOST_QUESTIONS + 1))
        headings = [FormPatterns(own.forms, own.numbers | more) for own in self._patterns]
        self._detector = Detector(profiles(self.schemas), headings)
        # Most runs meet one edition only.
        self._known = cache(self._wordings)
        self._before: defaultdict[str, Before] = defaultdict(Before)

    def detect(self, source: Source, asked: Schema | None) -> tuple[Detected, Schema | None]:
        """Return what to bind a report to, and the edition asked for if that is another one in kind."""
        if not asked:
            return self._detector.detect(source), None
        own, best = self._detector.detect(source, asked), self._detector.detect(source)
        other = len(best.profile.schema.numbers) != len(asked.numbers)
        return (best, asked) if other and best.recognised and best.found > own.found else (own, None)

    def bind(self, source: Source, detected: Detected, requested: Schema | None, *, named: bool) -> Report:
        """Return the report that was detected; it is graded by the edition `requested`, if one was.

        That holds whatever it is a copy of, unless the course of that edition has no checker. Where no
        template was `named`, one that is none of the known ones is read off the report itself.
        """
        schema, revision = detected.profile.schema, detected.profile.revision
        own = next(own for own in self._patterns if own.forms == revision.forms)
        if not named and not detected.close and (other := self._unfamiliar(source, revision)):
            own = FormPatterns(other.schema.newest.forms, frozenset(other.schema.numbers))
            known = Known(other.schema)
            report = bind(source, other.schema, other.schema.newest, known, own, other.schema, Before())
            return report._replace(unfamiliar=Unfamiliar(schema, revision, other.unlike))
        own = FormPatterns(own.forms, frozenset(schema.numbers))
        graded_by = requested if requested and requested.course.checker else schema
        report = bind(
            source, schema, revision, self._known(schema.id), own, graded_by, self._before[schema.id]
        )
        return report if named or not detected.rival else report._replace(rival=detected.rival)

    def _unfamiliar(self, source: Source, near: Revision) -> "UnknownTemplate | None":
        # Few templates are not known, and what reads limits takes a while to import.
        from reportlint.report.unknown_template import read_unknown

        return read_unknown(source, near, self.schemas)

    def _wordings(self, name: str) -> Known:
        return Known(next(schema for schema in self.schemas if schema.id == name))
