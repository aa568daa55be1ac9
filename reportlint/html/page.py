"""A page of one report: its head with the verdict, its contents, and the report below."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from reportlint.formatting import cut
from reportlint.html.clean import Cleaner
from reportlint.html.findings import FindingBox, Placed, listed, place
from reportlint.html.frame import asset, document, filled
from reportlint.html.markdown import PageBlock, render
from reportlint.html.parser import anchor
from reportlint.html.pictures import Targets
from reportlint.html.settle import with_formulas, with_levels, with_names, with_pictures
from reportlint.html.stretches import PageStretch, stretches
from reportlint.linter.result import Result
from reportlint.markdown import heading_at
from reportlint.report.model import Question, Report
from reportlint.reporters.states import STATES, QuestionState
from reportlint.reporters.view import View, view_of
from reportlint.words import plain

_TIMES = 10
"""How many times longer than its text HTML may be; text beyond that is shown as written."""
_ROOM = 100_000
"""Characters of HTML that any text may become."""
_PROMPT = 90
"""Maximum number of characters of a prompt in the contents."""
_NAME = 60
"""Maximum number of characters of an answer in a page's title."""


class PageLink(NamedTuple):
    """Another page: its name and its address."""

    name: str
    address: str


class Neighbours(NamedTuple):
    """The pages of a class around a report's: its index, and the reports before and after."""

    overview: PageLink | None = None
    before: PageLink | None = None
    after: PageLink | None = None


ALONE = Neighbours()
"""The neighbours of a single report's page: none."""


class _Shown(NamedTuple):
    """A block as the page shows it, with the findings after it."""

    html: Markup | None
    """None if it is shown as written."""
    source: str
    found: Sequence[FindingBox]


class _PagePart(NamedTuple):
    """A stretch of the report."""

    role: str
    text: str
    blocks: Sequence[_Shown]


class _Passage(NamedTuple):
    """A question, the checklist, or the text between them."""

    parts: Sequence[_PagePart]
    folded: bool = False
    """Whether it is the checklist, folded below its heading."""
    question: QuestionState | None = None
    heading: str = ""
    found: Sequence[FindingBox] = ()
    """Findings about the whole question."""


def page(
    result: Result,
    targets: Targets,
    *,
    findings: bool = False,
    embed: bool = False,
    neighbours: Neighbours = ALONE,
) -> str:
    """Return the page of a report, or of a text in which no template was recognised.

    `targets` knows where pictures and links lead; with `embed` the page contains the pictures. With
    `findings` each is shown at its place, with a list at the top.
    """
    view, report = view_of(result), result.report
    parts = stretches(result.source, report)
    blocks, footnotes = render(["" if part.role == "conflict" else part.text for part in parts])
    placed = place(result, parts, blocks) if findings else Placed({}, {})
    cleaner = Cleaner(targets, _reserved(result))
    shown = list(_shown(cleaner, parts, blocks, placed, len(result.source.text)))
    notes = cleaner.clean(footnotes, lowest=4)
    body = filled(
        "page.html",
        view=view,
        called=_called(view),
        path=_path(view),
        states=STATES,
        present={state.state for state in view.questions},
        contents=list(_contents(report, view)) if report else (),
        listed=listed(result, placed) if findings else None,
        passages=_passages(report, view, parts, shown, placed),
        footnotes=footnotes if notes is None else notes,
        neighbours=neighbours,
        result=result,
    )
    body = with_formulas(with_names(with_levels(body)))
    body = with_pictures(body, targets.embedded) if embed else body
    return document(f"{_called(view)} – {_path(view)}", body, asset("page.css"))


def _path(view: View) -> str:
    """Return the file's name and its folder's, without the machine's other folders."""
    return "/".join(view.path.split("/")[-2:])


def _called(view: View) -> str:
    """Return the group of a report, and its edition."""
    if not view.template:
        return "No report"
    label, answer = next(iter(view.answers.items()), ("", "Report"))
    group = f"{label.removesuffix(' number').capitalize()} {view.group}" if view.group else cut(answer, _NAME)
    return f"{group or f'No {label}'}, {view.template}"


