"""Parses a blank template's Markdown into schema fields; the inverse of `reportlint.schema.template`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from reportlint.markdown import ITEM_END
from reportlint.schema.forms import SHAPE, TemplateError, heading_pattern
from reportlint.schema.limits import read_limits
from reportlint.schema.model import Forms
from reportlint.schema.numbering import gaps, order

Fields = dict[str, Any]
"""A revision as in a schema file, with only what the template contains."""

_BOX = re.compile(r"\s*[*+-] {1,4}\[.?\] ")
_EMPTY = re.compile(r"\s*[*+-] {1,4}\[ \] ")
_TWICE = "question {} has the marker `{}` twice"


class _TemplateBlock(NamedTuple):
    """A stretch of the template that begins with a heading, and the number of its first line."""

    first: int
    lines: Sequence[str]


def parse(text: str, forms: Forms) -> Fields:
    """Return the fields of the blank template `text`, whose fixed lines are written as in `forms`.

    Limits come from hints and prompts (see `reportlint.schema.limits`). Raises `TemplateError` if the text is
    not such a template.
    """
    front, body = _split_front(text)
    heading = heading_pattern(forms)
    preamble, *blocks = _blocks(body, heading, 1 + text.count("\n") - body.count("\n"))
    fields: Fields = {"front_matter": front} if front else {}
    fields["preamble"] = "\n".join(preamble.lines).strip("\n")
    own = _own(blocks, heading)
    behind = [line for block in blocks[own[-1] + 1 :] for line in block.lines]
    sections: dict[str, Fields] = {}
    questions: dict[str, Fields] = {}
    places: dict[str, int] = {}
    pending: _TemplateBlock | None = None
    for block in blocks[: own[-1] + 1]:
        if match := heading.fullmatch(block.lines[0]):
            number = match[1]
            if pending is not None:
                sections[number], pending = _titled(pending.lines), None
            if number in questions:
                raise TemplateError(block.first, f"question {number} appears here a second time")
            question = _parse_question(block, number, forms)
            questions[number] = {"title": match[2], **question} if match[2] else question
            places[number] = block.first
        elif any(_BOX.match(line) for line in block.lines):
            fields["checklist"] = _parse_checklist(block, f"{forms.item} ")
        elif pending is not None:
            raise TemplateError(pending.first, f"the section `{pending.lines[0]}` has no question below it")
        else:
            pending = block
    _refuse_disorder(places)
    _refuse_boxes(preamble, fields)
    if sections:
        fields["sections"] = sections
    closing = _closing(questions[number], forms.placeholder.format(number=number), behind)
    _refuse_markers(questions, places, forms.marker)
    return {**fields, "questions": questions, **({"closing": closing} if closing else {})}


def _own(blocks: Sequence[_TemplateBlock], heading: re.Pattern[str]) -> list[int]:
    """Return the indices of the questions' blocks, of which there is at least one."""
    own = [index for index, block in enumerate(blocks) if heading.fullmatch(block.lines[0])]
    if not own:
        raise TemplateError(
            1, "the front matter ends below all questions: end it with `---` and an empty line"
        )
    return own


def _refuse_markers(questions: Mapping[str, Fields], places: Mapping[str, int], marker: str) -> None:
    """Raise `TemplateError` for a question that has the marker again below the first one."""
    for number, fields in questions.items():
        if marker in fields.get("placeholder", ""):
            raise TemplateError(places[number], _TWICE.format(number, marker))


def _refuse_disorder(places: Mapping[str, int]) -> None:
    """Raise `TemplateError` for a question out of order or missing; `places` are their lines."""
    for above, number in pairwise(places):
        if order(number) < order(above):
            raise TemplateError(places[number], f"question {number} is below question {above}")
    for missing, number in gaps([*places]):
        raise TemplateError(places[number], f"question {missing[0]} is missing above question {number}")


def _closing(last: Fields, placeholder: str, behind: Sequence[str]) -> str:
    """Return the text after the last question's placeholder."""
    own = last.get("placeholder", "")
    if not own.startswith(f"{placeholder}\n\n"):
        return "\n".join(behind).strip("\n")
    del last["placeholder"]
    return "\n".join([own.removeprefix(placeholder).strip("\n"), "", *behind]).strip("\n")


def _blocks(text: str, heading: re.Pattern[str], first: int) -> Iterator[_TemplateBlock]:
    """Yield the text above the first heading of a question or section, then a block for each heading."""
    lines = text.removesuffix("\n").split("\n")
    cuts = [i for i, line in enumerate(lines) if heading.fullmatch(line) or line.startswith("## ")]
    for begin, end in pairwise([0, *cuts, len(lines)]):
        yield _TemplateBlock(first + begin, lines[begin:end])


