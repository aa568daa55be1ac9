"""The pictures in docs/: what each shows, made by the program itself from the report in examples/."""

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader
from rich.console import Console
from rich.text import Text

from tests.actions import lint
from tests.cli import BLANK, GOOD, reportlint, repository, write
from tests.commands import Annotation
from tests.origins import checkout, made, started

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PICTURES = DOCS / "pictures"
EXAMPLE_PATH = "examples/reports/README.md"
COMMAND = f"reportlint check --stage draft {EXAMPLE_PATH}"
WIDTH = 132
"""Of terminals, in characters."""
_CONTEXT = 3
"""Lines around a change."""

EXAMPLE = (ROOT / EXAMPLE_PATH).read_text(encoding="utf-8")
_EDITS = {
    "--- question 6 fill here ---": "We follow pep8 and check it with a linter on each commit.",
    "> Answer:\n\nIn total we have 23 tests.": "\nIn total we have 31 tests.",
}


def terminal() -> str:
    """Return, as SVG, a terminal with the command of the README and what it prints."""
    return drawn("reportlint", f"[bold green]$[/] {COMMAND}", Text.from_ansi(printed()))


def drawn(title: str, *shown: str | Text) -> str:
    """Return, as SVG, a terminal that shows some texts."""
    console = Console(record=True, width=WIDTH, file=StringIO())
    for text in shown:
        console.print(text)
    svg = console.export_svg(title=title, unique_id=title)
    # Nothing of a picture comes from elsewhere: the reader's own monospaced font does.
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def printed() -> str:
    """Return what the command prints on a terminal, with its colours."""
    import pty

    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", *COMMAND.split()]
    subprocess.run(command, cwd=ROOT, stdout=theirs, check=True, env=environment)
    os.close(theirs)
    read = b""
    # Linux says by an error that the other end is closed.
    with suppress(OSError):
        while part := os.read(ours, 1 << 16):
            read += part
    os.close(ours)
    return read.decode().replace("\r\n", "\n").rstrip("\n")


class Line(NamedTuple):
    """A line of a pull request's "Files changed": its number afterwards, empty where it is gone."""

    sign: str
    number: int | str
    text: str
    notes: tuple[Annotation, ...] = ()


def pull_request(folder: Path) -> str:
    """Return, as HTML, how GitHub shows a pull request that changes two answers of the example."""
    after = EXAMPLE
    for old, new in _EDITS.items():
        assert old in after
        after = after.replace(old, new)
    origin = made(folder, EXAMPLE, after)
    checkout(origin, origin.merge, folder / "workspace", 2)
    notes = lint(folder, *started(origin, "pull_request")).annotations
    loader = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    return loader.get_template("request.html").render(hunks=list(_hunks(after, notes)))


def _hunks(after: str, notes: list[Annotation]) -> Iterator[list[Line]]:
    lines = EXAMPLE.splitlines(), after.splitlines()
    for group in difflib.SequenceMatcher(None, *lines, autojunk=False).get_grouped_opcodes(_CONTEXT):
        hunk = []
        for tag, first, last, begin, end in group:
            if tag != "equal":
                hunk += [Line("-", "", lines[0][index]) for index in range(first, last)]
            for number in range(begin + 1, end + 1):
                own = tuple(note for note in notes if note.line == number)
                hunk.append(Line(" " if tag == "equal" else "+", number, lines[1][number - 1], own))
        yield hunk


def page(folder: Path) -> str:
    """Return the page of the example, with what was found."""
    _laid_out(folder, {"example": EXAMPLE})
    repository(folder / "hand-ins" / "example")
    return _html(folder, "hand-ins/example", "--findings", "-o", "page.html")


def index(folder: Path) -> str:
    """Return the index of a class in which the example is one of six hand-ins."""
    unsure = GOOD.replace("### Question 9\n", "### Question 8\n")
    short = re.sub(r"(### Question 2[2-7]\n\n(?:>.*\n)+\n)(?:.+\n)+", r"\1Too short.\n", GOOD)
    texts = [GOOD, EXAMPLE, short, BLANK, unsure, GOOD.replace("![harbour]", "[harbour]")]
    names = {f"group-{n:02}": _of_group(text, n) for n, text in enumerate(texts, 1)}
    _laid_out(folder, names)
    return _html(folder, *(f"hand-ins/{name}" for name in names), "-o", "site/", made="site/index.html")


def _of_group(text: str, number: int) -> str:
    return text.replace("> Answer:\n\n7\n", f"> Answer:\n\n{number}\n", 1).replace(
        "s123456", f"s00000{number}"
    )


def _laid_out(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        write(folder / "hand-ins" / name / "reports" / "README.md", text)
        loss = folder / "hand-ins" / name / "reports" / "figures" / "loss.png"
        loss.parent.mkdir(exist_ok=True)
        loss.write_bytes((ROOT / "examples" / "reports" / "figures" / "loss.png").read_bytes())


def _html(folder: Path, *arguments: str, made: str = "page.html") -> str:
    run = reportlint("html", *arguments, cwd=folder)
    assert run.returncode == 0, run.stderr.decode()
    return (folder / made).read_text(encoding="utf-8")


SHOTS: Mapping[str, Callable[[Path], str]] = {"pull-request": pull_request, "page": page, "class": index}
"""What a browser is to take a picture of, by the picture's name."""
