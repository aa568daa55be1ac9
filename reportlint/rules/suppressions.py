"""The rule about comments that silence other rules."""

from reportlint.diagnostic import N, Rule, W

UNUSED_SUPPRESSION = Rule(
    code="RL005",
    name="unused-suppression",
    levels=(W, N),
    protected=True,
    help="""A suppression comment silences nothing, names no rule, or is in the wrong place.

Why: its finding is gone, or its code is misspelt; inside an answer, the comment's own words are counted.
Fix: delete the comment, correct the code, or move the comment: `<!-- reportlint: ignore RL204 -->` on a
line right under a question's heading, `<!-- reportlint: ignore-file RL402 -->` above the first question.
A reason may follow the codes, after `--`. RL001 to RL005 cannot be suppressed. A comment for a rule that
the run leaves out is not reported.

Bad: `<!-- reportlint: ignore RL204 -->` after `Answer:`, or over an answer that is not too long.
Good: the same line right under `### Question 4`, where the answer is too long.""",
)

RULES = (UNUSED_SUPPRESSION,)
