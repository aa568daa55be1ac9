"""Runs a composite `action.yml` as the runner of GitHub Actions does, to test one without GitHub.

The steps are executed by bash; an action that a step uses is not, its outputs are the test's.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import environ, pathsep
from pathlib import Path, PurePosixPath
from shutil import which
from typing import Any, NamedTuple

import yaml

from tests.expressions import BrokenAction, Closed, Exact, Value, condition, interpolate

LEVELS = ("error", "warning", "notice")
PER_LEVEL = 10
MESSAGE_LIMIT = 4096
SUMMARY_LIMIT = 1024 * 1024

_HARMLESS = {"debug", "group", "endgroup"}
_FORBIDDEN = set(
    "add-mask add-matcher add-path echo internal-set-repo-path "
    "remove-matcher save-state set-env set-output".split()
)
_COMMANDS = {*LEVELS, *_HARMLESS, *_FORBIDDEN, "stop-commands"}
_NUMBERS = ("line", "endline", "col", "endcolumn")
_STEP_KEYS = {
    "name",
    "id",
    "if",
    "env",
    "continue-on-error",
    "working-directory",
    "shell",
    "run",
    "uses",
    "with",
}
# What .NET trims, which leaves the separators U+001C to U+001F alone.
_SPACE = "".join(c for c in map(chr, range(0x3001)) if c.isspace() and not "\x1c" <= c <= "\x1f")
# `%25` comes last: `%250A` stays `%0A`.
_DATA = {"%0D": "\r", "%0A": "\n", "%25": "%"}
_PROPERTY = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
_OLD = {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%25": "%"}


class Annotation(NamedTuple):
    level: str
    message: str
    title: str = ""
    file: str = ""
    line: int | None = None
    end_line: int | None = None
    column: int | None = None
    end_column: int | None = None


class Event(NamedTuple):
    """What started the workflow: its name and the payload in `GITHUB_EVENT_PATH`."""

    name: str
    payload: Mapping[str, Value]


class Use(NamedTuple):
    """A step's use of another action, without its version, and what the step passes to it."""

    action: str
    inputs: Mapping[str, str]


class Command(NamedTuple):
    name: str
    properties: Mapping[str, str]
    data: str


@dataclass
class Run:
    """What is left of a run; `env` and `path` are what it exports to the steps after the action."""

    outcome: str = "success"
    exit_status: int = 0
    outputs: dict[str, str] = field(default_factory=dict)
    annotations: list[Annotation] = field(default_factory=list)
    dropped: list[Annotation] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    summary: str = ""
    log: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)

    def annotate(self, annotation: Annotation) -> None:
        # A character of .NET is a unit of UTF-16.
        cut = annotation.message.encode("utf-16-le", "surrogatepass")[: 2 * MESSAGE_LIMIT]
        kept = sum(other.level == annotation.level for other in self.annotations) < PER_LEVEL
        (self.annotations if kept else self.dropped).append(
            annotation._replace(message=cut.decode("utf-16-le", "ignore"))
        )


PUSH = Event("push", {})


def run_action(
    action: Path,
    *,
    inputs: Mapping[str, str],
    workspace: Path,
    temp: Path,
    environment: Mapping[str, str] = {},
    event: Event = PUSH,
    os: str = "Linux",
    replaced: Mapping[str, Mapping[str, str]] = {},
) -> Run:
    """Run an action; `environment` is the workflow's `env:`.

    What it says of a `GITHUB_*` or `RUNNER_*` variable counts, and gives the property of that name, too:
    those that are not set below are an error in an expression.
    """
    temp.mkdir(parents=True, exist_ok=True)
    event_path = temp / "event.json"
    event_path.write_text(json.dumps(event.payload), encoding="utf-8")
    fixed = {
        "GITHUB_ACTION_PATH": str(action.parent),
        "GITHUB_EVENT_NAME": event.name,
        "GITHUB_EVENT_PATH": str(event_path),
        "GITHUB_REF": "refs/heads/main",
        "GITHUB_REPOSITORY": "owner/repository",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_SHA": "0" * 40,
        "GITHUB_WORKSPACE": str(workspace),
        "RUNNER_OS": os,
        "RUNNER_TEMP": str(temp),
    }
    fixed |= {name: value for name, value in environment.items() if name.startswith(("GITHUB_", "RUNNER_"))}
    composite = _Composite(_load(action), fixed, environment, event.payload, replaced)
    return composite.execute(inputs)


