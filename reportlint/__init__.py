"""reportlint: a linter for exam reports written in a question template."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from reportlint.linter.result import Result

__version__ = "0.1.0"

PROJECT = "reportlint/reportlint"
"""Repository on GitHub; hook and action are installed from its tag for this version."""


def lint_text(
    text: str, *, template: str | None = None, stage: "Literal['draft', 'final']" = "final"
) -> "Result":
    """Return the result of linting the text of a report.

    `template` is the name of an edition or the path of a schema file; None detects the edition. No
    configuration is read, and the files that the report names are not checked.

    The result has `diagnostics`, sorted by place, each with `code`, `name`, `severity`, `message`, `question`
    (None if it belongs to no question), `span` and `fix`. A span's `start` and `end` count characters of
    `source.text`; `source.position(offset)` gives the line and the column, both from 1. `ready` says whether
    the report can be handed in. `report` is the parsed report, with its `questions` and, as `verdict`, the
    course checker's verdict; it is None if no template is recognised (RL001) or the text cannot be read
    (RL002).

    Raises `ValueError` if there is no such template or stage, and with the mistakes of a schema file.
    """
    # `import reportlint` stays empty for users who want only the version.
    from reportlint.cli.discover import UsageError
    from reportlint.cli.editions import find_schema
    from reportlint.cli.linters import Linters
    from reportlint.diagnostic import Stage
    from reportlint.linter.input import InputFile
    from reportlint.linter.linter import Options

    stages = {known.label: known for known in Stage}
    if stage not in stages:
        raise ValueError(f"no stage {stage!r}: there are {', '.join(stages)}")
    try:
        asked = find_schema(template) if template else None
    except UsageError as error:
        raise ValueError("\n".join(error.args)) from None
    file = InputFile("-", text.encode("utf-8", "surrogatepass"))
    return Linters(Options(stage=stages[stage], template=asked)).of(file).lint(file)