def _reserved(result: Result) -> Iterator[str]:
    """Yield the names of the page's own elements."""
    yield from ("findings", "contents")
    yield from (
        f"question-{question.number}" for question in (result.report.present if result.report else ())
    )
    yield from (f"finding-{number}" for number in range(1, len(result.diagnostics) + 1))


def _shown(
    cleaner: Cleaner,
    parts: Sequence[PageStretch],
    blocks: Sequence[Sequence[PageBlock]],
    placed: Placed,
    size: int,
) -> Iterator[list[_Shown]]:
    """Yield the blocks of each stretch of a text of this size, unrendered if the page has no room."""
    room = max(_ROOM, _TIMES * size)
    for index, (part, own) in enumerate(zip(parts, blocks, strict=True)):
        shown = []
        for at, block in enumerate(own or [PageBlock(0, "", "")]):
            html = cleaner.clean(block.html, lowest=2 if part.question is None else 4)
            html = None if html is None or len(html) > room else html
            room -= len(block.source if html is None else html)
            shown.append(_Shown(html, block.source.strip("\n"), placed.blocks.get((index, at), ())))
        yield shown


def _passages(
    report: Report | None,
    view: View,
    parts: Sequence[PageStretch],
    shown: Sequence[Sequence[_Shown]],
    placed: Placed,
) -> Iterator[_Passage]:
    """Yield the report in order: its questions, and the text between them."""
    states = {state.number: state for state in view.questions}
    questions = {question.number: question for question in report.present} if report else {}
    checklist = _checklist(report) if report else range(0)
    entries = zip(parts, shown, strict=True)
    for (number, folded), group in groupby(entries, lambda e: (e[0].question, e[0].start in checklist)):
        own = [_PagePart(_role(part), part.text, blocks) for part, blocks in group]
        if report and number is not None:
            heading = _heading(report, questions[number])
            yield _Passage(own, False, states[number], heading, placed.heads.get(number, ()))
        else:
            yield _Passage(own, folded)


def _role(part: PageStretch) -> str:
    """Return the role of a stretch for a page, where the title counts as text."""
    heading = heading_at(part.text.lstrip("\n").partition("\n")[0]) if part.role == "text" else None
    return "title" if heading and heading[0] == 1 else part.role


def _checklist(report: Report) -> range:
    """Return the offsets of the checklist, from its heading to the first section."""
    checklist = report.revision.checklist
    title = plain(checklist.heading.lstrip("# ")) if checklist else None
    above = (h.line for h in report.outline.headings if h.line < report.head_end and plain(h.text) == title)
    line = next(above, report.head_end)
    starts = [*report.source.starts, len(report.source.text)]
    return range(starts[line], starts[report.head_end])


def _heading(report: Report, question: Question) -> str:
    line = question.place.heading if question.place else None
    heading = heading_at(report.line(line)) if line is not None else None
    return heading[1] if heading else str(question.number)


class _ContentsQuestion(NamedTuple):
    """A question in the contents."""

    state: QuestionState
    brief: str


class _ContentsSection(NamedTuple):
    """A part of the contents; `anchor` is empty if it has no heading."""

    title: str
    anchor: str
    entries: Sequence[_ContentsQuestion] = ()


def _contents(report: Report, view: View) -> Iterator[_ContentsSection]:
    """Yield the parts of the table of contents."""
    anchors = {plain(h.text).lower(): anchor(h.text) for h in reversed(report.outline.headings)}
    states = {state.number: state for state in view.questions}
    if checklist := report.revision.checklist:
        title = checklist.heading.lstrip("# ")
        yield _ContentsSection(title, anchors.get(plain(title).lower(), ""))
    for title, group in groupby(report.questions, key=lambda question: question.section):
        entries = [
            _ContentsQuestion(states[q.number], cut(q.spec.prompt.replace("*", ""), _PROMPT)) for q in group
        ]
        yield _ContentsSection(title, anchors.get(plain(title).lower(), ""), entries)
