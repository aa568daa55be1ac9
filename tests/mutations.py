"""Breaks one thing at a time in a good report, in every question: one finding, on that line.

`python -m tests.mutations` prints the share of mutations that give exactly the expected finding.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from reportlint.diagnostic import Diagnostic
from reportlint.linter.input import InputFile
from reportlint.linter.linter import Linter, Options
from reportlint.linter.templates import Templates
from reportlint.repository.workspace import Ignored, Workspace
from reportlint.schema.model import QuestionSpec
from tests.reports import FIGURES, PNG, SCHEMAS, FakeFiles, codes, good_report, prose


@dataclass(frozen=True)
class Spot:
    """A question in the lines of a good report; indices from 0, the ends excluded."""

    spec: QuestionSpec
    last: bool
    lines: tuple[str, ...]
    heading: int
    prompt: int
    marker: int
    answer: int
    end: int
    """Of the answer."""
    stop: int
    """The next template heading."""
    following: int
    """Where the next question begins, itself included; the end of the file for the last."""

    def with_lines(self, start: int, stop: int, new: Sequence[str]) -> list[str]:
        return [*self.lines[:start], *new, *self.lines[stop:]]

    @property
    def middle(self) -> int:
        return (self.answer + self.end) // 2

    @property
    def words(self) -> tuple[int, int]:
        return (self.spec.words.min or 0, self.spec.words.max or 0) if self.spec.words else (0, 0)

    @property
    def images(self) -> int:
        """How many a good answer has."""
        return max(1, self.spec.images.min or 0) if self.spec.images else 0


Mutation = tuple[list[str], str, int]
"""The lines, the code expected, and the index of its line."""
Mutate = Callable[[Spot], Mutation | None]
APART = 2
"""The distance between questions that are broken at once."""


def spots(edition: str) -> Iterator[Spot]:
    lines = tuple(good_report(edition).split("\n"))
    schema = SCHEMAS[edition]
    heads = [lines.index(f"### Question {number}") for number in schema.numbers]
    for index, (spec, heading) in enumerate(zip(schema.newest.questions, heads, strict=True)):
        last = index + 1 == len(heads)
        following = len(lines) - 1 if last else heads[index + 1]
        stop = next((i for i in range(heading + 1, following) if lines[i].startswith("## ")), following)
        marker = next(i for i in range(heading, stop) if lines[i] == "> Answer:")
        end = max(i for i in range(marker + 1, stop) if lines[i]) + 1
        prompt = next(i for i in range(heading + 1, marker) if lines[i])
        yield Spot(spec, last, lines, heading, prompt, marker, marker + 2, end, stop, following)


def delete_question(s: Spot) -> Mutation:
    lines = s.with_lines(s.heading, s.stop, [])
    return lines, "RL101", len(lines) - 3 if s.last else s.heading


def delete_heading(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.prompt, []), "RL101", s.heading


def delete_heading_and_prompt(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.marker, []), "RL101", s.heading


def rename_heading(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading + 1, ["### Harbour"]), "RL101", s.heading


def reword_heading(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading + 1, [f"### Task {s.spec.number}"]), "RL104", s.heading


def decorate_heading(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading + 1, [f"### ✅ Question {s.spec.number}"]), "RL104", s.heading


def demote_heading(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading + 1, [s.lines[s.heading][1:]]), "RL101", s.heading


def bold_heading(s: Spot) -> Mutation:
    return respelt(s, "**{}**")


def bold_heading_with_a_colon(s: Spot) -> Mutation:
    return respelt(s, "__{}:__")


def heading_in_html(s: Spot) -> Mutation:
    return respelt(s, "<h3>{}</h3>")


def heading_in_tags(s: Spot) -> Mutation:
    return respelt(s, '<p align="center"><b><u>{}</u></b></p>')


def underlined_heading(s: Spot) -> Mutation:
    return respelt(s, "{}", "-----------")


def bold_underlined_heading(s: Spot) -> Mutation:
    return respelt(s, "**{}**", "===========")


def heading_in_a_list(s: Spot) -> Mutation:
    return respelt(s, "1. **{}**")


def heading_bold_in_parts(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading + 1, [f"**Question** **{s.spec.number}**"]), "RL101", s.heading


def escaped_heading(s: Spot) -> Mutation:
    return respelt(s, "\\#\\#\\# {}")


def heading_without_signs(s: Spot) -> Mutation:
    return respelt(s, "{}")


def bold_number(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading + 1, [f"**{s.spec.number}.**"]), "RL101", s.heading


def respelt(s: Spot, form: str, *below: str) -> Mutation:
    """Return the report with a heading in other signs."""
    heading = form.format(s.lines[s.heading].lstrip("# "))
    return s.with_lines(s.heading, s.heading + 1, [heading, *below]), "RL101", s.heading


def misnumber_heading(s: Spot) -> Mutation | None:
    if s.spec.number == 1:
        return None
    return (
        s.with_lines(s.heading, s.heading + 1, [f"### Question {int(s.spec.number) - 1}"]),
        "RL101",
        s.heading,
    )


def duplicate_question(s: Spot) -> Mutation:
    block = s.lines[s.heading : s.stop]
    gap = [] if block[-1] == "" else [""]
    return s.with_lines(s.stop, s.stop, [*gap, *block]), "RL102", s.stop + len(gap)


def duplicate_heading(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading, [s.lines[s.heading], ""]), "RL102", s.heading + 2


def suffix_heading(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading + 1, [s.lines[s.heading] + " (Ida)"]), "RL104", s.heading


def deepen_heading(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading + 1, ["#" + s.lines[s.heading]]), "RL104", s.heading


def join_heading(s: Spot) -> Mutation:
    return s.with_lines(s.heading, s.heading + 1, [s.lines[s.heading].replace("# ", "#")]), "RL104", s.heading


def reword_prompt(s: Spot) -> Mutation:
    words = s.lines[s.prompt].split(" ")
    return (
        s.with_lines(s.prompt, s.prompt + 1, [" ".join([*words[:3], "Bananas", *words[4:]])]),
        "RL105",
        s.prompt,
    )


def lengthen_prompt(s: Spot) -> Mutation:
    end = next(i for i in range(s.prompt, s.marker) if s.lines[i] == ">")
    return s.with_lines(end, end, ["> **Say so in rhyme.**"]), "RL105", end


def delete_marker(s: Spot) -> Mutation:
    return s.with_lines(s.marker, s.marker + 1, []), "RL106", s.answer - 1


def delete_block(s: Spot) -> Mutation:
    """All of the quote but the prompt."""
    end = s.prompt + s.spec.prompt.count("\n") + 1
    return s.with_lines(end, s.marker + 1, []), "RL106", end + 1


def delete_quote(s: Spot) -> Mutation:
    return s.with_lines(s.prompt, s.answer, []), "RL106", s.prompt


def delete_example_and_marker(s: Spot) -> Mutation | None:
    if "> Example:" not in s.lines[s.heading : s.marker]:
        return None
    start = s.lines.index("> Example:", s.heading)
    return s.with_lines(start, s.marker + 1, []), "RL106", start + 1


def above_marker(s: Spot) -> Mutation | None:
    if not s.words[0] or s.spec.images:
        return None
    quote = [f"> {line}".rstrip() for line in s.lines[s.answer : s.end]]
    return s.with_lines(s.marker, s.end, [*quote, ">", "> Answer:"]), "RL203", s.marker


def spoil_marker(s: Spot) -> Mutation:
    return s.with_lines(s.marker, s.marker + 1, ["> answer:"]), "RL106", s.answer


def bold_marker(s: Spot) -> Mutation:
    return s.with_lines(s.marker, s.marker + 1, ["> **Answer**:"]), "RL106", s.answer


def heading_in_answer(s: Spot) -> Mutation:
    at = s.answer + (s.end > s.answer + 1)
    return s.with_lines(at, at, ["", "### Details", ""]), "RL107", at + 1


def second_marker(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["", "Answer: harbour"]), "RL108", s.end + 1


def answer_twice(s: Spot) -> Mutation:
    own = s.lines[s.answer : s.end]
    return s.with_lines(s.end, s.end, ["", "> Answer:", "", *own]), "RL108", s.end + 1


def second_marker_at_once(s: Spot) -> Mutation:
    return s.with_lines(s.answer, s.answer, ["Answer:", ""]), "RL108", s.answer


def leave_fence_open(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["```bash"]), "RL004", s.end


def leave_comment_open(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["", "<!-- harbour"]), "RL004", s.end + 1


def placeholder(s: Spot) -> Mutation:
    line = f"--- question {s.spec.number} fill here ---"
    return s.with_lines(s.answer, s.end, [line]), "RL201", s.answer


def empty_answer(s: Spot) -> Mutation | None:
    if s.spec.words and s.spec.words.min == 0:
        return None
    return s.with_lines(s.answer, s.end, []), "RL201", s.marker


def placeholder_beside(s: Spot) -> Mutation:
    line = f"--- question {s.spec.number} fill here ---"
    return s.with_lines(s.answer, s.answer, [line, ""]), "RL202", s.answer


def dashes(s: Spot) -> Mutation:
    return s.with_lines(s.answer, s.answer + 1, [f"--- {s.lines[s.answer]}"]), "RL202", s.answer


def dashes_above(s: Spot) -> Mutation:
    return (
        s.with_lines(s.answer, s.end, ["---", "", *s.lines[s.answer : s.end], "", "---"]),
        "RL202",
        s.answer,
    )


def too_short(s: Spot) -> Mutation | None:
    images = ["", "![harbour](figures/harbour.png)"] * s.images
    if s.words[0] < 2 + s.images:
        return None
    text = prose(s.words[0] - 1 - s.images).split("\n")
    return s.with_lines(s.answer, s.end, [*text, *images]), "RL203", s.answer


def too_long(s: Spot) -> Mutation | None:
    if not s.spec.words:
        return None
    images = ["", "![harbour](figures/harbour.png)"] * s.images
    text = prose(s.words[1] + 1 - s.images).split("\n")
    return s.with_lines(s.answer, s.end, [*text, *images]), "RL204", s.answer


def on_marker_line(s: Spot) -> Mutation:
    lines = s.with_lines(s.marker, s.answer + 1, [f"> Answer: {s.lines[s.answer]}"])
    return lines, "RL205", s.marker


def in_quote(s: Spot) -> Mutation:
    quote = [f"> {line}".rstrip() for line in s.lines[s.answer : s.end]]
    return s.with_lines(s.marker + 1, s.end, [">", *quote]), "RL205", s.marker + 2


def own_quote(s: Spot) -> Mutation:
    quote = [f"> {line}".rstrip() for line in s.lines[s.answer : s.end]]
    return s.with_lines(s.answer, s.end, quote), "RL205", s.answer


def sentence_in_prompt(s: Spot) -> Mutation:
    return s.with_lines(s.marker, s.marker, ["> The gulls know where we row.", ">"]), "RL205", s.marker


def sentence_for_hint(s: Spot) -> Mutation | None:
    if not s.spec.hint:
        return None
    hint = s.lines.index(f"> {s.spec.hint}", s.heading)
    return s.with_lines(hint, hint + 1, ["> The gulls know where we row."]), "RL205", hint


def folded(s: Spot) -> Mutation:
    return s.with_lines(s.marker + 1, s.answer, []), "RL205", s.marker + 1


def no_number(s: Spot) -> Mutation | None:
    if s.spec.number not in (1, 2):
        return None
    return s.with_lines(s.answer, s.end, ["harbour"]), "RL206", s.answer


def example_gap(s: Spot) -> Mutation | None:
    if s.spec.number != 6 or not s.spec.example:
        return None
    return s.with_lines(s.end, s.end, ["We used ruff for linting and ... for formatting."]), "RL207", s.end


def todo(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["TODO: 7 boats"]), "RL208", s.end


def no_image(s: Spot) -> Mutation | None:
    return instead_of_image(s, ["The harbour lies in fog."], s.answer - s.end + 1)


def image_only_linked(s: Spot) -> Mutation | None:
    return instead_of_image(s, ["[harbour](figures/harbour.png)"])


def image_linked_by_a_wrong_path(s: Spot) -> Mutation | None:
    return instead_of_image(s, ["[harbour](reports/figures/harbour.png)"])


def image_linked_and_gone(s: Spot) -> Mutation | None:
    return instead_of_image(s, ["[harbour](figures/lighthouse.png)"])


def image_in_a_block_of_html(s: Spot) -> Mutation | None:
    return instead_of_image(s, ['<p align="center">', '  <img src="figures/harbour.png">', "</p>"], 1)


def image_bare(s: Spot) -> Mutation | None:
    return instead_of_image(s, ["(figures/harbour.png)"])


def instead_of_image(s: Spot, lines: Sequence[str], at: int = 0) -> Mutation | None:
    """Replace the image by lines; the finding is at the line `at` of them."""
    if not s.spec.images:
        return None
    return s.with_lines(s.end - 1, s.end, lines), "RL301", s.end - 1 + at


def more_images(s: Spot) -> Mutation | None:
    if not s.spec.images:
        return None
    image = ["", "![harbour](figures/harbour.png)"] * (s.spec.images.max or 0)
    return s.with_lines(s.end, s.end, image), "RL302", s.answer


def with_image(s: Spot, image: str, code: str) -> Mutation:
    """In place of the image if there is one, else below the answer."""
    if s.spec.images:
        return s.with_lines(s.end - 1, s.end, [image]), code, s.end - 1
    return s.with_lines(s.end, s.end, ["", image]), code, s.end + 1


def image_gone(s: Spot) -> Mutation:
    return with_image(s, "![harbour](figures/lighthouse.png)", "RL303")


def image_from_the_top(s: Spot) -> Mutation:
    return with_image(s, "![harbour](reports/figures/harbour.png)", "RL303")


def image_in_another_case(s: Spot) -> Mutation:
    return with_image(s, "![harbour](figures/Harbour.png)", "RL304")


def image_not_added(s: Spot) -> Mutation:
    return with_image(s, f"![harbour](figures/new{s.spec.number}.png)", "RL305")


def image_ignored(s: Spot) -> Mutation:
    return with_image(s, f"![harbour](figures/large{s.spec.number}.png)", "RL305")


def image_in_backticks(s: Spot) -> Mutation:
    return with_image(s, "`![harbour](figures/harbour.png)`", "RL306")


def image_with_a_space(s: Spot) -> Mutation:
    return with_image(s, "![harbour](figures/the harbour.png)", "RL306")


def image_linked(s: Spot) -> Mutation | None:
    if not s.spec.images or s.spec.images.max == s.images:
        return None
    return s.with_lines(s.end, s.end, ["", "[harbour](figures/harbour.png)"]), "RL307", s.end + 1


def image_in_html(s: Spot) -> Mutation | None:
    if not s.spec.images or s.spec.images.max == s.images:
        return None
    return s.with_lines(s.end, s.end, ["", '<img src="figures/harbour.png">']), "RL308", s.end + 1


def image_elsewhere(s: Spot) -> Mutation:
    return with_image(s, "![harbour](https://example.org/harbour.png)", "RL309")


def image_of_a_pointer(s: Spot) -> Mutation:
    return with_image(s, f"![harbour](figures/pointer{s.spec.number}.png)", "RL310")


def image_named_as_another(s: Spot) -> Mutation:
    return with_image(s, f"![harbour](figures/photo{s.spec.number}.png)", "RL310")


def image_of_vectors(s: Spot) -> Mutation:
    return with_image(s, f"![harbour](figures/drawing{s.spec.number}.svg)", "RL310")


def image_beside(s: Spot) -> Mutation:
    return with_image(s, f"![harbour](beside{s.spec.number}.png)", "RL311")


def image_of_the_template(s: Spot) -> Mutation:
    return with_image(s, f"![harbour](figures/example{s.spec.number}.png)", "RL312")


def link_gone(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["", "See [boats](boats/list.md)."]), "RL313", s.end + 1


def link_without_address(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["", "See [boats]()."]), "RL313", s.end + 1


def link_to_be_filled_in(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["", "See [boats](insert link)."]), "RL313", s.end + 1


def link_with_signs_inside(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["", "See **[boats]**(https://example.org)."]), "RL313", s.end + 1


def link_turned(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["", "See (boats)[https://example.org]."]), "RL313", s.end + 1


def picture_bare(s: Spot) -> Mutation:
    return s.with_lines(s.end, s.end, ["", "(figures/harbour.png)"]), "RL313", s.end + 1


def conflict_in_answer(s: Spot) -> Mutation:
    ours = s.lines[s.answer : s.end]
    block = ["<<<<<<< HEAD", *ours, "=======", *ours, "harbour", ">>>>>>> branch"]
    return s.with_lines(s.answer, s.end, block), "RL003", s.answer


def conflict_of_questions(s: Spot) -> Mutation:
    ours = s.lines[s.heading : s.end]
    block = ["<<<<<<< HEAD", *ours, "=======", *ours, ">>>>>>> branch"]
    return s.with_lines(s.heading, s.end, block), "RL003", s.heading


def conflict_with_base(s: Spot) -> Mutation:
    ours = s.lines[s.answer : s.end]
    block = ["<<<<<<< HEAD", *ours, "||||||| 1234567", "old", "=======", "new", ">>>>>>> branch"]
    return s.with_lines(s.answer, s.end, block), "RL003", s.answer


def swap(s: Spot) -> Mutation | None:
    """With the next question; the sections stay where they are."""
    if s.last:
        return None
    other_stop = next(
        (i for i in range(s.following + 1, len(s.lines)) if s.lines[i].startswith(("## ", "### "))),
        len(s.lines) - 1,
    )
    first, between = s.lines[s.heading : s.stop], s.lines[s.stop : s.following]
    second = s.lines[s.following : other_stop]
    second = second if second[-1] == "" else (*second, "")
    lines = s.with_lines(s.heading, other_stop, [*second, *between, *first])
    return lines, "RL103", s.heading + len(second) + len(between)


def drop_example(s: Spot) -> Mutation | None:
    if "> Example:" not in s.lines[s.heading : s.marker]:
        return None
    start = s.lines.index("> Example:", s.heading)
    stop = s.marker - (s.lines[s.marker - 1] == ">")
    pointed = max(i for i in range(s.heading, start) if s.lines[i].strip("> "))
    return s.with_lines(start, stop, []), "RL110", pointed


def section_gone(s: Spot) -> Mutation | None:
    at = s.heading - 1
    while at and not s.lines[at].startswith("#"):
        at -= 1
    if not s.lines[at].startswith("## ") or any(line.startswith("### ") for line in s.lines[at : s.heading]):
        return None
    pointed = next(i for i in range(at + 1, len(s.lines)) if s.lines[i]) - 1
    return s.with_lines(at, at + 1, []), "RL109", pointed


def preamble_reworded(s: Spot) -> Mutation | None:
    """In another line for each question."""
    until = next(i for i, line in enumerate(s.lines) if line.startswith("## "))
    lines = [i for i, line in enumerate(s.lines[:until]) if len(line.split()) > 2 and line[0].isalpha()]
    at = lines[int(s.spec.number) % len(lines)]
    return s.with_lines(at, at + 1, [_reworded(s.lines[at])]), "RL110", at


def _reworded(line: str) -> str:
    words = line.split(" ")
    return " ".join([*words[:2], "Bananas", *words[3:]])


def introduction_reworded(s: Spot) -> Mutation | None:
    """In its last line."""
    gone = section_gone(s)
    at = next((i for i in range(s.heading - 1, 0, -1) if s.lines[i]), 0)
    if not gone or s.lines[at].startswith("#"):
        return None
    return s.with_lines(at, at + 1, [_reworded(s.lines[at])]), "RL109", at


def section_bold(s: Spot) -> Mutation | None:
    return section_respelt(s, "**{}**")


def section_in_html(s: Spot) -> Mutation | None:
    return section_respelt(s, "<h2>{}</h2>")


def section_underlined(s: Spot) -> Mutation | None:
    return section_respelt(s, "{}", "=====")


def section_without_signs(s: Spot) -> Mutation | None:
    return section_respelt(s, "{}")


def section_respelt(s: Spot, form: str, *below: str) -> Mutation | None:
    """Return the report with a section's heading in other signs."""
    if not section_gone(s):
        return None
    at = next(i for i in range(s.heading, 0, -1) if s.lines[i].startswith("## "))
    heading = form.format(s.lines[at].lstrip("# "))
    return s.with_lines(at, at + 1, [heading, *below]), "RL109", at


