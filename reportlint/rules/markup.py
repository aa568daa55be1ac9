"""Rules about an answer's Markdown that does not show what was written."""

import re
from collections.abc import Iterator

from reportlint.diagnostic import Edit, Finding, Fix, N, W
from reportlint.formatting import plural, quoted
from reportlint.markdown import MARGIN
from reportlint.report.model import Answer, Report
from reportlint.rules.base import Context, rule
from reportlint.source import Span

_FENCE = rf"[{MARGIN}]*(?:[-+*][ \t]+|\d{{1,9}}[.)][ \t]+)?(?:`{{3,}}|~{{3,}})[ \t]*"
_ATTRIBUTE = r"""\{[^{}]*\}|[\w:-]+=(?:"[^"]*"|'[^']*'|\S*)"""
"""Text after a fence's language in dialects of Markdown: `{1,3}`, `title="a b"`."""
_COMMANDS = frozenset(
    "apt cd conda curl docker dvc gcloud git invoke kubectl make npm pip pip3 pytest ruff ssh sudo tox uv "
    "uvicorn wget".split()
)
"""Shell commands that take an argument: followed by a word, they are not names of languages."""
_BULLETS = "•‣◦▪●·∙"
_BULLET = rf"[{MARGIN}]*([{_BULLETS}][ \t\xa0]*)(?=\S)"


@rule("RL210", "fence-hides-text", (W, N), local=True)
def fence_hides_text(context: Context) -> Iterator[Finding]:
    """The first line of a code fence contains a sentence or a command, which no renderer shows.

    Why: the text after the three backticks names the language; GitHub shows nothing of it.
    Fix: begin the code on the next line.

    Bad: ` ```curl -X POST localhost `.
    Good: ` ```bash `, and the command on the next line.
    """
    report = context.report
    for question, answer in report.answers:
        for line in _fences(report, answer):
            opening = re.match(_FENCE, report.line(line))
            if not opening or not _is_hidden(report.line(line)[opening.end() :]):
                continue
            start = report.source.starts[line] + opening.end()
            span = report.source.trim(start, report.source.line_end(line))
            what = quoted(report.source.text[span.start : span.end])
            message = f"{what} is not shown: begin the code on the line below the fence's first"
            yield Finding(span=span, message=message, question=question.number)


def _fences(report: Report, answer: Answer) -> Iterator[int]:
    """Yield the first lines of the fences in an answer."""
    first, last = report.source.line_at(answer.span.start), report.source.line_at(answer.span.end)
    for block in report.outline.within(first, last + 1):
        if block.kind == "fence" and block.start >= first:
            yield block.start


def _is_hidden(info: str) -> bool:
    """Whether the text after the backticks is more than a language and its attributes."""
    first, *others = re.sub(_ATTRIBUTE, " ", info).split() or [""]
    flagged = any(word.startswith("-") or "/" in word or "." in word for word in others)
    return len(others) > 1 or flagged or bool(others and first.lower() in _COMMANDS)


@rule("RL211", "bullet-pasted", (N, None), local=True)
def bullet_pasted(context: Context) -> Iterator[Finding]:
    """Lines begin with a bullet pasted from a word processor, which does not make a list in Markdown.

    Why: such lines run together in one paragraph.
    Fix: write `- ` instead of the bullet.

    Bad: `• we count the boats`.
    Good: `- we count the boats`.
    """
    report = context.report
    for question, answer in report.answers:
        if bullets := list(_bullets(report, answer)):
            lines = "this line begins" if len(bullets) == 1 else f"{plural(len(bullets), 'line')} begin"
            sign = report.source.text[bullets[0].start]
            message = f"{lines} with `{sign}`, which makes no list: write `- `"
            fix = Fix("write `- `", True, tuple(Edit(*bullet, "- ") for bullet in bullets))
            span = Span(bullets[0].start, bullets[0].start + 1)
            yield Finding(span=span, message=message, question=question.number, fix=fix)


def _bullets(report: Report, answer: Answer) -> Iterator[Span]:
    source = report.source
    text = source.text[slice(*answer.span)]
    if not any(sign in text for sign in _BULLETS):
        return
    for line in range(source.line_at(answer.span.start), source.line_at(answer.span.end) + 1):
        begin = max(answer.span.start, source.starts[line])
        match = re.compile(_BULLET).match(source.text, begin, source.line_end(line))
        if match and line not in report.outline.literal:
            yield Span(*match.span(1))


RULES = (fence_hides_text, bullet_pasted)
