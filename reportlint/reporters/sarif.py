"""SARIF 2.1.0 for code scanning (OASIS standard; GitHub takes 10 MB and 25,000 results a run)."""

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from reportlint import PROJECT, __version__
from reportlint.diagnostic import Diagnostic, Rule, Severity
from reportlint.formatting import address, json_safe, plural, printable
from reportlint.linter.baseline import identity
from reportlint.linter.result import Result
from reportlint.reporters.base import Problem, Reporter, Setting, rule_page
from reportlint.rules.registry import RULES
from reportlint.source import Source, Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_INDEX = {rule.code: index for index, rule in enumerate(RULES)}
_RESULTS = 5000
"""Maximum number of results written; GitHub shows no more for a run."""
_MESSAGE = 1000
"""Maximum number of characters of a message, to keep the results below 10 MB."""
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


class SarifReporter(Reporter):
    """One SARIF log with one run for all files: every diagnostic a result, every rule described."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._results = self._dropped = 0
        self._notifications: list[Mapping[str, Any]] = []

    def part(self, result: Result) -> tuple[list[str], int]:
        """Return the results of one file, the worst first, and the number of those beyond the maximum."""
        ordinals: Counter[object] = Counter()
        uri = address(self.setting.locate(result.source.path) or result.source.path)
        found = sorted(result.everything, key=lambda diagnostic: -diagnostic.severity)
        written = [_dump(_result(uri, result.source, d, ordinals)) for d in found[:_RESULTS]]
        return written, len(found) - len(written)

    def add(self, part: tuple[list[str], int]) -> str:
        """Return the results for which there is room, after the log's head or a comma."""
        written, dropped = part
        room = _RESULTS - self._results
        self._dropped += dropped + max(0, len(written) - room)
        return "".join(map(self._comma, written[:room]))

    def problem(self, problem: Problem) -> str:
        """Return nothing: the problem is among the run's notifications."""
        self._notify(problem.message, problem.severity)
        return ""

    def end(self) -> str:
        """Return the rules and the log's end."""
        if self._dropped:
            self._notify(f"{plural(self._dropped, 'more result')} left out", Severity.WARNING)
        run = {
            "tool": {"driver": _driver()},
            "automationDetails": {"id": "reportlint/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {
                    "executionSuccessful": all(n["level"] != "error" for n in self._notifications),
                    "toolExecutionNotifications": self._notifications,
                }
            ],
        }
        opening = "" if self._results else _head()
        return f"{opening}\n],\n{_dump(run)[1:-1]}}}]}}\n"

    def _comma(self, result: str) -> str:
        opening = "," if self._results else _head()
        self._results += 1
        return f"{opening}\n{result}"

    def _notify(self, message: str, severity: Severity) -> None:
        self._notifications.append({"level": severity.label, "message": {"text": message[:_MESSAGE]}})


def _head() -> str:
    return f'{{"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{"results": ['


def _dump(value: Mapping[str, Any]) -> str:
    return json_safe(json.dumps(value, ensure_ascii=False))


def _driver() -> Mapping[str, Any]:
    return {
        "name": "reportlint",
        "semanticVersion": __version__,
        "informationUri": f"https://github.com/{PROJECT}",
        "rules": [_rule(rule) for rule in RULES],
    }


def _rule(rule: Rule) -> Mapping[str, Any]:
    severity = rule.levels[0] or Severity.NOTE
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.help.split("\n\nBad:")[0]},
        "help": {"text": rule.help, "markdown": rule.page},
        "helpUri": rule_page(rule.code),
        "defaultConfiguration": {"level": severity.label},
        "properties": {"tags": ["report"], "problem.severity": _PROBLEM[severity]},
    }


def _result(uri: str, source: Source, diagnostic: Diagnostic, ordinals: Counter[object]) -> Mapping[str, Any]:
    key = identity(diagnostic, source)
    ordinals[key] += 1
    fingerprint = sha256(repr((key, ordinals[key])).encode("utf-8", "backslashreplace")).hexdigest()
    related = [
        {"message": {"text": printable(r.message)}, **_location(uri, source, r.span)}
        for r in diagnostic.related
    ]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": _INDEX[diagnostic.code],
        "level": diagnostic.severity.label,
        "message": {"text": printable(diagnostic.message[:_MESSAGE])},
        "locations": [_location(uri, source, diagnostic.span)],
        "partialFingerprints": {"reportlint/v1": fingerprint},
        **({"relatedLocations": related} if related else {}),
    }


def _location(uri: str, source: Source, span: Span) -> Mapping[str, Any]:
    start, end = source.position(span.start), source.position(span.end)
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
