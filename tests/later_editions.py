"""Five invented editions after 2026, and which question of which edition is which, as a person reads them."""

from collections.abc import Iterable, Mapping

from reportlint.formatting import Number
from reportlint.schema.model import Limits, QuestionSpec, Schema
from tests.reports import SCHEMAS

EDITIONS = {name: SCHEMAS[name] for name in ("2023", "2024", "2025", "2026")}
"""Those that the tables here tell of, and that the invented ones come after."""
_NEWEST = EDITIONS["2026"].newest
_NEW = QuestionSpec(
    number=0,
    prompt="**Did your group write down what it decided? If yes, explain where, and who could read it**\n"
    "**there. If not, explain how such a log would have helped a member who fell ill.**",
    hint="Recommended answer length: 50-100 words.",
    example="*We kept a log in ... , in which ... wrote after each meeting. When ... was ill, we ...*",
    words=Limits(50, 100),
)
_INSERTED, _REMOVED, _SWAPPED = 13, 18, (8, 25)
_REWORDED: dict[Number, str] = {
    2: "List the study numbers of everybody in the group",
    4: "How were dependencies handled in the project? Describe what somebody who joins the team has to "
    "do before they have the very same environment.",
    6: "Which rules for quality and format does your code follow? Say something about typing and "
    "documentation, and about why all this matters once a project grows.",
    8: "How large is the code coverage of your project, in percent? Would you trust code with 100% "
    "coverage to hold no errors? Give reasons.",
    10: "Was your data kept under version control with DVC? If it was, what did the project gain by it? "
    "If it was not, name a situation in which data under version control helps.",
    12: "How are your experiments configured? Show with an example of code how one of them is started, "
    "and whether config files play a part.",
    14: "Show your experiments in W&B, or in the tracking service that you chose, on 1 to 3 screenshots: "
    "losses, images, sweeps. [This figure](figures/wandb.png) may inspire you. Which metrics do you "
    "track, and why?",
    16: "How did you debug when an experiment did not run? Have you profiled your code, or is it perfect "
    "as it is?",
    18: "Which virtual machines of the Compute engine, the backbone of GCP, did you use, and for what?",
    20: "Show your GCP artifact registry on 1-2 images, so that the docker images in it can be told "
    "apart. [This figure](figures/registry.png) may inspire you.",
    22: "Was your model trained in the cloud, with the Engine or with Vertex AI? Explain how, or why it "
    "was not.",
    24: "Is your API deployed, locally or in the cloud? Describe how, and how the service is invoked, or "
    "why it is not deployed.",
    26: "Is your deployed model monitored? Explain how, or how monitoring would let your application live "
    "longer.",
    28: "What else have you implemented that no other question covers: a frontend for the API, drift "
    "detection, a kubernetes cluster? Explain what and why.",
    30: "What did the project struggle with? Tell what took most of your time and how you got over these "
    "challenges.",
}


def _edition(questions: Iterable[QuestionSpec], firsts: Mapping[Number, Number], preamble: str) -> Schema:
    """Return an edition of these questions, numbered anew; `firsts` are those of sections that moved."""
    sections = (spec._replace(first=firsts.get(spec.first, spec.first)) for spec in _NEWEST.sections)
    revision = _NEWEST._replace(
        id="2027-01-08",
        preamble=preamble,
        sections=tuple(sections),
        questions=tuple(spec._replace(number=number) for number, spec in enumerate(questions, 1)),
    )
    old = EDITIONS["2026"]
    return Schema("2027", old.course, (revision,), old.revisions + old.ancestors)


def later_editions() -> dict[str, Schema]:
    """Return the five editions by what is different in them; each extends 2026."""
    own, preamble = list(_NEWEST.questions), _NEWEST.preamble
    behind = {section.first: int(section.first) for section in _NEWEST.sections}
    swapped = own[:]
    one, other = (number - 1 for number in _SWAPPED)
    swapped[one], swapped[other] = own[other], own[one]
    prompts = {number: f"**{text}**" for number, text in _REWORDED.items()}
    reworded = [spec._replace(prompt=prompts.get(spec.number, spec.prompt)) for spec in own]
    return {
        "inserted": _edition(
            [*own[: _INSERTED - 1], _NEW, *own[_INSERTED - 1 :]],
            {first: number + (number >= _INSERTED) for first, number in behind.items()},
            preamble,
        ),
        "removed": _edition(
            [spec for spec in own if spec.number != _REMOVED],
            {first: number - (number > _REMOVED) for first, number in behind.items()},
            preamble,
        ),
        "swapped": _edition(swapped, {}, preamble),
        "reworded": _edition(reworded, {}, preamble),
        "preamble": _edition(own, {}, f"{preamble}\n\nPlease write so that a stranger understands it."),
    }


def _same(first: int, last: int, step: int = 0) -> dict[Number, Number]:
    return {number: number + step for number in range(first, last + 1)}


_FOUR_MORE: dict[Number, Number] = {**_same(1, 21), 22: 24, 23: 26, 24: 27, 25: 29, 26: 30, 27: 31}
"""From 27 questions to 31: 22, 23, 25 and 28 are new."""
_AFTER_2026: dict[str, dict[Number, Number]] = {
    "inserted": {**_same(1, 12), **_same(13, 31, 1)},
    "removed": {**_same(1, 17), **_same(19, 31, -1)},
    "swapped": {**_same(1, 31), 8: 25, 25: 8},
    "reworded": _same(1, 31),
    "preamble": _same(1, 31),
}


def right_pairs(old: str, new: str) -> dict[Number, Number]:
    """Return the numbers of questions of an edition that stay, with those that they have in a later one.

    `new` is the name of an edition, or of an invented one.
    """
    if new in _AFTER_2026:
        pairs = right_pairs(old, "2026")
        return {a: _AFTER_2026[new][b] for a, b in pairs.items() if b in _AFTER_2026[new]}
    if old < "2025" <= new:
        return dict(_FOUR_MORE)
    return _same(1, 27 if new < "2025" else 31)


def unsure_questions(old: str, new: str) -> set[Number]:
    """Return the questions of which nobody can be sure: over years their wordings drift apart."""
    return {6, 20} if new == "reworded" and old < "2025" else set()
