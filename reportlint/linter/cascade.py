"""Which findings silence which others: declared on the rules, worked out here for all callers."""

from collections.abc import Iterable, Iterator, Sequence
from graphlib import TopologicalSorter
from typing import Literal, NamedTuple

from reportlint.diagnostic import Diagnostic, Finding, Rule, Severity, Stage
from reportlint.formatting import Number
from reportlint.rules.base import Context
from reportlint.rules.registry import REPORT_RULES
from reportlint.rules.template import template_unknown
from reportlint.source import Span

Fate = Literal["told", "kept back", "covered"]
"""The outcome for a finding.

`kept back`: another finding in its question must be fixed first. `covered`: a conflict, or a finding anywhere
in the report, is its cause.
"""

_STRUCTURE = frozenset(rule.code for rule in REPORT_RULES if rule.structure)


def silencers(rule: Rule) -> frozenset[str]:
    """Return the codes that silence a rule in a question in which they are found."""
    return frozenset(rule.after) | (_STRUCTURE if rule.needs_structure else frozenset())


_SILENCERS = {rule.code: silencers(rule) for rule in REPORT_RULES}
_SHARED = frozenset(code for rule in REPORT_RULES for code in rule.yields)
"""The codes whose places are kept."""


def _in_order(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules, each after those that silence it."""
    by_code = {rule.code: rule for rule in rules}
    graph = {rule.code: _SILENCERS[rule.code].union(rule.unless, rule.yields) for rule in rules}
    return tuple(by_code[code] for code in TopologicalSorter(graph).static_order())


_ORDER = _in_order(REPORT_RULES)


class Outcome(NamedTuple):
    """A finding, its rule and its fate."""

    rule: Rule
    finding: Finding
    fate: Fate = "told"


class Cascade(NamedTuple):
    """The causes of silence: findings by code, and conflicts by the questions they are in."""

    everywhere: frozenset[str] = frozenset()
    within: frozenset[tuple[str, Number]] = frozenset()
    contested: frozenset[Number] = frozenset()
    places: frozenset[tuple[str, Span]] = frozenset()
    """Places of the findings that other rules yield to, and the further places these name."""

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic], contested: frozenset[Number] = frozenset()) -> "Cascade":
        """Return the cascade of diagnostics, whatever their severity, and of conflicts in `contested`."""
        found = [*diagnostics]
        within = _within((each.code, each.question) for each in found if each.silences)
        return cls(frozenset(each.code for each in found), within, contested)

    def beside(self, rule: Rule, findings: Sequence[Finding]) -> "Cascade":
        """Return this cascade, extended by the findings of a rule.

        A finding that is milder than its rule, or says so itself, silences nothing in its question. One that
        is no error in `final` silences nothing elsewhere.
        """
        error = any(rule.severity(Stage.FINAL, f.levels) is Severity.ERROR for f in findings)
        loud = (f for f in findings if f.silences and f.levels in (None, rule.levels))
        within = _within((rule.code, finding.question) for finding in loud)
        everywhere = self.everywhere | {rule.code} if error else self.everywhere
        places = self.places.union(_places(rule, findings)) if rule.code in _SHARED else self.places
        return self._replace(everywhere=everywhere, within=self.within | within, places=places)

    def fate(self, rule: Rule, question: Number | None, place: Span | None = None) -> Fate:
        """Return the fate of a rule's finding in a question or outside of them, at a place if known."""
        if not self.everywhere.isdisjoint(rule.unless) or (rule.doubled and question in self.contested):
            return "covered"
        silenced = any((code, question) in self.within for code in _SILENCERS[rule.code])
        silenced = silenced or any((code, place) in self.places for code in rule.yields)
        return "kept back" if silenced else "told"


def _within(found: Iterable[tuple[str, Number | None]]) -> frozenset[tuple[str, Number]]:
    return frozenset((code, number) for code, number in found if number is not None)


def _places(rule: Rule, findings: Iterable[Finding]) -> Iterator[tuple[str, Span]]:
    for finding in findings:
        yield from ((rule.code, place) for place in (finding.span, *(r.span for r in finding.related)))


def _findings(rule: Rule, context: Context) -> Sequence[Finding]:
    """Return what a rule finds; a local one is asked only about questions that it may find anything in."""
    report = context.report
    if not rule.check:
        return ()
    if not rule.local or report.newer or report.conflicts:
        return [*rule.check(context)]
    asked = tuple(q for q in report.questions if rule.code not in report.silent[q.number])
    found = [*rule.check(context._replace(report=report._replace(questions=asked)))]
    told = {finding.question for finding in found}
    for question in asked:
        if question.number not in told:
            report.silent[question.number].add(rule.code)
    return found


def run(context: Context) -> list[Outcome]:
    """Return the outcomes of the rules; only the rule about it if the template is unknown."""
    found: list[Outcome] = []
    cascade = Cascade(contested=context.report.contested)
    unfamiliar = context.report.unfamiliar is not None
    for rule in _ORDER:
        silent = unfamiliar and rule.subject == "template" and rule is not template_unknown
        findings = () if silent else _findings(rule, context)
        own = [Outcome(rule, f, cascade.fate(rule, f.question, f.span)) for f in findings]
        told = [each.finding for each in own if each.fate == "told"]
        cascade = cascade.beside(rule, told) if told else cascade
        found += own
    return found
