"""`reportlint schema`, run as a maintainer runs it."""

import json
import re
from pathlib import Path

import pytest

from reportlint import PROJECT, __version__
from reportlint.cli.editions import find_schema, load_file
from reportlint.schema.forms import TemplateError
from reportlint.schema.importer import import_template
from reportlint.schema.model import Revision
from reportlint.schema.resolve import resolve
from reportlint.schema.store import documents, json_schema
from reportlint.schema.template import render
from reportlint.schema.yaml import dump
from tests.cli import remarks, reportlint, write
from tests.commands import read
from tests.other_course import DANISH
from tests.reports import SCHEMAS, as_said

REVISIONS = [revision for schema in SCHEMAS.values() for revision in schema.revisions]


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda revision: revision.id)
@pytest.mark.parametrize("extends", [None, "2023", "2026"])
def test_an_import_gives_the_template_back(revision: Revision, extends: str | None) -> None:
    template = render(revision)
    document = import_template(template, edition="2099", revision="first", extends=extends)
    schema = resolve(document, documents().__getitem__)
    assert schema.newest == as_said(revision)._replace(id="first")
    assert render(schema.newest) == template


@pytest.mark.parametrize("item", ["- [ ]", "+   [ ]"])
def test_a_checklist_with_another_bullet(item: str, tmp_path: Path) -> None:
    template = render(SCHEMAS["2026"].newest).replace("\n* [ ] ", f"\n{item} ")
    document = import_template(template, edition="2099", revision="2099", extends="2026")
    schema = resolve(document, documents().__getitem__)
    assert document["forms"] == {"item": item}
    assert render(schema.newest) == template
    back = import_template(render(SCHEMAS["2026"].newest), edition="2099", revision="2099")
    assert "item" not in back["forms"]
    write(tmp_path / "own.yaml", dump(document))
    lines = template.split("\n")
    gone = lines.pop(next(i for i, line in enumerate(lines) if line.startswith(item)))
    write(tmp_path / "report.md", "\n".join(lines))
    run = reportlint("check", "report.md", "--template", "own.yaml", "--fix", cwd=tmp_path)
    assert b"RL4" not in run.stdout
    assert gone in (tmp_path / "report.md").read_text(encoding="utf-8").split("\n")


def test_import_validate_render_and_lint(tmp_path: Path) -> None:
    write(tmp_path / "logbog.md", DANISH)
    made = reportlint("schema", "import", "logbog.md", "--id", "logbog", "-o", "logbog.yaml", cwd=tmp_path)
    assert (made.returncode, remarks(made)) == (0, [])
    assert reportlint("schema", "validate", "logbog.yaml", cwd=tmp_path).stdout == b""
    assert reportlint("schema", "render", "logbog.yaml", cwd=tmp_path).stdout.decode() == DANISH
    report = DANISH.replace("(udfyld A)", "17").replace("(udfyld B)", "En styrer, to fisker.")
    write(tmp_path / "report.md", report.replace("### Opgave A", "### Opgave A (Ida)"))
    run = reportlint(
        "check", "report.md", "--template", "logbog.yaml", "--output-format", "json", cwd=tmp_path
    )
    entry = json.loads(run.stdout)["files"][0]
    assert [(d["code"], d["question"]) for d in entry["diagnostics"]] == [
        ("RL104", "A"),
        ("RL203", "B"),
        ("RL201", "C"),
    ]
    assert entry["course_checker"] is None


def test_limits_that_are_not_understood_are_said(tmp_path: Path) -> None:
    write(tmp_path / "logbog.md", DANISH.replace("5-10 ord", "cirka 10 ord"))
    run = reportlint("schema", "import", "logbog.md", "--id", "x", cwd=tmp_path)
    assert run.returncode == 0
    assert "question B: no limits read from 'Længde: cirka 10 ord.'" in run.stderr.decode()


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029", "\u00a0"])
def test_an_import_keeps_signs_that_yaml_takes_for_newlines(tmp_path: Path, sign: str) -> None:
    text = DANISH.replace(" ", sign, 9).replace(" havn", f"{sign}havn")
    write(tmp_path / "old.md", DANISH)
    write(tmp_path / "new.md", text)
    assert reportlint("schema", "import", "new.md", "--id", "x", "-o", "x.yaml", cwd=tmp_path).returncode == 0
    assert reportlint("schema", "render", "x.yaml", cwd=tmp_path).stdout == text.encode()
    reportlint("schema", "import", "old.md", "--id", "y", "-o", "y.yaml", cwd=tmp_path)
    into = reportlint("schema", "import", "new.md", "--into", "y.yaml", "--revision", "z", cwd=tmp_path)
    assert into.returncode == 0
    assert reportlint("schema", "render", "y.yaml", cwd=tmp_path).stdout == text.encode()


