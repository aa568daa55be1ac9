"""`reportlint explain` and `reportlint rules`: the documentation of the rules."""

import argparse

from reportlint.cli.discover import UsageError
from reportlint.cli.output import CLEAN
from reportlint.rules.registry import RULES, suggestion


def add_explain(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reportlint explain` to its parser."""
    parser.add_argument("code", metavar="CODE", help="a rule's code or name")
    parser.set_defaults(run=_explain)


def add_rules(parser: argparse.ArgumentParser) -> None:
    """Set up the parser of `reportlint rules`."""
    parser.set_defaults(run=_list)


def _explain(options: argparse.Namespace) -> int:
    wanted = options.code
    for rule in RULES:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            print(f"{rule.code} {rule.name} ({rule.severities})\n\n{rule.help}")
            return CLEAN
    raise UsageError(f"no rule {wanted!r}{suggestion(wanted)}")


def _list(_: argparse.Namespace) -> int:
    for rule in RULES:
        print(f"{rule.code}  {rule.name:<24}{rule.severities:<32}{rule.summary}")
    return CLEAN
