"""The settings of a run: the command line before the configuration, with codes and templates resolved."""

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reportlint.cli.discover import (
    Excludes,
    Judge,
    Unopened,
    UsageError,
    configured,
    expanded,
    find,
    first_of,
)
from reportlint.cli.search import only_one, search
from reportlint.cli.sources import near_config, read_config
from reportlint.config import Config, ConfigError, load
from reportlint.config.keys import STAGES
from reportlint.diagnostic import Severity, Stage
from reportlint.formatting import Number
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Options
from reportlint.repository.globs import matcher
from reportlint.repository.paths import from_here, home_of
from reportlint.rules.registry import CODES, PROTECTED, matching, suggestion
from reportlint.schema.model import Schema
from reportlint.schema.store import documents


def chosen_codes(select: Sequence[str] | None, ignore: Sequence[str] | None) -> frozenset[str]:
    """Return the codes of the rules that are on; raises `UsageError` for names of no rule."""
    chosen = CODES if select is None else _matching(select)
    return chosen - _matching(ignore) if ignore else chosen


def listed(value: str | None) -> tuple[str, ...] | None:
    """Return the words of a comma-separated list; raises `UsageError` if it is empty."""
    if value is None:
        return None
    words = tuple(filter(None, (part.strip() for part in value.split(","))))
    if not words:
        raise UsageError("no rule is named: reportlint rules lists them")
    return words


def _matching(words: Sequence[str]) -> frozenset[str]:
    chosen: frozenset[str] = frozenset()
    for word in words:
        matches = matching(word)
        if not matches:
            raise UsageError(f"no rule {word!r}{suggestion(word)}")
        chosen |= matches
    return chosen


DEFAULTS = Config(stage=Stage.FINAL.label, fail_on=Severity.ERROR.label)
COMMAND_LINE, DEFAULT = "command line", "default"
"""Origins of a setting that no file states."""


class Settings(NamedTuple):
    """All settings, from the command line and the configuration."""

    options: Options
    config: Config
    """The settings as written, defaults included."""
    origins: Mapping[str, str]
    """Where each of them comes from."""
    paths: tuple[str, ...]
    """Paths to lint, relative to the working directory; empty: search."""
    excludes: Excludes
    isolated: bool
    """Whether to ignore the configuration and schemas beside reports."""

    def find(
        self, judge: Judge, was_report: Callable[[InputFile], bool] = lambda _: False
    ) -> Iterable[InputFile | Unopened]:
        """Return the files to lint; if there is no report, a file that `was_report`."""
        if not self.paths:
            return search(Path.cwd(), judge, self.excludes, was_report)
        origin = self.origins["paths"]
        return find(self.paths, judge, self.excludes, origin if _from_file(origin) else "")

    def find_one(
        self, judge: Judge, what: str, was_report: Callable[[InputFile], bool] = lambda _: False
    ) -> Iterable[InputFile | Unopened]:
        """Return the files that `what` writes; raises `UsageError` if the search finds several."""
        found = self.find(judge, was_report)
        return found if self.paths else only_one(list(found), what)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the options of all commands that lint; most are also keys of the configuration."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="reports, folders, globs, or - for standard input (default: search)",
    )
    parser.add_argument(
        "--exclude", metavar="GLOB", action="append", help="leave out files found there; may be repeated"
    )
    what = parser.add_argument_group("what is checked")
    what.add_argument("--stage", choices=STAGES, help="stage of the report (default: final)")
    what.add_argument(
        "--template", metavar="EDITION|FILE", help="the template to check against (default: detect it)"
    )
    what.add_argument(
        "--select", metavar="CODES", help="only these rules: codes or their beginnings, separated by commas"
    )
    what.add_argument("--ignore", metavar="CODES", help="leave out these rules")
    what.add_argument(
        "--no-suppress", dest="suppress", action="store_false", help="ignore suppression comments"
    )
    add_source(parser)


def add_source(parser: argparse.ArgumentParser) -> None:
    """Add the options about where settings come from."""
    source = parser.add_argument_group("configuration").add_mutually_exclusive_group()
    source.add_argument(
        "--config", metavar="FILE", help="read [tool.reportlint] from this file (default: pyproject.toml)"
    )
    source.add_argument("--isolated", action="store_true", help="read no configuration and no template.yaml")


UNASKED = {
    **dict.fromkeys(("exclude", "template", "stage", "select", "ignore", "fail_on")),
    "suppress": True,
}
"""Settings that commands without these options leave to the configuration."""


