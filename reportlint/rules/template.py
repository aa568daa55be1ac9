"""Rules about the template's own text: prompts, sections, examples, and its age."""

from collections.abc import Iterator

from reportlint.diagnostic import E, Finding, N, W
from reportlint.fixes.template import restored_preamble, restored_question, restored_section
from reportlint.formatting import allowed, plural, quoted
from reportlint.report.model import PIECES, Report, Section
from reportlint.report.suppressions import without_suppressions
from reportlint.rules.base import Context, rule
from reportlint.schema.model import Limits, QuestionSpec, Schema
from reportlint.source import Span
from reportlint.words import padded


@rule("RL105", "prompt-changed", (W, N), doubled=True)
def prompt_changed(context: Context) -> Iterator[Finding]:
    """The bold text of a question is not as any revision of the template has it.

    Why: who reads the report reads your answer to a question that was not asked.
    Fix: copy the prompt from the template. Line breaks, `_x_` for `*x*` and the like are no change.

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
                    fix=restored_question(report, question),
                )


@rule("RL109", "section-changed", (W, N))
def section_changed(context: Context) -> Iterator[Finding]:
    """A section's heading or introduction is gone or reworded.

    Why: the heading ends the answer above it; without it the introduction counts as part of that answer.
    Fix: copy heading and introduction from the template.

    Bad: `## Cloud` for `## Working in the cloud`, or no such line.
    Good: the heading and the quote under it as the template has them.
    """
    report = context.report
    for section in report.sections:
        if section.found == "whole" and section.introduced:
            continue
        span = report.source.line_span(section.line)
        yield Finding(span=span, message=_section(report, section), fix=restored_section(report, section))


def _section(report: Report, section: Section) -> str:
    wanted = quoted(section.spec.heading)
    if section.found == "gone":
        return f"the section heading {wanted} is gone: put it back above this line"
    if section.found == "reworded":
        return f"the section heading {quoted(report.line(section.line))} should read {wanted}"
    return f"the text under {wanted} is not the template's: restore it"


@rule("RL110", "template-text-changed", (N, None), after=("RL105",), framed=False, doubled=True)
def template_text_changed(context: Context) -> Iterator[Finding]:
    """An example, a length hint or the preamble is gone or reworded.

    Why: it does no harm, but nobody sees any more what was asked for.
    Fix: copy it from the template, if you like.

    Bad: the examples deleted from all prompts.
    Good: the template's text, with your answers behind `Answer:`.
    """
    report = context.report
    if report.newer:
        return
    if (span := _changed_preamble(report)) is not None:
        message = "the template's preamble is gone or reworded"
        yield Finding(span=span, message=message, fix=restored_preamble(report))
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
                fix=restored_question(report, question),
            )


def _changed_preamble(report: Report) -> Span | None:
    """Return the first line of text, if the preamble is not one that some revision has."""
    source = without_suppressions(report.source, report.suppressions)
    end = source.starts[report.head_end] if report.head_end < len(source.starts) else len(source.text)
    head = padded(source.text, 0, end)
    if any(all(text in head for text in preamble) for preamble in report.known.preambles):
        return None
    return source.line_around(source.trim(0, end).start)


@rule("RL111", "template-outdated", (N, None), framed=False, doubled=True)
def template_outdated(context: Context) -> Iterator[Finding]:
    """The report is a copy of an older revision, of another edition than was asked for, or of either of two.

    Why: it is graded by the newest limits. A warning where a limit or the number of questions changed
    since, an error where the edition asked for has another number of questions, else a note.
    Fix: answer by the limits that the message names; `reportlint update` takes the new wording over, and
    keeps your answers, ticks and pictures.

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
        f"the {asked.id} one has {len(asked.numbers)}: `reportlint update --to {asked.id}` (or "
        "its schema file) moves your answers"
    )
    return Finding(span=Span(0, 0), message=message, levels=(E, W))


def _newer_revision(report: Report) -> Finding:
    question = next(q for q in report.questions if q.limits is not q.spec)
    changes = question.place.changes if question.place else ()
    span = next((change.span for change in changes if change.piece == "hint"), Span(0, 0))
    message = (
        f"the template may be newer than this version of reportlint knows (question {question.number} asks "
        f"for {_range(question.limits.words)} words): its own hints are used here, update reportlint"
    )
    return Finding(span=span, message=message, question=question.number, levels=(N, N))


def _limit_changes(report: Report) -> Iterator[str]:
    for spec in report.schema.newest.questions:
        old = report.revision.question(spec.number)
        if old is None:
            yield f"question {spec.number} is new"
        elif (old.words, old.images) != (spec.words, spec.images):
            yield f"question {spec.number} now asks for {_limits(spec)}, this copy says {_limits(old)}"


def _limits(spec: QuestionSpec) -> str:
    words = f"{_range(spec.words)} words" if spec.words else ""
    images = f"{_range(spec.images)} images" if spec.images else ""
    return " and ".join(filter(None, (words, images))) or "nothing of the kind"


def _range(limits: Limits | None) -> str:
    return allowed(*limits) if limits else "any number of"


@rule("RL112", "template-unknown", (W, N), framed=False)
def template_unknown(context: Context) -> Iterator[Finding]:
    """The template is none that this version of reportlint knows, as a new one is before an update.

    Why: without its schema nobody can tell whether its text, its limits and the course's checker agree.
    Limits are read from the hints that stand in the report.
    Fix: update reportlint (`pre-commit autoupdate`, and the tag in the workflow), or put the course's
    `template.yaml` beside the report.

    Bad: the template of next January, in which a third of the prompts are new.
    Good: the template of a known edition, whatever was changed in it.
    """
    if found := context.report.unfamiliar:
        total = len(context.report.questions)
        near = f"{found.near.id} (revision {found.revision.id})"
        message = (
            f"this template is not known: nearest is {near}, {found.unlike} of {total} prompts differ; "
            "update reportlint (`pre-commit autoupdate`, the tag in the workflow), or put the course's "
            "`template.yaml` beside the report"
        )
        yield Finding(span=Span(0, 0), message=message)


RULES = (prompt_changed, section_changed, template_text_changed, template_outdated, template_unknown)
