"""What silences what: declared on the rules, worked out here."""

from collections.abc import Iterable
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Finding, Rule, Severity, Stage
from reportlint.formatting import Number
from reportlint.rules.base import Context
from reportlint.rules.registry import REPORT_RULES

_STRUCTURE = frozenset(rule.code for rule in REPORT_RULES if rule.structure)


def silencers(rule: Rule) -> frozenset[str]:
    """Return the codes that, found in a question, leave a rule nothing to say there."""
    return frozenset(rule.after) | (_STRUCTURE if rule.needs_structure else frozenset())


_SILENCERS = {rule.code: silencers(rule) for rule in REPORT_RULES}


class Found(NamedTuple):
    """A finding and the rule that found it."""

    rule: Rule
    finding: Finding


class Cascade(NamedTuple):
    """What silences other findings: findings by their codes, and conflicts by the questions they stand in."""

    everywhere: frozenset[str] = frozenset()
    within: frozenset[tuple[str, Number]] = frozenset()
    contested: frozenset[Number] = frozenset()

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> "Cascade":
        """Return what diagnostics silence, whatever their severity."""
        found = [(diagnostic.code, diagnostic.question) for diagnostic in diagnostics]
        return cls(frozenset(code for code, _ in found), _within(found))

    def beside(self, rule: Rule, findings: Iterable[Finding]) -> "Cascade":
        """Return what is silenced beside these findings, too.

        One that is milder than its rule in general silences nothing in its question, and one that is no
        error in `final` nothing elsewhere.
        """
        everywhere = any(rule.severity(Stage.FINAL, f.levels) is Severity.ERROR for f in findings)
        within = _within((rule.code, f.question) for f in findings if f.levels in (None, rule.levels))
        codes = self.everywhere | {rule.code} if everywhere else self.everywhere
        return self._replace(everywhere=codes, within=self.within | within)

    def silences(self, rule: Rule, question: Number | None) -> bool:
        """Whether a rule has nothing to say in a question, or of the report where it is of none."""
        if not self.everywhere.isdisjoint(rule.unless) or (rule.doubled and question in self.contested):
            return True
        return any((code, question) in self.within for code in _SILENCERS[rule.code])


def _within(found: Iterable[tuple[str, Number | None]]) -> frozenset[tuple[str, Number]]:
    return frozenset((code, number) for code, number in found if number is not None)


def run(context: Context) -> tuple[list[Found], list[Found]]:
    """Return what the rules find, and apart from it what another finding already accounts for."""
    found: list[Found] = []
    accounted: list[Found] = []
    cascade = Cascade(contested=context.report.contested)
    for rule in REPORT_RULES:
        findings = list(rule.check(context)) if rule.check else []
        silent = {q for q in {f.question for f in findings} if cascade.silences(rule, q)}
        heard = [finding for finding in findings if finding.question not in silent]
        found += (Found(rule, finding) for finding in heard)
        accounted += (Found(rule, finding) for finding in findings if finding.question in silent)
        cascade = cascade.beside(rule, heard) if heard else cascade
    return found, accounted
