"""Rules about the file as a whole: is it a report, is it text, is it where it should be."""

from collections.abc import Iterator

from reportlint.diagnostic import E, Finding, Rule, W
from reportlint.rules.base import Context, rule
from reportlint.source import Span

NOT_A_REPORT = Rule(
    code="RL001",
    name="not-a-report",
    levels=(E, E),
    protected=True,
    framed=False,
    help="""No template is recognised in the file.

Why: nothing in it can be checked, by reportlint or by the course.
Fix: start from the blank template (`reportlint new`), or name the right file.

Bad: a project's own README, named on the command line.
Good: a copy of the template, however much of it is filled in.""",
)

NOT_TEXT = Rule(
    code="RL002",
    name="not-text",
    levels=(E, E),
    protected=True,
    help="""The file is not UTF-8 text, holds NUL bytes, or is larger than 1 MB.

Why: the course's script and GitHub read UTF-8.
Fix: save the file as UTF-8 in your editor.

Bad: a report saved as UTF-16 or Windows-1252.
Good: UTF-8, with or without a byte order mark.""",
)


@rule("RL006", "report-elsewhere", (E, W), framed=False)
def report_elsewhere(context: Context) -> Iterator[Finding]:
    """The report is not where the course collects it.

    Why: the course downloads one path of the default branch, and upper and lower case matter.
    Fix: move it with `git mv`, as the message says.

    Bad: `report/README.md`.
    Good: `reports/README.md`.
    """
    wanted = context.report.schema.course.report
    if wanted and context.location and context.location != wanted:
        # Few reports are in the wrong place, and this import is slow.
        from shlex import join

        move = join(("git", "mv", context.location, wanted))
        message = f"the course collects {wanted}, but this is {context.location}: {move}"
        yield Finding(span=Span(0, 0), message=message)


RULES = (NOT_A_REPORT, NOT_TEXT, report_elsewhere)
