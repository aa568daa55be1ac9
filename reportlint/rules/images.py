"""Rules about images as the text has them: how many there are, and whether they are shown and counted."""

from collections.abc import Iterator

from reportlint.diagnostic import E, Finding, Fix, N, Related, W
from reportlint.fixes.images import as_images, escaped, is_there, stands_alone, uncovered
from reportlint.formatting import allowed, plural, quoted
from reportlint.report.model import Answer, Report
from reportlint.report.references import Reference
from reportlint.rules.base import Context, rule
from reportlint.schema.model import Limits

_CAUSES = {
    "backticks": "stands in backticks: delete them",
    "code": "stands in a block of code: move it out",
    "comment": "stands in a comment: move it out, or delete it",
    "html": "stands in HTML, where no Markdown is read: leave an empty line above and below",
    "path": "has a space or a bracket in its path: ",
    "form": "is none to Markdown: write `![what it shows]({folder}name.png)`",
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
        if limits.lacking(images):
            message = (
                f"the answer to question {number} has {plural(images, 'image')}, {_asked(limits)}: "
                f"add `![...]({report.picture_folder}...)`"
            )
            instead = [r for r in answer.references if _is_instead(r)]
            related = tuple(Related("this is not counted as an image", r.span) for r in instead)
            fixable = [r for r in instead if _is_fixable(context, r)][: limits.room(images)]
            brief = f"{images}, not {limits.min}"
            fix = as_images(report.source, fixable)
            yield Finding(answer.span, message, brief, number, related, fix=fix)


@rule("RL302", "too-many-images", (W, W), framed=False, needs_structure=True, doubled=True)
def too_many_images(context: Context) -> Iterator[Finding]:
    """An answer shows more images than the template asks for.

    Why: the course's checker counts them and warns.
    Fix: keep the best ones, or join two into one picture.

    Bad: four screenshots where 1 to 3 are asked for.
    Good: three.
    """
    report = context.report
    for number, answer, limits in _image_answers(report):
        images = answer.counts.images
        if surplus := limits.over(images):
            message = f"the answer to question {number} has {images} images, {_asked(limits)}"
            message += f": remove {surplus}"
            brief = f"{images}, not {limits.max}"
            yield Finding(span=answer.span, message=message, brief=brief, question=number)


def _image_answers(report: Report) -> Iterator[tuple[int | str, Answer, Limits]]:
    for question in report.answered:
        if question.answer and question.limits.images:
            yield question.number, question.answer, question.limits.images


def _asked(limits: Limits) -> str:
    verb = "is" if limits.min == limits.max else "are"
    return f"{allowed(*limits, 'image', ' to ')} {verb} asked for"


def _is_instead(reference: Reference) -> bool:
    """Whether it was meant to be an image, and is not counted as one."""
    return reference.is_picture if reference.kind == "link" else not reference.counted


def _is_fixable(context: Context, reference: Reference) -> bool:
    """Whether it may become an image that is counted, and shown by what the workspace knows."""
    if reference.kind == "link" and not _replaces_picture(context.report, reference):
        return False
    return reference.kind != "image" and is_there(reference, context.workspace)


@rule("RL306", "image-not-shown", (E, W), after=("RL004",))
def image_not_shown(context: Context) -> Iterator[Finding]:
    """An image that the course's checker counts is shown by no renderer.

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
            if reference.cause == "path":
                why += fix.title if fix else "write `%20` for each space, `%28` and `%29` for `(` and `)`"
            message = f"this image is counted and not shown: it {why}"
            brief = f"in {reference.cause}" if reference.cause in _INSIDE else "no renderer shows it"
            yield Finding(reference.span, message, brief, number, fix=fix)


_INSIDE = ("backticks", "code", "comment", "html")


def _shown(context: Context, reference: Reference) -> Fix | None:
    """Return the fix that lets a picture be seen, if there is one."""
    if reference.cause == "path":
        return escaped(reference, context.workspace)
    return uncovered(context.report.source, reference) if is_there(reference, context.workspace) else None


@rule("RL307", "image-linked", (W, W), after=("RL301",), needs_structure=True)
def image_linked(context: Context) -> Iterator[Finding]:
    """A picture is linked where the template asks for pictures.

    Why: readers see a line of text, and the course's checker does not count it.
    Fix: write `!` before it. A link within a sentence is fine.

    Bad: `[our bucket](figures/bucket.png)` alone on its line.
    Good: `![our bucket](figures/bucket.png)`, or `see [our bucket](figures/bucket.png)`.
    """
    report = context.report
    for number, answer, limits in _image_answers(report):
        room = limits.room(answer.counts.images)
        for reference in answer.references if room > 0 else ():
            if reference.kind == "link" and _replaces_picture(report, reference):
                fix = as_images(report.source, [reference]) if _is_fixable(context, reference) else None
                message = "this is a link, not the picture: write `!` before it"
                yield Finding(reference.span, message, "a link, not the picture", number, fix=fix)


def _replaces_picture(report: Report, link: Reference) -> bool:
    """Whether a link stands where a picture would: alone on its line, and leading to one of the group's."""
    return link.is_picture and bool(link.path) and stands_alone(report.source, link)


@rule("RL308", "image-html", (W, W), after=("RL301",), needs_structure=True)
def image_html(context: Context) -> Iterator[Finding]:
    """An image in HTML is shown, but not counted.

    Why: the course's checker counts `![...](...)` only.
    Fix: write it as Markdown; its width is then the picture's own.

    Bad: `<img src="figures/bucket.png" alt="our bucket" width="600">`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    report = context.report
    for number, answer in ((question.number, answer) for question, answer in report.answers):
        for reference in answer.references:
            if reference.kind == "html":
                fix = as_images(report.source, [reference]) if _is_fixable(context, reference) else None
                message = "`<img>` is shown and not counted as an image: write `![...](...)`"
                yield Finding(reference.span, message, "`<img>` is not counted", number, fix=fix)


@rule("RL309", "image-remote", (W, N))
def image_remote(context: Context) -> Iterator[Finding]:
    """An image is on another server.

    Why: it may be gone or changed when the report is read, and is no part of the hand-in.
    Fix: put the picture into `figures/` and write its path.

    Bad: `![our bucket](https://example.org/bucket.png)`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    report = context.report
    for number, reference in report.references:
        if reference.kind in ("image", "html") and reference.scheme in ("http:", "https:", "//"):
            place = quoted(report.picture_folder) if report.picture_folder else "the repository"
            message = f"this image lies on another server, {quoted(reference.address)}: put it into {place}"
            yield Finding(reference.span, message, "on another server", number)


RULES = (too_few_images, too_many_images, image_not_shown, image_linked, image_html, image_remote)