@pytest.mark.parametrize("sign", ["\x80", "\x07", "\x0b", "\ufffe"])
def test_an_import_names_a_sign_that_no_schema_holds(tmp_path: Path, sign: str) -> None:
    write(tmp_path / "new.md", DANISH.replace("Opgave B", f"Opgave B{sign}"))
    line = DANISH[: DANISH.index("Opgave B")].count("\n") + 1
    run = reportlint("schema", "import", "new.md", "--id", "x", cwd=tmp_path)
    said = (
        f"reportlint: new.md: line {line}: the character U+{ord(sign):04X} is not allowed in a schema file\n"
    )
    assert (run.returncode, run.stderr.decode()) == (2, said)


def test_an_import_says_what_a_blank_report_would_have(tmp_path: Path) -> None:
    write(tmp_path / "clear.md", DANISH)
    write(tmp_path / "odd.md", f"> ### Opgave B\n{DANISH}")
    clear, odd = (
        reportlint("schema", "import", name, "--id", "x", cwd=tmp_path) for name in ("clear.md", "odd.md")
    )
    assert "a blank report would have" not in clear.stderr.decode()
    assert "reportlint: odd.md: line 1: a blank report would have RL110: " in odd.stderr.decode()
    # It is about the template that was read, also if the file has a newer revision.
    reportlint(
        "schema", "import", "clear.md", "--id", "x", "--revision", "2030-02-01", "-o", "x.yaml", cwd=tmp_path
    )
    into = reportlint(
        "schema", "import", "odd.md", "--into", "x.yaml", "--revision", "2030-01-01", cwd=tmp_path
    )
    assert "reportlint: odd.md: line 1: a blank report would have RL110: " in into.stderr.decode()


def test_a_template_is_no_larger_than_a_schema_may_be(tmp_path: Path) -> None:
    write(tmp_path / "new.md", DANISH + "\nSkibet sejler.\n" * 20_000)
    run = reportlint("schema", "import", "new.md", "--id", "x", cwd=tmp_path)
    said = b"reportlint: new.md: it has more than 200,000 bytes\n"
    assert (run.returncode, run.stderr) == (2, said)


def test_an_import_never_writes_over_a_file(tmp_path: Path) -> None:
    write(tmp_path / "logbog.md", DANISH)
    write(tmp_path / "there.yaml", "mine\n")
    run = reportlint("schema", "import", "logbog.md", "--id", "x", "-o", "there.yaml", cwd=tmp_path)
    assert (run.returncode, (tmp_path / "there.yaml").read_text(encoding="utf-8")) == (2, "mine\n")


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("# Log\n", "line 1: no numbered headings"),
        (
            DANISH.replace(
                "## Mandskab", "## Huskeliste\n\n### Før\n\n* [ ] Mal båden\n* [x] Tæl\n\n## Mandskab"
            ),
            "line 10: the checklist line '* [x] Tæl'",
        ),
        (
            DANISH.replace("## Mandskab", "## Huskeliste\n\n* [ ] Mal båden\n\n## Mandskab"),
            "line 7: the checklist has items, but no group heading `### ...` above them",
        ),
        (
            DANISH.replace(
                "## Mandskab",
                "## Huskeliste\n\nSæt kryds.\n\n* [ ] Mal\n\n### Før\n\n* [ ] Tæl\n\n## Mandskab",
            ),
            "line 9: the checklist has items, but no group heading `### ...` above them",
        ),
        (
            DANISH.replace(
                "## Mandskab", "* [ ] Mal\n\n## Huskeliste\n\n### Før\n\n* [ ] Tæl\n\n## Mandskab"
            ),
            "line 5: a box is above the checklist: its items go below it",
        ),
        (DANISH.replace("\n\n### Opgave B", "\n\n\n### Opgave B"), "line 14: two empty lines in a row"),
        (
            DANISH.replace("> Svar:\n\n(udfyld B)", "(udfyld B)"),
            "line 22: question B has no line `> Svar:` as the others do, but `*Vi deler arbejdet",
        ),
        (
            DANISH.replace("### Opgave C", "### Opgave A"),
            "line 31: question A appears here a second time",
        ),
    ],
)
def test_what_no_schema_can_hold(template: str, message: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)):
        import_template(template, edition="x", revision="x")


def test_mistakes_are_lines_and_the_exit_status_one(tmp_path: Path) -> None:
    write(tmp_path / "broken.yaml", "format: 1\ntemplat: x\n")
    run = reportlint("schema", "validate", "broken.yaml", cwd=tmp_path)
    assert run.returncode == 1
    assert "broken.yaml:2:1: error RL902 " in run.stdout.decode()


