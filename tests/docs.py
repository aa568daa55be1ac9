"""The pages in `docs/`: those that are made of the code, and the blocks in all of them."""

import re
from argparse import SUPPRESS, Action, _SubParsersAction
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import starmap
from pathlib import Path

from reportlint.cli import _parser
from reportlint.cli.parser import Parser
from reportlint.config.keys import KEYS, ConfigKey
from reportlint.diagnostic import Rule, Subject
from reportlint.rules.registry import PROTECTED, REPORT_RULES, RULES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

_SUBJECTS: Mapping[Subject, str] = {
    "file": "The file",
    "template": "The template's text",
    "answers": "Answers",
    "images": "Pictures and links",
    "checklist": "The checklist",
    "schema": "Schema files",
}
_RULES = """\
# Rules

A rule has two severities: one for the report as it is handed in (`--stage final`, the default), and one for the
weeks of work before (`--stage draft`). Each code has a page that says why the rule exists and how to fix what it
finds; `reportlint explain RL203` prints the same.
"""
_COMMANDS = """\
# Commands

The options of each command, as `reportlint COMMAND --help` lists them. `python -m reportlint` runs the same program; in a folder that
you do not trust use `python -P -m reportlint`, since Python otherwise imports modules from that folder.

The exit status is 0 if nothing fails the run, 1 if something does, and 2 for wrong use or a file that cannot be
linted. All output is UTF-8.
"""


@cache
def made_pages() -> Mapping[str, str]:
    """Return the pages that are made of the code, by their paths in `docs/`."""
    pages = {f"rules/{rule.code}.md": _rule(rule) for rule in RULES}
    return {"rules.md": _rules(), "commands.md": _commands(), "configuration.md": _configuration(), **pages}


def _rule(rule: Rule) -> str:
    return f"# {rule.code} {rule.name}\n\n*{rule.severities}*\n\n{rule.page.rstrip()}\n{_silenced(rule)}"


def _silenced(rule: Rule) -> str:
    if rule.code in PROTECTED or rule not in REPORT_RULES:
        return ""
    comment = f"<!-- reportlint: ignore {rule.code} -->"
    return (
        f"\n**To ignore it** in one question, write `{comment}` on the line below the question's heading;\n"
        "[more ways](../configuration.md).\n"
    )


def _rules() -> str:
    parts = [_RULES]
    for subject, title in _SUBJECTS.items():
        rows = (_row(rule) for rule in RULES if rule.subject == subject)
        table = "| code | name | final | draft | what it finds |\n|---|---|---|---|---|\n"
        parts.append(f"## {title}\n\n{table}{''.join(rows)}")
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    final, draft = (level.label if level else "" for level in rule.levels)
    anchor = f'<a id="{rule.code}-{rule.name}"></a>'.lower()
    summary = rule.summary.replace("|", "\\|")
    return (
        f"| {anchor}[{rule.code}](rules/{rule.code}.md) | {rule.name} | {final} | {draft} | {summary} |\n"
    )


def _commands() -> str:
    return "\n".join([_COMMANDS, *starmap(_command, commands(_parser()))])


def commands(parser: Parser) -> Iterator[tuple[str, str, Parser]]:
    """Yield each command with what it does and its parser, filled in; a group's commands for the group."""
    if parser.fill:
        parser.fill(parser)
        parser.fill = None
    group = next((action for action in parser._actions if isinstance(action, _SubParsersAction)), None)
    for shown in group._choices_actions if group else ():
        inner = group.choices[shown.dest]
        yield from list(commands(inner)) or [(inner.prog, shown.help or "", inner)]


def _command(name: str, does: str, parser: Parser) -> str:
    actions = [action for action in parser._actions if action.help != SUPPRESS and action.dest != "help"]
    paths = "".join(f" {_usage(action)}" for action in actions if not action.option_strings)
    rows = [f"| `{_option(action)}` | {action.help} |\n" for action in actions if action.option_strings]
    table = "".join(["\n| option | what it does |\n|---|---|\n", *rows]) if rows else ""
    return f"## {name}\n\n`{name}{paths}`: {does}.\n{table}"


def _usage(action: Action) -> str:
    name = action.metavar or action.dest.upper()
    return {"*": f"[{name} ...]", "+": f"{name} ...", "?": f"[{name}]"}.get(str(action.nargs), str(name))


def _option(action: Action) -> str:
    choices = "|".join(map(str, action.choices or ()))
    value = "" if action.nargs == 0 else f" {action.metavar or choices}"
    return f"{', '.join(action.option_strings)}{value}".replace("|", "\\|")


def _configuration() -> str:
    rows = (f"| `{name}` | {key.description}{_values(key)} |\n" for name, key in KEYS.items())
    table = "| key | what it is |\n|---|---|\n" + "".join(rows)
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    return re.sub(r"\| key \|.*?\n\n", lambda _: f"{table}\n", text, count=1, flags=re.DOTALL)


def _values(key: ConfigKey) -> str:
    values = key.schema.get("enum", ())
    assert isinstance(values, tuple)
    return f" One of {', '.join(f'`{value}`' for value in values)}." if values else ""
