"""The bundle is what the schema files say, and the schema files are what the course published."""

import json
from pathlib import Path

import pytest

from reportlint.schema import bundle
from reportlint.schema.model import Forms, Revision
from reportlint.schema.parse_template import parse
from reportlint.schema.resolve import Document, resolve
from reportlint.schema.store import bundled, documents, json_schema
from reportlint.schema.template import render
from reportlint.schema.validate import load_schema
from reportlint.source import Source
from tests.reports import as_said, lint

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "schemas"
TEMPLATES = ROOT.parent / "shared" / "templates"
REVISIONS = [revision for schema in bundled() for revision in schema.revisions]

revisions = pytest.mark.parametrize("revision", REVISIONS, ids=[revision.id for revision in REVISIONS])


def test_no_drift() -> None:
    assert bundle.TARGET.read_text(encoding="utf-8") == bundle.compile_bundle(SCHEMAS)
    assert bundle.main(["--check"]) == 0


def test_all_files_are_bundled() -> None:
    assert list(documents()) == sorted(path.stem for path in SCHEMAS.glob("*.yaml"))
    assert json_schema() == json.loads((SCHEMAS / "question-schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.yaml")), ids=lambda path: path.stem)
def test_edition_loads(path: Path) -> None:
    schema, diagnostics = load_schema(Source.decode(path.name, path.read_bytes()), documents().__getitem__)
    assert not diagnostics
    assert schema in bundled()


@revisions
def test_import_of_what_is_rendered(revision: Revision) -> None:
    text = render(revision)
    assert imported(text, revision.id, revision.forms) == as_said(revision)


def imported(text: str, name: str, forms: Forms) -> Revision:
    fields = parse(text, forms)
    for key in "sections", "questions":
        fields[key] = {str(number): value for number, value in fields[key].items()}
    written = {key: getattr(forms, key) for key in ("heading", "marker", "example", "placeholder")}
    document: Document = {"template": "x", "forms": written, **fields, "revisions": {name: {}}}
    return resolve(document, documents().__getitem__).newest


@revisions
def test_render_gives_the_published_template(revision: Revision) -> None:
    places = (TEMPLATES / f"{revision.id}.md", TEMPLATES / "found" / f"{revision.id}.md")
    path = next(filter(Path.is_file, places), None)
    if path is None:
        pytest.skip("the course's templates are not beside the checkout")
    assert render(revision).encode() == path.read_bytes()


@revisions
def test_a_blank_template_says_no_more_than_it_must(revision: Revision) -> None:
    schema = next(schema for schema in bundled() if revision in schema.revisions)
    result = lint(render(revision))
    found = [diagnostic.code for diagnostic in result.diagnostics if diagnostic.code != "RL201"]
    assert found == ([] if revision == schema.newest else ["RL111"])
    assert result.report
    assert result.report.revision.id == revision.id


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def broken(folder: Path) -> str:
    with pytest.raises(bundle.BundleError) as caught:
        bundle.compile_bundle(folder)
    return str(caught.value)


def test_mistakes_of_a_checkout(tmp_path: Path) -> None:
    assert "question-schema.json" in broken(tmp_path)
    write(tmp_path, "question-schema.json", "{")
    assert broken(tmp_path).startswith("schemas/question-schema.json: ")
    write(tmp_path, "question-schema.json", json.dumps(json_schema()))
    write(tmp_path, "2030.yaml", "format: 1\ntemplate: '2030'\nextends: '2031'\nrevisions: {a: {}}\n")
    assert broken(tmp_path) == "schemas/2030.yaml:3:10: RL906 there is no bundled edition `2031` to extend"
    (tmp_path / "2030.yaml").write_bytes(b"\xff")
    assert broken(tmp_path).startswith("schemas/2030.yaml: the file is not UTF-8")


def test_a_file_is_named_after_its_edition(tmp_path: Path) -> None:
    write(tmp_path, "question-schema.json", json.dumps(json_schema()))
    write(tmp_path, "2030.yaml", (SCHEMAS / "2023.yaml").read_text(encoding="utf-8"))
    assert "rename the file" in broken(tmp_path)


def test_main(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bundle, "TARGET", tmp_path / "bundled.py")
    assert bundle.main(["--check"]) == 1
    assert "out of date" in capsys.readouterr().err
    assert bundle.main([]) == 0
    assert bundle.main(["--check"]) == 0
    bundle.TARGET.write_bytes(bundle.TARGET.read_bytes().replace(b"\n", b"\r\n"))
    assert bundle.main(["--check"]) == 0
    monkeypatch.setattr(bundle, "SCHEMAS", tmp_path / "none")
    assert bundle.main([]) == 1
    assert capsys.readouterr().err.count("\n") == 1
