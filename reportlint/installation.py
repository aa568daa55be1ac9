"""What a course repository gets: the hook in pre-commit's configuration, and the workflow."""

import re
from typing import Any

from reportlint import PROJECT, __version__

CONFIGURATION = ".pre-commit-config.yaml"
"""What pre-commit reads, at the top of a repository."""

_URL = f"https://github.com/{PROJECT}"

HOOK = f"""\
- repo: {_URL}
  rev: v{__version__}
  hooks:
  - id: reportlint
"""
"""The entry in the list of `repos`."""

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
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          # The commit before tells which questions a pull request touches.
          fetch-depth: 2
          persist-credentials: false
      - uses: {PROJECT}@v{__version__}
"""


def with_hook(configuration: str) -> str | None:
    """Return the text of a `.pre-commit-config.yaml` with our hook as its last, and nothing else changed.

    The text itself where the hook is there already; nothing where it is not sure what would come out.
    """
    # Few runs read YAML, and it takes a while to import.
    import yaml

    try:
        # An alias may stand for any number of texts.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(configuration)):
            return None
        old = yaml.safe_load(configuration)
        if old is None:
            return f"{configuration}repos:\n{HOOK}"
        if any(repo.get("repo") == _URL for repo in old["repos"]):
            return configuration
        root: Any = yaml.compose(configuration, Loader=yaml.SafeLoader)
        after = _inserted(configuration, {key.value: value for key, value in root.value}["repos"])
        wanted = {**old, "repos": old["repos"] + yaml.safe_load(HOOK)}
        return after if yaml.safe_load(after) == wanted else None
    except (yaml.YAMLError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None


def _inserted(configuration: str, repos: Any) -> str:
    """Return the text with our hook behind the last entry of the list at the node `repos`."""
    newline = "\r\n" if "\r\n" in configuration else "\n"
    lines = configuration.splitlines(keepends=True)
    line, indent = _end(repos), " " * repos.start_mark.column
    while line < len(lines) and re.match(rf"{indent}\s+#", lines[line]):
        line += 1
    lines[line - 1] = lines[line - 1].removesuffix(newline) + newline
    lines[line:line] = [f"{indent}{text}{newline}" for text in HOOK.splitlines()]
    return "".join(lines)


def _end(node: Any) -> int:
    """Return the index (from 0) of the line below a node and above comments that follow it."""
    if isinstance(node.value, list) and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    below: int = node.end_mark.line + (node.end_mark.column > 0)
    return below
