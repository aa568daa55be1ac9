"""`reportlint explain` and `reportlint rules`: what the rules are."""

import argparse
from collections.abc import Iterator

from reportlint.cli.discover import UsageError
from reportlint.cli.output import CLEAN
from reportlint.diagnostic import Rule
from reportlint.rules.registry import RULES, suggestion


def explain(options: argparse.Namespace) -> int:
    """Print the documentation of one rule."""
    wanted = options.code
    for rule in _all_rules():
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            print(f"{rule.code} {rule.name} ({rule.severities})\n\n{rule.help}")
            return CLEAN
    raise UsageError(f"no rule {wanted!r}{suggestion(wanted)}")


def list_rules(_: argparse.Namespace) -> int:
    """Print a line for each rule."""
    for rule in _all_rules():
        print(f"{rule.code}  {rule.name:<24}{rule.severities:<32}{rule.summary}")
    return CLEAN


def _all_rules() -> Iterator[Rule]:
    from reportlint.schema.validate import SCHEMA_RULES

    yield from RULES
    yield from SCHEMA_RULES
