"""Detects the edition and revision that a report is a copy of."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from reportlint.formatting import Number
from reportlint.markdown import unquoted
from reportlint.memory import Memory
from reportlint.report.misspelt import find_misspelt
from reportlint.report.patterns import FormPatterns
from reportlint.schema.model import Forms, QuestionSpec, Revision, Schema
from reportlint.schema.template import texts_of
from reportlint.source import Source
from reportlint.words import RUN, padded, plain

HEAD = ""
"""The key for text above the first question."""

_SHARE = 4
"""A report is recognised if at least one in this many of its questions is."""


Unit = tuple[Number, str]
"""The question that a text of the template belongs to, and the text's words."""


class Profile:
    """The texts by which a revision is recognised."""

    def __init__(self, schema: Schema, revision: Revision, age: int, units: "_Units") -> None:
        """Make the profile of a revision; `age` is the number of newer revisions in its edition."""
        self.schema, self.revision, self.age = schema, revision, age
        questions = list(map(units.of_question, revision.questions))
        paragraphs = _paragraphs(revision)
        items = revision.checklist.items if revision.checklist else ()
        between = (units.long(place, (text,)) for place, text in _between(revision))
        own = (question.texts for question in questions)
        self.texts = frozenset[Unit]().union(units.long(HEAD, (*paragraphs, *items)), *between, *own)
        self.fillers = frozenset[Unit]().union(*(question.fillers for question in questions))
        """Texts in place of a placeholder: answered questions lack them."""
        self.prompts = tuple(question.prompt for question in questions)
        self.numbers = frozenset(question.number for question in revision.questions)
        self.preamble = frozenset(
            (HEAD, units.words(text)) for text in paragraphs if not text.startswith("# ")
        )
        """Texts under the title; a report with none of them is not judged by them."""

    @cached_property
    def lines(self) -> frozenset[str]:
        """The lines of the template's texts."""
        return frozenset(line for text in texts_of(self.revision) for line in text.split("\n") if line)


class Detected(NamedTuple):
    """A revision and how well a report fits it."""

    profile: Profile
    found: int
    """Number of the revision's texts in their place, question headings included."""
    missing: int
    """Number of the revision's texts that are not in their place."""
    questions: int
    """Number of questions with a heading or a prompt."""
    headings: int
    """Number of questions with a heading."""
    prompts: int
    """Number of prompts in their place."""
    numbered: int
    """Number of distinct question numbers in headings, unknown ones included."""

    rival: Schema | None = None
    """Another edition that fits exactly as well."""

    @property
    def close(self) -> bool:
        """Whether enough prompts are in place to rule out any other template."""
        total = len(self.profile.revision.questions)
        return self.headings == total == self.numbered and (total - self.prompts) * 3 < total

    @property
    def recognised(self) -> bool:
        """Whether the report is a copy of the revision at all."""
        total = len(self.profile.revision.questions)
        texts = self.found - self.headings
        return self.headings * 2 > total or (self.questions * _SHARE >= total and texts > 1)


def profiles(schemas: Sequence[Schema]) -> tuple[Profile, ...]:
    """Return the profile of each revision of each schema."""
    units = _Units()
    return tuple(
        Profile(schema, revision, age, units)
        for schema in schemas
        for age, revision in enumerate(schema.revisions)
    )


class _QuestionUnits(NamedTuple):
    """The texts by which a question is recognised."""

    texts: frozenset[Unit]
    fillers: frozenset[Unit]
    prompt: Unit


class _Units:
    """Reads the texts of templates; those that revisions share, which are most, only once."""

    def __init__(self) -> None:
        self.words = cache(padded)
        self.long = cache(self._long)
        self.of_question = cache(self._of_question)

    def _of_question(self, question: QuestionSpec) -> _QuestionUnits:
        number, filler = question.number, question.placeholder
        return _QuestionUnits(
            self._long(number, _pieces(question)),
            frozenset([(number, self.words(filler))] if filler else []),
            (number, self.words(question.prompt)),
        )

    def _long(self, place: Number, texts: Iterable[str]) -> frozenset[Unit]:
        """Return those of the texts that are too long to be written by chance."""
        return frozenset((place, words) for words in map(self.words, texts) if words.count(" ") > RUN)


