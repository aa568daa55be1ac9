"""Lines are read as GitHub's runner reads them."""

from pathlib import Path

import pytest

from tests.commands import MESSAGE_LIMIT, Annotation, Printed, read

HERE = Path.cwd()


def printed(*lines: str) -> Printed:
    return read("\n".join(lines).encode(), HERE)


def test_the_first_ten_of_a_level_are_kept() -> None:
    run = printed(*(f"::{level}::{i}" for i in range(12) for level in ("error", "notice")))
    assert [a.message for a in run.annotations if a.level == "error"] == [*"0123456789"]
    assert [(a.level, a.message) for a in run.dropped] == [
        ("error", "10"),
        ("notice", "10"),
        ("error", "11"),
        ("notice", "11"),
    ]


@pytest.mark.parametrize(
    ("line", "annotation"),
    [
        ("::error::a", Annotation("error", "a")),
        (" \t\xa0::WARNING::a", Annotation("warning", "a")),
        ("::error::a%0Ab%0D%25%3A%2C%250A", Annotation("error", "a\nb\r%%3A%2C%0A")),
        ("::error title=a%2Cb%3A%25,file=x.md::c,d::e", Annotation("error", "c,d::e", "a,b:%", "x.md")),
        ("::error title=a=b==c::d", Annotation("error", "d", "a=b==c")),
        ("::error =title==a,,file=::d", Annotation("error", "d", "a")),
        ("::error   title=a  ::d", Annotation("error", "d", "a")),
        ("::error title=a, b::c", Annotation("error", "c", "a")),
        ("text ##[error]a]##[notice]b", Annotation("error", "a]##[notice]b")),
        ("text ##[warning title=a%3Bb%5D%2C;line=3]c%5D", Annotation("warning", "c]", "a;b]%2C", "", 3)),
        ("::nothing::##[notice]a", Annotation("notice", "a")),
        ("::error ##[notice]a", Annotation("notice", "a")),
    ],
)
def test_a_command_is_read_as_the_runner_reads_it(line: str, annotation: Annotation) -> None:
    run = printed("before", line, "after")
    assert run.annotations == [annotation]
    assert run.log == ["before", "after"]


@pytest.mark.parametrize(
    "line",
    ["a ::error::b", "::error:b", ":: error::b", "::errors::b", "##[ error]b", "##[error", "##[x]##[error]"],
)
def test_what_is_no_command_is_printed(line: str) -> None:
    run = printed(line)
    assert (run.annotations, run.violations) == ([], [])
    assert run.log == [line]


def test_a_carriage_return_ends_a_line() -> None:
    run = printed("a\r::error::b\r\n\nc\v\x1c::error::d")
    assert run.log == ["a", "", "c\v\x1c::error::d"]
    assert run.annotations == [Annotation("error", "b")]


def test_a_separator_of_ascii_is_no_space() -> None:
    assert printed("\x1c::error::a").annotations == []


@pytest.mark.parametrize(
    ("properties", "place"),
    [
        ("line=3", (3, None, None, None)),
        ("endLine=3", (3, 3, None, None)),
        ("line=3,endLine=3,col=1,endColumn=4", (3, 3, 1, 4)),
        ("line=3,endLine=4,col=1,endColumn=4", (3, 4, None, None)),
        ("line=3,col=2", (3, None, 2, None)),
        ("line=3,endColumn=2", (3, None, 2, 2)),
        ("line=3,col=5,endColumn=2", (3, None, None, None)),
        ("line=4,endLine=3", (None, None, None, None)),
        ("col=2", (None, None, None, None)),
    ],
)
def test_a_place_is_kept_as_far_as_it_makes_sense(properties: str, place: tuple[int | None, ...]) -> None:
    run = printed(f"::error {properties}::a")
    assert run.annotations[0][4:] == place
    assert run.violations == []


@pytest.mark.parametrize("properties", ["line=x", "line=1.5", "line=1_0", "column=3", "file=a,b=c"])
def test_a_property_that_the_runner_cannot_use_is_a_violation(properties: str) -> None:
    line = f"::error {properties}::a"
    run = printed(line)
    assert run.violations == [line]
    assert run.annotations[0].line is None


def test_a_file_of_the_workspace_is_named_from_there() -> None:
    run = printed(f"::error file={HERE / 'a' / 'b.md'}::c", "::error file=/a.md::c")
    assert [a.file for a in run.annotations] == ["a/b.md", "/a.md"]


def test_a_long_message_is_cut_in_units_of_utf16() -> None:
    run = printed(f"::error::{'x' * (MESSAGE_LIMIT + 1)}", f"::error::{'😀' * MESSAGE_LIMIT}")
    assert [a.message for a in run.annotations] == ["x" * MESSAGE_LIMIT, "😀" * (MESSAGE_LIMIT // 2)]


@pytest.mark.parametrize(
    "line",
    [
        "::set-output name=a::b",
        "::set-env name=a::b",
        "::add-path::/a",
        "::save-state name=a::b",
        "::add-mask::a",
        "::echo::on",
        "a ##[add-matcher]b",
        "::stop-commands::x",
    ],
)
def test_other_commands_are_violations(line: str) -> None:
    assert printed(line, "::debug::a", "::group::a", "::endgroup::").violations == [line]
