"""The templates that reports are copies of: detects one, and parses the report by it."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

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


class Reading(NamedTuple):
    """A text, the edition it was read for, and its report."""

    source: Source
    asked: Schema | None
    detected: Detected
    requested: Schema | None
    """The edition asked for, if it is another one in kind."""
    report: Report | None
    """None if the text is not a report."""

    def answers(self, source: Source, asked: Schema | None) -> bool:
        """Whether reading this text for this edition would give the same again."""
        own = self.source
        return self.asked is asked and own.path == source.path and own.raw == source.raw


class Templates:
    """A set of schemas and the parsers for their reports; shared by linters, since it never changes.

    It remembers the last text: the next one is often the same or differs in a few lines, because somebody
    types, a fix is tried, or it comes from an earlier commit.
    """

    def __init__(self, schemas: Iterable[Schema]) -> None:
        self.schemas = tuple(schemas)
        self._patterns = patterns((s.newest.forms, frozenset(s.numbers)) for s in self.schemas)
        # An unknown template may have more questions than all known ones.
        more = frozenset(range(1, MOST_QUESTIONS + 1))
        headings = [FormPatterns(own.forms, own.numbers | more) for own in self._patterns]
        self._detector = Detector(profiles(self.schemas), headings)
        # Most runs meet only one edition.
        self._known = cache(self._wordings)
        self._before = Before()
        self._last: Reading | None = None

    def read(self, source: Source, asked: Schema | None) -> Reading:
        """Return a text, read as a report of the edition `asked`; of any edition if that is None."""
        last, self._last = self._last, None
        self._last = last if last and last.answers(source, asked) else self._read(source, asked)
        return self._last

    def _read(self, source: Source, asked: Schema | None) -> Reading:
        detected, requested = self.detect(source, asked)
        named = asked is not None
        report = self._bind(source, detected, requested, named=named) if detected.recognised else None
        return Reading(source, asked, detected, requested, report)

    def detect(self, source: Source, asked: Schema | None) -> tuple[Detected, Schema | None]:
        """Return the detected template, and the requested edition if it is another one in kind."""
        if not asked:
            return self._detector.detect(source), None
        own, best = self._detector.detect(source, asked), self._detector.detect(source)
        other = len(best.profile.schema.numbers) != len(asked.numbers)
        return (best, asked) if other and best.recognised and best.found > own.found else (own, None)

    def _bind(self, source: Source, detected: Detected, requested: Schema | None, *, named: bool) -> Report:
        """Return the detected report, graded by the edition `requested` if there is one.

        Grading by `requested` applies to a copy of any template, unless its course has no checker. If no
        template was `named`, an unknown one is inferred from the report itself.
        """
        schema, revision = detected.profile.schema, detected.profile.revision
        own = next(own for own in self._patterns if own.forms == revision.forms)
        if not named and not detected.close and (other := self._unfamiliar(source, revision)):
            own = FormPatterns(other.schema.newest.forms, frozenset(other.schema.numbers))
            known = Known(other.schema)
            report = bind(source, other.schema, other.schema.newest, known, own, other.schema, self._before)
            return report._replace(unfamiliar=Unfamiliar(schema, revision, other.unlike))
        own = FormPatterns(own.forms, frozenset(schema.numbers))
        graded_by = requested if requested and requested.course.checker else schema
        report = bind(source, schema, revision, self._known(schema.id), own, graded_by, self._before)
        return report if named or not detected.rival else report._replace(rival=detected.rival)

    def _unfamiliar(self, source: Source, near: Revision) -> "UnknownTemplate | None":
        # Few templates are unknown, and the import that reads limits is slow.
        from reportlint.report.unknown_template import read_unknown

        return read_unknown(source, near, self.schemas)

    def _wordings(self, name: str) -> Known:
        return Known(next(schema for schema in self.schemas if schema.id == name))