def _paragraphs(revision: Revision) -> list[str]:
    return [revision.front_matter or "", *revision.preamble.split("\n\n")]


def _pieces(question: QuestionSpec) -> Iterator[str]:
    """Yield the texts of a question."""
    texts = (question.title, question.lead, question.prompt, question.hint, question.example)
    return filter(None, texts)


def _between(revision: Revision) -> Iterator[tuple[Number, str]]:
    """Yield the texts between questions, each with the number of the question above."""
    introductions = {section.first: section.introduction for section in revision.sections}
    above: Number = HEAD
    for question in revision.questions:
        if introduction := introductions.get(question.number):
            yield above, introduction
        above = question.number
    for paragraph in revision.closing.split("\n\n") if revision.closing else ():
        yield above, paragraph


class Detector:
    """Detects revisions; a stretch that the last report had, too, is not searched for texts again."""

    def __init__(self, profiles: Sequence[Profile], forms: Sequence[FormPatterns]) -> None:
        """Make a detector of all revisions; `forms` recognises the headings of all of them."""
        self._profiles, self._forms = profiles, forms
        self._seen: Memory[tuple[Forms, Number, str], frozenset[Unit]] = Memory()
        # By the edition asked for: where one is, another may be looked for in the same text.
        self._fits: defaultdict[str, Memory[Hashable, Sequence[Detected]]] = defaultdict(Memory)

    def detect(self, source: Source, asked: Schema | None = None) -> Detected:
        """Return the revision that best fits the report; if an edition is asked for, one of its own.

        The first of these criteria that differs decides: most texts in place, fewest missing, most lines
        unchanged, most prompts in order, newest edition, newest revision.
        """
        candidates = [p for p in self._profiles if asked is None or p.schema.id == asked.id]
        totals = frozenset(len(profile.prompts) for profile in candidates)
        stretches = {form.forms: list(_stretches(source, form, totals)) for form in self._forms}
        regions = {form: _regions(found) for form, found in stretches.items()}
        fits = self._all_fits(candidates, regions, asked)
        best = max((fit.found, -fit.missing) for fit in fits)
        tied = [fit for fit in fits if (fit.found, -fit.missing) == best]
        return tied[0] if len(tied) == 1 else _closest(tied, source, next(iter(stretches.values())))

    def _all_fits(
        self,
        candidates: Sequence[Profile],
        regions: Mapping[Forms, Mapping[Number, str]],
        asked: Schema | None,
    ) -> Sequence[Detected]:
        """Return how each candidate fits, which depends on the texts in their place and on the headings."""
        here = self._present(regions)

        def fits() -> Sequence[Detected]:
            whole = any(p.preamble & here[p.revision.forms] for p in candidates)
            return [
                _fit(p, here[p.revision.forms], regions[p.revision.forms], whole=whole) for p in candidates
            ]

        key = frozenset((form, here[form], frozenset(found), found[HEAD]) for form, found in regions.items())
        return self._fits[asked.id if asked else ""].next().get(key, fits)

    def _present(self, regions: Mapping[Forms, Mapping[Number, str]]) -> Mapping[Forms, frozenset[Unit]]:
        """Return the texts that are in their place, by the forms of their templates."""
        seen = self._seen.next()

        def units(forms: Forms, number: Number, words: str) -> frozenset[Unit]:
            return seen.get((forms, number, words), lambda: self._found(forms, number, words))

        return {
            forms: frozenset[Unit]().union(*(units(forms, *region) for region in found.items()))
            for forms, found in regions.items()
        }

    def _found(self, forms: Forms, number: Number, words: str) -> frozenset[Unit]:
        return frozenset(unit for unit in self._units[forms, number] if unit[1] in words)

    @cached_property
    def _units(self) -> Mapping[tuple[Forms, Number], Sequence[Unit]]:
        """All texts, by the forms of their templates and by place; most are shared by several revisions."""
        units: defaultdict[tuple[Forms, Number], list[Unit]] = defaultdict(list)
        for forms in self._forms:
            own = [p for p in self._profiles if p.revision.forms == forms.forms]
            for unit in frozenset[Unit]().union(*(p.texts for p in own), *(p.fillers for p in own)):
                units[forms.forms, unit[0]].append(unit)
        return units


