"""Schema files with one mistake each, and what holds for any text taken as a schema file."""

import json
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.grader import CHECKERS
from reportlint.schema import store
from reportlint.schema import yaml as nodes
from reportlint.schema.model import Schema
from reportlint.schema.resolve import Document
from reportlint.schema.rules import SCHEMA_RULES
from reportlint.schema.template import render
from reportlint.schema.validate import load_document, load_schema
from reportlint.source import Source
from tests.examples import tries

VALID = """\
format: 1
template: harbour
course:
  checker: null
  report: hand-in/README.md
  formats:
    1: {shape: '00', name: berth number}
  forbidden: [LATER]
  figures:
    pier.png: 00000000000000000000000000000000000000000000000000000000000000ab
forms:
  heading: '### Task {number}'
  marker: 'Reply:'
  example: 'Such as:'
  placeholder: '(task {number}: write here)'
front_matter: 'layout: pier'
preamble: |-
  # The harbour rapport ⚓ æøå

  Write under each task.
checklist:
  heading: '## Before you sail'
  introduction: Tick what is done.
  groups:
    '### Boat':
      - Count the oars
      - Paint the hull
sections:
  1:
    heading: '## Crew'
  2:
    heading: '## Boats'
    introduction: '> All about boats.'
questions:
  1:
    prompt: '**Which berth is yours?**'
    tight: [heading]
  2:
    prompt: '**How does the crane work?**'
    hint: 'Length: 20-50 words.'
    example: |-
      *The crane ...*
      *turns.*
    words: {min: 20, max: 50}
  3:
    prompt: '**Draw the pier.**'
    hint: 'Length: 5-10 words.'
    words: {min: 5, max: 10}
    images: {min: 1, max: 2}
    placeholder: ...
revisions:
  2026-02-01: {}
  2026-01-15:
    questions:
      3:
        prompt: '**Draw the quay.**'
        placeholder: null
"""

CHILD = """\
format: 1
template: lighthouse
extends: harbour
questions:
  3:
    prompt: '**Draw the lamp.**'
  4:
    prompt: '**Who trims the lamp?**'
    words: {min: 1, max: 5}
revisions:
  2027-01-01: {}
"""

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]

