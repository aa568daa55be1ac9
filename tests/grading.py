"""What the course's script warns of, by a second reading of it, and what reportlint says it does."""

import re

from reportlint.formatting import Number
from reportlint.grader import CHECKERS
from reportlint.linter.result import Result
from reportlint.schema.model import QuestionSpec
from tests.reports import SCHEMAS

LIMITS = ("RL203", "RL204", "RL301", "RL302")


def graded(text: str, edition: str) -> dict[Number, set[str]] | None:
    """What the course's script would warn of, in its own few steps; nothing where it stops."""
    questions = SCHEMAS[edition].newest.questions
    checker = CHECKERS[SCHEMAS[edition].course.checker or ""]
    text = re.sub("\r\n?", "\n", text)[checker.skip :]
    parts = text.split("Answer:")
    parts = parts[1:] if checker.drops_part else parts
    if not parts:
        return None
    answers = [part.split("###")[0].split("##")[0] for part in parts if "###" in part] + [parts[-1]]
    answers = answers if checker.drops_part else answers[1:]
    if len(answers) != len(questions):
        return None
    return {spec.number: broken(spec, answer) for spec, answer in zip(questions, answers, strict=True)}


def broken(spec: QuestionSpec, answer: str) -> set[str]:
    words, images = len(answer.split()), len(re.findall(r"\!\[.*?\]\(.*?\)", answer))
    kinds = {"words": (words, spec.words), "images": (images, spec.images)}
    return {kind for kind, (got, limits) in kinds.items() if limits and not limits.allow(got)}


def warned(result: Result) -> set[Number]:
    """The questions that reportlint says the course's checker warns of."""
    found = {d.question for d in result.diagnostics if d.code in LIMITS and d.question is not None}
    for diagnostic in result.diagnostics:
        if diagnostic.code == "RL201" and diagnostic.question is not None and result.report:
            question = next(q for q in result.report.questions if q.number == diagnostic.question)
            assert question.answer
            content = question.answer.content
            if broken(question.spec, result.source.text[content.start : content.end]):
                found.add(diagnostic.question)
    return found
