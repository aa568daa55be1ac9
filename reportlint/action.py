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
from reportlint.cli.status import WRONG
from reportlint.diagnostic import Severity
from reportlint.reporters import reporter

_OPTIONS = ("template", "stage", "fail-on", "select", "ignore", "config")
"""The inputs that are options of `reportlint check`, too."""

_MERGE = re.compile(r"refs/pull/\d+/merge")
"""The ref of a pull request's test merge, whose first parent is what the request wants to change."""


class _InputError(Exception):
    """An input asks for what the action does not do."""


def main() -> int:
    """Lint as the inputs say, write the outputs, and return the exit status."""
    try:
        os.chdir(os.environ["GITHUB_WORKSPACE"])
        os.chdir(_inside(_input("working-directory") or "."))
        results = _file("json-file") or _temp() / "reportlint.json"
        sarif = _file("sarif-file")
    except (_InputError, OSError) as error:
        _annotate(str(error))
        return WRONG
    results.unlink(missing_ok=True)
    status = cli.main(list(_arguments(results, sarif)))
    document = json.loads(results.read_text(encoding="utf-8")) if results.exists() else None
    outputs = {**_counts(document), "json-file": str(results) if document else ""}
    outputs["sarif-file"] = str(sarif) if sarif and sarif.exists() else ""
    _write(outputs)
    return status


def _annotate(message: str) -> None:
    annotations = reporter("github")
    sys.stdout.write(annotations.problem(message, Severity.ERROR) + annotations.end())


def _arguments(results: Path, sarif: Path | None) -> Iterator[str]:
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
    if sarif:
        yield f"--output-format=sarif={sarif}"
    yield f"--output-format=json={results}"
    yield "--"
    yield from filter(None, map(str.strip, _input("paths").splitlines()))


def _input(name: str) -> str:
    return os.environ.get(f"REPORTLINT_{name.upper().replace('-', '_')}", "").strip()


def _is_on(name: str) -> bool:
    return _input(name).lower() == "true"


def _file(name: str) -> Path | None:
    return _inside(_input(name)) if _input(name) else None


def _inside(name: str) -> Path:
    """Return the absolute path of what an input names; a link may not lead it out of the workspace."""
    path = Path(name).resolve()
    allowed = (Path(os.environ["GITHUB_WORKSPACE"]).resolve(), _temp())
    if not any(path.is_relative_to(folder) for folder in allowed):
        raise _InputError(f"{name} leads out of the workspace")
    return path


def _temp() -> Path:
    return Path(os.environ["RUNNER_TEMP"]).resolve()


def _counts(document: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the outputs that count; empty where nothing was linted."""
    names = ("errors", "warnings", "notes", "answered", "questions")
    files = document["files"] if document else []
    if not document or not files:
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