ITEMS = "".join(f"      - Paint {number}\n" for number in range(300))
GROUPS = "".join(f"    '### {number}': [Row]\n" for number in range(100))
QUESTIONS = "".join(f"  {number}: {{prompt: '**Row?**'}}\n" for number in range(4, 202))
OARS = f"{{groups: {{'### Oars': {[*map(str, range(299))]}}}}}"
BROKEN = [
    # what, the valid text, what stands instead, code, line
    ("unclosed quote", "'**Draw the quay.**'", "'**Draw the quay.**", "RL901", 56),
    ("unclosed bracket", "[LATER]", "[LATER", "RL901", 8),
    ("unclosed brace", "{min: 5, max: 10}", "{min: 5, max: 10", "RL901", 48),
    ("colon in a text", "'**Draw the pier.**'", "Draw: the pier", "RL901", 46),
    ("star before a text", "'**Draw the pier.**'", "**Draw the pier.**", "RL901", 46),
    ("tab", "  1:\n    prompt", "\t1:\n    prompt", "RL901", 35),
    ("key without colon", "  figures:\n", "  figures\n", "RL901", 9),
    ("anchor", "'**Draw the pier.**'", "&pier Draw", "RL901", 46),
    ("alias", "'**Draw the pier.**'", "*pier", "RL901", 46),
    ("merge of an alias", "    tight: [heading]", "    <<: *one", "RL901", 37),
    ("tag", "format: 1", "format: !!int 1", "RL901", 1),
    ("tag of Python", "{min: 5, max: 10}", "!!python/name:os.system {min: 5}", "RL901", 48),
    ("two documents", "revisions:\n", "---\nrevisions:\n", "RL901", 51),
    ("key that is a list", "  3:\n    prompt", "  [3]:\n    prompt", "RL901", 45),
    ("escape of a control character", "'**Draw the pier.**'", '"\\0"', "RL901", 46),
    ("half of a character", "'**Draw the pier.**'", '"\\ud83d"', "RL901", 46),
    ("control character", "# The", "#\x07The", "RL901", 18),
    ("too deep", "[LATER]", "[" * 40 + "]" * 40, "RL901", 8),
    ("unknown key", "front_matter:", "author:", "RL902", 16),
    ("misspelt key", "preamble:", "preambel:", "RL902", 17),
    ("misspelt key of a question", "    prompt: '**How", "    promt: '**How", "RL902", 39),
    ("misspelt key of a patch", "        placeholder: null", "        placehodler: null", "RL902", 57),
    ("misspelt extends", "template: harbour", "template: harbour\nextend: dock", "RL902", 3),
    ("no template", "template: harbour\n", "", "RL902", 1),
    ("no prompt", "    prompt: '**How does the crane work?**'\n", "", "RL902", 38),
    ("no end of the limits", "{min: 1, max: 2}", "{}", "RL902", 49),
    ("no form", "  marker: 'Reply:'\n", "", "RL902", 11),
    ("no shape", "{shape: '00', name: berth number}", "{name: berth number}", "RL902", 7),
    ("another format", "format: 1", "format: 2", "RL902", 1),
    ("quoted format", "format: 1", "format: '1'", "RL902", 1),
    ("unquoted name", "template: harbour", "template: 2026", "RL902", 2),
    ("name with a space", "template: harbour", "template: my harbour", "RL902", 2),
    ("text that is a number", "'**Draw the pier.**'", "3", "RL902", 46),
    ("text that is a list", "'**Draw the pier.**'", "[]", "RL902", 46),
    ("text that is null", "'**Draw the pier.**'", "", "RL902", 46),
    ("text with a last newline", "preamble: |-", "preamble: |", "RL902", 17),
    ("limits that are a text", "{min: 5, max: 10}", "5-10", "RL902", 48),
    ("limit that is a word", "{min: 1, max: 2}", "{min: one, max: 2}", "RL902", 49),
    ("limit that is a fraction", "{min: 1, max: 2}", "{min: 1.5, max: 2}", "RL902", 49),
    ("limit below zero", "{min: 1, max: 2}", "{min: -1, max: 2}", "RL902", 49),
    ("unknown checker", "checker: null", "checker: dtu-02477", "RL902", 4),
    ("absolute path", "hand-in/README.md", "/hand-in/README.md", "RL902", 5),
    ("shape without a digit", "'00'", "'xx'", "RL902", 7),
    ("forbidden word with a space", "[LATER]", "[LATER, do later]", "RL902", 8),
    ("forbidden word twice", "[LATER]", "[LATER, LATER]", "RL902", 8),
    ("short digest", "00ab", "0ab", "RL902", 10),
    ("heading without a number", "'### Task {number}'", "'### Task'", "RL902", 12),
    ("heading with a stranger", "'### Task {number}'", "'### {kind} {number}'", "RL902", 12),
    ("not a heading", "'### Task {number}'", "'Task {number}'", "RL902", 12),
    ("placeholder of two numbers", "'(task {number}: write here)'", "({number} {number})", "RL902", 15),
    ("item without a box", "  placeholder: '(task", "  item: '-'\n  placeholder: '(task", "RL902", 15),
    ("item with a tick", "  placeholder: '(task", "  item: '- [x]'\n  placeholder: '(task", "RL902", 15),
    ("group that is no heading", "    '### Boat'", "    Boat", "RL902", 25),
    ("group without a task", "    '### Boat':\n", "    '### Empty': []\n    '### Boat':\n", "RL902", 25),
    ("section without a heading", "heading: '## Crew'", "introduction: Us", "RL902", 29),
    ("unknown tight", "[heading]", "[heading, top]", "RL902", 37),
    ("question zero", "  3:\n    prompt", "  0:\n    prompt", "RL902", 45),
    ("question in words", "  3:\n    prompt", "  three:\n    prompt", "RL902", 45),
    ("format of no number", "    1: {shape", "    one: {shape", "RL902", 7),
    ("revision that is null", "2026-02-01: {}", "2026-02-01:", "RL902", 52),
    ("revision with a space", "2026-02-01: {}", "1 February: {}", "RL902", 52),
    ("revision of the course", "2026-02-01: {}", "2026-02-01: {course: {}}", "RL902", 52),
    ("duplicate at the top", "front_matter:", "format: 1\nfront_matter:", "RL903", 16),
    ("duplicate question", "  3:\n    prompt", "  '2':\n    prompt", "RL903", 45),
    ("older revision first", "  2026-01-15:", "  2026-02-02:", "RL908", 53),
    ("older of a day first", "  2026-01-15:", "  2026-02-01b:", "RL908", 53),
    ("a later format", "format: 1", "format: 2", "RL902", 1),
    ("duplicate revision", "2026-02-01: {}", "2026-01-15: {}", "RL903", 53),
    ("min above max", "{min: 1, max: 2}", "{min: 3, max: 2}", "RL904", 49),
    ("limits of a patch", "prompt: '**Draw the quay.**'", "images: {min: 4, max: 2}", "RL904", 56),
    ("limits by no hand", "{min: 1, max: 2}", "{min: 1, by_hand: false}", "RL902", 49),
    ("hole", "  3:\n    prompt", "  5:\n    prompt", "RL905", 45),
    ("letter among numbers", "  3:\n    prompt", "  C:\n    prompt", "RL905", 45),
    ("section of no question", "  2:\n    heading", "  7:\n    heading", "RL905", 31),
    ("format of no question", "    1: {shape", "    8: {shape", "RL905", 7),
    ("hole of a patch", "      3:\n        prompt", "      2: null\n      3:\n        prompt", "RL905", 55),
    ("unknown edition", "template: harbour", "template: harbour\nextends: dock", "RL906", 3),
    ("extends itself", "template: harbour", "template: harbour\nextends: harbour", "RL906", 3),
    ("cycle", "template: harbour", "template: ring\nextends: a", "RL906", 3),
    ("patch without a prompt", "prompt: '**Draw the quay.**'", "prompt: null", "RL907", 56),
    ("patch without a preamble", "2026-02-01: {}", "2026-02-01: {preamble: null}", "RL907", 52),
    ("patch without questions", "2026-02-01: {}", "2026-02-01: {questions: null}", "RL907", 52),
    ("301 items", "      - Paint the hull\n", ITEMS, "RL902", 24),
    ("101 groups", "    '### Boat':\n", GROUPS + "    '### Boat':\n", "RL902", 24),
    ("201 questions", "revisions:\n", QUESTIONS + "revisions:\n", "RL902", 34),
    ("301 items by a patch", "2026-02-01: {}", f"2026-02-01: {{checklist: {OARS}}}", "RL902", 52),
    ("new question without a prompt", "      3:\n", "      4: {hint: x}\n      3:\n", "RL907", 55),
]  # fmt: skip


