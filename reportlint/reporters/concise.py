"""One line per diagnostic, for editors and for grep."""

from collections.abc import Iterator

from reportlint.formatting import printable
from reportlint.linter.result import Result
from reportlint.reporters.base import Reporter
from reportlint.reporters.text import closing_line, older_line


class ConciseReporter(Reporter):
    """`path:line:col: severity CODE message` for each diagnostic, and the closing line of each file."""

    def part(self, result: Result) -> str:
        """Return the lines of one file."""
        lines = (*_lines(result), *older_line(result), closing_line(result))
        return "".join(f"{line}\n" for line in lines)

    def add(self, part: str) -> str:
        """Return the part unchanged."""
        return part


class MistakesReporter(Reporter):
    """The same lines for schema files, without a closing line."""

    def part(self, result: Result) -> str:
        """Return the lines of one file."""
        return "".join(f"{line}\n" for line in _lines(result))

    def add(self, part: str) -> str:
        """Return the part unchanged."""
        return part


def _lines(result: Result) -> Iterator[str]:
    for diagnostic in result.diagnostics:
        place = result.source.position(diagnostic.span.start)
        what = f"{diagnostic.severity.label} {diagnostic.code} {diagnostic.message}"
        yield printable(f"{result.source.path}:{place.line}:{place.column}: {what}")