def test_an_unknown_revision(tmp_path: Path) -> None:
    run = reportlint("schema", "render", "2026", "--revision", "2026-02-30", cwd=tmp_path)
    assert run.returncode == 2
    known = ", ".join(revision.id for revision in SCHEMAS["2026"].revisions)
    assert f"there are {known}" in run.stderr.decode()


def test_a_schema_is_shown(tmp_path: Path) -> None:
    shown = reportlint("schema", "show", "2026", cwd=tmp_path).stdout.decode()
    write(tmp_path / "2026.yaml", shown.replace("format: 1\n", "format: 1\n# mine\n", 1))
    assert load_file(str(tmp_path / "2026.yaml")).document == documents()["2026"]
    run = reportlint("schema", "show", "2026.yaml", cwd=tmp_path)
    assert run.stdout == (tmp_path / "2026.yaml").read_bytes()


def test_a_schema_is_shown_with_all_that_it_takes_over(tmp_path: Path) -> None:
    run = reportlint("schema", "show", "2026", "--resolved", cwd=tmp_path)
    write(tmp_path / "whole.yaml", run.stdout.decode())
    assert b"extends" not in run.stdout
    made, known = find_schema(str(tmp_path / "whole.yaml")), SCHEMAS["2026"]
    assert made == known._replace(ancestors=())
    run = reportlint("schema", "show", "whole.yaml", "--revision", "2026-01-09", cwd=tmp_path)
    write(tmp_path / "one.yaml", run.stdout.decode())
    made = find_schema(str(tmp_path / "one.yaml"))
    assert made == known._replace(ancestors=(), revisions=(known.revisions[3],))


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ((), "name an edition"),
        (("2031",), "no template '2031'"),
        (("2026", "--revision", "x"), "has no revision 'x'"),
    ],
)
def test_what_cannot_be_shown(arguments: tuple[str, ...], part: str, tmp_path: Path) -> None:
    run = reportlint("schema", "show", *arguments, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert part in run.stderr.decode()


def test_editors_find_the_json_schema(tmp_path: Path) -> None:
    shown = reportlint("schema", "show", "--json-schema", cwd=tmp_path).stdout
    assert json.loads(shown) == json_schema()
    write(tmp_path / "logbog.md", DANISH)
    make = ("schema", "import", "logbog.md", "--id", "x", "-o")
    reportlint(*make, "far.yaml", cwd=tmp_path)
    write(tmp_path / "question-schema.json", shown.decode())
    reportlint(*make, "near.yaml", cwd=tmp_path)
    address = f"https://raw.githubusercontent.com/{PROJECT}/v{__version__}/schemas/question-schema.json"
    texts = [(tmp_path / name).read_text(encoding="utf-8") for name in ("far.yaml", "near.yaml")]
    assert [text.split("\n")[0] for text in texts] == [
        f"# yaml-language-server: $schema={address}",
        "# yaml-language-server: $schema=question-schema.json",
    ]


BROKEN = "format: 1\ntemplat: x\nquestions: {1: {prompt: a, words: {min: 5, max: 2}}}\nrevisions: {a: {}}\n"


def test_mistakes_as_json(tmp_path: Path) -> None:
    write(tmp_path / "broken.yaml", BROKEN)
    write(tmp_path / "good.yaml", dump(documents()["2023"]))
    files = ("broken.yaml", "gone.yaml", "good.yaml")
    run = reportlint("schema", "validate", "--output-format", "json", *files, cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.decode().startswith("reportlint: gone.yaml: ")
    broken, good = json.loads(run.stdout)["files"]
    assert (good["path"], good["diagnostics"]) == ("good.yaml", [])
    assert ("RL904", 3, 28) in {(d["code"], d["line"], d["column"]) for d in broken["diagnostics"]}
    assert reportlint("schema", "validate", "good.yaml", cwd=tmp_path).returncode == 0


def test_mistakes_as_annotations(tmp_path: Path) -> None:
    name = "a,b%3A: 50%.yaml"
    write(tmp_path / name, BROKEN.replace("templat", "'::error::temp%0A##[error]'"))
    run = reportlint("schema", "validate", "--output-format", "github", name, "gone.yaml", cwd=tmp_path)
    assert run.returncode == 2
    seen = read(run.stdout, tmp_path)
    assert not seen.violations
    assert {annotation.file for annotation in seen.annotations} == {name, ""}
    assert {annotation.level for annotation in seen.annotations} == {"error"}
    assert any(a.line == 3 and a.title == "RL904 schema-limits" for a in seen.annotations)


def test_more_mistakes_than_a_step_can_show(tmp_path: Path) -> None:
    write(tmp_path / "broken.yaml", "".join(f"wrong{number}: 1\n" for number in range(40)))
    run = reportlint("schema", "validate", "--output-format", "github", "broken.yaml", cwd=tmp_path)
    assert b"more: reportlint schema validate lists them all" in run.stdout
