"""The GitHub Action: turns its inputs into a command line, and what came out into its outputs.

`action.yml` hands the inputs over in the environment, where no shell reads them, and starts this with
Python's `-I`, so that nothing of the workspace is imported.
"""

import json
import os
import re
import sys
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reportlint import cli
from reportlint.cli.discover import UsageError
from reportlint.cli.output import WRONG
from reportlint.diagnostic import Severity
from reportlint.reporters import reporter
from reportlint.reporters.base import Problem

_OPTIONS = ("template", "stage", "fail-on", "select", "ignore", "config")
"""The inputs that are options of `reportlint check`, too."""

_MERGE = re.compile(r"refs/pull/\d+/merge")
"""The ref of a pull request's test merge, whose first parent is what the request wants to change."""


def main() -> int:
    """Lint as the inputs say, write the outputs, and return the exit status; mistakes are annotations."""
    cli.open_streams()
    try:
        os.chdir(os.environ["GITHUB_WORKSPACE"])
        os.chdir(_inside(_input("working-directory") or "."))
        return _lint()
    except (UsageError, OSError) as error:
        annotations = reporter("github")
        for line in error.args if isinstance(error, UsageError) else (str(error),):
            annotations.problem(Problem(line, Severity.ERROR))
        sys.stdout.write(annotations.end())
        return WRONG


def _lint() -> int:
    # A name of its own: another step may use the action, too.
    results = Path(os.environ["RUNNER_TEMP"], f"reportlint-{uuid.uuid4().hex}.json")
    files = {name: _inside(_input(name)) for name in ("sarif-file", "json-file") if _input(name)}
    status = cli.execute(list(_arguments(results, files)))
    sys.stdout.flush()
    document = json.loads(results.read_text(encoding="utf-8"))
    written = {"json-file": results, "sarif-file": "", **files}
    _write({**_counts(document), **{name: str(path) for name, path in written.items()}})
    return status


def _arguments(results: Path, files: Mapping[str, Path]) -> Iterator[str]:
    yield "check"
    yield from (f"--{name}={_input(name)}" for name in _OPTIONS if _input(name))
    if _input("stage") == "draft":
        yield "--if-present"
    yield "--output-format=text"
    if _is_on("annotations"):
        yield "--output-format=github"
        if _MERGE.fullmatch(os.environ.get("GITHUB_REF", "")):
            yield f"--changed-since={os.environ.get('GITHUB_SHA')}^1"
    if _is_on("summary"):
        yield f"--output-format=summary={os.environ['GITHUB_STEP_SUMMARY']}"
    yield from (f"--output-format={name.removesuffix('-file')}={path}" for name, path in files.items())
    yield f"--output-format=json={results}"
    yield "--"
    yield from filter(None, map(str.strip, _input("paths").splitlines()))


def _input(name: str) -> str:
    return os.environ.get(f"REPORTLINT_{name.upper().replace('-', '_')}", "").strip()


def _is_on(name: str) -> bool:
    value = _input(name).lower()
    if value not in ("true", "false"):
        raise UsageError(f"{name} is true or false, not {value!r}")
    return value == "true"


def _inside(name: str) -> Path:
    """Return the absolute path of what an input names; a link may not lead it out of the workspace.

    What the input itself puts below the runner's temporary folder stays there.
    """
    named = Path(os.path.abspath(name))  # noqa: PTH100  (as it is called, links and all)
    temp = Path(os.environ["RUNNER_TEMP"])
    folder = (temp if named.is_relative_to(temp) else Path(os.environ["GITHUB_WORKSPACE"])).resolve()
    path = named.resolve()
    if not path.is_relative_to(folder) or ".git" in path.relative_to(folder).parts:
        raise UsageError(f"{name} leads out of the workspace")
    return path


def _counts(document: Mapping[str, Any]) -> dict[str, str]:
    """Return the outputs that count; empty where nothing was linted."""
    names = ("errors", "warnings", "notes", "answered", "questions")
    files = document["files"]
    if not files:
        return dict.fromkeys((*names, "template", "course-warnings", "course-error"), "")
    error = next(filter(None, map(_course_error, files)), "")
    checkers = [file["course_checker"] for file in files if file["course_checker"]]
    warnings = sum(len(checker["warnings"] or ()) for checker in checkers)
    return {
        **{name: str(document["summary"][name]) for name in names},
        "template": files[0]["template"] or "",
        "course-warnings": "" if error or not checkers else str(warnings),
        "course-error": error,
    }


def _course_error(file: Mapping[str, Any]) -> str:
    if file["template"] is None:
        return "no template is recognised"
    checker = file["course_checker"]
    return checker["error"] or "" if checker else ""


def _write(outputs: Mapping[str, str]) -> None:
    """Append outputs to the runner's file; no value can end its own block."""
    end = uuid.uuid4().hex
    blocks = (f"{name}<<{end}\n{value}\n{end}\n" for name, value in outputs.items())
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(blocks)