def find(edition: str) -> Document:
    """Return a made-up bundled edition."""
    known: dict[str, Document] = {"a": {"extends": "b"}, "b": {"extends": "ring"}}
    if edition == "harbour":
        document, _ = load_document(Source("harbour.yaml", VALID), known.__getitem__)
        assert document
        return document
    return known[edition]


def load(text: str) -> tuple[Schema | None, list[Diagnostic]]:
    return load_schema(Source("schema.yaml", text), find)


def places(text: str, diagnostics: list[Diagnostic]) -> list[tuple[str, int]]:
    source = Source("schema.yaml", text)
    return [(found.code, source.position(found.span.start).line) for found in diagnostics]


def only(text: str) -> Diagnostic:
    schema, diagnostics = load(text)
    assert schema is None
    assert len(diagnostics) == 1, diagnostics
    return diagnostics[0]


def change(old: str, new: str, text: str = VALID) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("old", "new", "code", "line"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_one_mistake_is_one_finding(loader: object, old: str, new: str, code: str, line: int) -> None:
    text = change(old, new)
    with patch.object(nodes, "_LOADER", loader):
        schema, diagnostics = load(text)
    assert schema is None
    assert places(text, diagnostics) == [(code, line)], diagnostics
    assert diagnostics[0].severity is Severity.ERROR
    assert "\n" not in diagnostics[0].message


def test_every_rule_has_a_broken_file() -> None:
    assert {case[3] for case in BROKEN} == {rule.code for rule in SCHEMA_RULES}


def test_valid() -> None:
    schema, diagnostics = load(VALID)
    assert not diagnostics
    assert schema
    assert [revision.id for revision in schema.revisions] == ["2026-02-01", "2026-01-15"]
    assert schema.numbers == (1, 2, 3)
    assert schema.revisions[1].questions[2].placeholder is None


def test_lettered() -> None:
    text = VALID
    for number, letter in ("1", "A"), ("2", "B"), ("3", "C"):
        text = text.replace(f"  {number}:", f"  {letter}:")
    schema, diagnostics = load(text)
    assert not diagnostics
    assert schema
    assert schema.numbers == ("A", "B", "C")
    assert places(text, load(change("  B:\n    prompt", "  D:\n    prompt", text))[1]) == [("RL905", 45)]


def test_extends() -> None:
    schema, diagnostics = load(CHILD)
    assert not diagnostics
    assert schema
    assert schema.numbers == (1, 2, 3, 4)
    assert [revision.id for revision in schema.ancestors] == ["2026-02-01", "2026-01-15"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("'**Draw the lamp.**'", "'**Draw the lamp.**'\n    words: {min: 13, max: 12}", "RL904", 7),
        ("  4:", "  5:", "RL905", 7),
        ("  3:\n    prompt: '**Draw the lamp.**'", "  3: null", "RL905", 5),
        ("extends: harbour", "extends: harbour\nforms: {marker: null}", "RL907", 4),
        ("extends: harbour", "extends: harbour\npreamble: null", "RL907", 4),
        ("    prompt: '**Who trims the lamp?**'\n", "", "RL907", 7),
        ("    prompt: '**Who", "    prompy: '**Who", "RL902", 8),
    ],
)
def test_mistakes_over_another_edition(old: str, new: str, code: str, line: int) -> None:
    text = change(old, new, CHILD)
    assert places(text, load(text)[1]) == [(code, line)]


