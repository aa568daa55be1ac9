"""Which version reads a schema file, tried with the first one where its commit is at hand."""

import json
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from reportlint.schema.resolve import Document, flat
from reportlint.schema.store import documents
from reportlint.schema.versions import lowest_version
from reportlint.schema.yaml import dump
from tests.cli import reportlint, write
from tests.shapes import PLAIN, SUPPORTED, made_of

ROOT = Path(__file__).parents[1]
FIRST = "181f5aa"
"""The commit of version 0.1.0."""

HINTS = {
    "up to 200 words": "0.2.0",
    "at least 50 words": "0.2.0",
    "between 100 and 200 words": "0.1.0",
    "100-200 words + 1 to 3 screenshots": "0.1.0",
    "50-150 words + 1 or 2 plots": "0.1.0",
    "Weight: 10-15 %. Length: 100-200 words": "0.2.0",
    "1,000-1,500 words": "0.2.0",
    "See pages 12-18.": "0.1.0",
}
SECOND = {
    *("own titles", "some titles", "points", "number first", "letters", "parts", "two levels", "part first"),
    *("marker below", "marker below without a hint", "bold marker below", "no final newline"),
    *("a section at the end", "a section at the end twice", "two sections at the end"),
    *("text at the end", "text above a quote"),
    *("nested boxes", "two bullets", "a placeholder with the number"),
}
"""The shapes that the first version does not read."""

CASES: dict[str, tuple[Document, str]] = {
    **{name: (made_of(text), "0.2.0" if name in SECOND else "0.1.0") for name, text in SUPPORTED.items()},
    **{hint: (made_of(PLAIN.replace("100-200 words", hint)), version) for hint, version in HINTS.items()},
    **{edition: (flat(d, documents().__getitem__), "0.1.0") for edition, d in documents().items()},
    "2023": (flat(documents()["2023"], documents().__getitem__), "0.2.0"),
}


def with_limits(words: dict[str, int | bool]) -> Document:
    document = json.loads(json.dumps(made_of(PLAIN)))
    document["questions"]["1"]["words"] = words
    return dict(document)


CASES["by hand"] = with_limits({"min": 1, "max": 2, "by_hand": True}), "0.2.0"
CASES["limits that the hint contradicts"] = with_limits({"min": 100, "max": 250}), "0.2.0"


@pytest.mark.parametrize("case", CASES)
def test_the_lowest_version(case: str) -> None:
    document, version = CASES[case]
    assert lowest_version(document) == version


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package as it was in the first version."""
    archive = subprocess.run(
        ["git", "archive", FIRST, "reportlint"], cwd=ROOT, capture_output=True, check=False
    )
    if archive.returncode:
        pytest.skip("the commit of the first version is not here")
    folder = tmp_path_factory.mktemp("first")
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")
    return folder


def test_the_first_version_reads_what_it_is_said_to_read(first: Path, tmp_path: Path) -> None:
    names = {f"{index}.yaml": case for index, case in enumerate(CASES)}
    for name, case in names.items():
        write(tmp_path / name, dump(CASES[case][0]))
    command = [sys.executable, "-m", "reportlint", "schema", "validate", "--output-format", "json", *names]
    run = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(first)}, capture_output=True, check=False
    )
    read = {names[f["path"]]: not f["diagnostics"] for f in json.loads(run.stdout)["files"]}
    said = {case: version == "0.1.0" for case, (_, version) in CASES.items()}
    # An item with another bullet was read, as text behind a second one.
    assert read == said | {"two bullets": True}


def test_a_resolved_schema_says_it(tmp_path: Path) -> None:
    shown = reportlint("schema", "show", "2026", "--resolved", cwd=tmp_path).stdout.decode()
    assert shown.split("\n")[1] == "# Read by reportlint 0.1.0 and later."
    write(tmp_path / "parts.yaml", dump(made_of(SUPPORTED["parts"])))
    shown = reportlint("schema", "show", "parts.yaml", "--resolved", cwd=tmp_path).stdout.decode()
    assert shown.split("\n")[1] == "# Read by reportlint 0.2.0 and later."
