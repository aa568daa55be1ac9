"""One line an entry, for editors and for grep."""

from reportlint.formatting import printable
from reportlint.linter.result import Result
from reportlint.reporters.base import Reporter
from reportlint.reporters.fold import Entry, fold
from reportlint.reporters.text import closing_line, older_line


class ConciseReporter(Reporter):
    """`path:line:col: CODE message` for each entry, and the closing line of each file."""

    def file(self, result: Result) -> str:
        """Return the lines of one file."""
        lines = (_line(result, entry) for entry in fold(result))
        return "".join(f"{line}\n" for line in (*lines, *older_line(result), closing_line(result)))


class MistakesReporter(Reporter):
    """The same lines for schema files, which nobody hands in."""

    def file(self, result: Result) -> str:
        """Return the lines of one file."""
        return "".join(f"{_line(result, entry)}\n" for entry in fold(result))


def _line(result: Result, entry: Entry) -> str:
    place = result.source.position(entry.diagnostic.span.start)
    message = printable("; ".join([entry.message, *entry.details]))
    path = printable(result.source.path)
    return f"{path}:{place.line}:{place.column}: {entry.diagnostic.code} {message}"
