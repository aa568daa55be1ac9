"""Rules about the number of images."""

import re
from collections.abc import Iterator

from reportlint.diagnostic import Related
from reportlint.report import Answer, Report
from reportlint.rules.base import STRUCTURE, Finding, N, W, plural, rule
from reportlint.schema.model import Limits
from reportlint.source import Span

_INSTEAD = re.compile(
    r"<img\b[^<>\n]*|(?<!!)\[[^\[\]\n]*\]\([^()\s]*\.(?:png|jpe?g|gif|svg|webp)\)", re.IGNORECASE
)
"""An HTML image, or a link to a picture."""


@rule("RL301", "too-few-images", (W, N), after=STRUCTURE, framed=False)
def too_few_images(report: Report) -> Iterator[Finding]:
    """An answer shows fewer images than the template asks for.

    Why: the course's checker counts `![...](...)` and warns; links and `<img>` do not count.
    Fix: put the picture into `figures/` and write `![what it shows](figures/name.png)`.

    Bad: `[our bucket](figures/bucket.png)`.
    Good: `![our bucket](figures/bucket.png)`.
    """
    for number, answer, limits in _image_answers(report):
        images = answer.counts.images
        if images < limits.min:
            message = (
                f"the answer to question {number} has {plural(images, 'image')}, {_asked(limits)}: "
                "add `![...](figures/...)`"
            )
            related = tuple(_instead(report, answer))
            brief = f"{images}, not {limits.min}"
            yield Finding(span=answer.span, message=message, brief=brief, question=number, related=related)


@rule("RL302", "too-many-images", (W, W), after=STRUCTURE, framed=False)
def too_many_images(report: Report) -> Iterator[Finding]:
    """An answer shows more images than the template asks for.

    Why: the course's checker counts them and warns.
    Fix: keep the best ones, or join two into one picture.

    Bad: four screenshots where 1 to 3 are asked for.
    Good: three.
    """
    for number, answer, limits in _image_answers(report):
        images = answer.counts.images
        if images > limits.max:
            message = f"the answer to question {number} has {images} images, {_asked(limits)}"
            message += f": remove {images - limits.max}"
            brief = f"{images}, not {limits.max}"
            yield Finding(span=answer.span, message=message, brief=brief, question=number)


def _image_answers(report: Report) -> Iterator[tuple[int | str, Answer, Limits]]:
    for question in report.answered:
        if question.answer and question.limits.images:
            yield question.number, question.answer, question.limits.images


def _asked(limits: Limits) -> str:
    return (
        f"{limits.min} to {limits.max} are asked for"
        if limits.min < limits.max
        else f"{limits.min} is asked for"
    )


def _instead(report: Report, answer: Answer) -> Iterator[Related]:
    """Yield what stands in the answer and was meant to be an image."""
    for match in _INSTEAD.finditer(report.source.text, answer.span.start, answer.span.end):
        yield Related("this is not counted as an image", Span(*match.span()))


RULES = (too_few_images, too_many_images)
