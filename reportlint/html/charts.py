"""Charts for a class: the positions and lengths of their parts, which a template draws."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import quantiles
from typing import NamedTuple

from reportlint.formatting import Number, allowed, plural
from reportlint.reporters.states import QuestionState
from reportlint.reporters.view import View
from reportlint.schema.model import Limits

_WIDTH, _LEFT, _TOP, _HEIGHT, _BOTTOM = 1200, 44, 30, 180, 40
"""Chart of words in SVG units, the same for each edition: width, margins, and height between them."""

_BOX = 24
"""Maximum width of a box."""

_GRID = 100
"""Words between two grid lines."""


class Extent(NamedTuple):
    """Where a part begins, and its height, both downwards."""

    y: float
    height: float


class QuestionSpread(NamedTuple):
    """One question: limits as a band, range as a line, middle half as a box."""

    number: Number
    text: str
    x: float
    band: Extent | None
    """None if there are no limits."""
    whole: Extent
    half: Extent
    median: float
    beyond: bool
    """Whether an answer is longer than the chart allows."""


class WordsChart(NamedTuple):
    """The number of words in the answers to each question."""

    title: str
    boxes: Sequence[QuestionSpread]
    grid: Sequence[tuple[int, float]]
    """The grid lines: their words, and their distance from the top."""

    step: float
    """Width of a question."""

    left: int = _LEFT
    area: Extent = Extent(_TOP, _HEIGHT)
    width: int = _WIDTH
    height: int = _TOP + _HEIGHT + _BOTTOM

    @property
    def box(self) -> float:
        """Width of a box."""
        return min(_BOX, self.step / 2)


class Bar(NamedTuple):
    """The findings of one rule."""

    name: str
    findings: int
    reports: int
    """The number of reports that have them."""
    share: float
    """Its length in percent of the longest."""


class _Spread(NamedTuple):
    """The words of all answers to one question."""

    number: Number
    limits: Limits | None
    words: tuple[int, ...]
    """Sorted; at least one."""

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


def words_chart(title: str, rows: Sequence[View]) -> WordsChart:
    """Return the chart of words per question; all rows are of one edition."""
    spreads = list(_spreads(rows))
    ends = [s.quartiles[2] if not s.limits or s.limits.max is None else s.limits.max for s in spreads] or [0]
    # A few answers with thousands of words would flatten all others.
    top = (int(max(ends)) * 5 // 4 // _GRID + 1) * _GRID
    grid = [(count, _y(count, top)) for count in range(0, top + 1, _GRID)]
    step = round((_WIDTH - _LEFT) / max(1, len(spreads)), 1)
    boxes = [_box(spread, _LEFT + i * step, top) for i, spread in enumerate(spreads)]
    return WordsChart(title, boxes, grid, step)


def _spreads(rows: Sequence[View]) -> Iterator[_Spread]:
    answers: dict[Number, list[QuestionState]] = {}
    for question in (question for row in rows for question in row.questions if question.answered):
        answers.setdefault(question.number, []).append(question)
    for question in rows[0].questions if rows else ():
        if own := answers.get(question.number):
            words = sorted(q.words for q in own if q.words is not None)
            yield _Spread(question.number, question.limits, tuple(words))


def _box(spread: _Spread, x: float, top: int) -> QuestionSpread:
    low, median, high = spread.quartiles
    limits = spread.limits
    return QuestionSpread(
        number=spread.number,
        text=str(spread),
        x=round(x, 1),
        band=_extent(limits.min or 0, top if limits.max is None else limits.max, top) if limits else None,
        whole=_extent(spread.words[0], spread.words[-1], top),
        half=_extent(low, high, top, least=1),
        median=_y(median, top),
        beyond=spread.words[-1] > top,
    )


def _extent(low: float, high: float, top: int, least: float = 0) -> Extent:
    y = _y(high, top)
    return Extent(y, round(max(_y(low, top) - y, least), 1))


def _y(count: float, top: int) -> float:
    return round(_TOP + _HEIGHT * (1 - min(count / top, 1)), 1)


def rule_bars(rows: Sequence[View]) -> list[Bar]:
    """Return a bar for each rule with findings, the longest first."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update(row.rules)
    reports = Counter(rule for row in rows for rule in row.rules)
    most = max(found.values(), default=1)
    return [
        Bar(rule, count, reports[rule], round(100 * count / most, 1)) for rule, count in found.most_common()
    ]
