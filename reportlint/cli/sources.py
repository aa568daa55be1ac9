"""Reads the other files of a run: configurations, schemas, templates and scripts."""

import os
from pathlib import Path

from reportlint.cli.discover import UsageError
from reportlint.repository.names import OWN_SCHEMA
from reportlint.repository.paths import from_here, top_folder
from reportlint.repository.reader import FileError, read_file
from reportlint.source import Source, UnreadableError

MAX_SCHEMA = 200_000
"""Maximum bytes of a schema or a template: the largest schema of four editions has 26 kB."""


def near_config(here: Path) -> Path | None:
    """Return the nearest pyproject.toml in a folder or above it, within its repository if it has one.

    The path is relative to the working directory.
    """
    root = top_folder(here)
    for folder in (here, *here.parents):
        path = folder / "pyproject.toml"
        if os.path.lexists(path) and not os.path.isdir(path):  # noqa: PTH112  (`Path.is_dir` may raise)
            return Path(from_here(path, Path.cwd()))
        if folder == root:
            break
    return None


def read_config(path: Path, home: Path | None = None) -> str:
    """Return the text of a configuration; parts that are not UTF-8 cannot matter.

    Its links may not leave the folder `home`. Raises `UsageError`.
    """
    try:
        return read_file(path, home).decode("utf-8-sig", "replace")
    except FileError as error:
        raise UsageError(f"{path.as_posix()}: {error}") from None


def schema_in(folder: Path, home: Path) -> Source | None:
    """Return the text of the schema file in a folder of reports; None if there is none.

    Its links may not leave the folder `home`.
    """
    return schema_at(folder / OWN_SCHEMA, home)


def schema_at(path: Path, home: Path | None = None) -> Source | None:
    """Return the text of a file if it is a schema, with lines that begin with `format:` and `template:`.

    Other tools use files of the same names.
    """
    try:
        source = Source.decode(path.as_posix(), read_file(path, home, MAX_SCHEMA))
    except (FileError, UnreadableError):
        return None
    starts = {line.partition(":")[0].rstrip() for line in source.lines if ":" in line}
    return source if {"format", "template"} <= starts else None


def read_text(name: str) -> str:
    """Return the text of a template or a script, with LF newlines; raises `UsageError` if unreadable."""
    return read_source(name).text


def read_source(name: str, home: Path | None = None) -> Source:
    """Return the text of a schema or a template with its places.

    Raises `UsageError` if it is unreadable, too large, or not in `home`.
    """
    path = Path(name)
    try:
        return Source.decode(path.as_posix(), read_file(path, home, MAX_SCHEMA))
    except FileError as error:
        raise UsageError(f"{path.as_posix()}: {error}") from None
    except UnreadableError as error:
        raise UsageError(f"{path.as_posix()}:{error.line}:1: {error}") from None
