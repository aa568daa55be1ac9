"""A blank template's Markdown as the fields of a schema: what `reportlint.schema.template` renders, back."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from reportlint.formatting import Number
from reportlint.schema.limits import read_limits
from reportlint.schema.model import Forms

Fields = dict[str, Any]
"""A revision as it stands in a schema file: only what the template has."""

_BOX = re.compile(r"[*+-] {1,4}\[.?\] ")


class _Block(NamedTuple):
    """A stretch of the template, its first line a heading, and the number of that line."""

    first: int
    lines: Sequence[str]


def parse(text: str, forms: Forms) -> Fields:
    """Return the fields of the blank template `text`, whose fixed lines are written as `forms` says.

    Limits come from the hints ("100-200 words") and, for images, from the prompts ("1 to 3
    screenshots", "a figure"). Raises `ValueError` where the text is not such a template,
    and says in which line.
    """
    front, body = _split_front(text)
    number_of = re.compile(re.escape(forms.heading).replace(re.escape("{number}"), r"(\w+)"))
    preamble, *blocks = _blocks(body, number_of, 1 + text.count("\n") - body.count("\n"))
    fields: Fields = {"front_matter": front} if front else {}
    fields["preamble"] = "\n".join(preamble.lines).strip("\n")
    sections: dict[Number, Fields] = {}
    questions: dict[Number, Fields] = {}
    pending: Fields | None = None
    places: dict[Number, int] = {}
    for block in blocks:
        if match := number_of.fullmatch(block.lines[0]):
            number: Number = int(match[1]) if match[1].isdecimal() else match[1]
            if number in places:
                raise ValueError(
                    f"line {block.first}: question {number} stands here again: its first place is "
                    f"line {places[number]}"
                )
            places[number] = block.first
            if pending is not None:
                sections[number], pending = pending, None
            questions[number] = _parse_question(block, number, forms)
        elif any(_BOX.match(line) for line in block.lines):
            fields["checklist"] = _parse_checklist(block, f"{forms.item} ")
        else:
            pending = _titled(block.lines)
    if sections:
        fields["sections"] = sections
    return {**fields, "questions": questions}


def _blocks(text: str, number_of: re.Pattern[str], first: int) -> Iterator[_Block]:
    """Yield what stands above the first heading of a question or section, then each of them with the rest."""
    lines = text.removesuffix("\n").split("\n")
    cuts = [i for i, line in enumerate(lines) if number_of.fullmatch(line) or line.startswith("## ")]
    for begin, end in pairwise([0, *cuts, len(lines)]):
        yield _Block(first + begin, lines[begin:end])


def _split_front(text: str) -> tuple[str | None, str]:
    if text.startswith("---\n") and (end := text.find("\n---\n\n")) > 0:
        return text[4:end], text[end + 6 :]
    return None, text


def _titled(block: Sequence[str]) -> Fields:
    introduction = "\n".join(block[1:]).strip("\n")
    return {"heading": block[0], **({"introduction": introduction} if introduction else {})}


def _parse_checklist(block: _Block, item: str) -> Fields:
    lines = block.lines
    first = next((i for i, line in enumerate(lines) if line.startswith("### ")), len(lines))
    groups: dict[str, list[str]] = {}
    items: list[str] | None = None
    for number, line in enumerate(lines[first:], block.first + first):
        if line.startswith("### "):
            items = groups[line] = []
        elif items is not None and line.startswith(item):
            items.append(line.removeprefix(item))
        elif items and line.startswith(" "):
            items[-1] += "\n" + line
        elif line:
            raise ValueError(
                f"line {number}: the checklist line {line!r} is neither a heading `### ...` nor an item "
                f"`{item}...`"
            )
    if not groups:
        raise ValueError(
            f"line {block.first}: the checklist has items, but no group heading `### ...` above them"
        )
    return {**_titled(lines[:first]), "groups": groups}


def _parse_question(block: _Block, number: Number, forms: Forms) -> Fields:
    lines = block.lines
    quoted = [line[1:].removeprefix(" ") for line in lines if line.startswith(">")]
    if forms.marker not in quoted:
        raise ValueError(f"line {block.first}: question {number} has no line `> {forms.marker}` below it")
    body = quoted[: quoted.index(forms.marker)]
    tight = [name for name, line in (("heading", lines[1]), ("marker", [*body, ""][-1 - bool(body)])) if line]
    fields = _parse_body("\n".join(body).removesuffix("\n"), forms)
    last_quoted = max(i for i, line in enumerate(lines) if line.startswith(">"))
    placeholder = "\n".join(lines[last_quoted + 1 :]).strip("\n")
    if placeholder != forms.placeholder.format(number=number):
        fields["placeholder"] = placeholder
    if tight:
        fields["tight"] = tight
    return fields


_NO_HINT = re.compile(r"[ \t]*(?:[*+-][ \t]|\d{1,3}[.)][ \t]|\||```|~~~|    |#)")
"""How a paragraph begins that is a list, a table or code."""
_HINT_LENGTH = 500
"""The longest hint that the JSON Schema allows."""


def _split_hint(text: str) -> tuple[str, str]:
    """Return a question's prompt and its length hint: the last paragraph, if that may be one."""
    prompt, _, hint = text.rpartition("\n\n")
    inside = prompt.count("```") % 2 == 1 or prompt.count("~~~") % 2 == 1
    if not prompt or inside or _NO_HINT.match(hint) or len(hint) > _HINT_LENGTH:
        return text, ""
    return prompt, hint


def _parse_body(body: str, forms: Forms) -> Fields:
    head, label, example = f"\n{body}".partition(f"\n{forms.example}\n")
    prompt, hint = _split_hint(head.strip("\n"))
    fields: Fields = {"prompt": prompt}
    if hint:
        fields["hint"] = hint
    if label:
        fields["example"] = example
    return fields | read_limits(prompt, hint)
