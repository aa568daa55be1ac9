"""Repositories with the hooks of this working tree installed by a real client: pre-commit or prek."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

from reportlint import PROJECT, __version__
from tests.reports import PNG

ROOT = Path(__file__).parent.parent
SHIPPED = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "reportlint", "schemas")
HOOKS = ("reportlint-fix", "reportlint", "reportlint-final", "reportlint-schema")
REPORT = "reports/README.md"
URL, TAG = f"https://github.com/{PROJECT}", f"v{__version__}"
PERSON = {"NAME": "A student", "EMAIL": "student@example.org"}
IDENTITY = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in PERSON.items()}


both = pytest.mark.parametrize("client", ["pre-commit", "prek"], indirect=True)
"""Where what a client does is the point, rather than what the hook says."""


class Course(NamedTuple):
    """A course repository with the hooks of a client installed."""

    folder: Path
    client: str
    environment: dict[str, str]

    def run(self, *command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**self.environment, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def git(self, *arguments: str) -> str:
        run = self.run("git", *arguments)
        assert run.returncode == 0, run.stdout
        return run.stdout

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        if name == REPORT:
            self.write("reports/figures/harbour.png", PNG)

    def commit(self, **variables: str) -> "subprocess.CompletedProcess[str]":
        self.git("add", "-A")
        return self.run("git", "commit", "-m", "a step", **variables)

    def past(self, name: str, text: str) -> None:
        """Commit a file without the hooks."""
        self.write(name, text)
        self.git("add", "-A")
        self.git("commit", "-nqm", "the past")

    def hook(self, name: str, stage: str = "manual") -> "subprocess.CompletedProcess[str]":
        return self.run(self.client, "run", name, "--hook-stage", stage, "--all-files")


def said(output: str, hook: str = "reportlint") -> list[str]:
    """Return the lines that a hook printed: behind the client's own, up to its next or to git's."""
    lines = output.splitlines()
    begin = next(i for i, line in enumerate(lines) if line.strip() == f"- hook id: {hook}")
    body = lines[begin + 1 :]
    shown = [line.strip() for line in body if not line.startswith("- ")]
    end = r"\n(?=\n|\[|.*\.\.\..*(?:Passed|Failed|Skipped)\n)"
    return re.split(end, "\n".join([*shown, ""]).lstrip())[0].splitlines()


def passed(run: "subprocess.CompletedProcess[str]") -> bool:
    """Whether a commit is made, and the hook's client says that on its own line alone."""
    own = re.findall(r"^reportlint \(draft\)\.+Passed$", run.stdout, re.MULTILINE)
    return run.returncode == 0 and len(own) == 1 and "- hook id: " not in run.stdout


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the clients install: each environment is built once, whichever process needs it first."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "hooked"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shipped(home: Path) -> Path:
    """Return a clone of what this working tree ships, with the tag of its version."""
    folder = home / "shipped"
    with FileLock(home / "lock"):
        if not (folder / ".git").exists():
            _ship(folder)
    return folder


def _ship(folder: Path) -> None:
    folder.mkdir()
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    course = Course(folder, "", {**os.environ, **IDENTITY})
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "as it is"], ["tag", TAG]):
        course.git(*command)


@pytest.fixture
def client(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", "pre-commit")


@pytest.fixture
def course(tmp_path: Path, shipped: Path, home: Path, client: str) -> Course:
    program = str(Path(sys.executable).parent / client)
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT", "SKIP"))}
    homes = {"PRE_COMMIT_HOME": str(home / "pre-commit"), "PREK_HOME": str(home / "prek")}
    homes["PIP_NO_COMPILE"] = "1"
    # What GitHub would give, this clone gives.
    instead = {"KEY_0": f"url.{shipped}.insteadOf", "VALUE_0": URL, "COUNT": "1"}
    homes |= {f"GIT_CONFIG_{name}": value for name, value in instead.items()}
    folder = tmp_path / "project"
    folder.mkdir()
    course = Course(folder, program, {**variables, **IDENTITY, **homes})
    course.git("init", "-q", "-b", "main")
    hooks = "".join(f"      - id: {name}\n" for name in HOOKS)
    course.write(".pre-commit-config.yaml", f"repos:\n  - repo: {URL}\n    rev: {TAG}\n    hooks:\n{hooks}")
    course.run(program, "install", "-t", "pre-commit", "-t", "pre-merge-commit")
    return course
