"""Which question is which: as a person reads them, every right pair is found, and no wrong one."""

from itertools import combinations, pairwise

import pytest

from reportlint.formatting import Number
from reportlint.schema.importer import import_template
from reportlint.schema.model import QuestionSpec, Revision
from reportlint.schema.pairing import Likeness, pair_questions
from reportlint.schema.revise import limits_by_hand
from tests.later_editions import EDITIONS, later_editions, right_pairs, unsure_questions

REVISIONS = [(schema.id, revision) for schema in EDITIONS.values() for revision in reversed(schema.revisions)]
STEPS = [*pairwise(REVISIONS), *combinations([(schema.id, schema.newest) for schema in EDITIONS.values()], 2)]
STEPS += [((schema.id, schema.revisions[-1]), REVISIONS[-1]) for schema in EDITIONS.values()]
LATER = later_editions()


@pytest.mark.parametrize(("old", "new"), STEPS, ids=lambda edition: edition[1].id)
def test_editions(old: tuple[str, Revision], new: tuple[str, Revision]) -> None:
    right = right_pairs(old[0], new[0])
    assert pair_questions(old[1].questions, new[1].questions).new == right
    back = pair_questions(new[1].questions, old[1].questions)
    assert back.new == {b: a for a, b in right.items()}
    assert back.old == right


@pytest.mark.parametrize("name", LATER)
@pytest.mark.parametrize("edition", EDITIONS)
def test_later_editions(edition: str, name: str) -> None:
    right = right_pairs(edition, name)
    for revision in (EDITIONS[edition].newest, EDITIONS[edition].revisions[-1]):
        found = pair_questions(revision.questions, LATER[name].newest.questions).new
        assert found == {number: right[number] for number in right if number in found}
        assert right.keys() - found.keys() <= unsure_questions(edition, name)


def test_right_and_wrong_pairs_are_far_apart() -> None:
    # As long as this holds, the threshold does not decide.
    old, new = EDITIONS["2026"].newest.questions, LATER["reworded"].newest.questions
    alike = Likeness(old, new)
    scores = {(a.number, b.number): alike(a, b) for a in old for b in new}
    assert min(score for (a, b), score in scores.items() if a == b) > 0.6
    gone = {number for number in range(1, 32) if number % 2 == 0}
    assert max(score for (a, b), score in scores.items() if a != b and {a, b} <= gone) < 0.45


def asked(*questions: str | tuple[str, str]) -> list[QuestionSpec]:
    texts = [entry if isinstance(entry, tuple) else (entry, None) for entry in questions]
    hint = "Length: 50-100 words."
    return [QuestionSpec(number, text, hint, shown) for number, (text, shown) in enumerate(texts, 1)]


CREW = "Explain how the crew is chosen."
SAIL = "Did you use a sail?"
NIGHT = "Did you manage to dock at night? If yes, explain how you did it. If not, describe why."
DAWN = "Did you manage to sail at dawn? If yes, explain how you did it. If not, describe why."


CHART, CRANE, LIGHTHOUSE = (
    f"Insert one image of your {thing}." for thing in ("chart", "crane", "lighthouse")
)
LIGHT = "*We docked ... by the light of ... .*"


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ((CREW, SAIL), (CREW, SAIL), {1: 1, 2: 2}),
        ((CREW, SAIL), (SAIL, CREW), {1: 2, 2: 1}),
        ((CREW, SAIL), (CREW, "Which sails did you use, and why?"), {1: 1, 2: 2}),
        ((CREW, SAIL), (CREW, "Did you use an anchor?"), {1: 1}),
        ((CREW, NIGHT, SAIL), (CREW, DAWN, SAIL), {1: 1, 3: 3}),
        ((CREW, (NIGHT, LIGHT)), (CREW, (DAWN, LIGHT)), {1: 1, 2: 2}),
        ((CHART, CRANE, CREW), (CHART, LIGHTHOUSE, CREW), {1: 1, 3: 3}),
        (
            (CHART, CRANE, CREW),
            (LIGHTHOUSE, "Insert an image of the chart.", CRANE, CREW),
            {1: 2, 2: 3, 3: 4},
        ),
        (
            ("Which boat?", "Comment on it.", "Which crane?", "Comment on it."),
            ("Which boat?", "Comment on it.", "A gull?", "Comment on it.", "Which crane?", "Comment on it."),
            {1: 1, 2: 2, 3: 5, 4: 4},
        ),
        (
            ("Hvilken båd roede I?", "Hvorfor ringede klokken?"),
            ("Hvor dyb er havnen?", "Hvilken båd roede gruppen, og hvorfor?", "Hvorfor ringede klokken?"),
            {1: 2, 2: 3},
        ),
        (("Why?", SAIL), ("Why not?", SAIL), {2: 2}),
        ((), (CREW,), {}),
    ],
)
def test_small_templates(old: tuple[str, ...], new: tuple[str, ...], right: dict[Number, Number]) -> None:
    assert pair_questions(asked(*old), asked(*new)).new == right


def test_many_questions_are_paired_by_their_words_alone() -> None:
    old = asked(*(f"Name the boat with the number {number}." for number in range(300)))
    new = asked("What do the gulls eat?", *(spec.prompt for spec in old))
    assert pair_questions(old, new).new == {number: number + 1 for number in range(1, 301)}


def test_limits_by_hand_go_with_the_question_and_not_with_its_number() -> None:
    def template(*questions: str) -> str:
        blocks = [
            f"### Question {number}\n\n> **{text}**\n>\n> Answer:\n\n--- question {number} fill here ---\n"
            for number, text in enumerate(questions, 1)
        ]
        return "# Log\n\n" + "\n".join(blocks)

    old = dict(import_template(template(CREW, SAIL), edition="x", revision="1"))
    old["questions"] = {**old["questions"], "2": {**old["questions"]["2"], "words": {"min": 1, "max": 9}}}
    prompts = (CREW, "What do the gulls eat?", "Which sails did you use?")
    new = import_template(template(*prompts), edition="y", revision="2")
    assert limits_by_hand(old, new) == {"1": {}, "2": {}, "3": {"words": {"min": 1, "max": 9}}}
