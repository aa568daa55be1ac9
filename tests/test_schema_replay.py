"""A maintainer's January, as docs/maintainer.md has it: templates become schemas, and no hand edits them."""

import json
import re
from pathlib import Path

import pytest

from reportlint.cli.editions import find_schema, load_file, load_source
from reportlint.schema.importer import new_edition, read_template
from reportlint.schema.model import Revision
from reportlint.schema.resolve import Document, fields_of, resolve
from reportlint.schema.revise import add_revision, rewrite, with_limits
from reportlint.schema.store import documents
from reportlint.schema.template import render
from reportlint.source import Source
from tests.cli import Run, remarks, reportlint, write
from tests.reports import SCHEMAS, by_hand, fill, good_answer

JANUARY = {revision.id: revision for revision in SCHEMAS["2026"].revisions}
FIRST, *LATER = reversed(JANUARY)


def imported(folder: Path, *arguments: str) -> Run:
    run = reportlint("schema", "import", *arguments, cwd=folder)
    assert (run.returncode, remarks(run)) == (0, []), run.stderr.decode()
    return run


def test_january_2026(tmp_path: Path) -> None:
    for name, known in JANUARY.items():
        write(tmp_path / f"{name}.md", render(known))
    file = "schemas/2026.yaml"
    (tmp_path / "schemas").mkdir()
    imported(tmp_path, f"{FIRST}.md", *("--id", "2026", "--extends", "2025", "--revision", FIRST, "-o", file))
    said = {}
    for revision in LATER:
        said[revision] = imported(
            tmp_path, f"{revision}.md", "--into", "2026", "--revision", revision
        ).stdout.decode()
    assert load_file(str(tmp_path / file)).document == documents()["2026"]
    assert find_schema(str(tmp_path / file)) == SCHEMAS["2026"]
    assert [re.findall("^(?:question|checklist).*", text, re.MULTILINE) for text in said.values()] == [
        ["checklist, ### Week 3", "question 3", "question 31"],
        ["checklist, ### Week 1"],
        ["question 25"],
        ["question 25"],
    ]
    assert said["2026-01-23"].startswith("2026@2026-01-09b -> 2026@2026-01-23\n")
    assert "  words: 100-200 -> 0-200\n" in said["2026-01-09"]


def next_year() -> str:
    """Return a made-up template: three questions reworded, one put in, one gone, limits and boxes changed."""
    newest = SCHEMAS["2026"].newest
    checklist = newest.checklist
    assert checklist
    questions = list(newest.questions)
    for index, word in (3, "ropes"), (7, "sails"), (20, "masts"):
        questions[index] = questions[index]._replace(prompt=f"{questions[index].prompt}\n**Which {word}?**")
    for index, span in (8, "50-150"), (25, "100-250"):
        spec = questions[index]
        questions[index] = spec._replace(hint=re.sub("[0-9]+-[0-9]+", span, spec.hint or ""))
    hint = "Recommended answer length: 30-60 words."
    questions.insert(15, questions[4]._replace(prompt="**Show two figures of the harbour.**", hint=hint))
    del questions[11]
    week, *others = checklist.groups
    items = checklist.groups[week]
    boxes = ("Count the gulls (M1)", *(f"{item} Twice!" for item in items[:3]), *items[4:])
    groups = {week: boxes, "### Week 1b": ("Ring the bell",), **{w: checklist.groups[w] for w in others}}
    numbered = tuple(spec._replace(number=number) for number, spec in enumerate(questions, 1))
    # The limits of the specs are not printed: the import must read them.
    return render(newest._replace(questions=numbered, checklist=checklist._replace(groups=groups)))


@pytest.mark.parametrize("extends", [("--extends", "2026"), ()])
def test_next_year(tmp_path: Path, extends: tuple[str, ...]) -> None:
    write(tmp_path / "new.md", next_year())
    imported(tmp_path, "new.md", "--id", "2027", *extends, "-o", "2027.yaml")
    assert reportlint("schema", "validate", "2027.yaml", cwd=tmp_path).returncode == 0
    rendered = reportlint("schema", "render", "2027.yaml", cwd=tmp_path)
    assert rendered.stdout.decode() == next_year()
    made = find_schema(str(tmp_path / "2027.yaml"))
    asked = {spec.number: spec for spec in made.newest.questions}
    assert (asked[15].words, asked[15].images) == ((30, 60), (2, 2))
    assert (asked[9].words, asked[26].words) == ((50, 150), (100, 250))
    write(tmp_path / "report.md", fill(made.newest, good_answer, made))
    check = ("check", "report.md", "--template", "2027.yaml", "--output-format", "json")
    run = reportlint(*check, cwd=tmp_path)
    (file,) = json.loads(run.stdout)["files"]
    assert (run.returncode, file["diagnostics"]) == (0, [])