def test_null_that_removes_nothing() -> None:
    new = "      4: {prompt: Which?, words: null, images: null}\n      9: null\n      3:\n"
    schema, diagnostics = load(change("      3:\n", new))
    assert not diagnostics
    assert schema
    assert [len(revision.questions) for revision in schema.revisions] == [3, 4]


def test_all_mistakes_in_their_order() -> None:
    text = VALID
    for old, new in (
        ("format: 1", "format: 0"),
        ("[LATER]", "LATER"),
        ("'### Task {number}'", "Task"),
        ("tight: [heading]", "tigth: [heading]"),
        ("max: 50", "max: 5"),
        ("  3:\n", "  4:\n"),
        ("placeholder: null", "prompt: null"),
    ):
        text = change(old, new, text)
    expected = [("RL902", 1), ("RL902", 8), ("RL902", 12), ("RL902", 37), ("RL904", 44), ("RL905", 45)]
    assert places(text, load(text)[1]) == [*expected, ("RL903", 57)]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("preamble:", "preambel:", "did you mean `preamble`?"),
        (
            "    prompt: '**How",
            "    promt: '**How",
            "`promt` is not a key of question 2: did you mean `prompt`?",
        ),
        ("checker: null", "checker: dtu-2476", "did you mean `dtu-02476`?"),
        ("template: harbour", "template: 2026", "quote it"),
        ("'**Draw the pier.**'", "**Draw the pier.**", "quote a text that begins with `*`"),
        ("  1:\n    prompt", "\t1:\n    prompt", "indent with spaces"),
        (
            "template: harbour",
            "template: ring\nextends: a",
            "`ring` extends `a`, which extends `b`, which extends `ring`",
        ),
    ],
)
def test_messages_say_what_to_do(old: str, new: str, part: str) -> None:
    assert part in only(change(old, new)).message


def test_nothing_else_is_said_of_a_later_format() -> None:
    text = change("questions:\n", "asked:\n", change("format: 1", "format: 2"))
    message = "this file is of format 2, and this version of reportlint reads 1: update reportlint"
    assert only(text).message == message


@pytest.mark.parametrize("name", ["winter", "2025-12-24", "2026-01-31", "2026-1-16", "2026-02-01-2"])
def test_names_in_their_order(name: str) -> None:
    schema, diagnostics = load(change("  2026-01-15:", f"  {name}:"))
    assert (schema is not None, diagnostics) == (True, [])


def test_duplicate_names_the_first() -> None:
    text = change("front_matter:", "format: 1\nfront_matter:")
    (related,) = only(text).related
    assert text[related.span.start : related.span.end] == "format"


@pytest.mark.parametrize("loader", LOADERS)
def test_spans_behind_other_alphabets(loader: object) -> None:
    text = "# ⚓ 🎉 æøå\nformät: 'ø🎉'\n" + VALID.removeprefix("format: 1\n") + "forms: {}\n"
    with patch.object(nodes, "_LOADER", loader):
        _, diagnostics = load(text)
    spans = [text[found.span.start : found.span.end] for found in diagnostics]
    assert spans == ["formät", "forms"]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text",
    [
        "", "# nothing\n", "text", "- a\n- b\n", "null", "[" * 100_000, "{a: " * 50_000, "- " * 50_000,
        "? " * 5_000, "a: " + "9" * 5_000, "%YAML 1." + "9" * 5_000 + "\n---\na: 1\n", '"\\UFFFFFFFF"',
        "\ud800", "\ufeff\ufeff", "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "%", "a: %", "--- ---",
        "...", "!<", "&", "*", "|", ">-\n\t",
    ],
)  # fmt: skip
def test_no_schema_at_all(loader: object, text: str) -> None:
    with patch.object(nodes, "_LOADER", loader):
        schema, diagnostics = load(text)
    assert schema is None
    assert {found.code for found in diagnostics} <= {"RL901", "RL902"}
    assert diagnostics


