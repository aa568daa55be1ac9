"""The GitHub Action: turns its inputs into a command line, and the outcome into its outputs.

`action.yml` passes the inputs in the environment, where no shell reads them, and starts this module with
Python's `-I`, so that nothing in the workspace is imported.
"""

import os
import sys
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportlint import cli
from reportlint.cli.discover import UsageError
from reportlint.cli.output import WRONG
from reportlint.cli.workflow import Base, this_workflow
from reportlint.diagnostic import Severity
from reportlint.formatting import printable
from reportlint.reporters import OUTPUTS, reporter
from reportlint.reporters.base import Problem
from reportlint.reporters.outputs import block
from reportlint.repository.paths import top_folder

_OPTIONS = ("template", "stage", "fail-on", "select", "ignore", "config")
"""The inputs that are also options of `reportlint check`."""


def main() -> int:
    """Lint as the inputs say, write the outputs, and return the exit status; mistakes are annotations."""
    cli.open_streams()
    try:
        os.chdir(_runners("GITHUB_WORKSPACE"))
        os.chdir(_inside(_input("working-directory") or "."))
        return _lint()
    except (UsageError, OSError) as error:
        annotations = reporter("github")
        for line in error.args if isinstance(error, UsageError) else (str(error),):
            annotations.problem(Problem(line, Severity.ERROR))
        sys.stdout.write(annotations.end())
        return WRONG


def _lint() -> int:
    base = _base()
    _say(base.remark)
    files = {**_own_files(), **{name: _inside(_input(name)) for name in _NAMED if _input(name)}}
    status = cli.execute(list(_arguments(base, files)))
    sys.stdout.flush()
    if _is_on("summary"):
        _hand_on("GITHUB_STEP_SUMMARY", "job summary", files["summary-file"].read_text(encoding="utf-8"))
    outputs = files.pop("outputs").read_text(encoding="utf-8")
    paths = "".join(block(name, str(files.get(name, ""))) for name in (*_NAMED, "summary-file"))
    _hand_on("GITHUB_OUTPUT", "outputs", outputs + paths)
    return status


_NAMED = ("json-file", "sarif-file")
"""The inputs that name output files."""


def _own_files() -> dict[str, Path]:
    """Return new paths for files that no input names, since another step may use the action, too."""
    stem = _runners("RUNNER_TEMP") / f"reportlint-{uuid.uuid4().hex}"
    suffixes = {"json-file": "json", "summary-file": "md", "outputs": "txt"}
    return {name: stem.with_suffix(f".{suffix}") for name, suffix in suffixes.items()}


def _base() -> Base:
    """Return the commit to compare with in the checkout of the working directory, or the first path."""
    places = (Path.cwd(), *(Path(path).absolute().parent for path in _paths()))
    root = next(filter(None, map(top_folder, places)), None)
    return this_workflow().base(root) if root else Base()


def _arguments(base: Base, files: Mapping[str, Path]) -> Iterator[str]:
    yield "check"
    yield from (f"--{name}={_input(name)}" for name in _OPTIONS if _input(name))
    if _input("stage") == "draft":
        yield "--if-present"
    if base.commit:
        yield f"--changed-since={base.commit}"
    if base.inherited:
        yield f"--baseline={base.commit}"
    if _is_on("fail-on-inherited"):
        yield "--fail-on-inherited"
    yield "--output-format=text"
    if _is_on("annotations"):
        yield "--output-format=github"
    formats = {"summary-file": "summary", "json-file": "json", "sarif-file": "sarif", "outputs": OUTPUTS}
    yield from (f"--output-format={formats[name]}={path}" for name, path in files.items())
    yield "--"
    yield from _paths()


def _paths() -> list[str]:
    return list(filter(None, map(str.strip, _input("paths").splitlines())))


def _input(name: str) -> str:
    return os.environ.get(f"REPORTLINT_{name.upper().replace('-', '_')}", "").strip()


def _is_on(name: str) -> bool:
    value = _input(name).lower()
    if value not in ("true", "false"):
        raise UsageError(f"{name} is true or false, not {value!r}")
    return value == "true"


def _inside(name: str) -> Path:
    """Return the absolute path of a file named by an input; links may not lead out of the workspace.

    Inputs that name the runner's temporary folder may put files there.
    """
    named = Path(os.path.abspath(name))  # noqa: PTH100  (links are not resolved)
    temp = _runners("RUNNER_TEMP")
    folder = (temp if named.is_relative_to(temp) else _runners("GITHUB_WORKSPACE")).resolve()
    path = named.resolve()
    if not path.is_relative_to(folder) or ".git" in path.relative_to(folder).parts:
        raise UsageError(f"{name} leads out of the workspace")
    return path


def _runners(name: str) -> Path:
    """Return one of the runner's folders by its variable; raises `UsageError` if there is none."""
    if name not in os.environ:
        raise UsageError(f"{name} is not set: this runs as a step of a workflow")
    return Path(os.environ[name])


def _hand_on(name: str, what: str, text: str) -> None:
    """Append to the file that the variable `name` names, or say that this runner has no such file."""
    try:
        # Names of files need not be UTF-8.
        with Path(os.environ[name]).open(
            "a", encoding="utf-8", errors="surrogateescape", newline="\n"
        ) as file:
            file.write(text)
    except KeyError:
        _say(f"no {what}: this runner sets no {name}")
    except OSError as error:
        _say(f"no {what}: {name}: {error.strerror}")


def _say(line: str) -> None:
    if line:
        sys.stdout.write(f"{printable(line)}\n")