def _closest(tied: Sequence[Detected], source: Source, stretches: Sequence[tuple[Number, str]]) -> Detected:
    """Return the best of several equal fits: most lines unchanged, then the newest."""
    lines = frozenset(unquoted(source.text).split("\n"))
    text = f" {' '.join(words for _, words in stretches if words)} "
    ranked = sorted(tied, key=lambda fit: (*_closeness(fit.profile, lines, text), *_age(fit.profile)))
    closest = ranked[-1]
    reached = _closeness(closest.profile, lines, text)
    others = (fit.profile for fit in ranked if fit.profile.schema.id != closest.profile.schema.id)
    equal = (profile.schema for profile in others if _closeness(profile, lines, text) == reached)
    return closest._replace(rival=next(equal, None))


def _closeness(profile: Profile, lines: frozenset[str], text: str) -> tuple[int, int]:
    """Return the number of unchanged lines, and of prompts that follow the one before."""
    places = [text.find(prompt) for _, prompt in profile.prompts]
    return len(profile.lines & lines), sum(0 <= above < below for above, below in pairwise(places))


def _age(profile: Profile) -> tuple[str, int]:
    return profile.schema.id, -profile.age


def _stretches(source: Source, forms: FormPatterns, totals: frozenset[int]) -> Iterator[tuple[Number, str]]:
    """Yield the plain words above all questions, and under each question's heading.

    If no template has as many headings, misspelt ones count as well.
    """
    cuts: list[tuple[int, Number]] = [(0, HEAD)]
    cuts += ((source.starts[line], heading.number) for line, heading in forms.cuts(source.lines).items())
    numbers = {number for _, number in cuts[1:]}
    if len(numbers) not in totals or numbers != {*range(1, len(numbers) + 1)}:
        order = sorted(forms.numbers, key=lambda number: (str(type(number)), number))
        misspelt = find_misspelt(source, forms, order, {})
        cuts += ((source.starts[line], number) for line, number in misspelt.numbers.items())
        cuts.sort(key=itemgetter(0))
    for (start, number), (end, _) in zip(cuts, [*cuts[1:], (len(source.text), HEAD)], strict=True):
        yield number, plain(source.text, start, end)


def _regions(stretches: Sequence[tuple[Number, str]]) -> Mapping[Number, str]:
    """Return the `padded` words above all questions and under the first heading of each."""
    return {number: f" {words} " for number, words in reversed(stretches)}


def _fit(
    profile: Profile, present: frozenset[Unit], regions: Mapping[Number, str], *, whole: bool
) -> Detected:
    """Return how a revision fits; a missing preamble counts only if the report is `whole`."""
    headings = len(profile.numbers & regions.keys())
    found = len(profile.texts & present) + headings
    texts = profile.texts if whole else profile.texts - profile.preamble
    return Detected(
        profile=profile,
        found=found + len(profile.fillers & present),
        missing=len(texts) + len(profile.prompts) - found,
        questions=headings
        + sum(prompt in regions[HEAD] for n, prompt in profile.prompts if n not in regions),
        headings=headings,
        prompts=len(present.intersection(profile.prompts)),
        numbered=len(regions) - 1,
    )
