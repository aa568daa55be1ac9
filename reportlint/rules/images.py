"""Rules about images as the text has them: how many there are, and whether they are shown and counted."""

from collections.abc import Iterator, Sequence

from reportlint import fixes
from reportlint.diagnostic import E, Edit, Finding, Fix, N, Related, W
from reportlint.formatting import Number, allowed, plural, quoted
from reportlint.report.model import Answer, Report
from reportlint.report.references import Reference
from reportlint.rules.base import Context, rule
from reportlint.rules.nearest_path import PATH
from reportlint.rules.stand_ins import StandIn, stand_ins
from reportlint.schema.model import Limits

_CAUSES = {
    "backticks": "it is in backticks: delete them",
    "code": "it is in a block of code: move it out",
    "comment": "it is in a comment: move it out, or delete it",
    "html": "it is in HTML, where Markdown is not read: leave an empty line above and below it",
    "path": "a space or a bracket ends its path: ",
    "form": "Markdown does not read it as an image: write `![what it shows]({folder}name.png)`",
}


@rule("RL301", "too-few-images", (W, N), framed=False, needs_structure=True, doubled=True)
def too_few_images(context: Context) -> Iterator[Finding]:
    """An answer shows fewer images than the template asks for.

    Why: the course's checker counts `![...](...)` and warns; links and `<img>` do not count.
    Fix: put the picture into `figures/` and write `![what it shows](figures/name.png)`.

    Bad: `[our bucket](figures/bucket.png)`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    report = context.report
    for number, answer, limits in _image_answers(report):
        images = answer.counts.images
        if not limits.lacking(images):
            continue
        has = f"question {number} {_shows(answer, limits)}"
        brief = f"{images}, not {limits.min}"
        if not (instead := stand_ins(context, answer)):
            message = f"{has}: write `![what it shows]({report.picture_folder}name.png)`"
            yield Finding(answer.span, message, brief, number)
            continue
        first, *others = (stand_in.reference.span for stand_in in instead)
        message = f"{has}. Line {report.source.line_at(first.start) + 1} {instead[0].told('one')}"
        related = tuple(Related("this does not count as a picture, either", span) for span in others)
        edits = [stand_in.edit for stand_in in instead if stand_in.edit][: limits.room(images)]
        yield Finding(first, message, brief, number, related, fix=_as_pictures(edits))


def _shows(answer: Answer, limits: Limits) -> str:
    """Return the number of pictures in an answer with too few, in words."""
    images, shown = answer.counts.images, answer.shown_images
    if images or (limits.min or 0) > 1:
        return f"has {plural(images, 'picture')} of {allowed(*limits, joint=' to ')}"
    return "has no picture that counts" if shown else "shows no picture"


def _as_pictures(edits: Sequence[Edit]) -> Fix | None:
    return Fix("write `![...](...)`", False, tuple(edits)) if edits else None


@rule("RL302", "too-many-images", (W, W), framed=False, needs_structure=True, doubled=True)
def too_many_images(context: Context) -> Iterator[Finding]:
    """An answer shows more images than the template asks for.

    Why: the course's checker counts them and warns.
    Fix: keep the best ones, or combine two into one picture.

    Bad: four screenshots where 1 to 3 are asked for.
    Good: three.
    """
    report = context.report
    for number, answer, limits in _image_answers(report):
        images = answer.counts.images
        if surplus := limits.over(images):
            message = (
                f"question {number} shows {plural(images, 'picture')}, at most {limits.max}: remove {surplus}"
            )
            brief = f"{images}, not {limits.max}"
            yield Finding(span=answer.span, message=message, brief=brief, question=number)


def _image_answers(report: Report) -> Iterator[tuple[Number, Answer, Limits]]:
    for question in report.answered:
        if question.answer and question.limits.images:
            yield question.number, question.answer, question.limits.images


@rule("RL306", "image-not-shown", (E, W), after=("RL004",))
def image_not_shown(context: Context) -> Iterator[Finding]:
    """An image that the course's checker counts is not shown by any renderer.

    Why: readers see no picture; most often the template's own backticks were copied with it.
    Fix: delete the backticks, move it out of the code or comment, write `%20` for a space in its path.

    Bad: `![our bucket](figures/our bucket.png)`.
    Good: `![our bucket](figures/our%20bucket.png)`.
    """
    report = context.report
    for number, reference in report.references:
        if reference.kind == "hidden":
            fix = _shown(context, reference)
            why = _CAUSES[reference.cause].format(folder=report.picture_folder)
            if reference.cause == "path" and not PATH.search(reference.address):
                why = f"it has no path yet: write one in place of {quoted(reference.address)}"
            elif reference.cause == "path":
                why += fix.title if fix else "write `%20` for each space, `%28` and `%29` for `(` and `)`"
            message = f"this picture counts but is not shown, since {why}"
            brief = f"in {reference.cause}" if reference.cause in _INSIDE else "no renderer shows it"
            yield Finding(reference.span, message, brief, number, fix=fix)


_INSIDE = ("backticks", "code", "comment", "html")


def _shown(context: Context, reference: Reference) -> Fix | None:
    """Return the fix that makes a picture visible, if there is one."""
    if reference.cause == "path":
        return fixes.images.escaped(reference, context.workspace)
    if not fixes.images.is_there(reference, context.workspace):
        return None
    return fixes.images.uncovered(context.report.source, reference)


@rule("RL307", "image-linked", (W, W), after=("RL301",), needs_structure=True)
def image_linked(context: Context) -> Iterator[Finding]:
    """A picture is linked where the template asks for pictures.

    Why: readers see a line of text, and the course's checker does not count it.
    Fix: write `!` before it. A link within a sentence is fine.

    Bad: `[our bucket](figures/bucket.png)` alone on its line.
    Good: `![our bucket](figures/bucket.png)`, or `see [our bucket](figures/bucket.png)`.
    """
    for number, stand_in in _beside(context):
        if stand_in.reference.kind == "link" and stand_in.alone and not stand_in.reference.scheme:
            yield _uncounted(number, stand_in, "a link, not the picture")


def _beside(context: Context) -> Iterator[tuple[Number, StandIn]]:
    """Yield the stand-ins for pictures in the questions that may have more."""
    for number, answer, limits in _image_answers(context.report):
        if limits.room(answer.counts.images):
            yield from ((number, stand_in) for stand_in in stand_ins(context, answer))


def _uncounted(number: Number, stand_in: StandIn, brief: str) -> Finding:
    message = f"this {stand_in.told('a picture')}"
    fix = _as_pictures([stand_in.edit] if stand_in.edit else [])
    return Finding(stand_in.reference.span, message, brief, number, fix=fix)


@rule("RL308", "image-html", (W, W), after=("RL301",), needs_structure=True)
def image_html(context: Context) -> Iterator[Finding]:
    """An image in HTML is shown, but not counted.

    Why: the course's checker counts `![...](...)` only.
    Fix: write it as Markdown; it is then shown at its own width.

    Bad: `<img src="figures/bucket.png" alt="our bucket" width="600">`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    for number, stand_in in _beside(context):
        if stand_in.reference.kind == "html":
            yield _uncounted(number, stand_in, "`<img>` is not counted")


@rule("RL309", "image-remote", (W, N))
def image_remote(context: Context) -> Iterator[Finding]:
    """An image is on another server.

    Why: it may be gone or changed when the report is read, and is not part of the hand-in.
    Fix: put the picture into `figures/` and write its path.

    Bad: `![our bucket](https://example.org/bucket.png)`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    report = context.report
    for number, reference in report.references:
        if reference.is_shown and reference.scheme in ("http:", "https:", "//"):
            place = quoted(report.picture_folder) if report.picture_folder else "the repository"
            message = f"this picture is on another server, {quoted(reference.address)}: put it into {place}"
            yield Finding(reference.span, message, "on another server", number)


RULES = (too_few_images, too_many_images, image_not_shown, image_linked, image_html, image_remote)