class _Loader(yaml.SafeLoader):
    """Reads the words of YAML 1.2 alone: to the runner, too, `yes` and `on` are texts."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("float", r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", "-+.0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), list(_first))


def _load(action: Path) -> Mapping[str, Any]:
    loader = _Loader(action.read_text(encoding="utf-8"))
    manifest: Mapping[str, Any] = loader.get_single_data()
    if manifest["runs"]["using"] != "composite":
        raise BrokenAction("this is no composite action")
    for step in manifest["runs"]["steps"]:
        if unknown := step.keys() - _STEP_KEYS:
            raise BrokenAction(f"a step of a composite action has no {', '.join(sorted(unknown))}")
        if ("run" in step) == ("uses" in step):
            raise BrokenAction("a step has either `run` or `uses`")
        if "run" in step and step.get("shell") != "bash":
            raise BrokenAction("a step with `run` names its shell, and the harness has only bash")
    return manifest


class _Composite:
    """One run of the action: what its steps have in common, and the steps one after another."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        fixed: Mapping[str, str],
        environment: Mapping[str, str],
        payload: Mapping[str, Value],
        replaced: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._manifest, self._fixed, self._environment = manifest, fixed, environment
        self._replaced = replaced
        self._workspace, self._temp = Path(fixed["GITHUB_WORKSPACE"]), Path(fixed["RUNNER_TEMP"])
        self._run = Run()
        steps: list[Mapping[str, Any]] = manifest["runs"]["steps"]
        self._steps = Closed({step["id"]: _concluded() for step in steps if "id" in step})
        self._names = {
            "github": Closed({**_context(fixed, "GITHUB_"), "event": payload, "token": "***"}),
            "runner": Closed(_context(fixed, "RUNNER_")),
            "steps": self._steps,
        }

    def execute(self, given: Mapping[str, str]) -> Run:
        self._names["inputs"] = self._inputs(given)
        for index, step in enumerate(self._manifest["runs"]["steps"]):
            self._step(index, step)
        outputs: Mapping[str, Any] = self._manifest.get("outputs") or {}
        self._run.outputs = {name: interpolate(o["value"], self._names) for name, o in outputs.items()}
        return self._run

    def _inputs(self, given: Mapping[str, str]) -> Closed:
        declared: Mapping[str, Any] = self._manifest.get("inputs") or {}
        if unknown := given.keys() - declared.keys():
            raise BrokenAction(f"the action has no input {', '.join(sorted(unknown))}")
        defaults = {name: (spec or {}).get("default") for name, spec in declared.items()}
        return Closed({name: interpolate(value, self._names) for name, value in defaults.items()} | {**given})

    def _step(self, index: int, step: Mapping[str, Any]) -> None:
        env = self._exported()
        # A step's own `env:` is there for its condition, and for no other line of that `env:`.
        own = {k: interpolate(v, {**self._names, "env": env}) for k, v in (step.get("env") or {}).items()}
        names = {**self._names, "env": Exact({**env, **own})}
        if not condition(step.get("if"), names, self._status()):
            self._conclude(step, _concluded("skipped"))
        elif "uses" in step:
            self._conclude(step, _concluded("success", self._use(step, names)))
        else:
            self._script(index, step, names, own)

    def _exported(self) -> Exact:
        return Exact({**self._environment, **self._run.env})

    def _status(self) -> dict[str, Any]:
        well = self._run.outcome == "success"
        return {
            "success": lambda: well,
            "failure": lambda: not well,
            "always": lambda: True,
            "cancelled": lambda: False,
        }

    def _conclude(self, step: Mapping[str, Any], result: Closed) -> None:
        if "id" in step:
            self._steps[step["id"]] = result

    def _use(self, step: Mapping[str, Any], names: Mapping[str, Value]) -> Mapping[str, str]:
        action = step["uses"].partition("@")[0]
        if action not in self._replaced:
            raise BrokenAction(f"nothing replaces {action}")
        passed = {name: interpolate(value, names) for name, value in (step.get("with") or {}).items()}
        self._run.uses.append(Use(action, passed))
        return self._replaced[action]

    def _script(
        self, index: int, step: Mapping[str, Any], names: Mapping[str, Value], own: Mapping[str, str]
    ) -> None:
        files = _Files(self._temp, index)
        script = self._temp / f"step-{index}.sh"
        script.write_text(interpolate(step["run"], names), encoding="utf-8", newline="")
        folder = self._workspace / interpolate(step.get("working-directory"), names)
        status = self._bash(script, folder, {**self._variables(own), **files.variables})
        read, outputs = files.collect(self._run, windows=self._fixed["RUNNER_OS"] == "Windows")
        outcome = "success" if not status and read else "failure"
        forgiven = interpolate(step.get("continue-on-error"), names) == "true"
        self._conclude(step, _concluded(outcome, outputs, "success" if forgiven else outcome))
        if outcome == "failure" and not forgiven:
            self._run.exit_status = self._run.exit_status or status or 1
            self._run.outcome = outcome

    def _variables(self, own: Mapping[str, str]) -> dict[str, str]:
        passed = ("PATH", "HOME", "LANG", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
        machine = {k: v for k, v in environ.items() if k in passed or k.startswith("PIP_")}
        started = {"CI": "true", "GITHUB_ACTIONS": "true"}
        variables = {**machine, **started, **self._environment, **self._run.env, **own, **self._fixed}
        variables["PATH"] = pathsep.join([*reversed(self._run.path), variables["PATH"]])
        return variables

    def _bash(self, script: Path, folder: Path, variables: Mapping[str, str]) -> int:
        bash = which("bash", path=variables["PATH"])
        if bash is None or not folder.is_dir():
            self._run.annotate(Annotation("error", f"bash cannot be started in {folder}"))
            return 1
        done = subprocess.run(
            [bash, "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        _Output(self._run, self._workspace).read(done.stdout)
        status = done.returncode if done.returncode >= 0 else 128 - done.returncode
        if status:
            self._run.annotate(Annotation("error", f"Process completed with exit code {status}."))
        return status


def _context(variables: Mapping[str, str], prefix: str) -> dict[str, Value]:
    return {k.removeprefix(prefix).lower(): v for k, v in variables.items() if k.startswith(prefix)}


def _concluded(outcome: str = "", outputs: Mapping[str, str] = {}, conclusion: str = "") -> Closed:
    return Closed(outcome=outcome, conclusion=conclusion or outcome, outputs=dict(outputs))


class _Files:
    """The files through which one step speaks to the runner."""

    def __init__(self, temp: Path, index: int) -> None:
        folder = temp / "_runner_file_commands"
        folder.mkdir(exist_ok=True)
        names = ("output", "env", "path", "step_summary")
        self._paths = {name: folder / f"{name}_{index}" for name in names}
        self.variables = {f"GITHUB_{name.upper()}": str(path) for name, path in self._paths.items()}
        for path in self._paths.values():
            path.write_bytes(b"")

    def collect(self, run: Run, *, windows: bool) -> tuple[bool, dict[str, str]]:
        """Take what the step has written; tell whether all could be read, and its outputs."""
        for line in re.split(r"\r\n|\n", self._read("path")):
            if line:
                run.path[:] = [*(path for path in run.path if path != line), line]
        self._summarise(run)
        outputs: dict[str, str] = {}
        env_is_good = self._assign("env", run, run.env, windows)
        return self._assign("output", run, outputs, windows) and env_is_good, outputs

    def _read(self, name: str) -> str:
        path = self._paths[name]
        return path.read_bytes().decode("utf-8-sig", "replace") if path.exists() else ""

    def _assign(self, name: str, run: Run, target: dict[str, str], windows: bool) -> bool:
        try:
            target.update(assignments(self._read(name), windows=windows))
        except ValueError as fault:
            run.annotate(Annotation("error", f"the step's file of GITHUB_{name.upper()} cannot be read"))
            run.annotate(Annotation("error", str(fault)))
            return False
        return True

    def _summarise(self, run: Run) -> None:
        path = self._paths["step_summary"]
        size = path.stat().st_size if path.exists() else 0
        if size > SUMMARY_LIMIT:
            run.annotate(
                Annotation("error", f"a summary of {size} bytes is over the limit of {SUMMARY_LIMIT}")
            )
        elif size:
            run.summary += self._read("step_summary").removesuffix("\n") + "\n"


def assignments(source: str, *, windows: bool = False) -> Iterator[tuple[str, str]]:
    """Read `name=value` and `name<<DELIMITER`; a carriage return ends a line on Windows alone."""
    lines = iter(re.findall(r"[^\n]*\n|[^\n]+", source))
    for raw in lines:
        line = _bare(raw, windows)
        if not line:
            continue
        sign = re.search("=|<<", line)
        name, value = line[: sign.start()] if sign else "", line[sign.end() :] if sign else ""
        if not name or not sign:
            raise ValueError(f"neither an assignment nor the start of one: {line!r}")
        yield name, value if sign[0] == "=" else _until(value, lines, windows)


def _until(delimiter: str, lines: Iterator[str], windows: bool) -> str:
    kept: list[str] = []
    for raw in lines if delimiter else ():
        if _bare(raw, windows) == delimiter:
            return _bare("".join(kept), windows)
        kept.append(raw)
    raise ValueError(f"no line {delimiter!r} ends the value")


def _bare(line: str, windows: bool) -> str:
    bare = line.removesuffix("\n")
    return bare.removesuffix("\r") if windows and bare != line else bare


class _Output:
    """What one step prints, line by line."""

    def __init__(self, run: Run, workspace: Path) -> None:
        self._run, self._workspace = run, workspace
        self._token = ""

    def read(self, printed: bytes) -> None:
        *lines, rest = re.split(r"\r\n|\r|\n", printed.decode("utf-8", "replace"))
        for line in [*lines, rest] if rest else lines:
            self._line(line)

    def _line(self, line: str) -> None:
        command = parse(line, {*_COMMANDS, self._token} - {""})
        if command is None or (self._token and command.name != self._token):
            self._run.log.append(line)
        elif self._token:
            self._token = ""
        else:
            self._obey(command, line)

    def _obey(self, command: Command, line: str) -> None:
        token = command.data.lower()
        if command.name == "stop-commands" and token not in {*_COMMANDS, "", "pause-logging"}:
            self._token = token
        elif command.name in LEVELS:
            self._annotate(command, line)
        elif command.name not in _HARMLESS:
            self._run.violations.append(line)

    def _annotate(self, command: Command, line: str) -> None:
        said = command.properties
        unknown = said.keys() - {*_NUMBERS, "file", "title"}
        if unknown or any(not _whole(said[name]) for name in _NUMBERS if name in said):
            self._run.violations.append(line)
        file = self._relative(said.get("file", ""))
        span = _span(*(int(said[n]) if _whole(said.get(n, "")) else None for n in _NUMBERS))
        self._run.annotate(Annotation(command.name, command.data, said.get("title", ""), file, *span))

    def _relative(self, file: str) -> str:
        path = Path(file)
        inside = path.is_absolute() and path.is_relative_to(self._workspace)
        return PurePosixPath(path.relative_to(self._workspace)).as_posix() if inside else file


def _whole(number: str) -> bool:
    return re.fullmatch(r"\s*[-+]?[0-9]+\s*", number) is not None


def _span(
    line: int | None, end_line: int | None, column: int | None, end_column: int | None
) -> tuple[int | None, ...]:
    """Return the place as far as the runner accepts it."""
    line = end_line if line is None else line
    column = end_column if column is None else column
    if line is None or end_line not in (None, line):
        column = end_column = None
    if line is not None and end_line is not None and end_line < line:
        line = end_line = None
    if column is not None and end_column is not None and end_column < column:
        column = end_column = None
    return line, end_line, column, end_column


def parse(line: str, commands: set[str]) -> Command | None:
    """Return the command in a line: the new form at its start, otherwise the old form anywhere."""
    return _new_form(line.lstrip(_SPACE), commands) or _old_form(line, commands)


def _new_form(line: str, commands: set[str]) -> Command | None:
    head, found, data = line.removeprefix("::").partition("::")
    name, _, properties = head.partition(" ")
    if not line.startswith("::") or not found or name.lower() not in commands:
        return None
    read = _properties(properties.strip(_SPACE).split(","), _PROPERTY)
    return Command(name.lower(), read, _unescape(data, _DATA))


def _old_form(line: str, commands: set[str]) -> Command | None:
    _, start, rest = line.partition("##[")
    head, end, data = rest.partition("]")
    name, _, properties = head.partition(" ")
    if not start or not end or name.lower() not in commands:
        return None
    return Command(name.lower(), _properties(properties.split(";"), _OLD), _unescape(data, _OLD))


def _properties(pairs: list[str], escapes: Mapping[str, str]) -> dict[str, str]:
    # .NET leaves empty parts out, so signs in a row count as one and an empty value as no property.
    split = (pair.lstrip("=").partition("=") for pair in pairs)
    found = ((key.lower(), value.lstrip("=")) for key, _, value in split)
    return {key: _unescape(value, escapes) for key, value in found if value}


def _unescape(escaped: str, escapes: Mapping[str, str]) -> str:
    for code, character in escapes.items():
        escaped = escaped.replace(code, character)
    return escaped
