"""`--select` and `--ignore`: the rules that a list of codes, beginnings of codes, or names means."""

from reportlint.discover import UsageError
from reportlint.engine import CODES
from reportlint.rules import RULES


def chosen_codes(select: str | None, ignore: str | None) -> frozenset[str]:
    """Return the codes of the rules that are on; raises `UsageError` for what names no rule."""
    chosen = CODES if select is None else _matching(select)
    return chosen if ignore is None else chosen - _matching(ignore)


def _matching(value: str) -> frozenset[str]:
    """Return the codes that a list of codes, beginnings of codes, or names means."""
    chosen: set[str] = set()
    for word in filter(None, (part.strip() for part in value.split(","))):
        matches = [rule.code for rule in RULES if rule.code.startswith(word.upper()) or rule.name == word]
        if not matches:
            raise UsageError(f"no rule {word!r}{suggestion(word)}")
        chosen.update(matches)
    if not chosen:
        raise UsageError("no rule is named: reportlint rules lists them")
    return frozenset(chosen)


def suggestion(word: str) -> str:
    """Return the end of a sentence on a rule that does not exist: the nearest, or where they are listed."""
    from difflib import get_close_matches

    names = [name for rule in RULES for name in (rule.code, rule.name)]
    near = get_close_matches(word, names, n=1) or get_close_matches(word.upper(), names, n=1)
    return f": did you mean {near[0]}?" if near else ": reportlint rules lists them"
