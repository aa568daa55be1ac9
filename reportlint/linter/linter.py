"""Lints a source: detects its template, parses it, runs the rules. It neither reads nor prints."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from reportlint.diagnostic import FOLDED, Diagnostic, Finding, Rule, Severity, Stage, diagnostic
from reportlint.formatting import Number, plural
from reportlint.linter.baseline import less_old
from reportlint.linter.cascade import Outcome, run
from reportlint.linter.changes import changes
from reportlint.linter.input import History, InputFile, Version
from reportlint.linter.result import Result, in_order
from reportlint.linter.suppress import suppress
from reportlint.linter.templates import Templates
from reportlint.report.detect import Detected
from reportlint.report.model import Report
from reportlint.rules.base import Context, Earlier
from reportlint.rules.files import NOT_A_REPORT, NOT_TEXT
from reportlint.rules.registry import CODES
from reportlint.schema.model import Schema
from reportlint.source import Source, Span, UnreadableError


class Options(NamedTuple):
    """The options of a run."""

    stage: Stage = Stage.FINAL
    template: Schema | None = None
    """The edition to check against; None: detect it."""
    codes: frozenset[str] = CODES
    """The rules that are on."""
    fail_on: Severity | None = Severity.ERROR
    """Lowest severity that fails the run; None: never fail."""
    severities: Mapping[str, Severity] = MappingProxyType({})
    """Severity overrides by rule code; stages in which the rule is silent stay silent."""
    ignored: frozenset[tuple[str, Number]] = frozenset()
    """Codes to ignore, each in one question."""
    suppress: bool = True
    """Whether comments in the report silence findings."""


class Linter(NamedTuple):
    """Lints reports against a set of templates."""

    templates: Templates
    options: Options

    def lint(self, file: InputFile) -> Result:
        """Return the result of a file; its earlier versions are judged with the files of their commits."""
        history = file.history
        if not history:
            return self._lint(file)
        past = {version: self._lint(_as_it_was(file, version)) for version in history.versions}
        before = tuple(
            Earlier(then.report, version.commit, version.location, version.workspace)
            for version, then in past.items()
            if then.report
        )
        result = self._lint(file, before, self._shared(file, history))
        if history.baseline is not None:
            result = self._weighed(less_old(result, [past[version] for version in history.baseline]))
        if history.base is not None:
            earlier = next((past[version].report for version in history.base), None)
            result = result._replace(changes=changes(result.report, earlier) if result.report else {})
        return result._replace(remark="; ".join(filter(None, (result.remark, history.remark))))

    def _weighed(self, result: Result) -> Result:
        """Return the result with new findings as errors if their rule asks for it and has no override."""
        weighed = tuple(
            d._replace(severity=Severity.ERROR)
            if d.rule.grave_if_new and d.code not in self.options.severities
            else d
            for d in result.diagnostics
        )
        return result._replace(diagnostics=weighed)

    def _shared(self, file: InputFile, history: History) -> tuple[Report, ...] | None:
        """Return the reports that merged branches had in common; None if not known."""
        if history.shared is None:
            return None
        reports = (self._lint(_as_it_was(file, version)).report for version in history.shared)
        return tuple(report for report in reports if report)

    def _lint(
        self,
        file: InputFile,
        before: tuple[Earlier, ...] = (),
        shared: tuple[Report, ...] | None = None,
    ) -> Result:
        try:
            source = Source.decode(file.name, file.data)
        except UnreadableError as error:
            source = Source(file.name, "\n" * (error.line - 1))
            span = Span(len(source.text), len(source.text))
            return self._result(file, source, None, [Outcome(NOT_TEXT, Finding(span, str(error)))])
        reading = self.templates.read(source, self.options.template)
        source, report = reading.source, reading.report
        if not report:
            finding = _not_a_report(source, reading.detected)
            return self._result(file, source, None, [Outcome(NOT_A_REPORT, finding)])
        context = Context(report, file.location, file.workspace, before, reading.requested, shared)
        found = run(context)
        if self.options.suppress:
            found = suppress(context, found, self.options.codes)
        return self._result(file, source, report, found)

    def read(self, path: str, data: bytes) -> Report | None:
        """Return the report that the bytes of a file hold; None if they hold none."""
        try:
            return self.templates.read(Source.decode(path, data), self.options.template).report
        except UnreadableError:
            return None

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes are a report of a known template."""
        try:
            return self.templates.detect(Source.decode("", data), self.options.template)[0].recognised
        except UnreadableError:
            return False

    def _result(
        self, file: InputFile, source: Source, report: Report | None, found: Sequence[Outcome]
    ) -> Result:
        counted = [f for f in found if (f.rule.code, f.finding.question) not in self.options.ignored]
        told = [f for f in counted if f.fate == "told"]
        return Result(
            source=source,
            stage=self.options.stage,
            report=report,
            diagnostics=in_order(self._diagnostics(report, told)),
            hand_in=_hand_in(told),
            fail_on=self.options.fail_on,
            kept_back=tuple(self._diagnostics(report, [f for f in counted if f.fate == "kept back"])),
            place=file.place or file.location,
            remark=_unchecked(file, report),
            tracking_known=not (file.workspace and file.workspace.untold),
        )

    def _diagnostics(self, report: Report | None, found: Sequence[Outcome]) -> Iterator[Diagnostic]:
        """Yield the diagnostics of findings whose rules are on and not silent in this stage."""
        for rule, finding, _ in found:
            severity = self._severity(self.options.stage, rule, finding)
            if severity and rule.code in self.options.codes:
                told = finding if _fixable(report, finding) else finding._replace(fix=None)
                yield diagnostic(rule, told, severity)

    def _severity(self, stage: Stage, rule: Rule, finding: Finding) -> Severity | None:
        own = rule.severity(stage, finding.levels)
        return self.options.severities.get(rule.code, own) if own else None


def _unchecked(file: InputFile, report: Report | None) -> str:
    """Return what could not be checked in the files around a report, and why; empty if all was."""
    if file.workspace:
        untold = file.workspace.untold
        return f"it is not known whether git tracks the pictures: {untold}" if untold else ""
    named = file.home and report and any(reference.path for _, reference in report.references)
    return "not in a git repository: pictures and linked files are not checked" if named else ""


def _hand_in(told: Sequence[Outcome]) -> tuple[int, int]:
    """Return the number of errors and warnings in `final`; a folded finding counts once."""
    finals = Counter((rule, rule.severity(Stage.FINAL, finding.levels)) for rule, finding, _ in told)
    counts: Counter[Severity | None] = Counter()
    for (rule, severity), number in finals.items():
        counts[severity] += 1 if rule.repeats and number > FOLDED else number
    return counts[Severity.ERROR], counts[Severity.WARNING]


def _as_it_was(file: InputFile, version: Version) -> InputFile:
    location = file.location and version.location
    workspace = file.workspace and (version.workspace or file.workspace)
    return file._replace(data=version.data, location=location, workspace=workspace)


def _not_a_report(source: Source, detected: Detected) -> Finding:
    revision = detected.profile.revision
    total = len(revision.questions)
    message = (
        f"not a report: the most similar template is {detected.profile.schema.id}, but only "
        f"{detected.questions} of its {plural(total, 'question')} are here; start from `reportlint new`, "
        "or name another template with --template"
    )
    return Finding(span=source.line_span(0), message=message)


def _fixable(report: Report | None, finding: Finding) -> bool:
    """Whether a finding is not in a conflict, where a fix could change either side."""
    if not report or not report.conflicts:
        return True
    return finding.question is not None and finding.question not in report.contested
