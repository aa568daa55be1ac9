"""Programs that are called: where they are, and which Python others would be given."""

import os
import subprocess
from pathlib import Path

_TIMEOUT = 10
"""Seconds that a program has to say its version."""


def program(name: str) -> str | None:
    """Return where a program is on the PATH, or None.

    Never in the working directory, where Windows would look first, nor in a folder named from there.
    """
    name = f"{name}.exe" if os.name == "nt" else name
    folders = (Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder)
    return next((str(f / name) for f in folders if f.is_absolute() and _is_program(f / name)), None)


def _is_program(path: Path) -> bool:
    # `Path.is_file` raises for a folder that may not be searched.
    return os.path.isfile(path) and os.access(path, os.X_OK)  # noqa: PTH113


def python_version(name: str) -> tuple[int, int] | None:
    """Return major and minor version of the Python called `name` on the PATH, or None if none runs."""
    path = program(name)
    if not path:
        return None
    command = [path, "-I", "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        run = subprocess.run(command, capture_output=True, check=True, timeout=_TIMEOUT)  # noqa: S603  (an absolute path)
        major, minor = map(int, run.stdout.split())
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return major, minor
