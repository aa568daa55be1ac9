"""The pages in `docs/` that are made of the code, whole or in parts."""

import re
from argparse import SUPPRESS, Action, _SubParsersAction
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import starmap
from pathlib import Path

from reportlint.cli import make_parser
from reportlint.cli.parser import Parser
from reportlint.cli.starter import HOOK, WORKFLOW
from reportlint.config.keys import KEYS, ConfigKey
from reportlint.diagnostic import Rule, Severity, Stage, Subject
from reportlint.linter.linter import Options
from reportlint.reporters import reporter
from reportlint.reporters.base import Setting
from reportlint.rules.registry import PROTECTED, REPORT_RULES, RULES
from tests.actions import ACTION
from tests.cli import GOOD
from tests.reports import lint

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

A rule has two severities: one for the report as it is handed in (`--stage final`, the default), and one for
the weeks of work before (`--stage draft`). Each code has a page that says why the rule exists and how to fix
what it finds; `reportlint explain RL203` prints the same. Some findings are more or less severe than
their rule; the page says when.
"""
_COMMANDS = """\
# Commands

The options of each command, as `reportlint COMMAND --help` lists them. `python -m reportlint` runs the same
program; in a folder that you do not trust use `python -P -m reportlint`, since Python otherwise imports
modules from that folder.

The exit status is 0 if nothing fails the run, 1 if something does, and 2 for wrong use or a file that cannot
be checked. All output is UTF-8.
"""


@cache
def made_pages() -> Mapping[str, str]:
    """Return the pages that are made of the code, by their paths in `docs/`."""
    rules = {f"rules/{rule.code}.md": _rule(rule) for rule in RULES}
    whole = {"rules.md": _rules(), "commands.md": _commands(), **rules}
    others = (page for page in DOCS.glob("*.md") if page.name not in whole)
    return {**whole, **{page.name: _filled(page.read_text(encoding="utf-8")) for page in others}}


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
    final, draft = (level.label if level else "silent" for level in rule.levels)
    anchor = f'<a id="{rule.code}-{rule.name}"></a>'.lower()
    summary = rule.summary.replace("|", "\\|")
    return f"| {anchor}[{rule.code}](rules/{rule.code}.md) | {rule.name} | {final} | {draft} | {summary} |\n"


def _commands() -> str:
    return "\n".join([_COMMANDS, *starmap(_command, commands(make_parser()))])


def commands(parser: Parser) -> Iterator[tuple[str, str, Parser]]:
    """Yield each command with what it does and its parser, filled in; a group's commands for the group."""
    if parser.fill:
        parser.fill(parser)
        parser.fill = None
    for group in (action for action in parser._actions if isinstance(action, _SubParsersAction)):
        for shown in group._choices_actions:
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


def _filled(text: str) -> str:
    """Return a page with each part made anew, a block or a table, that stands below a comment `made`."""
    part = r"(<!-- made: (\S+) -->\n\n)(?:```.*?\n```\n|(?:\|[^\n]*\n)+)"
    return re.sub(part, lambda m: f"{m[1]}{_PARTS[m[2]]()}", text, flags=re.DOTALL)


def _keys() -> str:
    return _table(("key", "what it is"), {name: f"{k.description}{_values(k)}" for name, k in KEYS.items()})


def _values(key: ConfigKey) -> str:
    values = key.schema.get("enum", ())
    assert isinstance(values, tuple)
    return f" One of {', '.join(f'`{value}`' for value in values)}." if values else ""


def _of_action(key: str, head: str) -> str:
    return _table((key, head), {name: f"{spec['description']}." for name, spec in ACTION[f"{key}s"].items()})


def _table(head: tuple[str, str], rows: Mapping[str, str]) -> str:
    lines = (f"| `{name}` | {text} |\n" for name, text in rows.items())
    return "".join([f"| {head[0]} | {head[1]} |\n|---|---|\n", *lines])


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text}```\n"


def _stopped() -> str:
    """Return what the hook says of a commit that takes away a heading."""
    headless = GOOD.replace("### Question 9\n", "")
    result = lint(headless, Options(stage=Stage.DRAFT, fail_on=Severity.ERROR), "reports/README.md")
    hook = reporter("hook", Setting(hook="reportlint"))
    return hook.file(result) + hook.end()


_PARTS: Mapping[str, Callable[[], str]] = {
    "hook": lambda: _block("yaml", f"repos:\n{HOOK}"),
    "inputs": lambda: _of_action("input", "what it does"),
    "keys": _keys,
    "outputs": lambda: _of_action("output", "what it holds"),
    "report.py": lambda: _block("python", (ROOT / "examples/reports/report.py").read_text(encoding="utf-8")),
    "stopped": lambda: _block("text", _stopped()),
    "workflow": lambda: _block("yaml", WORKFLOW),
}
