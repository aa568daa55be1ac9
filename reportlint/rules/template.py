"""Rules about the template's own text: prompts, sections, examples, and its age."""

from collections.abc import Iterable, Iterator, Sequence

from reportlint import fixes
from reportlint.diagnostic import E, Finding, N, W
from reportlint.formatting import allowed, plural, quoted
from reportlint.markdown import bare, front_matter
from reportlint.report.model import PIECES, Report, Section, next_start
from reportlint.report.suppressions import without_suppressions
from reportlint.rules.base import Context, rule
from reportlint.schema.model import Limits, QuestionSpec, Schema
from reportlint.source import Source, Span
from reportlint.words import RUN, Word, Words, begun, padded, words


@rule("RL105", "prompt-changed", (W, N), yields=("RL205",), doubled=True)
def prompt_changed(context: Context) -> Iterator[Finding]:
    """A question's prompt does not match any revision of the template.

    Why: readers see your answer below a question that the course did not ask.
    Fix: copy the prompt from the template. Line breaks, `_x_` for `*x*` and the like do not count as changes,
    and neither do corrected typos: one or two words that differ by a letter or two.

    Bad: a prompt shortened, "corrected" or deleted.
    Good: the prompt of the template, or of an earlier or later revision of it.
    """
    report = context.report
    if report.newer:
        return
    for question in report.present:
        for change in question.place.changes if question.place else ():
            if change.piece == "prompt":
                message = (
                    f"the prompt of question {question.number} is not the template's from here on: restore it"
                )
                yield Finding(
                    span=change.span,
                    message=message,
                    brief="prompt reworded",
                    question=question.number,
                    fix=fixes.template.restored_question(report, question),
                )


_BRIEFS = {"gone": "heading gone", "reworded": "heading reworded"}


@rule("RL109", "section-changed", (W, N))
def section_changed(context: Context) -> Iterator[Finding]:
    """A section's heading or introduction is missing or reworded.

    Why: the heading ends the answer above it; without it the introduction counts as part of that answer.
    Fix: copy heading and introduction from the template.

    Bad: `## Cloud` or `**Working in the cloud**` for `## Working in the cloud`, or no such line.
    Good: the heading and the quote under it as the template has them.
    """
    report = context.report
    for section in report.sections:
        if section.found == "whole" and section.introduced:
            continue
        span, brief = _where(report, section), _BRIEFS.get(section.found, "text under it changed")
        message, fix = _section(report, section), fixes.template.restored_section(report, section)
        yield Finding(span=span, message=message, brief=brief, fix=fix)


def _where(report: Report, section: Section) -> Span:
    """Return the line of the heading, or of the first change below if only the text changed."""
    source, wordings = report.source, report.known.introductions.get(section.spec.first, ())
    if section.found == "whole" and (here := list(words(source.text, *_below(report, section)))):
        return _first_change(source, here, wordings)
    return source.line_span(section.line)


def _first_change(source: Source, here: Sequence[Word], wordings: Iterable[str]) -> Span:
    """Return the line of the first word that differs from the most similar wording, or of the last one."""
    index = min(begun([word.text for word in here], wordings), len(here) - 1)
    return source.line_around(here[index].offset)


def _section(report: Report, section: Section) -> str:
    wanted = quoted(section.spec.heading)
    if section.found == "gone":
        return f"the section heading {wanted} is gone: put it back above this line"
    if section.found == "reworded":
        return f"the section heading {quoted(report.line(section.line))} should read {wanted}"
    if bare(report.source.text[slice(*_below(report, section))]):
        return f"the text under {wanted} is not the template's from here on: restore it"
    return f"the text under {wanted} is gone: restore it"


def _below(report: Report, section: Section) -> Span:
    """Return the text under a section's heading, down to the next heading of the template."""
    start = report.source.line_end(section.line)
    return Span(start, next_start(report.source, report.starts, section.line))


@rule("RL110", "template-text-changed", (N, None), after=("RL105",), yields=("RL205",), doubled=True)
def template_text_changed(context: Context) -> Iterator[Finding]:
    """An example, a length hint or the preamble is missing or reworded.

    Why: it does no harm, but readers no longer see what the course asked.
    Fix: copy it from the template, if you like.

    Bad: the examples deleted from all prompts.
    Good: the template's text, with your answers below `Answer:`.
    """
    report = context.report
    if report.newer:
        return
    if (span := _changed_preamble(report)) is not None:
        message = "the template's text above the questions is changed or missing from here on"
        yield Finding(span=span, message=message, fix=fixes.template.restored_preamble(report))
    for question in report.present:
        changes = [c for c in question.place.changes if c.piece != "prompt"] if question.place else []
        if changes:
            pieces = " and the ".join(PIECES[change.piece] for change in changes)
            differ = "differ" if len(changes) > 1 else "differs"
            yield Finding(
                span=min((c.span for c in changes), key=lambda span: span.start),
                message=f"the {pieces} of question {question.number} {differ} from the template's",
                brief=f"{pieces} gone or reworded",
                question=question.number,
                fix=fixes.template.restored_question(report, question),
            )


