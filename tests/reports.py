"""Reports for tests, written by a machine: no sentence of them is anybody's."""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from itertools import cycle, islice

from reportlint.formatting import Number
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.result import Result
from reportlint.linter.templates import Templates
from reportlint.repository.workspace import EntryKind as FileKind
from reportlint.repository.workspace import Ignored, Workspace
from reportlint.schema.limits import read_limits, stated
from reportlint.schema.model import KINDS, Kind, Limits, QuestionSpec, Revision, Schema
from reportlint.schema.store import bundled
from reportlint.schema.template import render

SCHEMAS: Mapping[str, Schema] = {schema.id: schema for schema in bundled()}


@lru_cache(maxsize=8)
def _linted(templates: Templates, file: InputFile) -> Result:
    return Linter(templates, Options()).lint(file)


class SparingLinter(Linter):
    """Remembers the last few results: what becomes of a text is linted by the fixer and by the test, too."""

    def lint(self, file: InputFile) -> Result:
        return _linted(self.templates, file) if self.options == Options() else super().lint(file)


LINTER = SparingLinter(Templates(SCHEMAS.values()), Options())

_PROSE = (
    "the harbour crew painted every second boat green while seven quiet gulls watched from a wooden crane "
    "and nobody counted how often the tide had turned since morning because the old bell rang only for fog"
).split()


def prose(words: int) -> str:
    """Return `words` words on lines of a dozen."""
    text = list(islice(cycle(_PROSE), words))
    return "\n".join(" ".join(text[i : i + 12]) for i in range(0, words, 12))


def good_answer(spec: QuestionSpec) -> str:
    """Return an answer within the limits of `spec`, with room for a few words more or less."""
    if not spec.words and not spec.images:
        return "7" if spec.example is None else "s123456, s234567"
    parts = []
    if spec.words:
        parts.append(prose(_within(spec.words)))
    if spec.images:
        parts += ["![harbour](figures/harbour.png)"] * max(1, spec.images.min or 0)
    return "\n\n".join(parts)


def _within(limits: Limits) -> int:
    least = limits.min or 0
    return least + ((2 * least + 30 if limits.max is None else limits.max) - least) // 3


def fill(revision: Revision, answer: Callable[[QuestionSpec], str], limits: Schema) -> str:
    """Return the template of `revision` with an answer in place of each placeholder."""
    text = render(revision)
    asked = {spec.number: spec for spec in limits.newest.questions}
    for spec in revision.questions:
        placeholder = spec.placeholder or revision.forms.placeholder.format(number=spec.number)
        head, found, tail = text.rpartition(f"\n{placeholder}\n")
        assert found
        text = f"{head}\n{answer(asked[spec.number])}\n{tail}"
    return text.replace("* [ ] ", "* [x] ")


def good_report(edition: str, revision: str | None = None) -> str:
    """Return a report of an edition without a fault; a copy of its newest revision, or of the one named."""
    schema = SCHEMAS[edition]
    chosen = next(r for r in schema.revisions if revision in (None, r.id))
    return fill(chosen, good_answer, schema)


def by_hand(revision: Revision) -> Mapping[str, Mapping[Kind, Mapping[str, int]]]:
    """Return the limits that a maintainer wrote since no hint says them, as a schema file has them."""
    found = {}
    for spec in revision.questions:
        said = read_limits(spec.prompt, spec.hint)
        own = {kind: limits for kind in KINDS if (limits := getattr(spec, kind))}
        found[str(spec.number)] = {kind: stated(ends) for kind, ends in own.items() if kind not in said}
    return found


def as_said(revision: Revision) -> Revision:
    """Return a revision without the limits that a maintainer wrote by hand."""
    hand = by_hand(revision)
    specs = (q._replace(**dict.fromkeys(hand[str(q.number)], None)) for q in revision.questions)  # type: ignore[arg-type]
    return revision._replace(questions=tuple(specs))


class FakeFiles:
    """A repository as a dictionary: the bytes of each file by its path."""

    def __init__(self, files: Mapping[str, bytes], untracked: Mapping[str, Ignored] | None = None) -> None:
        self.bytes = dict(files)
        self.lost = dict(untracked or {})

    def listing(self, folder: str) -> Mapping[str, FileKind]:
        start = f"{folder}/" if folder else ""
        inside = [path.removeprefix(start).partition("/") for path in self.bytes if path.startswith(start)]
        return {name: "folder" if slash else "file" for name, slash, _ in inside}

    def link(self, path: str) -> str | None:
        raise AssertionError(path)

    def read(self, path: str, size: int) -> bytes:
        return self.bytes[path][:size]

    def untracked(self, paths: Collection[str]) -> Mapping[str, Ignored]:
        return {path: ignored for path, ignored in self.lost.items() if path in paths}


PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)
FIGURES = {"reports/README.md": b"", "reports/figures/harbour.png": PNG}
"""The repository of a good report."""


def lint(
    text: str | bytes,
    options: Options | None = None,
    path: str = "report.md",
    files: FakeFiles | None = None,
) -> Result:
    """Return what the linter finds in a text with all bundled schemas, and in the files if there are some."""
    data = text.encode() if isinstance(text, str) else text
    workspace = Workspace(files, "reports") if files else None
    linter = LINTER._replace(options=options) if options else LINTER
    return linter.lint(InputFile(path, data, workspace=workspace))


def codes(result: Result) -> list[tuple[str, int, Number | None]]:
    """Return code, line and question of each diagnostic."""
    return [(d.code, result.source.position(d.span.start).line, d.question) for d in result.diagnostics]