def read_settings(arguments: argparse.Namespace, here: Path | None = None) -> Settings:
    """Return the settings in force in the folder `here`, by default the working directory.

    Raises `UsageError` with all mistakes of the configuration.
    """
    own = Config(
        paths=tuple(arguments.paths) or None,
        exclude=tuple(arguments.exclude) if arguments.exclude else None,
        template=arguments.template,
        stage=arguments.stage,
        select=listed(arguments.select),
        ignore=listed(arguments.ignore),
        fail_on=arguments.fail_on,
    )
    path, stated = _configuration(arguments, here or Path.cwd())
    config, origins = _merge(own, stated, path.as_posix())
    # Links are not resolved.
    folder = Path(os.path.abspath(path)).parent  # noqa: PTH100
    options = Options(
        stage=Stage[str(config.stage).upper()],
        template=_template(config, origins["template"], folder),
        codes=chosen_codes(config.select, config.ignore),
        fail_on=None if config.fail_on == "never" else Severity[str(config.fail_on).upper()],
        severities=_severities(config),
        ignored=frozenset(_ignored(config)),
        suppress=arguments.suppress,
    )
    excludes = _excludes(config.exclude or (), folder if _from_file(origins["exclude"]) else Path.cwd())
    paths = _paths(config, origins["paths"], folder, excludes)
    return Settings(options, config, origins, paths, excludes, arguments.isolated)


def _configuration(arguments: argparse.Namespace, here: Path) -> tuple[Path, Config]:
    """Return the path of the configuration in force, and its settings."""
    none = Path("pyproject.toml"), Config()
    path = Path(arguments.config) if arguments.config else near_config(here)
    if arguments.isolated or not path:
        return none
    text = read_config(path, None if arguments.config else home_of(path))
    try:
        config = load(text, path.as_posix())
    except ConfigError as error:
        raise UsageError(*first_of(error.args, path.as_posix())) from None
    if not config and arguments.config:
        raise UsageError(f"{path.as_posix()}: there is no [tool.reportlint] in it")
    return (path, config) if config else none


def _merge(own: Config, other: Config, name: str) -> tuple[Config, Mapping[str, str]]:
    """Return all settings and their origins; `name` is the file of the `other` ones."""
    values: dict[str, Any] = DEFAULTS._asdict()
    origins = dict.fromkeys(Config._fields, DEFAULT)
    for stated, origin in ((_stated(other), name), (_stated(own), COMMAND_LINE)):
        values |= stated
        origins |= dict.fromkeys(stated, origin)
    return Config(**values), origins


def _stated(config: Config) -> dict[str, Any]:
    return {key: value for key, value in config._asdict().items() if value is not None}


def _from_file(origin: str) -> bool:
    return origin not in (COMMAND_LINE, DEFAULT)


def _template(config: Config, origin: str, folder: Path) -> Schema | None:
    if config.template is None:
        return None
    # Most reports show which edition they are of.
    from reportlint.cli.editions import find_schema

    name = config.template
    if not _from_file(origin):
        return find_schema(name)
    try:
        if not _is_path(name, folder):
            return find_schema(name)
        # A path is relative to the file that contains it.
        return find_schema(configured(name, folder)[0], home_of(folder / name))
    except UsageError as error:
        raise UsageError(*(f"{origin}: tool.reportlint.template: {line}" for line in error.args)) from None


def _is_path(name: str, folder: Path) -> bool:
    """Whether a configuration's template is a file; an edition of that name takes precedence."""
    if "/" in name or name.endswith((".yaml", ".yml")):
        return True
    return os.path.lexists(folder / name) and name not in documents()


def _excludes(patterns: Sequence[str], folder: Path) -> Excludes:
    """Return a function that tells whether one of the patterns, relative to a folder, excludes a path."""
    known = (from_here(Path(p), folder) if Path(p).is_absolute() else p for p in patterns)
    matchers = [matcher(pattern) for pattern in known]

    def excludes(path: Path) -> bool:
        name = from_here(path, folder) if matchers else ""
        return any(matches(name) for matches in matchers)

    return excludes


def _paths(config: Config, origin: str, folder: Path, excludes: Excludes) -> tuple[str, ...]:
    paths = config.paths or ()
    if not _from_file(origin):
        return tuple(name for path in paths for name in expanded(path, Path.cwd(), excludes))
    try:
        return tuple(name for path in paths for name in configured(path, folder, excludes))
    except UsageError as error:
        raise UsageError(*(f"{origin}: tool.reportlint.paths: {line}" for line in error.args)) from None


def _severities(config: Config) -> Mapping[str, Severity]:
    """Return the severity by code; of two settings, the one for fewer codes wins."""
    ordered = sorted((config.severity or {}).items(), key=lambda item: -len(matching(item[0])))
    return {code: Severity[level.upper()] for word, level in ordered for code in matching(word)}


def _ignored(config: Config) -> Iterator[tuple[str, Number]]:
    for word, numbers in (config.ignore_questions or {}).items():
        yield from ((code, number) for code in matching(word) - PROTECTED for number in numbers)
