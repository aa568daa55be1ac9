"""`reportlint explain` and `reportlint rules`: what the rules are."""

import argparse

from reportlint.cli.discover import UsageError
from reportlint.cli.output import CLEAN
from reportlint.rules.registry import RULES, suggestion


def explain(options: argparse.Namespace) -> int:
    """Print the documentation of one rule."""
    wanted = options.code
    for rule in RULES:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            print(f"{rule.code} {rule.name} ({rule.severities})\n\n{rule.help}")
            return CLEAN
    raise UsageError(f"no rule {wanted!r}{suggestion(wanted)}")


def list_rules(_: argparse.Namespace) -> int:
    """Print a line for each rule."""
    for rule in RULES:
        print(f"{rule.code}  {rule.name:<24}{rule.severities:<32}{rule.summary}")
    return CLEAN
