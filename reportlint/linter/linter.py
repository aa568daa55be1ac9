"""Lints a source: detects its template, binds it, runs the rules. It reads and prints nothing."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Finding, Rule, Severity, Stage
from reportlint.formatting import Number, plural
from reportlint.grader import CHECKERS, check
from reportlint.linter.baseline import History, before_of, less_old, touched
from reportlint.linter.result import Result
from reportlint.linter.suppress import suppress
from reportlint.report.detect import Detected, Profile, detect, profiles
from reportlint.report.model import Before, Report
from reportlint.report.parse import bind
from reportlint.report.patterns import patterns
from reportlint.report.wordings import Known, known_wordings
from reportlint.repository.workspace import Workspace
from reportlint.rules.base import DOUBLED
from reportlint.rules.files import NOT_A_REPORT, NOT_TEXT
from reportlint.rules.registry import CODES, RULES
from reportlint.schema.model import Schema
from reportlint.source import Source, Span, UnreadableError


class Options(NamedTuple):
    """What a run is asked to do."""

    stage: Stage = Stage.FINAL
    template: Schema | None = None
    """The edition to check against; detected if nothing."""
    codes: frozenset[str] = CODES
    """The rules that are on."""
    fail_on: Severity | None = Severity.ERROR
    """The severity from which on a finding fails the run; nothing does if nothing."""
    severities: Mapping[str, Severity] = MappingProxyType({})
    """By code, what takes the place of a rule's own severity in each stage in which it is not silent."""
    ignored: frozenset[tuple[str, Number]] = frozenset()
    """Codes with the questions in which they are nothing to say."""
    suppress: bool = True
    """Whether comments in the report silence findings."""


