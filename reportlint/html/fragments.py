"""Pieces of text and HTML that pages share."""

import re
from html import escape

from reportlint.formatting import allowed, plural, printable
from reportlint.report.model import Question
from reportlint.schema.model import Limits
from reportlint.source import Source


def literal(text: str) -> str:
    """Return HTML that shows `text` on one line, whatever it holds."""
    return escape(printable(" ".join(text.split())))


_CODE = re.compile("`([^`]+)`")


def name_of(source: Source) -> str:
    """Return what a page calls the file: its name and its folder's, and nothing of the machine's folders."""
    return "/".join(source.path.split("/")[-2:])


def sentence(message: str) -> str:
    """Return HTML for a message of ours: what it quotes stands as code."""
    return _CODE.sub(r"<code>\1</code>", literal(message))


def counts(question: Question) -> str:
    """Return HTML with the words and images of an answer, and how many are asked for."""
    answer = question.answer if question.status == "answered" else None
    words = _count(answer.counts.words if answer else None, "word", question.limits.words)
    images = _count(answer.counts.images if answer else None, "image", question.limits.images)
    return " ".join(filter(None, (words, images)))


def _count(number: int | None, noun: str, limits: Limits | None) -> str:
    asked = allowed(*limits, joint="–") if limits else ""
    if number is None:
        nouns = noun if asked == "1" else f"{noun}s"
        return f'<span class="count">{asked} {nouns} asked for</span>' if limits else ""
    if not limits:
        # Nobody asks for images there: none is nothing to say.
        return f'<span class="count">{plural(number, noun)}</span>' if number or noun == "word" else ""
    if limits.allow(number):
        return f'<span class="count">{plural(number, noun)} ({asked})</span>'
    lacking = limits.lacking(number)
    off = f"{lacking} too few" if lacking else f"{limits.over(number)} too many"
    return f'<span class="count off">{plural(number, noun)} ({asked}): {off}</span>'