def _split_front(text: str) -> tuple[str | None, str]:
    if text.startswith("---\n") and (end := text.find("\n---\n\n")) > 0:
        return text[4:end], text[end + 6 :]
    return None, text


def _titled(block: Sequence[str]) -> Fields:
    introduction = "\n".join(block[1:]).strip("\n")
    return {"heading": block[0], **({"introduction": introduction} if introduction else {})}


def _refuse_boxes(preamble: _TemplateBlock, fields: Fields) -> None:
    above = _first_box(preamble.lines) if "checklist" in fields else 0
    if above:
        why = "a box is above the checklist: its items go below it"
        raise TemplateError(preamble.first + above - 1, why)


def _first_box(lines: Sequence[str]) -> int:
    """Return the number of the first line, from 1, that is a box; 0 if there is none."""
    return next((number for number, line in enumerate(lines, 1) if _BOX.match(line)), 0)


def _parse_checklist(block: _TemplateBlock, item: str) -> Fields:
    lines = block.lines
    first = next((i for i, line in enumerate(lines) if line.startswith("### ")), len(lines))
    groups: dict[str, list[str]] = {}
    items: list[str] | None = None
    for number, line in enumerate(lines[first:], block.first + first):
        if line.startswith("### "):
            items = groups[line] = []
        elif items is not None and _EMPTY.match(line):
            _refuse_box(line, number, lines[number - block.first - 1] if items else "#")
            # Another bullet, or indentation below another item, is part of the item.
            items.append(line.removeprefix(item))
        elif items and line.startswith(" ") and not ITEM_END.match(line):
            items[-1] += "\n" + line
        elif line:
            raise TemplateError(
                number,
                f"the checklist line {line!r} is neither a heading `### ...` nor an item `{item}...`",
            )
    if alone := _first_box(lines[:first]):
        why = "the checklist has items, but no group heading `### ...` above them"
        raise TemplateError(block.first + alone - 1, why)
    return {**_titled(lines[:first]), "groups": groups}


def _refuse_box(line: str, number: int, above: str) -> None:
    """Raise `TemplateError` for a box without text, and for an empty line between two boxes."""
    if _EMPTY.fullmatch(line):
        raise TemplateError(number, f"the checklist line {line!r} has no text after its box")
    if not above:
        raise TemplateError(number - 1, "an empty line between two boxes: a group has them in a row")


def _parse_question(block: _TemplateBlock, number: str, forms: Forms) -> Fields:
    lines = block.lines
    quote = [index for index, line in enumerate(lines) if line.startswith(">")]
    quoted = [lines[index][1:].removeprefix(" ") for index in quote]
    rest = "\n".join(lines[quote[-1] + 1 :]).strip("\n")
    if second := next((at for before, at in pairwise(quote) if at > before + 1), None):
        why = f"a second quote below question {number}: each question begins with {SHAPE}"
        raise TemplateError(block.first + second, why)
    if forms.below:
        body, (marker, _, placeholder) = quoted, rest.partition("\n\n")
    else:
        body, marker, placeholder = quoted[:-1], quoted[-1], rest
    if marker != forms.marker:
        line = f"{forms.marker}" if forms.below else f"> {forms.marker}"
        last = next(filter(None, reversed([*body, marker])), "")
        why = f"question {number} has no line `{line}` as the others do, but `{last}`: all have one wording"
        raise TemplateError(block.first + quote[-1], why)
    if forms.marker in (line.strip() for line in (*lines[1 : quote[0]], *body)):
        raise TemplateError(block.first + quote[0], _TWICE.format(number, forms.marker))
    if not placeholder:
        raise TemplateError(block.first, f"question {number} has no line for the answer to replace")
    fields = _parse_body("\n".join(body).removesuffix("\n"), forms)
    if lead := "\n".join(lines[1 : quote[0]]).strip("\n"):
        fields = {"lead": lead, **fields}
    if placeholder != forms.placeholder.format(number=number):
        fields["placeholder"] = placeholder
    tight = ["heading"] if lines[1] else []
    tight += ["marker"] if body and body[-1] and not forms.below else []
    return {**fields, "tight": tight} if tight else fields


_NO_HINT = re.compile(r"[ \t]*(?:[*+-][ \t]|\d{1,3}[.)][ \t]|\||```|~~~|    |#)")
"""The beginning of a paragraph that is a list, a table or code."""
_HINT_LENGTH = 500
"""Maximum length of a hint in the JSON Schema."""


def _split_hint(text: str) -> tuple[str, str]:
    """Return a question's prompt and its length hint: the last paragraph, if it can be one."""
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