def test_a_question_that_moved_is_not_looked_for_in_its_old_place(tmp_path: Path) -> None:
    write(tmp_path / "new.md", next_year())
    imported(tmp_path, "new.md", "--id", "2027", "--extends", "2026", "-o", "2027.yaml")
    made = find_schema(str(tmp_path / "2027.yaml"))
    text = fill(made.newest, good_answer, made).replace("### Question 14\n\n", "")
    write(tmp_path / "report.md", text)
    run = reportlint("check", "report.md", "--template", "2027.yaml", "--output-format", "json", cwd=tmp_path)
    (file,) = json.loads(run.stdout)["files"]
    found = [(d["code"], d["question"], d["line"]) for d in file["diagnostics"]]
    prompt = made.newest.questions[13].prompt.split("\n")[0]
    assert found == [("RL101", 14, text.split("\n").index(f"> {prompt}") + 1)]


def test_the_difference_of_next_year(tmp_path: Path) -> None:
    write(tmp_path / "new.md", next_year())
    imported(tmp_path, "new.md", "--id", "2027", "--extends", "2026", "-o", "2027.yaml")
    said = reportlint("schema", "diff", "2026", "2027.yaml", cwd=tmp_path).stdout.decode()
    titles = re.findall("^(?:question|checklist|section).*", said, re.MULTILINE)
    assert titles == [
        *("checklist, ### Week 1", "checklist, ### Week 1b", "question 4", "question 8", "question 9"),
        *("question 12", "questions 12-14", "question 15", "question 21", "question 26"),
    ]


COMMENTED = """\
# The harbour's own.
format: 1
template: harbour

# Written by hand, the harbour master knows why.
course:
  forbidden: [LATER]  # not TODO
forms: {heading: "### Task {number}", marker: "Reply:", example: "Such as:", placeholder: "({number})"}
preamble: "# Harbour log"
questions:

  # About the crew.
  1:
    # Asked since 1990.
    prompt: "**Which berth?**"
    words: {min: 1, max: 3}   # no hint says so
  2:
    prompt: |-
      **Who rows?**
      # no comment
    hint: "5-10 words"
    words: {min: 5, max: 10}
revisions:
  # The first one.
  "1": {}
  "0":   # draft
    questions:
      2: {hint: "5-9 words", words: {min: 5, max: 9}}
"""


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    path = write(tmp_path / "harbour.yaml", COMMENTED)
    old = find_schema(str(path))
    template = render(old.newest).replace("Who rows", "Who steers").replace("Harbour log", "Harbour book")
    write(tmp_path / "new.md", template)
    imported(tmp_path, "new.md", "--into", "harbour.yaml", "--revision", "2")
    expected = COMMENTED.replace("Who rows", "Who steers").replace('"# Harbour log"', "'# Harbour book'")
    patch = """\
  2: {}
  # The first one.
  1:
    preamble: '# Harbour log'
    questions:
      2:
        prompt: |-
          **Who rows?**
          # no comment
"""
    assert path.read_text(encoding="utf-8") == expected.replace('  # The first one.\n  "1": {}\n', patch)
    new = find_schema(str(path))
    assert (new.revisions[1:], render(new.newest)) == (old.revisions, template)


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_the_file_keeps_its_newlines(tmp_path: Path, newline: bytes) -> None:
    path = tmp_path / "harbour.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + COMMENTED.encode().replace(b"\n", newline))
    write(tmp_path / "new.md", render(find_schema(str(path)).newest).replace("rows", "steers"))
    imported(tmp_path, "new.md", "--into", "harbour.yaml", "--revision", "2")
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# The")
    assert data.count(b"\n") == data.count(newline)


@pytest.mark.parametrize("start", sorted(SCHEMAS))
@pytest.mark.parametrize("name", sorted(JANUARY)[::3])
def test_any_template_becomes_a_revision_of_any_edition(start: str, name: str) -> None:
    find = documents().__getitem__
    fields = read_template(render(JANUARY[name]))
    document = add_revision(documents()[start], fields, "new", find)
    made = resolve(document, find)
    assert made.newest == JANUARY[name]._replace(id="new")
    assert made.revisions[1:] == SCHEMAS[start].revisions
    assert next(iter(fields_of(document, find).values())) == fields
    path = Path(__file__).parents[1] / "schemas" / f"{start}.yaml"
    source = Source.decode(path.name, path.read_bytes())
    assert load_source(Source(path.name, rewrite(source, document))).document == document
    assert rewrite(source, documents()[start]) == source.text


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("2030-02-01", ["2030-02-01", "2030-01-09", "2030-01-05b", "2030-01-05"]),
        ("2030-01-08", ["2030-01-09", "2030-01-08", "2030-01-05b", "2030-01-05"]),
        ("2030-01-05c", ["2030-01-09", "2030-01-05c", "2030-01-05b", "2030-01-05"]),
        ("2029-12-24", ["2030-01-09", "2030-01-05b", "2030-01-05", "2029-12-24"]),
        ("draft", ["draft", "2030-01-09", "2030-01-05b", "2030-01-05"]),
    ],
)
def test_a_revision_takes_its_place_by_its_date(tmp_path: Path, name: str, order: list[str]) -> None:
    text = COMMENTED.replace('  "1": {}', "  2030-01-09: {}")
    text = (
        text.replace('"0":   # draft', "2030-01-05b:   # draft") + '  2030-01-05: {preamble: "# Harbour"}\n'
    )
    path = write(tmp_path / "harbour.yaml", text)
    before = find_schema(str(path)).revisions
    template = render(before[1]).replace("Who rows", "Who steers")
    write(tmp_path / "new.md", template)
    imported(tmp_path, "new.md", "--into", "harbour.yaml", "--revision", name)
    after = {revision.id: revision for revision in find_schema(str(path)).revisions}
    assert list(after) == order
    assert render(after[name]) == template
    assert [after[revision.id] for revision in before] == list(before)
    assert "# The harbour's own." in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("edition", SCHEMAS)
