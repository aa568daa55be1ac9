"""What holds for any input, promise by promise: those of the tests, for wilder texts, and some more."""

import csv
import io
import json
import pickle
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from reportlint.diagnostic import Stage
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.templates import Templates
from reportlint.reporters import NAMES, reporter
from reportlint.reporters.base import HOOKS, Setting
from reportlint.schema.forms import TemplateError
from reportlint.schema.importer import import_template
from reportlint.schema.resolve import Document
from reportlint.schema.store import documents
from reportlint.schema.template import render
from reportlint.schema.validate import load_schema
from reportlint.schema.yaml import ADDRESS, dump
from reportlint.source import Source, UnreadableError
from tests import (
    test_config,
    test_fix,
    test_html_hostile,
    test_multiplying,
    test_properties,
    test_references,
    test_regions,
    test_schema_load,
    test_update,
)
from tests.commands import parse
from tests.contract import document
from tests.fuzz.grammar import TOKENS, blanks, wild
from tests.reports import SCHEMAS, lint

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Promise(NamedTuple):
    """A function that raises where it does not hold, and what it is called with."""

    name: str
    holds: Callable[..., object]
    arguments: Sequence[st.SearchStrategy[Any]]


def _of(test: Callable[..., None], *arguments: st.SearchStrategy[Any]) -> Promise:
    """Return what a property test promises, for other arguments than it draws itself."""
    holds = test.hypothesis.inner_test  # type: ignore[attr-defined]
    return Promise(test.__name__.removeprefix("test_"), holds, arguments)


def reporters_are_harmless(text: str, path: str, stage: Stage) -> None:
    """What each says can be read by what reads it, steers nothing, and is the same from another process."""
    result = lint(text.encode("utf-8", "surrogatepass"), Options(stage=stage), path or "-")
    for name in (*NAMES, "hook"):
        setting = Setting(hook=next(iter(HOOKS)))
        here, there = reporter(name, setting), reporter(name, setting)
        part = here.part(result)
        said = here.add(part) + here.end()
        assert there.add(pickle.loads(pickle.dumps(part))) + there.end() == said  # noqa: S301  (our own)
        assert not _CONTROL.search(said), name
        commands = {command.name for line in said.split("\n") if (command := parse(line))}
        assert commands <= ({"error", "warning", "notice"} if name == "github" else set())
        if name == "json":
            document(said)
        if name == "sarif":
            json.loads(said)
        if name == "csv":
            assert len({len(row) for row in csv.reader(io.StringIO(said))}) == 1


def an_import_is_whole(text: str) -> None:
    """A template becomes a schema that gives it back and finds nothing else wrong in it, or is refused."""
    made, source = _imported(text)
    if isinstance(made, str):
        assert made
        return
    schema, mistakes = load_schema(Source("harbour.yaml", dump(made, ADDRESS)), documents().__getitem__)
    if not schema:
        assert mistakes
        return
    assert render(schema.newest) == source
    linter = Linter(Templates([schema]), Options(template=schema))
    result = linter.lint(InputFile("template.md", source.encode()))
    assert result.report
    assert {d.code for d in result.diagnostics} <= {"RL201"}, [
        (d.code, d.message) for d in result.diagnostics
    ]


def _imported(text: str) -> tuple[Document | str, str]:
    """Return the document, or why there is none, and the text that was read."""
    try:
        source = Source.decode("template.md", text.encode("utf-8", "surrogatepass"))
        return import_template(source.text, edition="harbour", revision="2030-01-05"), source.text
    except (TemplateError, UnreadableError) as error:
        return str(error), text


def a_configuration_is_read_or_refused(text: str) -> None:
    assert all("\n" not in line for line in test_config.mistakes(text))


_LINES = [
    "[tool.reportlint]", "[tool]", "[tool.reportlint.severity]", "[[tool.reportlint]]", "tool.reportlint = 1",
    'paths = ["reports"]', "exclude = []", 'stage = "final"', 'select = ["RL2"]', 'ignore = "RL2"',
    'severity = {RL204 = "note"}', 'ignore-questions = {RL204 = [4, "b"]}', "fail-on = 1979-05-27",
    'template = """\n2026\n"""', "a.b.c = 1", "x = [[[[", "x = {", "inf = inf", "'' = ''", '"\\ud800" = 1',
    *(token for token in TOKENS if len(token) < 100),
]  # fmt: skip


def _toml() -> st.SearchStrategy[str]:
    return st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=20)), max_size=8).map("\n".join)


_EDITIONS = st.sampled_from([None, *SCHEMAS])
_PATHS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["\ud800", "\udce5", *(token for token in TOKENS if len(token) < 100)]),
)

PROMISES = (
    _of(test_properties.test_the_parity_rule, wild()),
    _of(test_properties.test_places_lie_inside_the_file, wild(), st.sampled_from(Stage)),
    _of(test_regions.test_regions_lie_end_to_end, wild()),
    _of(test_references.test_places_are_those_of_the_text, wild().filter(lambda text: len(text) > 1000)),
    Promise("reporters", reporters_are_harmless, (wild(), _PATHS, st.sampled_from(Stage))),
    _of(test_fix.test_nothing_gets_worse, wild(), st.booleans()),
    _of(test_fix.test_no_fix_brings_a_finding, wild()),
    _of(test_multiplying.test_fixes_double_nothing_and_rest, wild(), st.booleans()),
    _of(test_multiplying.test_updates_double_nothing_and_rest, wild(), _EDITIONS),
    _of(
        test_update.test_no_sentence_that_somebody_wrote_is_lost,
        wild(), _EDITIONS, st.lists(st.integers(0, 10_000), max_size=4),
    ),
    _of(test_html_hostile.test_any_text_is_a_page, wild(), st.booleans()),
    Promise("import", an_import_is_whole, (blanks(),)),
    Promise("schema", test_schema_load.holds, (test_schema_load.mutations(),)),
    Promise("configuration", a_configuration_is_read_or_refused, (_toml(),)),
    _of(test_config.test_the_schema_lets_through_what_is_read, test_config.TABLES),
)  # fmt: skip
