"""One line per diagnostic, for editors and for grep."""

from collections.abc import Iterator
from typing import NamedTuple

from reportlint.formatting import printable
from reportlint.linter.result import Result
from reportlint.reporters.base import Reporter, Setting
from reportlint.reporters.text import closing_line, older_line


class _Part(NamedTuple):
    lines: tuple[str, ...]
    remark: str
    """What could not be checked."""
    closing: tuple[str, ...]


class ConciseReporter(Reporter):
    """`path:line:col: severity CODE message` for each diagnostic, and the closing line of each file."""

    def __init__(self, setting: Setting) -> None:
        """Make the reporter; it says the same remark only once."""
        super().__init__(setting)
        self._said: set[str] = set()

    def part(self, result: Result) -> _Part:
        """Return the lines of one file."""
        return _Part(
            (*_lines(result),), printable(result.remark), (*older_line(result), closing_line(result))
        )

    def add(self, part: _Part) -> str:
        """Return the part's lines, without a remark that an earlier file had, too."""
        new = {part.remark} - {"", *self._said}
        self._said |= new
        return "".join(f"{line}\n" for line in (*part.lines, *new, *part.closing))


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
