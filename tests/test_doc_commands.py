"""Each command in README and docs runs, with the repository's address led to a clone of this working tree.

A block of `sh` is run; in one of `console`, the lines behind `$` are, and what they print is compared. The blocks of
a section run one after the other in a folder of their own, which `PLACES` fills.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from reportlint import PROJECT, __version__
from reportlint.cli import _parser
from reportlint.reporters import NAMES
from tests.cli import BLANK, GOOD, write
from tests.docs import DOCS, ROOT
from tests.hooked import IDENTITY, Course
from tests.reports import good_report

ADDRESS = f"https://github.com/{PROJECT}"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted(DOCS.glob("*.md"))]
MAY_FAIL = re.compile(r"reportlint check|pre-commit run|git commit|--diff|schema diff|report\.py check")
"""Commands that exit with 1 where they find something."""
END = "\x1fended with "


class Step(NamedTuple):
    """A command, and what it prints if the page shows that."""

    command: str
    shown: str | None


class Section(NamedTuple):
    """The commands of a section of a page."""

    page: str
    heading: str
    steps: tuple[Step, ...]


def sections(page: Path) -> Iterator[Section]:
    """Yield the sections of a page that hold commands."""
    name = page.relative_to(ROOT).as_posix()
    parts = re.split(r"^#+ (.*)$", _outside(page.read_text(encoding="utf-8")), flags=re.MULTILINE)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        blocks = re.findall(r"^```(sh|console)\n(.*?)^```$", text.replace("\x00", "#"), re.MULTILINE | re.DOTALL)
        if steps := tuple(step for language, block in blocks for step in _steps(language, block)):
            yield Section(name, heading, steps)


def _outside(text: str) -> str:
    """Return a page whose comments in blocks are no headings."""
    return re.sub(r"^```.*?^```$", lambda m: m[0].replace("#", "\x00"), text, flags=re.MULTILINE | re.DOTALL)


def _steps(language: str, block: str) -> Iterator[Step]:
    if language == "sh":
        yield from (Step(command, None) for command in re.findall(r"(?:.*\\\n)*.+", block))
    else:
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            yield Step(command, shown)


SECTIONS = [section for page in PAGES for section in sections(page)]


class Place(NamedTuple):
    """Where the commands of a section run."""

    folder: Path
    clone: Path

    def project(self) -> None:
        """Fill in: a repository with a half-written report."""
        write(self.folder / "reports" / "README.md", GOOD.replace("[x]", "[X ]", 1))
        self._git("init", "-q", "-b", "main")
        self.commit()

    def class_(self) -> None:
        """Fill in: the hand-ins of three groups."""
        for name, text in ("group-1", GOOD), ("group-2", BLANK), ("group-3", good_report("2025")):
            write(self.folder / "hand-ins" / name / "reports" / "README.md", text)

    def commit(self) -> None:
        self._git("add", "-A")
        self._git("commit", "-qm", "a step")

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.folder, check=True, env={**os.environ, **IDENTITY})


def nothing(_: Place) -> None:
    """Fill in nothing."""


PLACES: Mapping[tuple[str, str], Callable[[Place], None]] = {
    ("README.md", "Try it"): nothing,
    ("README.md", "Install"): nothing,
    ("README.md", "You write a report"): Place.project,
    ("README.md", "You run the course"): Place.class_,
}
RUN_BY_CI = ("README.md", "Work on it")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone of the working tree with the tag of its version."""
    folder = tmp_path_factory.mktemp("published")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    course = Course(folder, "", {**os.environ, **IDENTITY})
    for command in ("init -q -b main", "add -A", "commit -qm all", f"tag v{__version__}"):
        course.git(*command.split())
    return folder


def test_each_section_has_its_place() -> None:
    assert {(s.page, s.heading) for s in SECTIONS} == {*PLACES, RUN_BY_CI}


@pytest.mark.skipif(os.name == "nt", reason="the pages speak to a POSIX shell")
@pytest.mark.parametrize(
    "section",
    [section for section in SECTIONS if (section.page, section.heading) in PLACES],
    ids=lambda section: f"{section.page} {section.heading}",
)
def test_the_commands_of_a_page_run(section: Section, tmp_path: Path, published: Path, home: Path) -> None:
    place = Place(tmp_path / "here", published)
    place.folder.mkdir()
    PLACES[section.page, section.heading](place)
    runs = list(_run(section, place, _environment(tmp_path, published, home)))
    for step, (status, output) in zip(section.steps, runs, strict=True):
        assert status in (0, 1 if MAY_FAIL.search(step.command) else 0), (step.command, output)
        assert "Traceback" not in output
        if step.shown is not None:
            assert output == step.shown


def _run(section: Section, place: Place, environment: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Run the commands of a section in one shell, and yield the status and the output of each."""
    lines = [f"{step.command}\nprintf '{END}%s\\n' $?" for step in section.steps]
    script = "\n".join(["exec 2>&1 </dev/null", *lines]).replace(ADDRESS, place.clone.as_uri())
    run = subprocess.run(
        ["bash", "-c", script], cwd=place.folder, env=environment, capture_output=True, check=False
    )
    for output, status in re.findall(f"(.*?){END}(\\d+)\\n", run.stdout.decode(), re.DOTALL):
        yield int(status), output


def _environment(folder: Path, clone: Path, home: Path) -> dict[str, str]:
    """Return the environment of somebody who has nothing but the programs; downloads are kept."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    caches = {"PIP_CACHE_DIR": "pip", "UV_CACHE_DIR": "uv"}
    own = Path.home() / ".cache"
    return {
        **kept,
        **IDENTITY,
        **{name: os.environ.get(name, str(own / cache)) for name, cache in caches.items()},
        "HOME": str(folder / "home"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{clone.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
    }


SPOKEN = sorted(
    {
        span
        for page in PAGES
        for span in re.findall(r"`(reportlint [^`]+)`", page.read_text(encoding="utf-8"))
        if "COMMAND" not in span
    }
)


@pytest.mark.parametrize("command", SPOKEN)
def test_a_command_in_a_sentence_is_one(command: str) -> None:
    words = shlex.split(command.replace("...", ""))[1:]
    options = _parser().parse_args(words)
    for value in getattr(options, "output_format", None) or ():
        assert value.partition("=")[0] in (*NAMES, "FORMAT", "markdown")
