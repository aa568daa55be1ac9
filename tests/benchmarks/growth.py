"""What hostile text costs as it grows: CPU seconds and peak memory, each run in a process of its own."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from reportlint.schema.template import render
from tests.benchmarks.families import FAMILIES, Family
from tests.case_files import CASES, GOOD
from tests.reports import SCHEMAS, good_report

REPORTLINT = str(Path(sys.executable).with_name("reportlint"))
MEASURE = str(Path(__file__).with_name("measure.py"))
OPERATIONS: Mapping[str, Sequence[str]] = {
    "check": ("check", "report.md"),
    "fix": ("check", "--fix", "report.md"),
    "update": ("update", "--to", "2026", "report.md"),
    "html": ("html", "-o", "page.html", "report.md"),
    "schema": ("schema", "import", "--id", "2027", "-o", "schema.yaml", "template.md"),
    "template": ("check", "--output-format", "json", "own/report.md"),
}
LARGEST = 950_000
"""Characters of the largest text: with the report around it, just what may be read."""
LARGEST_OF = {"schema": 170_000, "template": 170_000}
"""The same where less may be read: of a template, with the rest of it around."""
RATIO, SECONDS, MEGABYTES = 2.4, 5.0, 300.0
"""What twice the text may cost, and what the largest text may."""


class Cost(NamedTuple):
    """What one run took."""

    seconds: float
    megabytes: float
    status: int


def cost(operation: str, family: Family, size: int) -> Cost:
    """Return what an operation takes over a text of a family."""
    with tempfile.TemporaryDirectory() as folder:
        text = family(size)
        report = good_report("2025").replace("### Question 13\n", f"{text}\n\n### Question 13\n", 1)
        (Path(folder) / "report.md").write_text(report, encoding="utf-8")
        quoted = "".join(f"> {line}\n" for line in text.split("\n"))[:size].rstrip("\n")
        template = render(SCHEMAS["2025"].newest).replace(
            "### Question 13\n\n", f"### Question 13\n\n{quoted}\n", 1
        )
        (Path(folder) / "template.md").write_text(template, encoding="utf-8")
        _ask(text, Path(folder) / "own")
        command = [sys.executable, "-I", "-S", MEASURE, REPORTLINT, *OPERATIONS[operation]]
        run = subprocess.run(command, capture_output=True, cwd=folder, check=False)
    seconds, megabytes = map(float, run.stdout.split())
    return Cost(seconds, megabytes, run.returncode)


def _ask(text: str, folder: Path) -> None:
    """Write a course's own template whose second question is a text, and a report that asks a little else."""
    folder.mkdir()
    document = yaml.safe_load((CASES / "harbour.yaml").read_text(encoding="utf-8"))
    asked = document["questions"][2]["prompt"]
    document["questions"][2]["prompt"] = f"{text.strip()} home"
    (folder / "template.yaml").write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    other = "\n> ".join([*text.strip().split("\n"), "ashore"])
    (folder / "report.md").write_text(GOOD.replace(asked, other), encoding="utf-8")


def faults(costs: Sequence[Cost]) -> Iterator[str]:
    """Yield what is wrong with the costs at n, 2n and 4n; what takes next to nothing is not compared."""
    _, half, whole = costs
    if whole.status not in (0, 1, 2):
        yield f"status {whole.status}"
    if whole.seconds > max(1.0, RATIO * half.seconds):
        yield f"{whole.seconds / half.seconds:.1f} times the time"
    if whole.megabytes > RATIO * half.megabytes:
        yield f"{whole.megabytes / half.megabytes:.1f} times the memory"
    if whole.seconds > SECONDS:
        yield f"over {SECONDS:.0f} s"
    if whole.megabytes > MEGABYTES:
        yield f"over {MEGABYTES:.0f} MB"


def growth(names: Sequence[str], operations: Sequence[str], largest: int = LARGEST) -> int:
    """Print a line for each family and operation, all of them where none is named; return how many fail."""
    failed = 0
    for name in names or FAMILIES:
        for operation in operations or OPERATIONS:
            most = min(largest, LARGEST_OF.get(operation, largest))
            costs = [cost(operation, FAMILIES[name], most // parts) for parts in (4, 2, 1)]
            wrong = ", ".join(faults(costs))
            failed += bool(wrong)
            figures = "  ".join(f"{c.seconds:6.2f} s {c.megabytes:4.0f} MB" for c in costs)
            print(f"{name:22} {operation:7} {figures}  {wrong or 'ok'}", flush=True)
    least = ", ".join(f"{operation} {most}" for operation, most in LARGEST_OF.items())
    print(f"{failed} over the limits, at n, 2n and 4n = {largest} characters (at most: {least})")
    return failed
