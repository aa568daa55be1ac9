"""Renders a revision, or parts of it, as Markdown (the inverse is `reportlint.schema.parse_template`)."""

import re
from collections.abc import Iterator

from reportlint.schema.model import Checklist, Forms, QuestionSpec, Revision, SectionSpec


def render(revision: Revision) -> str:
    """Return the blank template of `revision`, byte for byte as the course published it."""
    blocks = [*render_preamble(revision)]
    if revision.checklist:
        blocks += render_checklist(revision.checklist, revision.forms)
    sections = {section.first: section for section in revision.sections}
    for question in revision.questions:
        if question.number in sections:
            blocks += render_section(sections[question.number])
        blocks += [*render_question(question, revision.forms), placeholder_of(question, revision.forms)]
    blocks += filter(None, [revision.closing])
    return "\n\n".join(blocks) + "\n" * revision.forms.newline


def texts_of(revision: Revision) -> Iterator[str]:
    """Yield each text of a template, in no order, without the signs that `render` puts around it."""
    forms, checklist = revision.forms, revision.checklist
    texts = [revision.front_matter, revision.preamble, revision.closing]
    texts += [forms.heading, forms.marker, forms.example, forms.placeholder]
    if checklist:
        texts += [checklist.heading, checklist.introduction, *checklist.groups, *checklist.items]
    texts += (text for section in revision.sections for text in (section.heading, section.introduction))
    for q in revision.questions:
        texts += [q.title, q.lead, q.prompt, q.hint, q.example, q.placeholder]
    yield from filter(None, texts)


def render_preamble(revision: Revision) -> list[str]:
    """Return the blocks above the checklist as in the blank template."""
    front = [f"---\n{revision.front_matter}\n---"] if revision.front_matter else []
    return [*front, revision.preamble]


def render_checklist(checklist: Checklist, forms: Forms) -> Iterator[str]:
    """Yield the blocks of a checklist as in the blank template."""
    yield checklist.heading
    yield from filter(None, [checklist.introduction])
    for heading, items in checklist.groups.items():
        yield heading
        yield "\n".join(boxed(item, forms.item) for item in items)


_BOXED = re.compile(r"\s*[*+-] {1,4}\[ \] ")


def boxed(item: str, bullet: str) -> str:
    """Return a checklist item with its own bullet and box, or else with `bullet`."""
    return item if _BOXED.match(item) else f"{bullet} {item}"


def unboxed(item: str) -> str:
    """Return a checklist item without its own bullet and box, if it has them."""
    return _BOXED.sub("", item, count=1)


def render_section(section: SectionSpec) -> list[str]:
    """Return the blocks of a section above its first question as in the blank template."""
    return [section.heading, *filter(None, [section.introduction])]


def heading_of(question: QuestionSpec, forms: Forms) -> str:
    """Return a question's heading as in the blank template."""
    return forms.heading.format(number=question.number) + question.title


def marker_line(forms: Forms) -> str:
    """Return the line with the marker as in the blank template."""
    return forms.marker if forms.below else f"> {forms.marker}"


def placeholder_of(question: QuestionSpec, forms: Forms) -> str:
    """Return the placeholder for the answer to a question in the blank template."""
    return question.placeholder or forms.placeholder.format(number=question.number)


def render_question(question: QuestionSpec, forms: Forms) -> list[str]:
    """Return the blocks of a question down to its marker as in the blank template."""
    body = [question.prompt]
    if question.hint:
        body += ["", question.hint]
    if question.example is not None:
        body += ["", forms.example, question.example]
    if "marker" not in question.tight and not forms.below:
        body.append("")
    quote = "\n".join(f"> {line}" if line else ">" for line in "\n".join(body).split("\n"))
    quote += "" if forms.below else f"\n{marker_line(forms)}"
    heading, *parts = filter(None, [heading_of(question, forms), question.lead, quote])
    if "heading" in question.tight:
        heading, parts = f"{heading}\n{parts[0]}", parts[1:]
    return [heading, *parts, *([marker_line(forms)] if forms.below else [])]