def test_long_numbers_in_a_hint() -> None:
    text = change("Length: 20-50 words.", "9" * 5_000 + "-1 words")
    assert places(text, load(text)[1]) == [("RL902", 40)]


def test_json_schema() -> None:
    schema = store.json_schema()
    Draft202012Validator.check_schema(schema)
    names = schema["$defs"]["course"]["properties"]["checker"]["enum"]
    assert set(names) == {*CHECKERS, None}


def test_every_key_is_described() -> None:
    schema = store.json_schema()
    parts = [schema, *(part for name, part in schema["$defs"].items() if name != "complete")]
    for part in parts:
        for key, value in part.get("properties", {}).items():
            target = schema["$defs"].get(value.get("$ref", "").rpartition("/")[2], {})
            assert value.get("description") or target.get("description"), key


SNIPPETS = [
    "null", "{}", "[]", "- x", "&a", "*a", "!!str", "---", "...", "? ", ": ", "<<: {}", "'", '"', "|",
    ">", "#", "\t", "questions: null", "revisions: {}", "extends: harbour", "extends: a", "forms: null",
    "course: null", "  3: null", "  99: {}", "  Ø: {}", "    words: {min: 9, max: 1}",
    "    prompt: null", "    hint: '²-³ words'", "true", "1.5", "\u2028", "\x85", "🎉",
    "    words: null", "sections: {1: null}", "checklist: {groups: {}}", "2026-01-01: {}",
]  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A valid file, some of its lines or characters cut out, doubled, moved or replaced."""
    text = draw(st.sampled_from([VALID, CHILD]))
    for _ in range(draw(st.integers(1, 5))):
        pieces = draw(st.sampled_from([text.splitlines(keepends=True), list(text), text.split(" ")]))
        glue = " " if " " not in "".join(pieces) else ""
        at = draw(st.integers(0, len(pieces)))
        end = at + draw(st.sampled_from([0, 0, 1, 1, 2, 5]))
        new = draw(
            st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=5), st.just("".join(pieces[at:end]) * 2))
        )
        newline = draw(st.sampled_from(["", "\n"]))
        pieces[at:end] = [new + newline]
        text = glue.join(pieces)
    return text


def holds(text: str) -> None:
    """Whatever the text: a schema that prints itself, or findings inside the file."""
    source = Source("schema.yaml", text)
    schema, diagnostics = load_schema(source, find)
    assert (schema is None) == any(found.severity is Severity.ERROR for found in diagnostics)
    for found in diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(source.text)
        assert found.message
    for revision in schema.revisions if schema else ():
        assert render(revision).endswith("\n")


@pytest.mark.parametrize("loader", LOADERS)
@tries(1.5)
@given(text=mutations())
def test_any_mutation(loader: object, text: str) -> None:
    with patch.object(nodes, "_LOADER", loader):
        holds(text)


@pytest.mark.parametrize("loader", LOADERS)
@tries(1.5)
@given(text=st.text() | st.text(alphabet="ab:{}[]-?&*!|>'\"%@# \n\t1,~", max_size=60))
def test_any_text(loader: object, text: str) -> None:
    with patch.object(nodes, "_LOADER", loader):
        holds(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["1", "A", "{number}"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["1", "2", "min", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@tries(2)
@given(data=st.data())
def test_any_value_at_any_key(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([VALID, CHILD]))
    tree, _ = nodes.read(Source("schema.yaml", text))
    assert tree
    document = json.loads(json.dumps(tree.document))
    for _ in range(data.draw(st.integers(1, 3))):
        at = document
        key = data.draw(st.sampled_from(sorted(at)))
        while isinstance(at[key], dict) and at[key] and data.draw(st.integers(0, 3)):
            at = at[key]
            key = data.draw(st.sampled_from(sorted(at)))
        at[key] = data.draw(VALUES)
    holds(json.dumps(document, ensure_ascii=False))
