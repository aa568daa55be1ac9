"""The files that `reportlint init` writes: the entry of our hooks, and the workflow."""

import re
from typing import Any

from reportlint import PROJECT, __version__

_URL = f"https://github.com/{PROJECT}"


def hook_entry(python: str | None = None) -> str:
    """Return our entry in the list of `repos`.

    `python` is the interpreter that its hooks need; None: pre-commit's default.
    """
    version = f"    language_version: {python}\n" if python else ""
    return (
        f"- repo: {_URL}\n  rev: v{__version__}\n  hooks:\n"
        f"  - id: reportlint\n{version}"
        f"  - id: reportlint-fix\n    stages: [manual]\n{version}"
    )


HOOK = hook_entry()

WORKFLOW = f"""\
name: reportlint

on:
  push:
    branches: [main, master]
  pull_request:

permissions:
  contents: read

concurrency:
  group: ${{{{ github.workflow }}}}-${{{{ github.ref }}}}
  cancel-in-progress: true

jobs:
  report:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          # The previous commit shows which questions a pull request touches.
          fetch-depth: 2
          persist-credentials: false
      - uses: {PROJECT}@v{__version__}
"""


def with_hook(configuration: str, python: str | None = None) -> str | None:
    """Return the text of a `.pre-commit-config.yaml` with our entry added last, otherwise unchanged.

    `python` is as for `hook_entry`, unless the file itself sets the Python of hooks. The text is returned
    unchanged if it has the entry already; None if the outcome is uncertain.
    """
    # Few runs read YAML, and the import is slow.
    import yaml

    try:
        # An alias may stand for any number of texts.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(configuration)):
            return None
        old = yaml.safe_load(configuration)
        if old is None:
            return f"{configuration}repos:\n{hook_entry(python)}"
        if any(repo.get("repo") == _URL for repo in old["repos"]):
            return configuration
        entry = hook_entry(None if "python" in (old.get("default_language_version") or ()) else python)
        root: Any = yaml.compose(configuration, Loader=yaml.SafeLoader)
        after = _inserted(configuration, {key.value: value for key, value in root.value}["repos"], entry)
        wanted = {**old, "repos": old["repos"] + yaml.safe_load(entry)}
        return after if yaml.safe_load(after) == wanted else None
    except (yaml.YAMLError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None


def _inserted(configuration: str, repos: Any, entry: str) -> str:
    """Return the text with our entry after the last one of the list at the node `repos`."""
    newline = "\r\n" if "\r\n" in configuration else "\n"
    lines = configuration.splitlines(keepends=True)
    line, indent = _end(repos), " " * repos.start_mark.column
    while line < len(lines) and re.match(rf"{indent}\s+#", lines[line]):
        line += 1
    lines[line - 1] = lines[line - 1].removesuffix(newline) + newline
    lines[line:line] = [f"{indent}{text}{newline}" for text in entry.splitlines()]
    return "".join(lines)


def _end(node: Any) -> int:
    """Return the index (from 0) of the line below a node and above comments that follow it."""
    if isinstance(node.value, list) and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    below: int = node.end_mark.line + (node.end_mark.column > 0)
    return below
