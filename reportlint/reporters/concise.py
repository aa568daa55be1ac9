"""One line an entry, for editors and for grep."""

from collections.abc import Sequence

from reportlint.engine import Result
from reportlint.reporters.fold import fold
from reportlint.reporters.text import closing_line
from reportlint.text import printable


def concise(results: Sequence[Result]) -> str:
    """Return `path:line:col: CODE message` for each entry, and the closing line of each file."""
    lines = []
    for result in results:
        path = printable(result.source.path)
        for entry in fold(result):
            place = result.source.position(entry.diagnostic.span.start)
            message = printable("; ".join([entry.message, *entry.details]))
            lines.append(f"{path}:{place.line}:{place.column}: {entry.diagnostic.code} {message}")
        lines.append(closing_line(result))
    return "".join(f"{line}\n" for line in lines)