def section_reworded(s: Spot) -> Mutation | None:
    gone = section_gone(s)
    if not gone:
        return None
    at = next(i for i in range(s.heading, 0, -1) if s.lines[i].startswith("## "))
    return s.with_lines(at, at + 1, [s.lines[at] + " (Ida)"]), "RL109", at


def introduction_gone(s: Spot) -> Mutation | None:
    gone = section_gone(s)
    at = next((i for i in range(s.heading, 0, -1) if s.lines[i].startswith("## ")), 0)
    if not gone or not s.lines[at + 2].startswith("> "):
        return None
    stop = next(i for i in range(at + 2, s.heading) if not s.lines[i])
    return s.with_lines(at + 2, stop, []), "RL109", at


def stray_marker(s: Spot) -> Mutation | None:
    # The checker of the editions with 27 questions drops what such a marker adds.
    if s.spec.number != 1 or "### Question 31" not in s.lines:
        return None
    at = s.lines.index("## Overall project checklist") + 2
    return s.with_lines(at, at, ["Answer: below.", ""]), "RL120", at


def odd_mark(s: Spot) -> Mutation | None:
    boxes = [i for i, line in enumerate(s.lines) if line.startswith("* [x]")]
    at = boxes[int(s.spec.number)]
    return s.with_lines(at, at + 1, [s.lines[at].replace("[x]", "[50%]")]), "RL402", at


