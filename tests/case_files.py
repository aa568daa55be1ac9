"""Reads the cases in `tests/cases`; the README there says how one is written."""

from dataclasses import dataclass
from pathlib import Path

from reportlint.cli.editions import find_schema
from reportlint.linter.input import History, InputFile, Version
from reportlint.linter.linter import Options
from reportlint.linter.templates import Templates
from reportlint.repository.workspace import Ignored, Workspace
from tests.reports import PNG, SCHEMAS, FakeFiles, SparingLinter

CASES = Path(__file__).parent / "cases"
GOOD = (CASES / "harbour.md").read_text(encoding="utf-8")
HARBOUR = find_schema(str(CASES / "harbour.yaml"))
WITH_HARBOUR = SparingLinter(Templates((*SCHEMAS.values(), HARBOUR)), Options())
BYTES = {
    "png": PNG, "jpg": b"\xff\xd8\xff\xe0", "gif": b"GIF89a", "svg": b"<svg/>", "empty": b"",
    "heic": b"\0\0\0\x18ftypheic", "lfs": b"version https://git-lfs.github.com/spec/v1",
    "example": b"\x89PNG\r\n\x1a\nharbour",
}  # fmt: skip
"""What a file holds, by what the tree calls it or by its ending."""


@dataclass(frozen=True)
class Case:
    """A case by its file, `<code>-<name>/<case>.patch` or, if it is a whole report, `.md`."""

    file: Path

    def __str__(self) -> str:
        return f"{self.file.parent.name}/{self.file.stem}"

    def beside(self, suffix: str) -> Path:
        return self.file.with_suffix(suffix)

    def input(self) -> InputFile:
        """The report, with its baseline and its repository if the case has them."""
        name, before = f"{self.file.stem}.md", self.beside(".before")
        versions = (Version("0123456789ab", name, _read(before)),) if before.exists() else None
        return InputFile(name, _read(self.file), history=History(versions), workspace=self._workspace())

    def _workspace(self) -> Workspace | None:
        """The repository that the tree describes; the case is its `reports/README.md`."""
        tree = self.beside(".tree")
        if not tree.exists():
            return None
        files: dict[str, bytes] = {"reports/README.md": b""}
        lost: dict[str, Ignored] = {}
        for line in tree.read_text(encoding="utf-8").splitlines():
            path, _, rest = line.partition("  ")
            kind, _, state = rest.partition(" ") if rest.startswith("=") else ("", "", rest)
            files[path] = BYTES.get(kind[1:] or path.rpartition(".")[2].lower(), b"text")
            if state:
                source, _, pattern = state.removeprefix("ignored").strip().partition(" ")
                name, _, number = source.partition(":")
                lost[path] = Ignored(name, int(number), pattern) if number else Ignored()
        return Workspace(FakeFiles(files, lost), "reports")


def edited(good: str, patch: str) -> str:
    """Return the report with each hunk applied at the first place behind its heading."""
    lines = good.split("\n")
    _, *hunks = ("\n" + patch.removesuffix("\n")).split("\n@@ ")
    assert hunks, "no line begins with @@"
    for hunk in reversed(hunks):
        heading, *body = hunk.split("\n")
        old = [line[1:] for line in body if not line.startswith("+")]
        start = lines.index(heading)
        while lines[start : start + len(old)] != old:
            start += 1
            assert start < len(lines), f"these lines do not follow {heading}: {old}"
        lines[start : start + len(old)] = [line[1:] for line in body if not line.startswith("-")]
    return "\n".join(lines)


def cases() -> list[Case]:
    return [Case(file) for file in sorted((*CASES.glob("*/*.patch"), *CASES.glob("*/*.md")))]


def _read(file: Path) -> bytes:
    data = file.read_bytes()
    return data if file.suffix == ".md" else edited(GOOD, data.decode()).encode()
