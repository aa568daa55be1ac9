"""A blank template as Markdown, to and from the fields of a schema; the two are each other's inverse."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.schema.model import Checklist, Forms, Number, QuestionSpec, Revision

Fields = dict[str, Any]
"""A revision as it stands in a schema file: only what the template has."""

ITEM = "* [ ] "
_BOX = re.compile(r"[*+-] \[.?\] ")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_WORDS = re.compile(r"(\d+)\s*-\s*(\d+)")
"""A hint's first range is that of the words, whatever the language."""
_IMAGES = re.compile(
    rf"\b(?:(\d+)\s*(?:-|to)\s*(\d+)|(\d+|{'|'.join(_COUNTS)}))\s+(?:image|figure|screenshot)", re.IGNORECASE
)


def render(revision: Revision) -> str:
    """Return the blank template of `revision`, byte for byte as the course published it."""
    blocks = [*_front(revision), revision.preamble]
    if revision.checklist:
        blocks += render_checklist(revision.checklist)
    sections = {section.first: section for section in revision.sections}
    for question in revision.questions:
        if question.number in sections:
            section = sections[question.number]
            blocks += [section.heading, *filter(None, [section.introduction])]
        blocks += _render_question(question, revision.forms)
    return "\n\n".join(blocks) + "\n"


def _front(revision: Revision) -> list[str]:
    return [f"---\n{revision.front_matter}\n---"] if revision.front_matter else []


def render_checklist(checklist: Checklist) -> Iterator[str]:
    """Yield the blocks of a checklist as the blank template has them."""
    yield checklist.heading
    yield from filter(None, [checklist.introduction])
    for heading, items in checklist.groups.items():
        yield heading
        yield "\n".join(ITEM + item for item in items)


def _render_question(question: QuestionSpec, forms: Forms) -> list[str]:
    body = [question.prompt]
    if question.hint:
        body += ["", question.hint]
    if question.example is not None:
        body += ["", forms.example, question.example]
    if "marker" not in question.tight:
        body.append("")
    lines = "\n".join([*body, forms.marker]).split("\n")
    quote = "\n".join(f"> {line}" if line else ">" for line in lines)
    heading = forms.heading.format(number=question.number)
    placeholder = question.placeholder or forms.placeholder.format(number=question.number)
    if "heading" in question.tight:
        return [f"{heading}\n{quote}", placeholder]
    return [heading, quote, placeholder]


def parse(text: str, forms: Forms) -> Fields:
    """Return the fields of the blank template `text`, whose fixed lines are written as `forms` says.

    Limits come from the hints ("100-200 words") and, for images, from the prompts ("1 to 3
    screenshots", "a figure"). Raises `ValueError` where the text is not such a template.
    """
    front, text = _split_front(text)
    number_of = re.compile(re.escape(forms.heading).replace(re.escape("{number}"), r"(\w+)"))
    lines = text.removesuffix("\n").split("\n")
    cuts = [i for i, line in enumerate(lines) if number_of.fullmatch(line) or line.startswith("## ")]
    fields: Fields = {"front_matter": front} if front else {}
    fields["preamble"] = "\n".join(lines[: cuts[0]]).strip("\n")
    sections: dict[Number, Fields] = {}
    questions: dict[Number, Fields] = {}
    pending: Fields | None = None
    for begin, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        block = lines[begin:end]
        if match := number_of.fullmatch(block[0]):
            number: Number = int(match[1]) if match[1].isdecimal() else match[1]
            if pending is not None:
                sections[number], pending = pending, None
            questions[number] = _parse_question(block, number, forms)
        elif any(_BOX.match(line) for line in block):
            fields["checklist"] = _parse_checklist(block)
        else:
            pending = _titled(block)
    return {**fields, "sections": sections, "questions": questions}


def _split_front(text: str) -> tuple[str | None, str]:
    if text.startswith("---\n") and (end := text.find("\n---\n\n")) > 0:
        return text[4:end], text[end + 6 :]
    return None, text


def _titled(block: Sequence[str]) -> Fields:
    introduction = "\n".join(block[1:]).strip("\n")
    return {"heading": block[0], **({"introduction": introduction} if introduction else {})}


def _parse_checklist(block: Sequence[str]) -> Fields:
    first = next((i for i, line in enumerate(block) if line.startswith("### ")), len(block))
    groups: dict[str, list[str]] = {}
    items: list[str] | None = None
    for line in filter(None, block[first:]):
        if line.startswith("### "):
            items = groups[line] = []
        elif items is not None and line.startswith(ITEM):
            items.append(line.removeprefix(ITEM))
        elif items and line.startswith(" "):
            items[-1] += "\n" + line
        else:
            raise ValueError(
                f"the checklist line {line!r} is neither a heading `### ...` nor an item `{ITEM}...`"
            )
    if not groups:
        raise ValueError("the checklist has items, but no group heading `### ...` above them")
    return {**_titled(block[:first]), "groups": groups}


def _parse_question(block: Sequence[str], number: int | str, forms: Forms) -> Fields:
    quoted = [line[1:].removeprefix(" ") for line in block if line.startswith(">")]
    if forms.marker not in quoted:
        raise ValueError(f"question {number} has no line `> {forms.marker}`")
    body = quoted[: quoted.index(forms.marker)]
    tight = [name for name, line in (("heading", block[1]), ("marker", [*body, ""][-1 - bool(body)])) if line]
    fields = _parse_body("\n".join(body).removesuffix("\n"), forms)
    last_quoted = max(i for i, line in enumerate(block) if line.startswith(">"))
    placeholder = "\n".join(block[last_quoted + 1 :]).strip("\n")
    if placeholder != forms.placeholder.format(number=number):
        fields["placeholder"] = placeholder
    if tight:
        fields["tight"] = tight
    return fields


def _parse_body(body: str, forms: Forms) -> Fields:
    head, label, example = f"\n{body}".partition(f"\n{forms.example}\n")
    prompt, _, hint = head.strip("\n").partition("\n\n")
    fields: Fields = {"prompt": prompt}
    if hint:
        fields["hint"] = hint
    if label:
        fields["example"] = example
    return fields | read_limits(prompt, hint)


def read_limits(prompt: str, hint: str | None) -> dict[str, Mapping[str, int]]:
    """Return the limits that the hint (words) and the prompt, or else the hint (images), name, by kind."""
    limits: dict[str, Mapping[str, int]] = {}
    if hint and (words := _WORDS.search(hint)):
        limits["words"] = {"min": int(words[1]), "max": int(words[2])}
    if images := _IMAGES.search(prompt) or _IMAGES.search(hint or ""):
        low, high, one = images.groups()
        counts = [_COUNTS.get(word.lower()) or int(word) for word in (low or one, high or one)]
        limits["images"] = {"min": counts[0], "max": counts[1]}
    return limits
