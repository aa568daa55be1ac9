"""External programs: finds them, and asks which version of Python they are."""

import os
import subprocess
from os import path

GIT_OPTIONS = ("--no-pager", "-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")
"""Keeps git from using folders in a checkout as repositories, and from starting configured programs."""

GIT_ENVIRONMENT = {"GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
"""Keeps git from fetching what a partial clone lacks."""

_TIMEOUT = 10
"""Seconds that a program may take to print its version."""


def program(name: str) -> str | None:
    """Return the path of a program on the PATH, or None.

    Never in the working directory, where Windows would look first, or a folder relative to it.
    """
    name = f"{name}.exe" if os.name == "nt" else name
    folders = filter(path.isabs, os.environ.get("PATH", "").split(os.pathsep))
    return next(filter(_is_program, (path.join(folder, name) for folder in folders)), None)


def _is_program(name: str) -> bool:
    return path.isfile(name) and os.access(name, os.X_OK)


def python_version(name: str) -> tuple[int, int] | None:
    """Return major and minor version of the Python called `name` on the PATH, or None if none runs."""
    found = program(name)
    if not found:
        return None
    command = [found, "-I", "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        run = subprocess.run(command, capture_output=True, check=True, timeout=_TIMEOUT)  # noqa: S603  (an absolute path)
        major, minor = map(int, run.stdout.split())
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return major, minor
