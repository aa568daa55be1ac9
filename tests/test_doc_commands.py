"""Each command in README and docs runs, with the repository's address led to a clone of this working tree.

A block of `sh` is run; in one of `console`, the lines behind `$` are, and what they print is compared. The
blocks of a section run one after the other in a folder of their own, which `PLACES` fills.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest

from reportlint import PROJECT, __version__
from reportlint.cli import make_parser
from reportlint.schema.template import render
from tests import other_course
from tests.cli import BLANK, GOOD, write
from tests.docs import DOCS, ROOT
from tests.hooked import IDENTITY, Course
from tests.later_editions import later_editions
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
    """Yield the sections of a page that hold commands; of one whose sections go on from each other, one."""
    name = page.relative_to(ROOT).as_posix()
    found: list[tuple[str, Step]] = []
    parts = re.split(r"^#+ (.*)$", _outside(page.read_text(encoding="utf-8")), flags=re.MULTILINE)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        blocks = re.findall(
            r"^```(sh|console)\n(.*?)^```$", text.replace("\x00", "#"), re.MULTILINE | re.DOTALL
        )
        found += [(heading, step) for language, block in blocks for step in _steps(language, block)]
    for heading, steps in groupby(found, key=lambda pair: "" if (name, "") in PLACES else pair[0]):
        yield Section(name, heading, tuple(step for _, step in steps))


def _outside(text: str) -> str:
    """Return a page whose comments in blocks are no headings."""
    return re.sub(r"^```.*?^```$", lambda m: m[0].replace("#", "\x00"), text, flags=re.MULTILINE | re.DOTALL)


def _steps(language: str, block: str) -> Iterator[Step]:
    if language == "sh":
        yield from (Step(command, None) for command in re.findall(r"(?:.*\\\n)*.+", block))
    else:
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            yield Step(command, shown)


class Place(NamedTuple):
    """Where the commands of a section run."""

    folder: Path
    clone: Path

    def nothing(self) -> None:
        """Fill in nothing."""

    def project(self) -> None:
        """Fill in: a repository with a report that lacks little."""
        write(self.folder / "reports" / "README.md", GOOD.replace("[x]", "[X ]", 1))
        self._git("init", "-q", "-b", "main")
        self._commit()
        write(self.folder / "boats.py", "boats = 7\n")
        self._commit()

    def hand_ins(self) -> None:
        """Fill in: the hand-ins of three groups, the third with a short answer."""
        short = re.sub(r"(### Question 7\n\n(?:>.*\n)+\n)(?:.+\n)+", r"\1Seven fast tests.\n", GOOD)
        for name, text in ("group-1", GOOD), ("group-2", BLANK), ("group-3", short):
            write(self.folder / "hand-ins" / name / "reports" / "README.md", text)

    def handed_in(self) -> None:
        """Fill in: a report and, beside it, the script that replaces the course's."""
        write(self.folder / "README.md", BLANK)
        shutil.copy(ROOT / "examples" / "reports" / "report.py", self.folder)

    def template(self) -> None:
        """Fill in: what a maintainer has downloaded."""
        downloads = self.folder.parent / "home" / "Downloads"
        write(downloads / "README.md", render(next(iter(later_editions().values())).newest))
        shutil.copy(ROOT / "examples" / "reports" / "report.py", downloads)

    def course(self) -> None:
        """Fill in: a repository with another course's blank template."""
        self._git("init", "-q", "-b", "main")
        write(self.folder / "blank.md", other_course.BLANK)

    def older(self) -> None:
        """Fill in: a repository with a report in an older template."""
        write(self.folder / "reports" / "README.md", good_report("2026", "2026-01-09"))
        self._git("init", "-q", "-b", "main")
        self._commit()

    def _commit(self) -> None:
        self._git("add", "-A")
        self._git("commit", "-qm", "a step")

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.folder, check=True, env={**os.environ, **IDENTITY})


PLACES: Mapping[tuple[str, str], Callable[[Place], None]] = {
    ("README.md", "Try it"): Place.nothing,
    ("README.md", "Install"): Place.nothing,
    ("README.md", "You write a report"): Place.project,
    ("README.md", "You run the course"): Place.hand_ins,
    ("SECURITY.md", "`python -m reportlint`"): Place.project,
    ("SECURITY.md", "Pinning the action"): Place.nothing,
    ("docs/configuration.md", ""): Place.project,
    ("docs/fixes.md", "What --fix changes"): Place.project,
    ("docs/fixes.md", "A newer template"): Place.older,
    ("docs/maintainer.md", ""): Place.template,
    ("docs/output.md", ""): Place.project,
    ("docs/pages.md", ""): Place.project,
    ("docs/reviewer.md", ""): Place.project,
    ("docs/schema.md", ""): Place.course,
    ("docs/staff.md", "A report.py that calls reportlint"): Place.handed_in,
    ("docs/staff.md", "The class as a table"): Place.hand_ins,
    ("docs/staff.md", "The class on one page"): Place.hand_ins,
    ("docs/staff.md", "The course's warning lines"): Place.hand_ins,
    ("docs/student.md", ""): Place.project,
}
"""How the folder of a section is filled, or of all sections of a page."""
RUN_BY_CI = {("README.md", "Work on it"), ("CONTRIBUTING.md", "Set up and test")}
SECTIONS = [section for page in PAGES for section in sections(page)]


NEW = "schemas/2027.yaml"
"""What the maintainer's page makes: a tree that has that edition already is published without."""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with the working tree as it is, at the tag of its version."""
    folder = tmp_path_factory.mktemp("tree")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0"):
        if name != NEW and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    course = Course(folder, "", {**os.environ, **IDENTITY})
    for command in ("init -q -b main", "add -A", "commit -qm all", f"tag v{__version__}"):
        course.git(*command.split())
    bare = tmp_path_factory.mktemp("published") / "reportlint.git"
    course.git("clone", "-q", "--bare", ".", str(bare))
    return bare


def test_each_section_has_its_place() -> None:
    assert {(s.page, s.heading) for s in SECTIONS} == PLACES.keys() | RUN_BY_CI


def test_ci_runs_what_is_not_run_here() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    steps = [step for section in SECTIONS if section.page == "CONTRIBUTING.md" for step in section.steps]
    assert {step.command for step in steps} <= set(script)


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
        # To compile what is installed takes a while, and is not the point.
        "PIP_NO_COMPILE": "1",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{clone.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": ADDRESS,
    }


SPOKEN = sorted(
    {
        span
        for page in PAGES
        if page.name != "commands.md"
        for span in re.findall(r"`(reportlint [^`]+)`", page.read_text(encoding="utf-8"))
        if not re.fullmatch(r"[a-z ]+|.*COMMAND.*", span)
    }
)
"""The commands in sentences that have an argument or an option."""


@pytest.mark.parametrize("command", SPOKEN)
def test_a_command_in_a_sentence_is_one(command: str) -> None:
    # Raises where there is no such command, option or value.
    make_parser().parse_args(shlex.split(command)[1:])
