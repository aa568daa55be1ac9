"""Diagnostics in the form the protocol sends them."""

from collections.abc import Iterator, Mapping

from lsprotocol import types

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.formatting import printable
from reportlint.reporters.base import rule_page
from reportlint.server.document import Checked

_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


def diagnostics(checked: Checked) -> list[types.Diagnostic]:
    """Return the diagnostics of a document; none if it is not a report."""
    return [shown(checked, found) for found in checked.result.diagnostics] if checked.told else []


def shown(checked: Checked, found: Diagnostic) -> types.Diagnostic:
    """Return one finding as the editor shows it."""
    return types.Diagnostic(
        range=checked.places.range(found.span),
        message=printable(found.message),
        severity=_SEVERITIES[found.severity],
        code=found.code,
        code_description=types.CodeDescription(rule_page(found.code)),
        source="reportlint",
        related_information=list(_related(checked, found)),
    )


def _related(checked: Checked, found: Diagnostic) -> Iterator[types.DiagnosticRelatedInformation]:
    for related in found.related:
        location = types.Location(checked.uri, checked.places.range(related.span))
        yield types.DiagnosticRelatedInformation(location, printable(related.message))