def checklist_heading_respelt(s: Spot) -> Mutation | None:
    """Bold, in HTML, underlined, or with another number of signs."""
    headings = [
        i for i, line in enumerate(s.lines[: s.heading]) if line.startswith("### ") and "Question" not in line
    ]
    if not headings:
        return None
    at, forms = (
        headings[int(s.spec.number) % len(headings)],
        ("**{}**", "<h3>{}</h3>", "{}\n------", "#### {}"),
    )
    heading = forms[int(s.spec.number) % 4].format(s.lines[at].lstrip("# ")).split("\n")
    return s.with_lines(at, at + 1, heading), "RL401", at


def item_gone(s: Spot) -> Mutation | None:
    boxes = [i for i, line in enumerate(s.lines) if line.startswith("* [x]")]
    at = boxes[int(s.spec.number)]
    if not s.lines[at + 1].startswith("* [x]"):
        return None
    return s.with_lines(at, at + 1, []), "RL401", s.lines.index("## Overall project checklist")


MUTATIONS: tuple[Mutate, ...] = tuple(
    value
    for value in list(globals().values())
    if getattr(value, "__annotations__", {})
    in ({"s": Spot, "return": r} for r in (Mutation, Mutation | None))
)


FILES: Mapping[str, bytes] = {
    "beside{}.png": PNG,
    "figures/new{}.png": PNG,
    "figures/large{}.png": PNG,
    "figures/pointer{}.png": b"version https://git-lfs.github.com/spec/v1",
    "figures/photo{}.png": b"\xff\xd8\xff\xe0",
    "figures/drawing{}.svg": b"<svg/>",
    "figures/example{}.png": PNG + b"example",
}
"""One for each question, since a file that several images show has one finding."""
UNTRACKED = {"figures/new{}.png": Ignored(), "figures/large{}.png": Ignored(".gitignore", 3, "large*")}


