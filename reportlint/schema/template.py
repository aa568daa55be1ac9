"""A revision as Markdown: its blank template, or parts of it (see `reportlint.schema.parse_template`)."""

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
    return "\n\n".join(blocks) + "\n"


def render_preamble(revision: Revision) -> list[str]:
    """Return the blocks above the checklist as the blank template has them."""
    front = [f"---\n{revision.front_matter}\n---"] if revision.front_matter else []
    return [*front, revision.preamble]


def render_checklist(checklist: Checklist, forms: Forms) -> Iterator[str]:
    """Yield the blocks of a checklist as the blank template has them."""
    yield checklist.heading
    yield from filter(None, [checklist.introduction])
    for heading, items in checklist.groups.items():
        yield heading
        yield "\n".join(f"{forms.item} {item}" for item in items)


def render_section(section: SectionSpec) -> list[str]:
    """Return the blocks of a section above its first question as the blank template has them."""
    return [section.heading, *filter(None, [section.introduction])]


def placeholder_of(question: QuestionSpec, forms: Forms) -> str:
    """Return what stands for the answer to a question in the blank template."""
    return question.placeholder or forms.placeholder.format(number=question.number)


def render_question(question: QuestionSpec, forms: Forms) -> list[str]:
    """Return the blocks of a question down to its marker as the blank template has them."""
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
    return [f"{heading}\n{quote}"] if "heading" in question.tight else [heading, quote]
