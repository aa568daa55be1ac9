"""Finds hand-ins of a group that are in a class twice."""

from collections.abc import Iterator, Mapping, Sequence

from reportlint.reporters.view import View


def with_twins(rows: Sequence[View]) -> list[View]:
    """Return the rows, with a remark if another row of the edition has the same group or such answer."""
    paths: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        for key in _keys(row):
            paths.setdefault(key, []).append(row.path)
    return [row._replace(remark="; ".join(filter(None, (row.remark, *_twins(row, paths))))) for row in rows]


def _keys(row: View) -> Iterator[tuple[str, str, str]]:
    for label, text in row.answers.items():
        if any(map(str.isdecimal, text)):
            yield row.template, label, text.casefold()


def _twins(row: View, paths: Mapping[tuple[str, str, str], Sequence[str]]) -> Iterator[str]:
    for key in _keys(row):
        if other := next((path for path in paths[key] if path != row.path), None):
            yield f"the same {key[1]} as {other}"
