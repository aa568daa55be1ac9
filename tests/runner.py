"""Runs a composite `action.yml` as the runner of GitHub Actions does, to test one without GitHub.

The steps are executed by bash; an action that a step uses is not, its outputs are the test's.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from os import environ, pathsep
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple

import yaml

from tests.commands import SUMMARY_LIMIT, Annotation, Output, Run, Use
from tests.expressions import BrokenAction, Closed, Exact, Value, condition, interpolate

_STEP_KEYS = set("name id if env continue-on-error working-directory shell run uses with".split())


class Event(NamedTuple):
    """What started the workflow: its name and the payload in `GITHUB_EVENT_PATH`."""

    name: str
    payload: Mapping[str, Value]


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
        Output(self._run, self._workspace).read(done.stdout)
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