class Linter:
    """Lints reports against a set of schemas, which it prepares once."""

    def __init__(self, schemas: Sequence[Schema], options: Options) -> None:
        self.options = options
        self.schemas = tuple(schemas)
        self._profiles = profiles(self.schemas)
        self._forms = patterns((s.newest.forms, frozenset(s.numbers)) for s in self.schemas)
        self._known: dict[str, Known] = {}

    def lint(
        self,
        path: str,
        data: bytes,
        location: str | None = None,
        history: History | None = None,
        workspace: Workspace | None = None,
    ) -> Result:
        """Return what is found in the bytes of a file.

        `path` is how the file is called in what is printed; `location` its path in its repository, if
        the file was searched for and its place counts. Without a `workspace` nothing is said of the files
        that it names; earlier versions are judged by those of today, too.
        """
        if not history:
            return self._lint(path, data, location, workspace)
        versions = [*(history.baseline or ()), *([history.base] if history.base else [])]
        past = [self._lint(path, v.data, location and v.location, workspace) for v in versions]
        before = tuple(before_of(v, p.report) for v, p in zip(versions, past, strict=True) if p.report)
        result = self._lint(path, data, location, workspace, before)
        if history.baseline is not None:
            result = less_old(result, past[: len(history.baseline)])
        if history.base and result.report:
            result = result._replace(touched=touched(result.report, past[-1].report))
        return result._replace(remark=history.remark)

    def _lint(
        self,
        path: str,
        data: bytes,
        location: str | None,
        workspace: Workspace | None = None,
        before: tuple[Before, ...] = (),
    ) -> Result:
        try:
            source = Source.decode(path, data)
        except UnreadableError as error:
            source = Source(path, "\n" * (error.line - 1))
            span = Span(len(source.text), len(source.text))
            return self._result(source, None, [(NOT_TEXT, Finding(span=span, message=str(error)))])
        detected, demanded = self._detect(source)
        if not detected.recognised:
            return self._result(source, None, [(NOT_A_REPORT, _not_a_report(source, detected))])
        report = self._bind(source, detected, location, demanded)
        report = replace(report, before=before, workspace=workspace)
        found, accounted = _run(report)
        if self.options.suppress:
            found = suppress(report, found, accounted, self.options.codes)
        found = [(r, f) for r, f in found if (r.code, f.question) not in self.options.ignored]
        return self._result(source, report, found)

    def asking(self, options: Options) -> "Linter":
        """Return a linter that is asked for something else and shares what this one prepared."""
        other = copy(self)
        other.options = options
        return other

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes of a file are a report of some template."""
        try:
            return self._detect(Source.decode("", data))[0].recognised
        except UnreadableError:
            return False

    def _detect(self, source: Source) -> tuple[Detected, Schema | None]:
        """Return what to bind the report to, and the edition asked for if that is another one in kind."""
        asked = self.options.template
        if not asked:
            return detect(source, self._profiles, self._forms), None
        own = detect(source, [p for p in self._profiles if p.schema.id == asked.id], self._forms)
        best = detect(source, self._profiles, self._forms)
        other = len(best.profile.schema.numbers) != len(asked.numbers)
        return (best, asked) if other and best.recognised and best.found > own.found else (own, None)

    def _bind(
        self, source: Source, detected: Detected, location: str | None, demanded: Schema | None
    ) -> Report:
        profile: Profile = detected.profile
        schema = profile.schema
        if schema.id not in self._known:
            self._known[schema.id] = known_wordings(schema, _relatives(schema, self.schemas))
        forms = next(forms for forms in self._forms if forms.forms == profile.revision.forms)
        forms = replace(forms, numbers=frozenset(schema.numbers))
        report = bind(source, schema, profile.revision, self._known[schema.id], forms)
        if demanded and demanded.course.checker:
            # It is graded by the edition that was asked for, whatever it is a copy of.
            checker = CHECKERS[demanded.course.checker]
            report = replace(report, verdict=check(source, checker, demanded.newest.questions))
        return replace(report, location=location, demanded=demanded)

    def _result(self, source: Source, report: Report | None, found: Sequence[tuple[Rule, Finding]]) -> Result:
        finals = [rule.severity(Stage.FINAL, finding.levels) for rule, finding in found]
        diagnostics = sorted(self._diagnostics(report, found), key=lambda d: (d.span.start, d.code))
        return Result(
            source=source,
            stage=self.options.stage,
            report=report,
            diagnostics=tuple(diagnostics),
            hand_in=(finals.count(Severity.ERROR), finals.count(Severity.WARNING)),
            fail_on=self.options.fail_on,
        )

    def _diagnostics(
        self, report: Report | None, found: Sequence[tuple[Rule, Finding]]
    ) -> Iterator[Diagnostic]:
        """Yield what is said of findings: of the rules that are on, and not silent in this stage."""
        for rule, finding in found:
            severity = self._severity(self.options.stage, rule, finding)
            if severity and rule.code in self.options.codes:
                yield _diagnostic(rule, finding, severity, mendable=_mendable(report, finding))

    def _severity(self, stage: Stage, rule: Rule, finding: Finding) -> Severity | None:
        own = rule.severity(stage, finding.levels)
        return self.options.severities.get(rule.code, own) if own else None


def _relatives(schema: Schema, schemas: Sequence[Schema]) -> list[Schema]:
    """Return the schemas that share a line of `extends` with `schema`, itself included."""
    own = {revision.id for revision in schema.revisions + schema.ancestors}
    return [s for s in schemas if s is schema or own & {r.id for r in s.revisions + s.ancestors}]


def _not_a_report(source: Source, detected: Detected) -> Finding:
    revision = detected.profile.revision
    total = len(revision.questions)
    message = (
        f"no report: nearest is the {detected.profile.schema.id} template, but only "
        f"{detected.questions} of its {plural(total, 'question')} stand here; start from `reportlint new`, "
        "or name another template with --template"
    )
    return Finding(span=source.line_span(0), message=message)


def _run(report: Report) -> tuple[list[tuple[Rule, Finding]], list[tuple[Rule, Finding]]]:
    """Return what the rules find, and apart from it what another finding already accounts for."""
    found: list[tuple[Rule, Finding]] = []
    accounted: list[tuple[Rule, Finding]] = []
    everywhere: set[str] = set()
    by_question: dict[Number | None, set[str]] = {}
    for rule in RULES:
        if not rule.check:
            continue
        elsewhere = not everywhere.isdisjoint(rule.unless)
        for finding in rule.check(report):
            number = finding.question
            doubled = number in report.contested and rule.code in DOUBLED
            if elsewhere or doubled or not by_question.get(number, set()).isdisjoint(rule.after):
                accounted.append((rule, finding))
                continue
            found.append((rule, finding))
            if rule.severity(Stage.FINAL, finding.levels) is Severity.ERROR:
                everywhere.add(rule.code)
            if number is not None:
                by_question.setdefault(number, set()).add(_weighed(rule, finding))
    return found, accounted


def _weighed(rule: Rule, finding: Finding) -> str:
    """Return the code, with a mark if it is milder than the rule in general: that silences nothing."""
    return rule.code if finding.levels in (None, rule.levels) else f"{rule.code}?"


def _mendable(report: Report | None, finding: Finding) -> bool:
    """Whether a finding stands clear of conflicts: whose side a fix would change is nobody's to say."""
    if not report or not report.conflicts:
        return True
    return finding.question is not None and finding.question not in report.contested


def _diagnostic(rule: Rule, finding: Finding, severity: Severity, *, mendable: bool) -> Diagnostic:
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=finding.message,
        brief=finding.brief or rule.name.replace("-", " "),
        framed=rule.framed,
        span=finding.span,
        question=finding.question,
        related=finding.related,
        fix=finding.fix if mendable else None,
    )
