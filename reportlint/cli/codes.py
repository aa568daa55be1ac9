"""`--select` and `--ignore`: the rules that a list of codes, beginnings of codes, or names means."""

from collections.abc import Sequence

from reportlint.codes import CODES, matching, suggestion
from reportlint.discover import UsageError


def chosen_codes(select: Sequence[str] | None, ignore: Sequence[str] | None) -> frozenset[str]:
    """Return the codes of the rules that are on; raises `UsageError` for what names no rule."""
    chosen = CODES if select is None else _matching(select)
    return chosen - _matching(ignore) if ignore else chosen


def listed(value: str | None) -> tuple[str, ...] | None:
    """Return the words of a list with commas; raises `UsageError` for one without any."""
    if value is None:
        return None
    words = tuple(filter(None, (part.strip() for part in value.split(","))))
    if not words:
        raise UsageError("no rule is named: reportlint rules lists them")
    return words


def _matching(words: Sequence[str]) -> frozenset[str]:
    chosen: frozenset[str] = frozenset()
    for word in words:
        matches = matching(word)
        if not matches:
            raise UsageError(f"no rule {word!r}{suggestion(word)}")
        chosen |= matches
    return chosen
