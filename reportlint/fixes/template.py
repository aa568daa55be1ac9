"""Fixes that restore template text as in the revision that fits the report best."""

import re

from reportlint.diagnostic import Edit, Fix
from reportlint.fixes.interleave import weave
from reportlint.fixes.misplaced import spoils_marker
from reportlint.markdown import bare
from reportlint.report.foreign import TemplatePart, zone_of
from reportlint.report.misspelt import reading
from reportlint.report.model import Answer, Place, Question, Report, Section, next_start
from reportlint.report.parse import is_heading
from reportlint.schema.model import QuestionSpec
from reportlint.words import FEW, VERY_ALIKE, Loss, bag, loss, plain, similarity

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def restored_heading(report: Report, question: Question, wanted: str) -> Fix | None:
    """Return the fix that writes a question's heading as in the template; text after it is lost."""
    if not question.place or question.place.heading is None:
        return None
    lost = loss(report.line(question.place.heading), wanted)
    if lost.treasure or (question.status == "unanswered" and lost.words > 1):
        # The text after it may be the answer.
        return None
    span = report.source.whole_line(question.place.heading)
    return Fix(f"write `{wanted}`", False, (Edit(*span, wanted),))


def respelt_heading(report: Report, question: Question) -> Fix | None:
    """Return the fix that corrects the signs, and the number, of a question's heading."""
    place, wanted = question.place, report.heading_of(question)
    if not place or place.heading is None:
        return None
    edit = Edit(report.source.starts[place.heading], place.below, wanted)
    old = report.source.text[edit.start : edit.end]
    lost = loss(old, wanted)
    safe = reading(old) == plain(wanted).lower() or not lost.words or lost.rewording
    return Fix(f"write `{wanted}`", safe, (edit,))


def restored_question(report: Report, question: Question) -> Fix | None:
    """Return the fix that restores prompt, hint and example of a question.

    Pieces in the words of some revision stay unchanged, and so does all text that is no changed form of a
    piece.
    """
    place, answer, source = question.place, question.answer, report.source
    if not (place and answer) or place.heading is None or _between_markers(report, place):
        return None
    start, end = place.below, _end_of_template(report, place, answer)
    spec = report.revision.question(question.number) or question.spec
    new, lost = _question_text(report, spec, start, end)
    if lost.treasure or (question.status == "unanswered" and lost.words > FEW):
        # It may be the answer.
        return None
    alike = similarity(bag(source.text[start:end]), bag(new)) >= VERY_ALIKE
    safe = not lost.words or (lost.rewording and alike and question.status == "answered")
    edit = narrowed(Edit(start, end, new), source.text[start:end])
    return Fix("restore the template's text", safe, (edit,)) if edit.text or edit.start < edit.end else None


def _end_of_template(report: Report, place: Place, answer: Answer) -> int:
    """Return where the marker is or was, else the start of the line below the template's text."""
    if place.markers:
        return place.markers[0]
    line = report.source.line_at(answer.content.start)
    return report.source.line_start(line + (not spoils_marker(report, place, answer)))


def _between_markers(report: Report, place: Place) -> bool:
    """Whether text is between markers: the first may then be misplaced in the template's text."""
    if not place.markers:
        return False
    text = report.source.text[place.markers[0] : place.markers[-1]]
    return bool(bare(text.replace(report.forms.forms.marker, "")))


def _question_text(report: Report, spec: QuestionSpec, start: int, end: int) -> tuple[str, Loss]:
    """Return the text between heading and marker with every piece as in the template, and what is lost."""
    zone = zone_of(report, spec, start, end)
    woven = weave(zone.lines, zone.parts, zone.literal, apart="heading" not in spec.tight)
    above = woven.lines
    if not report.source.text.startswith(report.forms.forms.marker, end):
        return "\n" + "\n".join([*above, zone.frame]), woven.loss
    if "marker" in spec.tight:
        above = above[: next((i for i in range(len(above), 0, -1) if bare(above[i - 1])), 0)]
    elif above[-1:] and bare(above[-1]):
        above = [*above, "" if report.revision.forms.below else ">"]
    return "\n" + "\n".join([*above, zone.frame]), woven.loss


def narrowed(edit: Edit, old: str) -> Edit:
    """Return an edit of the text `old` without the unchanged lines at both ends."""
    before, after = old.split("\n"), edit.text.split("\n")
    most = min(len(before), len(after)) - 1
    head = next((i for i in range(most) if before[i] != after[i]), most)
    most -= head
    tail = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    start = edit.start + sum(len(line) + 1 for line in before[:head])
    end = edit.end - sum(len(line) + 1 for line in before[len(before) - tail :])
    return Edit(start, end, "\n".join(after[head : len(after) - tail]))


def restored_section(report: Report, section: Section) -> Fix | None:
    """Return the fix that restores a section's heading and the text under it."""
    source, spec = report.source, section.spec
    title = f"restore the section `{spec.heading}`"
    if section.found == "gone":
        return Fix(title, True, (_missing_section(report, section),))
    start, end = source.starts[section.line], source.line_end(section.last)
    heading = spec.heading if section.found == "reworded" else source.lines[section.line]
    misspelt = reading(source.text[start:end]) == plain(spec.heading).lower()
    lost, new = loss("" if misspelt else source.text[start:end], heading), heading
    losses = [lost]
    if not section.introduced and spec.introduction:
        end = next_start(source, report.starts, section.line)
        body = source.text[source.line_end(section.last) : end].split("\n")[1:]
        literal = {line - section.last - 1 for line in report.outline.literal}
        woven = weave(body, [TemplatePart(spec.introduction, None)], literal, apart=True)
        new = "\n".join([heading, *woven.lines]).rstrip("\n") + "\n\n"
        losses.append(woven.loss)
    if any(lost.treasure for lost in losses):
        return None
    safe = all(not lost.words or lost.rewording for lost in losses)
    return Fix(title, safe, (narrowed(Edit(start, end, new), source.text[start:end]),))


def _missing_section(report: Report, section: Section) -> Edit:
    source, spec = report.source, section.spec
    first = next((q.place for q in report.questions if q.number == spec.first), None)
    introduced = first is not None and section.line < source.line_at(first.start)
    text = spec.heading if introduced or not spec.introduction else f"{spec.heading}\n\n{spec.introduction}"
    at = source.starts[section.line]
    above = source.lines[section.line - 1].strip() if section.line else ""
    return Edit(at, at, ("\n" if above else "") + text + "\n\n")


def restored_preamble(report: Report) -> Fix | None:
    """Return the fix that puts the template's preamble above its checklist or first section."""
    source = report.source
    is_known = is_heading(report.known)
    known = [line for line in source.lines[: report.head_end] if line.startswith("##") and is_known(line)]
    until = next((i for i, line in enumerate(source.lines) if known and line == known[0]), report.head_end)
    first = report.outline.blocks[0].start if report.outline.blocks else 0
    start = source.starts[min(first, until)] if until < len(source.starts) else 0
    end = source.starts[until] if until < len(source.starts) else len(source.text)
    wanted = report.revision.preamble + "\n\n"
    old = source.text[start:end]
    comments = "".join(f"{comment}\n\n" for comment in _COMMENT.findall(old))
    lost = loss(_COMMENT.sub("", old), wanted)
    if lost.treasure or lost.words > FEW:
        # The group has introduced its project there.
        return None
    edit = narrowed(Edit(start, end, comments + wanted), old)
    return Fix("restore the template's preamble", not lost.words, (edit,))
