"""The harness that runs an `action.yml` obeys the rules of GitHub's runner."""

import os
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent, indent

import pytest

from tests.commands import MESSAGE_LIMIT, SUMMARY_LIMIT, Annotation, Run, Use
from tests.expressions import BrokenAction, Closed, Exact, Functions, condition, evaluate, interpolate
from tests.runner import Event, assignments, run_action

posix = pytest.mark.skipif(os.name == "nt", reason="the harness runs bash, and paths are those of POSIX")


class Harness:
    """Runs actions made up by a test in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temp, self.action = folder / "work", folder / "temp", folder / "action"
        self.workspace.mkdir()
        self.action.mkdir()

    def run(
        self,
        steps: str,
        head: str = "",
        *,
        environment: Mapping[str, str] | None = None,
        event: Event | None = None,
        **inputs: str,
    ) -> Run:
        action = self.action / "action.yml"
        body = indent(dedent(steps), "    ")
        action.write_text(f"{dedent(head)}\nruns:\n  using: composite\n  steps:\n{body}", encoding="utf-8")
        return run_action(
            action,
            inputs=inputs,
            workspace=self.workspace,
            temp=self.temp,
            environment=environment or {},
            event=event or Event("push", {}),
            replaced={"actions/setup-python": {"python-path": "/opt/python"}},
        )

    def script(self, *lines: str) -> Run:
        return self.run("- shell: bash\n  run: |\n" + indent("\n".join(lines), "    "))

    def prints(self, *lines: str) -> Run:
        """Run a step that prints lines as they are."""
        return self.script("cat <<'END OF LINES'", *lines, "END OF LINES")


@pytest.fixture
def harness(tmp_path: Path) -> Harness:
    return Harness(tmp_path)


# Annotations and commands


@posix
def test_the_first_ten_of_a_level_are_kept_over_all_steps(harness: Harness) -> None:
    step = "- {shell: bash, run: 'for i in 1 2 3 4 5 6; do echo ::error::$i; echo ::notice::$i; done'}\n"
    run = harness.run(step + step + "- {shell: bash, run: exit 3}\n")
    assert [a.message for a in run.annotations if a.level == "error"] == [*"123456", *"1234"]
    assert [(a.level, a.message) for a in run.dropped] == [
        ("error", "5"),
        ("notice", "5"),
        ("error", "6"),
        ("notice", "6"),
        ("error", "Process completed with exit code 3."),
    ]


@posix
def test_a_failing_step_adds_an_error(harness: Harness) -> None:
    run = harness.script("exit 7")
    assert (run.outcome, run.exit_status) == ("failure", 7)
    assert run.annotations == [Annotation("error", "Process completed with exit code 7.")]


@posix
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
def test_a_command_is_read_as_the_runner_reads_it(
    harness: Harness, line: str, annotation: Annotation
) -> None:
    run = harness.prints("before", line, "after")
    assert run.annotations == [annotation]
    assert run.log == ["before", "after"]


@posix
@pytest.mark.parametrize(
    "line",
    ["a ::error::b", "::error:b", ":: error::b", "::errors::b", "##[ error]b", "##[error", "##[x]##[error]"],
)
def test_what_is_no_command_is_printed(harness: Harness, line: str) -> None:
    run = harness.prints(line)
    assert (run.annotations, run.violations) == ([], [])
    assert run.log == [line]


@posix
def test_a_carriage_return_ends_a_line(harness: Harness) -> None:
    run = harness.script(r"printf 'a\r::error::b\r\n\nc\v\034::error::d'")
    assert run.log == ["a", "", "c\v\x1c::error::d"]
    assert run.annotations == [Annotation("error", "b")]


@posix
def test_a_separator_of_ascii_is_no_space(harness: Harness) -> None:
    assert harness.script(r"printf '\034::error::a'").annotations == []


@posix
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
def test_a_place_is_kept_as_far_as_it_makes_sense(
    harness: Harness, properties: str, place: tuple[int | None, ...]
) -> None:
    run = harness.prints(f"::error {properties}::a")
    assert run.annotations[0][4:] == place
    assert run.violations == []


@posix
@pytest.mark.parametrize("properties", ["line=x", "line=1.5", "line=1_0", "column=3", "file=a,b=c"])
def test_a_property_that_the_runner_cannot_use_is_a_violation(harness: Harness, properties: str) -> None:
    line = f"::error {properties}::a"
    run = harness.prints(line)
    assert run.violations == [line]
    assert run.annotations[0].line is None


@posix
def test_a_file_of_the_workspace_is_named_from_there(harness: Harness) -> None:
    run = harness.script('echo "::error file=$PWD/a/b.md::c"', 'echo "::error file=/a.md::c"')
    assert [a.file for a in run.annotations] == ["a/b.md", "/a.md"]


@posix
def test_a_long_message_is_cut_in_units_of_utf16(harness: Harness) -> None:
    run = harness.prints(f"::error::{'x' * (MESSAGE_LIMIT + 1)}", f"::error::{'😀' * MESSAGE_LIMIT}")
    assert [a.message for a in run.annotations] == ["x" * MESSAGE_LIMIT, "😀" * (MESSAGE_LIMIT // 2)]


@posix
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
        "::stop-commands::",
        "::stop-commands::Error",
    ],
)
def test_other_commands_are_violations(harness: Harness, line: str) -> None:
    assert harness.prints(line, "::debug::a", "::group::a", "::endgroup::").violations == [line]


@posix
def test_stop_commands_hold_until_their_token(harness: Harness) -> None:
    run = harness.prints(
        "::stop-commands::Token",
        "::error::a",
        "##[set-env]",
        "::stop-commands::x",
        "a ##[TOKEN]",
        "::error::b",
    )
    assert [a.message for a in run.annotations] == ["b"]
    assert run.log == ["::error::a", "##[set-env]", "::stop-commands::x"]
    assert run.violations == []


@posix
def test_stop_commands_end_with_their_step(harness: Harness) -> None:
    run = harness.run(
        """
        - {shell: bash, run: 'echo ::stop-commands::x'}
        - {shell: bash, run: 'echo ::error::a >&2'}
        """
    )
    assert [a.message for a in run.annotations] == ["a"]


# Steps


@posix
def test_a_failure_stops_the_steps_but_those_that_ask_for_it(harness: Harness) -> None:
    run = harness.run(
        """
        - {id: a, shell: bash, run: exit 4}
        - {id: b, shell: bash, run: echo b}
        - {shell: bash, if: always(), run: echo always}
        - {shell: bash, if: "steps.b.outcome == 'skipped'", run: echo skipped}
        - {shell: bash, if: "failure() && steps.a.outcome == 'failure'", run: echo failure; exit 5}
        - {shell: bash, if: "${{ !cancelled() }}", run: echo cancelled}
        """
    )
    assert run.log == ["always", "failure", "cancelled"]
    assert (run.outcome, run.exit_status) == ("failure", 4)


@posix
def test_a_step_may_fail_with_leave(harness: Harness) -> None:
    run = harness.run(
        """
        - {id: a, shell: bash, run: exit 4, continue-on-error: "${{ inputs.leave == 'yes' }}"}
        - {shell: bash, env: {A: "${{ steps.a.outcome }} ${{ steps.a.conclusion }}"}, run: echo "$A"}
        """,
        "inputs: {leave: {default: yes}}",
    )
    assert run.log == ["failure success"]
    assert (run.outcome, run.exit_status, len(run.annotations)) == ("success", 0, 1)


@posix
@pytest.mark.parametrize("script", ["false\necho no", "false | cat\necho no", "exit 1"])
def test_the_shell_stops_at_an_error(harness: Harness, script: str) -> None:
    run = harness.script(*script.splitlines())
    assert (run.outcome, run.log) == ("failure", [])


@posix
def test_inputs_are_texts_and_reach_no_step_by_themselves(harness: Harness) -> None:
    run = harness.run(
        """
        - shell: bash
          env: {A: "${{ inputs.a }}|${{ inputs.b }}|${{ inputs.c }}|${{ inputs.D-E }}|${{ inputs.f }}"}
          run: |
            echo "$A"
            env | grep ^INPUT_ || true
            cat
        """,
        "inputs: {a: {default: true}, b: {default: 3.10}, c: {required: true}, d-e: {default: on}, f: }",
        f="${{ github.sha }}",
    )
    assert run.log == ["true|3.1||on|${{ github.sha }}"]


@posix
def test_the_environment_is_the_runners_own(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    (harness.workspace / "sub").mkdir()
    run = harness.run(
        """
        - shell: bash
          env: {A: own, GITHUB_SHA: own}
          working-directory: ${{ env.B }}
          run: |
            echo "$A $B ${PYTHONPATH-none} $CI $GITHUB_ACTIONS $RUNNER_OS $GITHUB_SHA $GITHUB_EVENT_NAME"
            cat "$GITHUB_EVENT_PATH"; echo
            test "$PWD" = "$GITHUB_WORKSPACE/sub"
            test -f "$GITHUB_ACTION_PATH/action.yml"
            test "${0%/*}" = "$RUNNER_TEMP"
            echo "${{ github.event.number }} ${{ github.event.pull.title }} ${{ github.ref }}"
        """,
        environment={"A": "workflow", "B": "sub", "GITHUB_SHA": "abc"},
        event=Event("pull_request", {"number": 7}),
    )
    assert run.log == ["own sub none true true Linux abc pull_request", '{"number": 7}', "7  refs/heads/main"]
    assert run.outcome == "success"


@posix
def test_a_working_directory_that_is_missing_fails_the_step(harness: Harness) -> None:
    run = harness.run("- {shell: bash, run: echo a, working-directory: nowhere}")
    assert (run.outcome, run.exit_status, run.log, len(run.annotations)) == ("failure", 1, [], 1)


@posix
def test_used_actions_are_replaced(harness: Harness) -> None:
    run = harness.run(
        """
        - {id: py, uses: actions/setup-python@v5, with: {python-version: "${{ inputs.v }}", cache: false}}
        - {shell: bash, env: {P: "${{ steps.py.outputs.python-path }}"}, run: echo "$P"}
        """,
        "inputs: {v: }",
        v="3.12",
    )
    assert run.log == ["/opt/python"]
    assert run.uses == [Use("actions/setup-python", {"python-version": "3.12", "cache": "false"})]


# Files


@posix
def test_outputs_environment_and_path_reach_later_steps(harness: Harness) -> None:
    run = harness.run(
        r"""
        - id: a
          shell: bash
          run: |
            printf 'x=1\ny<<E\n2\n=3\nE\n' >> "$GITHUB_OUTPUT"
            echo 'V=v=w' >> "$GITHUB_ENV"
            mkdir one two
            printf '#!/bin/sh\necho one' > one/tool; printf '#!/bin/sh\necho two' > two/tool
            chmod +x one/tool two/tool
            printf '%s\n' "$PWD/one" "$PWD/two" >> "$GITHUB_PATH"
            echo "${V-unset}"
        - {shell: bash, if: env.V == 'V=W', run: 'tool; echo "$V ${#GITHUB_OUTPUT}" | cut -d" " -f1'}
        """,
        """
        outputs:
          x: {value: "${{ steps.a.outputs.x }}"}
          y: {value: "<${{ steps.a.outputs.Y }}>"}
          z: {value: "${{ steps.a.outputs.z }}"}
        """,
    )
    assert run.log == ["unset", "two", "v=w"]
    assert run.outputs == {"x": "1", "y": "<2\n=3>", "z": ""}
    assert run.env == {"V": "v=w"}
    assert [Path(path).name for path in run.path] == ["one", "two"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("a=\n\nb=c=<<d", [("a", ""), ("b", "c=<<d")]),
        ("a<<E\nE", [("a", "")]),
        ("a<<E\n\nE\n", [("a", "")]),
        ("a<<E=E\nb\n\nE\nE=E\nc=d\n", [("a", "b\n\nE"), ("c", "d")]),
        ("a=b\r\n", [("a", "b\r")]),
        ("a<<E\r\nb\r\nE\r\n", [("a", "b\r")]),
    ],
)
def test_assignments(source: str, expected: list[tuple[str, str]]) -> None:
    assert list(assignments(source)) == expected


def test_assignments_on_windows() -> None:
    source = "a=b\r\nc<<E\r\nd\r\ne\r\nE\r\n"
    assert list(assignments(source, windows=True)) == [("a", "b"), ("c", "d\r\ne")]


@posix
@pytest.mark.parametrize("file", ["GITHUB_OUTPUT", "GITHUB_ENV"])
@pytest.mark.parametrize("line", ["a<<E\\nb", "a<<E\\nb\\nEE\\n", "a", "=b", "<<E\\nb\\nE", "a<<\\n"])
def test_a_file_that_cannot_be_read_fails_the_step(harness: Harness, file: str, line: str) -> None:
    run = harness.script(f"printf '{line}' >> ${file}")
    assert (run.outcome, run.exit_status, len(run.annotations)) == ("failure", 1, 2)


@posix
def test_summaries_are_joined(harness: Harness) -> None:
    step = "- {shell: bash, run: 'test ! -s $GITHUB_STEP_SUMMARY; printf a >> $GITHUB_STEP_SUMMARY'}\n"
    run = harness.run(step + step + "- {shell: bash, run: 'rm $GITHUB_STEP_SUMMARY'}\n")
    assert run.summary == "a\na\n"


@posix
@pytest.mark.parametrize(("over", "kept"), [(0, True), (1, False)])
def test_a_summary_over_the_limit_is_lost(harness: Harness, over: int, kept: bool) -> None:
    run = harness.script(f"head -c {SUMMARY_LIMIT + over} /dev/zero | tr '\\0' x > $GITHUB_STEP_SUMMARY")
    assert bool(run.summary) is kept
    assert [a.level for a in run.annotations] == ([] if kept else ["error"])
    assert run.outcome == "success"


# Expressions

NAMES = {
    "inputs": Closed({"a": "x", "none": "", "zero": "0", "yes-no": "true"}),
    "env": Exact({"A": "1"}),
    "steps": Closed({"s": Closed({"outputs": {"n": "3"}, "outcome": "success"})}),
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("inputs.a", "x"),
        ("INPUTS['A']", "x"),
        ("steps.s.outputs.missing", None),
        ("steps.s.outputs.missing.more", None),
        ("env.a", None),
        ("'it''s }}'", "it's }}"),
        ("-1.5", -1.5),
        ("'ABC' == 'abc'", True),
        ("'abc' != 'ABD'", True),
        ("steps.s.outputs.n == 3", True),
        ("'3.0' == '3'", False),
        ("inputs.none == 0", True),
        ("inputs.yes-no == true", False),
        ("'1' == true", True),
        ("null == ''", True),
        ("'a' == 0", False),
        ("inputs.none || 'b'", "b"),
        ("inputs.zero && 'b'", "b"),
        ("inputs.none && 'b'", ""),
        ("!inputs.none", True),
        ("!(1 == 2) && !!'a'", True),
        ("1 == 2 || 'a' == 'A' && 3", 3.0),
        ("contains('Hello', 'ELL') && startsWith('ab', 'A') && endsWith('ab', 'B')", True),
        ("format('{0}-{1}', 1, true)", "1-true"),
    ],
)
def test_an_expression(source: str, expected: object) -> None:
    assert evaluate(source, NAMES) == expected


@pytest.mark.parametrize(
    "source",
    ["", "a.b", "inputs.b", "steps.t.outcome", "steps.s.output.n", "1 2", "(1", "f()", '"a"', "success()"],
)
def test_an_expression_that_is_wrong(source: str) -> None:
    with pytest.raises(BrokenAction):
        evaluate(source, NAMES)


def test_a_text_with_expressions() -> None:
    assert (
        interpolate("a ${{ inputs.a }}${{ '}}' }} ${{1 == 1}} ${x} ${{ null }}", NAMES) == "a x}} true ${x} "
    )


def status(*, well: bool) -> Functions:
    return {"success": lambda: well, "failure": lambda: not well, "always": lambda: True}


@pytest.mark.parametrize(
    ("source", "well", "ill"),
    [
        (None, True, False),
        ("", True, False),
        (True, True, False),
        ("${{ inputs.a == 'X' }}", True, False),
        ("inputs.a == 'always()'", False, False),
        ("always()", True, True),
        ("Always() && inputs.a", True, True),
        ("failure()", False, True),
        ("!success() || inputs.none", False, True),
        ("inputs.none", False, False),
    ],
)
def test_a_condition(source: object, well: bool, ill: bool) -> None:
    assert condition(source, NAMES, status(well=True)) is well
    assert condition(source, NAMES, status(well=False)) is ill


@pytest.mark.parametrize("source", ["${{ inputs.a }} == 'y'", "${{ inputs.a }} && ${{ inputs.none }}"])
def test_a_condition_that_is_always_true(source: str) -> None:
    with pytest.raises(BrokenAction):
        condition(source, NAMES, status(well=True))


# What the harness refuses


@posix
@pytest.mark.parametrize(
    "steps",
    [
        "- {run: echo a}",
        "- {shell: pwsh, run: echo a}",
        "- {shell: bash}",
        "- {shell: bash, run: echo a, timeout-minutes: 3}",
        "- {uses: other/action@v1}",
        "- {shell: bash, run: 'echo ${{ inputs.unknown }}'}",
        "- {shell: bash, run: 'echo ${{ github.unknown }}'}",
    ],
)
def test_a_broken_action(harness: Harness, steps: str) -> None:
    with pytest.raises(BrokenAction):
        harness.run(steps)


@posix
def test_an_unknown_input(harness: Harness) -> None:
    with pytest.raises(BrokenAction, match="unknown"):
        harness.run("- {shell: bash, run: echo a}", unknown="a")
