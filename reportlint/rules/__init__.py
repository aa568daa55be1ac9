"""All rules, in the order of their codes; a rule that others depend on stands before them."""

from reportlint.rules import (
    answers,
    blocks,
    checklist,
    content,
    files,
    images,
    markers,
    pictures,
    questions,
    suppressions,
    targets,
    template,
)
from reportlint.rules.base import Rule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *files.RULES,
            *blocks.RULES,
            *suppressions.RULES,
            *questions.RULES,
            *markers.RULES,
            *template.RULES,
            *answers.RULES,
            *content.RULES,
            *images.RULES,
            *pictures.RULES,
            *targets.RULES,
            *checklist.RULES,
        ),
        key=lambda rule: rule.code,
    )
)

BY_CODE = {rule.code: rule for rule in RULES}
"""The rules by their codes, in the same order."""
