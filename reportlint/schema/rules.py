"""The rules about schema files, and a finding against one of them at its place."""

from typing import NamedTuple

from reportlint.diagnostic import E, Finding, Rule, Severity, Stage

KeyPath = tuple[str | int, ...]
"""A place in a document: the keys and list indices that lead to it."""

SYNTAX = Rule(
    code="RL901",
    name="schema-syntax",
    levels=(E, E),
    help="""The schema file is not one YAML mapping in plain YAML.

Why: anchors, aliases, tags and several documents hide what a file says, and can make it huge.
Fix: write every value out where it belongs; quote a text that has `: `, ` #` or a special first character.

Bad: `preamble: &top Read this: now`.
Good: `preamble: 'Read this: now'`.""",
)

STRUCTURE = Rule(
    code="RL902",
    name="schema-structure",
    levels=(E, E),
    help="""A key is unknown or missing, or a value does not fit its key.

Why: a misspelt key would silently drop a wording or a limit.
Fix: as the message says; `schemas/question-schema.json` describes every key, and editors complete keys from
it.

Bad: `promt: Which tests did you write?`, or `template: 2026` without quotes.
Good: `prompt: Which tests did you write?`, and `template: '2026'`.""",
)

DUPLICATE = Rule(
    code="RL903",
    name="schema-duplicate-key",
    levels=(E, E),
    help="""A key occurs twice in one mapping.

Why: most readers of YAML keep one of the two and do not say which.
Fix: delete one, or give it the number or name it was meant to have.

Bad: two questions `7:` in a row.
Good: `7:`, then `8:`.""",
)

LIMITS = Rule(
    code="RL904",
    name="schema-limits",
    levels=(E, E),
    help="""A lower limit is above its upper one, or limits contradict the length hint.

Why: no answer could be right (an error), or students are warned by limits they never read (a
warning, only if the hint is unambiguous).
Fix: correct the limits, or the hint; `by_hand: true` beside limits says that they are intended.

Bad: the hint `Answer length: 100-200 words.` with `words: {min: 100, max: 300}`.
Good: the same hint with `words: {min: 100, max: 200}`, or with `{min: 100, max: 300, by_hand: true}`.""",
)

NUMBERING = Rule(
    code="RL905",
    name="schema-numbering",
    levels=(E, E),
    help="""Question numbers have a gap, or mix numbers and letters, or a name belongs to no question.

Why: reports are read by these numbers, and a section is found by the number of its first question.
Fix: number from 1, or letter from A, without a gap; change the sections and formats with the questions.

Bad: questions `1`, `2`, `4`; or a section `9` with only eight questions.
Good: questions `1`, `2`, `3`; or `A`, `B`, `C`.""",
)

EXTENDS = Rule(
    code="RL906",
    name="schema-extends",
    levels=(E, E),
    help="""The file extends an unknown edition, or itself, possibly through others.

Why: keys that the file does not state would have no values.
Fix: name a bundled edition (`reportlint schema list`), or leave `extends` out and state everything.

Bad: `template: '2026'` with `extends: '2026'`.
Good: `template: '2026'` with `extends: '2025'`.""",
)

INCOMPLETE = Rule(
    code="RL907",
    name="schema-incomplete",
    levels=(E, E),
    help="""A revision, with all its patches applied, lacks something that every template has.

Why: that revision could be neither printed nor recognised.
Fix: state what is missing; a question that a revision did not have is removed as a whole, with `null`.

Bad: a revision with `questions: {7: {prompt: null}}`.
Good: a revision with `questions: {7: null}`.""",
)

ORDER = Rule(
    code="RL908",
    name="schema-order",
    levels=(E, E),
    help="""A revision is listed below an older one.

Why: the newest one comes first, and its wording and limits are the edition's; each one states only how it
differs from the one above it.
Fix: `reportlint schema import TEMPLATE.md --into FILE --revision DATE` puts a revision in its place. Names
that are not dates may be anywhere.

Bad: `2030-02-01` below `2030-01-05`.
Good: `2030-01-05` below `2030-02-01`.""",
)

SCHEMA_RULES = (SYNTAX, STRUCTURE, DUPLICATE, LIMITS, NUMBERING, EXTENDS, INCOMPLETE, ORDER)
"""All rules about schema files, in the order of their codes."""


class Located(NamedTuple):
    """A finding in a schema file, and the parts of the document that are unreliable because of it."""

    rule: Rule
    finding: Finding
    path: KeyPath = ()

    @property
    def severity(self) -> Severity:
        """Its severity."""
        return self.rule.severity(Stage.FINAL, self.finding.levels) or Severity.NOTE