def test_bundled_schemas_are_what_the_import_makes(edition: str) -> None:
    find = documents().__getitem__
    known = find(edition)
    oldest, *others = reversed(SCHEMAS[edition].revisions)
    document = new_edition(
        read_back(oldest), edition=edition, revision=oldest.id, extends=known.get("extends")
    )
    for revision in others:
        document = add_revision(document, read_back(revision), revision.id, find)
    assert document == {key: value for key, value in known.items() if key != "course"}


def read_back(revision: Revision) -> Document:
    """What the import makes of a template, and of the limits that somebody added."""
    return with_limits(read_template(render(revision)), by_hand(revision))


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--into", "harbour.yaml"), "--into needs --revision"),
        (("--into", "harbour.yaml", "--revision", "1"), "has a revision '1' already"),
        (("--into", "harbour.yaml", "--revision", "a b"), "not a name of a revision"),
        (("--into", "harbour.yaml", "--revision", "2", "-o", "x.yaml"), "leave out --extends and --output"),
        (
            ("--into", "unordered.yaml", "--revision", "2"),
            "unordered.yaml:13:3: RL908 the revision 2030-02-01",
        ),
        (("--into", "2026", "--revision", "2"), "there is no schemas/2026.yaml here"),
        (("--into", "gone.yaml", "--revision", "2"), "gone.yaml: No such file"),
        (("--into", "broken.yaml", "--revision", "2"), "broken.yaml:1:1: RL902"),
        (("--into", "json.yaml", "--id", "2"), "not allowed with"),
        ((), "one of the arguments --id --into is required"),
        (("--id", "my harbour"), "must be a name of letters"),
        (("--id", "x", "--extends", "2031"), "no edition '2031' to extend"),
    ],
)
def test_what_cannot_be_imported(tmp_path: Path, arguments: tuple[str, ...], part: str) -> None:
    path = write(tmp_path / "harbour.yaml", COMMENTED)
    write(tmp_path / "broken.yaml", "template: x\n")
    head, _, _ = COMMENTED.partition("questions:")
    body = f"{head.rstrip()}\nquestions: {{1: {{prompt: Who rows?}}}}\n"
    write(tmp_path / "unordered.yaml", f"{body}revisions:\n  2030-01-05: {{}}\n  2030-02-01: {{}}\n")
    write(tmp_path / "new.md", render(find_schema(str(path)).newest))
    run = reportlint("schema", "import", "new.md", *arguments, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert part in run.stderr.decode()
    assert path.read_text(encoding="utf-8") == COMMENTED


def test_a_file_in_one_line(tmp_path: Path) -> None:
    path = write(tmp_path / "harbour.yaml", COMMENTED)
    document = load_file(str(path)).document
    path.write_text(json.dumps(document), encoding="utf-8")
    old = find_schema(str(path))
    write(tmp_path / "new.md", render(old.newest).replace("rows", "steers"))
    imported(tmp_path, "new.md", "--into", "harbour.yaml", "--revision", "2")
    assert find_schema(str(path)).revisions[1:] == old.revisions


def test_a_hint_that_is_not_understood_is_marked(tmp_path: Path) -> None:
    path = write(tmp_path / "harbour.yaml", COMMENTED)
    write(tmp_path / "new.md", render(find_schema(str(path)).newest).replace("5-10 words", "about 10 words"))
    run = reportlint("schema", "import", "new.md", "--into", "harbour.yaml", "--revision", "2", cwd=tmp_path)
    assert run.returncode == 0
    assert "new.md:16: question 2: no limits read from 'about 10 words'" in run.stderr.decode()
    assert "    # no limits read from this hint: add" in path.read_text(encoding="utf-8")