T = TypeVar("T")


def _of_each_question(by_path: Mapping[str, T]) -> dict[str, T]:
    numbers = {number for schema in SCHEMAS.values() for number in schema.numbers}
    return {f"reports/{path.format(n)}": value for path, value in by_path.items() for n in numbers}


REPOSITORY = FakeFiles(FIGURES | _of_each_question(FILES), _of_each_question(UNTRACKED))
EXAMPLES = {"example.png": hashlib.sha256(PNG + b"example").hexdigest()}
TEMPLATES = Templates(s._replace(course=s.course._replace(figures=EXAMPLES)) for s in SCHEMAS.values())
LINTER = Linter(TEMPLATES, Options())


def _is_tie(diagnostic: Diagnostic) -> bool:
    return diagnostic.code == "RL111" and "equally well" in diagnostic.message


def found(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Return code and line of what is found; lines are counted from 0."""
    return _found("\n".join(lines))


# A mutation outside of the questions may be the same for several of them.
@lru_cache(100)
def _found(text: str) -> list[tuple[str, int]]:
    workspace = Workspace(REPOSITORY, "reports")
    result = LINTER.lint(InputFile("README.md", text.encode(), workspace=workspace))
    # Two editions may differ in nothing but what a mutation takes away: that is said, too.
    told = result._replace(diagnostics=tuple(d for d in result.diagnostics if not _is_tie(d)))
    return [(code, line - 1) for code, line, _ in codes(told)]


def outcomes(mutate: Mutate, questions: Iterable[Spot]) -> Iterator[tuple[bool, str]]:
    """Yield for each question whether the mutation alone gave what it should, and what it gave."""
    for spot in questions:
        if mutation := mutate(spot):
            lines, code, line = mutation
            seen = found(lines)
            yield seen == [(code, line)], f"question {spot.spec.number}: {seen}, not {code} in {line}"


def wrong(mutate: Mutate, edition: str) -> Iterator[str]:
    """Yield what a mutation gives where it gives anything but what it should.

    Some questions are broken at once, which takes a fraction of the time. If their findings are not exactly
    those expected, each is broken alone.
    """
    questions = list(spots(edition))
    for start in range(APART):
        group = questions[start::APART]
        broken = together(mutate, group)
        if not broken or found(broken[0]) != broken[1]:
            yield from (said for right, said in outcomes(mutate, group) if not right)


def together(mutate: Mutate, group: Sequence[Spot]) -> tuple[Sequence[str], list[tuple[str, int]]] | None:
    """Return the lines with each question of a group broken, and what is expected.

    None if no question can be broken, or if what stands above one changes, where others have their places.
    """
    lines: Sequence[str] = group[0].lines
    expected: list[tuple[str, int]] = []
    for spot in reversed(group):
        if mutation := mutate(replace(spot, lines=tuple(lines))):
            broken, code, line = mutation
            if broken[: spot.heading] != list(lines[: spot.heading]):
                return None
            grown = len(broken) - len(lines)
            expected = [(code, line), *((below, at + grown) for below, at in expected)]
            lines = broken
    return (lines, expected) if expected else None


def main() -> None:
    total: Counter[bool] = Counter()
    for mutate in MUTATIONS:
        rights = [right for edition in SCHEMAS for right, _ in outcomes(mutate, spots(edition))]
        total.update(rights)
        print(f"{mutate.__name__:<28}{sum(rights):>4} of {len(rights)}")  # noqa: T201
    print(f"{'all':<28}{total[True]:>4} of {total.total()}")  # noqa: T201


if __name__ == "__main__":
    main()