def _changed_preamble(report: Report) -> Span | None:
    """Return the first line that differs, if the preamble is not that of any revision.

    If text is missing and nothing replaces it, return the first line of the report.
    """
    source = without_suppressions(report.source, report.suppressions)
    head = padded(source.text, 0, source.line_start(report.head_end))
    nearest = max(report.known.preambles, key=lambda preamble: sum(text in head for text in preamble))
    if all(text in head for text in nearest):
        return None
    start, end = (source.line_start(line) for line in (front_matter(source.lines), report.checklist_start))
    here = Words(words(source.text, start, end))
    missing = next(index for index, text in enumerate(nearest) if text not in head)
    above = 0
    for text in nearest[:missing]:
        match = here.find(text.strip(), above)
        above = match[1] if match else above
    # A paragraph of a word or two may occur anywhere.
    following = (here.find(t.strip(), above) for t in nearest[missing + 1 :] if t.count(" ") > RUN)
    below = min((match[0] for match in following if match), default=len(here.items))
    if above < below:
        return _first_change(source, here.items[above:below], [nearest[missing]])
    return source.line_around(source.trim(start, end).start)


@rule("RL111", "template-outdated", (N, None), framed=False, doubled=True)
def template_outdated(context: Context) -> Iterator[Finding]:
    """The report copies an older revision, or another edition than requested, or fits two equally well.

    Why: it is graded by the newest limits. It is a warning if a limit or the number of questions has changed
    since, an error if the requested edition has another number of questions, otherwise a note.
    Fix: keep to the limits that the message names; `reportlint update` brings the new wording and keeps
    your answers, ticks and pictures.

    Bad: a copy made before a limit was changed.
    Good: a copy of the newest revision.
    """
    report = context.report
    if context.requested:
        yield _other_edition(report, context.requested)
    elif report.newer:
        yield _newer_revision(report)
    elif report.rival:
        own, other = report.schema.id, report.rival.id
        message = (
            f"this fits the templates {other} and {own} (revision {report.revision.id}) equally well, and is "
            f"taken for {own}: `--template {other}` asks for the other"
        )
        yield Finding(span=Span(0, 0), message=message)
    elif report.revision.id != report.schema.newest.id:
        changed = list(_limit_changes(report))
        since = f"revision {report.revision.id} of the {report.schema.id} template is outdated"
        newest = report.schema.newest.id
        what = "; ".join(changed) if changed else "only wordings have changed since"
        span = Span(0, 0)
        yield Finding(
            span=span,
            message=f"{since} (the newest is {newest}): {what}; `reportlint update` moves your answers",
            levels=(W, N) if changed else None,
        )


def _other_edition(report: Report, asked: Schema) -> Finding:
    message = (
        f"this is the {report.schema.id} template with {plural(len(report.schema.numbers), 'question')}, "
        f"but the {asked.id} one has {len(asked.numbers)}: `reportlint update --to {asked.id}` (or "
        "its schema file) moves your answers"
    )
    return Finding(span=Span(0, 0), message=message, levels=(E, W))


def _newer_revision(report: Report) -> Finding:
    question = next(q for q in report.questions if q.limits is not q.spec)
    changes = question.place.changes if question.place else ()
    span = next((change.span for change in changes if change.piece == "hint"), Span(0, 0))
    message = (
        f"the template may be too new for this version of reportlint (question {question.number} asks "
        f"for {_range(question.limits.words)} words): its own hints are used here; update reportlint"
    )
    return Finding(span=span, message=message, question=question.number, levels=(N, N))


def _limit_changes(report: Report) -> Iterator[str]:
    for spec in report.schema.newest.questions:
        old = report.revision.question(spec.number)
        if old is None:
            yield f"question {spec.number} is new"
        elif (old.words, old.images) != (spec.words, spec.images):
            yield f"question {spec.number} now asks for {_limits(spec)}, but this copy says {_limits(old)}"


def _limits(spec: QuestionSpec) -> str:
    words = f"{_range(spec.words)} words" if spec.words else ""
    images = f"{_range(spec.images)} images" if spec.images else ""
    return " and ".join(filter(None, (words, images))) or "no particular number"


def _range(limits: Limits | None) -> str:
    return allowed(*limits) if limits else "any number of"


@rule("RL112", "template-unknown", (W, N), framed=False)
def template_unknown(context: Context) -> Iterator[Finding]:
    """The template is not one that this version of reportlint knows; a newer version may know it.

    Why: without its schema, its text, its limits and the verdict of the course's checker are unknown. Limits
    are read from the hints in the report.
    Fix: update reportlint (`pre-commit autoupdate`, and the tag in the workflow), or put the course's
    `template.yaml` beside the report.

    Bad: the template of next January, in which a third of the prompts are new.
    Good: the template of a known edition, whatever was changed in it.
    """
    if found := context.report.unfamiliar:
        total = len(context.report.questions)
        near = f"{found.near.id} (revision {found.revision.id})"
        message = (
            f"this template is not known: the most similar one is {near}, {found.unlike} of {total} prompts "
            "differ; update reportlint (`pre-commit autoupdate`, the tag in the workflow), or put the "
            "course's `template.yaml` beside the report"
        )
        yield Finding(span=Span(0, 0), message=message)


RULES = (prompt_changed, section_changed, template_text_changed, template_outdated, template_unknown)
