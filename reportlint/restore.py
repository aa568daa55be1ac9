"""Fixes that put template text back as the revision has it that the report comes nearest to."""

from collections import Counter
from collections.abc import Iterator

from reportlint.diagnostic import Edit, Fix
from reportlint.prompt import found_pieces
from reportlint.report import Piece, Question, Report, Section
from reportlint.schema.model import Forms, QuestionSpec
from reportlint.source import Source, Span
from reportlint.wording import plain, words

_FEW = 8
"""As many words of nobody's template are a rewording; more may be what somebody had to say."""
_PICTURES = ("](", "<img")


class _Loss:
    """What a restored text takes away of the one that stands there."""

    def __init__(self, old: str, new: str) -> None:
        here, there = (Counter(word.text for word in words(text)) for text in (old, new))
        self.words = (here - there).total()
        self.missing = (there - here).total()
        self.pictures = any(old.count(sign) > new.count(sign) for sign in _PICTURES)

    @property
    def rewording(self) -> bool:
        """Whether the words that go were the template's, changed a little."""
        return not self.words or self.words <= min(self.missing, _FEW)


def restored_heading(report: Report, question: Question, wanted: str) -> Fix | None:
    """Return the fix that writes a question's heading as the template does; what follows it is lost."""
    if not question.place or question.place.heading is None:
        return None
    if question.status == "unanswered" and _Loss(report.line(question.place.heading), wanted).words > 1:
        # What follows may well be the answer.
        return None
    span = _line(report.source, question.place.heading)
    return Fix(f"write `{wanted}`", False, (Edit(*span, wanted),))


def restored_question(report: Report, question: Question) -> Fix | None:
    """Return the fix that restores prompt, hint and example of a question with a marker.

    Pieces that stand there in the words of some revision stay as they are.
    """
    place, source = question.place, report.source
    if not (place and place.markers) or place.heading is None:
        return None
    start, end = source.line_end(place.heading), place.markers[0]
    spec = report.revision.question(question.number) or question.spec
    old, new = source.text[start:end], _question_text(report, spec, start, end)
    loss = _Loss(old, new)
    if loss.pictures or (question.status == "unanswered" and loss.words > _FEW):
        # It may well be the answer.
        return None
    safe = loss.rewording and (question.status == "answered" or not loss.words)
    edit = _narrowed(Edit(start, end, new), old)
    return Fix("restore the template's text", safe, (edit,)) if edit.text or edit.start < edit.end else None


def _question_text(report: Report, spec: QuestionSpec, start: int, end: int) -> str:
    """Return what stands between heading and marker, every piece that is changed as in the template."""
    source, old = report.source, report.source.text[start:end]
    found = found_pieces(source, start, end, spec, report.known)
    kept = {piece: lines for piece, span in found.items() if (lines := _own_lines(source, span))}
    blocks = [
        kept.get(piece) or text for piece, text in _pieces(spec, report.forms.forms) if piece in kept or text
    ]
    above = old.rstrip("> \t")
    frame = old[len(above) :] if above.endswith("\n") else "> "
    lead = old[: len(old) - len(old.lstrip("\n"))] if old.strip("> \n\t") else ""
    lead = lead or ("\n" if "heading" in spec.tight else "\n\n")
    gap = "" if "marker" in spec.tight else ">\n"
    return lead + "\n>\n".join(blocks) + "\n" + gap + frame


def _pieces(spec: QuestionSpec, forms: Forms) -> Iterator[tuple[Piece, str]]:
    """Yield the pieces of a question as quotes; empty is what the revision does not have."""
    example = None if spec.example is None else f"{forms.example}\n{spec.example}"
    texts: tuple[tuple[Piece, str | None], ...] = (
        ("prompt", spec.prompt), ("hint", spec.hint), ("example", example),
    )  # fmt: skip
    for piece, text in texts:
        yield piece, "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _own_lines(source: Source, span: Span) -> str:
    """Return the lines of a piece if they hold nothing else."""
    first, last = source.line_at(span.start), source.line_at(span.end)
    text = source.text[source.starts[first] : source.line_end(last)]
    return text if plain(text) == plain(source.text, *span) else ""


def _narrowed(edit: Edit, old: str) -> Edit:
    """Return the edit less the lines that it leaves as they are at its two ends."""
    before, after = old.split("\n"), edit.text.split("\n")
    most = min(len(before), len(after)) - 1
    head = next((i for i in range(most) if before[i] != after[i]), most)
    most -= head
    tail = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    start = edit.start + sum(len(line) + 1 for line in before[:head])
    end = edit.end - sum(len(line) + 1 for line in before[len(before) - tail :])
    return Edit(start, end, "\n".join(after[head : len(after) - tail]))


def restored_section(report: Report, section: Section) -> Fix | None:
    """Return the fix that puts back a section's heading and what stands under it."""
    source, spec = report.source, section.spec
    title = f"restore the section `{spec.heading}`"
    if section.found == "gone":
        return Fix(title, True, (_missing_section(report, section),))
    start = source.starts[section.line]
    heading = spec.heading if section.found == "reworded" else source.lines[section.line]
    end, new = source.line_end(section.line), heading
    if not section.introduced:
        end, new = _next_start(report, section.line), f"{heading}\n\n{spec.introduction}\n\n"
    old = source.text[start:end]
    loss = _Loss(old, new)
    return None if loss.pictures else Fix(title, loss.rewording, (_narrowed(Edit(start, end, new), old),))


def _missing_section(report: Report, section: Section) -> Edit:
    source, spec = report.source, section.spec
    first = next((q.place for q in report.questions if q.number == spec.first), None)
    introduced = first is not None and section.line < source.line_at(first.start)
    text = spec.heading if introduced or not spec.introduction else f"{spec.heading}\n\n{spec.introduction}"
    at = source.starts[section.line]
    above = source.lines[section.line - 1].strip() if section.line else ""
    return Edit(at, at, ("\n" if above else "") + text + "\n\n")


def _next_start(report: Report, line: int) -> int:
    source = report.source
    following = next((start for start in report.starts if start > line), len(source.lines))
    return source.starts[following] if following < len(source.starts) else len(source.text)


def restored_preamble(report: Report) -> Fix | None:
    """Return the fix that puts the template's preamble above its checklist or first section."""
    source = report.source
    known = [line for line in source.lines[: report.head_end] if _is_template_heading(report, line)]
    until = next((i for i, line in enumerate(source.lines) if known and line == known[0]), report.head_end)
    first = report.outline.blocks[0].start if report.outline.blocks else 0
    start = source.starts[min(first, until)] if until < len(source.starts) else 0
    end = source.starts[until] if until < len(source.starts) else len(source.text)
    wanted = report.revision.preamble + "\n\n"
    loss = _Loss(source.text[start:end], wanted)
    if loss.pictures or loss.words > _FEW:
        # The group introduces its project there.
        return None
    return Fix("restore the template's preamble", not loss.words, (Edit(start, end, wanted),))


def _is_template_heading(report: Report, line: str) -> bool:
    heading = line.startswith("##") and line.lstrip("# ")
    return bool(heading) and report.known.is_heading(line)


def _line(source: Source, line: int) -> Span:
    return Span(source.starts[line], source.line_end(line))
