"""Distributions over a class as inline SVG, drawn with classes that the page's style colours."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import quantiles
from typing import NamedTuple

from reportlint.formatting import Number, allowed, plural
from reportlint.html.fragments import literal
from reportlint.reporters.states import QuestionState
from reportlint.reporters.view import View
from reportlint.schema.model import Limits

_LEFT, _STEP, _TOP, _HEIGHT, _BOTTOM = 40, 28, 14, 200, 22
"""Of the chart of words, in SVG units: the axis' labels, a question, and from top to bottom."""

_GRID = 100
"""Words between two lines."""

_NAME, _BAR, _COUNT, _LINE = 210, 360, 130, 22
"""Of the bars: their names, the longest bar, its numbers, and the height of a line."""


class _Spread(NamedTuple):
    """The words of all answers to one question."""

    number: Number
    limits: Limits | None
    words: tuple[int, ...]
    """In their order; at least one."""

    @property
    def quartiles(self) -> tuple[float, float, float]:
        if len(self.words) == 1:
            return (float(self.words[0]),) * 3
        low, middle, high = quantiles(self.words, method="inclusive")
        return low, middle, high

    def __str__(self) -> str:
        low, middle, high = self.quartiles
        asked = f"; {allowed(*self.limits, 'word', ' to ')} are asked for" if self.limits else ""
        return (
            f"question {self.number}: {plural(len(self.words), 'answer')} of {self.words[0]} to "
            f"{self.words[-1]} words, the middle half {low:.0f} to {high:.0f}, median {middle:.0f}{asked}"
        )


def words_chart(title: str, rows: Sequence[View]) -> str:
    """Return how many words the answers to each question have; all rows are of one edition."""
    spreads = list(_spreads(rows))
    ends = [s.quartiles[2] if not s.limits or s.limits.max is None else s.limits.max for s in spreads] or [0]
    # Single answers of thousands of words would press all others to the ground.
    top = (int(max(ends)) * 5 // 4 // _GRID + 1) * _GRID
    width = _LEFT + _STEP * len(spreads)
    shapes = [*_axis(top, width), *(_box(s, i, top) for i, s in enumerate(spreads))]
    return _svg(title, [str(spread) for spread in spreads], width, _TOP + _HEIGHT + _BOTTOM, shapes)


def _spreads(rows: Sequence[View]) -> Iterator[_Spread]:
    answers: dict[Number, list[QuestionState]] = {}
    for question in (question for row in rows for question in row.questions if question.answered):
        answers.setdefault(question.number, []).append(question)
    for question in rows[0].questions if rows else ():
        if own := answers.get(question.number):
            words = sorted(q.words for q in own if q.words is not None)
            yield _Spread(question.number, question.limits, tuple(words))


def _axis(top: int, width: int) -> Iterator[str]:
    for count in range(0, top + 1, _GRID):
        y = _y(count, top)
        yield f'<line class="grid" x1="{_LEFT}" x2="{width}" y1="{y}" y2="{y}"/>'
        yield f'<text class="axis end" x="{_LEFT - 6}" y="{y + 4}">{count}</text>'


def _box(spread: _Spread, index: int, top: int) -> str:
    """Return one question: the limits as a band, least to most as a line, the middle half as a box."""
    x = _LEFT + index * _STEP
    middle = x + _STEP / 2
    low, median, high = (_y(count, top) for count in spread.quartiles)
    least, most = _y(spread.words[0], top), _y(spread.words[-1], top)
    beyond = f'<text class="axis" x="{middle}" y="{_TOP - 4}">▲</text>' if spread.words[-1] > top else ""
    return (
        f"<g><title>{literal(str(spread))}</title>{_band(spread.limits, x, top)}"
        f'<line class="range" x1="{middle}" x2="{middle}" y1="{most}" y2="{least}"/>'
        f'<rect class="box" x="{x + 8}" y="{high}" width="{_STEP - 16}" height="{max(low - high, 1):.1f}"/>'
        f'<line class="median" x1="{x + 6}" x2="{x + _STEP - 6}" y1="{median}" y2="{median}"/>'
        f'{beyond}<text class="axis" x="{middle}" y="{_TOP + _HEIGHT + 16}">{literal(str(spread.number))}'
        "</text></g>"
    )


def _band(limits: Limits | None, x: int, top: int) -> str:
    # What can be hovered is the whole height.
    column = f'<rect class="column" x="{x}" y="{_TOP}" width="{_STEP}" height="{_HEIGHT}"/>'
    if not limits:
        return column
    least, most = _y(limits.min or 0, top), _y(top if limits.max is None else limits.max, top)
    band = f'<rect class="band" x="{x + 2}" y="{most}" width="{_STEP - 4}" height="{least - most:.1f}"/>'
    return column + band


def _y(count: float, top: int) -> float:
    return round(_TOP + _HEIGHT * (1 - min(count / top, 1)), 1)


def rules_chart(title: str, rows: Sequence[View]) -> str:
    """Return a bar for each rule that found something, the longest first."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update(row.rules)
    bars = found.most_common()
    reports = Counter(rule for row in rows for rule in row.rules)
    texts = [f"{rule}: {count} in {plural(reports[rule], 'report')}" for rule, count in bars]
    most = max(found.values(), default=1)
    shapes = [
        f"<g><title>{literal(text)}</title>"
        f'<text class="name" x="0" y="{i * _LINE + 15}">{literal(rule)}</text>'
        f'<rect class="bar" x="{_NAME}" y="{i * _LINE + 3}" width="{_BAR * count / most:.1f}" height="16"/>'
        f'<text class="count" x="{_NAME + _BAR * count / most + 6:.1f}" y="{i * _LINE + 15}">'
        f"{literal(text.removeprefix(f'{rule}: '))}</text></g>"
        for i, ((rule, count), text) in enumerate(zip(bars, texts, strict=True))
    ]
    return _svg(title, texts, _NAME + _BAR + _COUNT, max(1, len(bars)) * _LINE, shapes)


def _svg(title: str, texts: Sequence[str], width: int, height: int, shapes: Sequence[str]) -> str:
    """Return a drawing that a screen reader reads out as its title and `texts`."""
    words = f"<title>{literal(title)}</title><desc>{literal('. '.join(texts))}.</desc>"
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return "\n".join([f'<svg role="img" {size}>', words, *shapes, "</svg>"])
