"""One line an entry, for editors and for grep."""

from functools import partial

from reportlint.engine import Result
from reportlint.reporters.fold import Entry, fold
from reportlint.reporters.text import closing_line
from reportlint.text import printable


class ConciseReporter:
    """`path:line:col: CODE message` for each entry, and the closing line of each file."""

    def file(self, result: Result) -> str:
        """Return the lines of one file."""
        return "".join(
            f"{line}\n" for line in (*map(partial(_line, result), fold(result)), closing_line(result))
        )

    def end(self) -> str:
        """Return nothing: each file has said it all."""
        return ""


def _line(result: Result, entry: Entry) -> str:
    place = result.source.position(entry.diagnostic.span.start)
    message = printable("; ".join([entry.message, *entry.details]))
    path = printable(result.source.path)
    return f"{path}:{place.line}:{place.column}: {entry.diagnostic.code} {message}"
