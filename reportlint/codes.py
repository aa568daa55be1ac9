"""What a code, a beginning of codes, or a rule's name means, wherever people write one."""

from reportlint.rules import RULES

CODES = frozenset(rule.code for rule in RULES)
"""The codes of all rules."""

PROTECTED = frozenset(("RL001", "RL002", "RL003", "RL004", "RL005"))
"""What no comment and no list of questions silences: the file is broken, or the comment itself is."""


def matching(word: str) -> frozenset[str]:
    """Return the codes that a code, a beginning of codes, or a name means; none if it names no rule."""
    start = word.upper()
    return frozenset(
        rule.code for rule in RULES if rule.name == word or (word and rule.code.startswith(start))
    )


def suggestion(word: str) -> str:
    """Return the end of a sentence on a rule that does not exist: the nearest, or where they are listed."""
    names = [name for rule in RULES for name in (rule.code, rule.name)]
    near = nearest(word, names) or nearest(word.upper(), names)
    return f": did you mean {near}?" if near else ": reportlint rules lists them"


def nearest(word: str, names: list[str]) -> str | None:
    """Return the name that a misspelt word comes nearest to, if one comes near."""
    # Few runs meet a misspelt word: the others need not wait for the import.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:60], names, n=1)), None)
