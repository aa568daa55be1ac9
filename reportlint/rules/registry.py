"""All rules, for reports and schema files, and the meaning of codes, prefixes of codes, and names."""

import re

from reportlint.diagnostic import Rule
from reportlint.rules import (
    answers,
    blocks,
    checklist,
    content,
    files,
    image_files,
    images,
    lengths,
    markers,
    markup,
    questions,
    suppressions,
    targets,
    template,
)
from reportlint.schema.rules import SCHEMA_RULES
from reportlint.words import nearest

REPORT_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *files.RULES,
            *blocks.RULES,
            *suppressions.RULES,
            *questions.RULES,
            *markers.RULES,
            *markup.RULES,
            *template.RULES,
            *answers.RULES,
            *content.RULES,
            *lengths.RULES,
            *images.RULES,
            *image_files.RULES,
            *targets.RULES,
            *checklist.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
"""The rules about reports, in the order of their codes, for selecting and suppressing."""

RULES: tuple[Rule, ...] = (*REPORT_RULES, *SCHEMA_RULES)
"""All rules, in the order of their codes."""

CODES = frozenset(rule.code for rule in REPORT_RULES)
"""The codes of the rules about reports."""

_PREFIX = "RL"
_FORM = r"(?i)RL\d+"
"""The form of a code, whether or not a rule has it."""

PROTECTED = frozenset(rule.code for rule in REPORT_RULES if rule.protected)
"""Codes that no comment and no list of questions silences."""


def matching(word: str) -> frozenset[str]:
    """Return the codes for a code, a prefix of codes, or a name; none if it names no rule."""
    start = word.upper()
    # "R" is a prefix of every code, but more likely a slip.
    begins = start.startswith(_PREFIX)
    return frozenset(
        rule.code for rule in REPORT_RULES if rule.name == word or (begins and rule.code.startswith(start))
    )


def suggestion(word: str) -> str:
    """Return the end of a message about an unknown rule: the most similar one, or how to list them."""
    near = _nearest_code(word) if re.fullmatch(_FORM, word) else _nearest_name(word)
    return f": did you mean {near}?" if near else ": reportlint rules lists them"


def _nearest_name(word: str) -> str | None:
    names = [name for rule in REPORT_RULES for name in (rule.code, rule.name)]
    return nearest(word, names) or nearest(word.upper(), names)


def _nearest_code(word: str) -> str | None:
    """Return the only code that is one character apart: all codes look alike, and few are related."""
    near = [rule.code for rule in REPORT_RULES if _apart_by_one(word.upper(), rule.code)]
    return near[0] if len(near) == 1 else None


def _apart_by_one(one: str, other: str) -> bool:
    """Whether two words differ by one replaced, added or missing character."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
