"""The real templates and hand-ins that may lie beside the checkout; nothing of them is in this repository."""

from pathlib import Path

SHARED = Path(__file__).parent.parent.parent / "shared"
TEMPLATES = sorted(SHARED.glob("templates/*.md"))
REPORTS = sorted(SHARED.glob("reports/*/*.md"))
TREES = sorted(SHARED.glob("reports/dev/*.tree"))
INDEX = "".join(p.read_text(encoding="utf-8") for p in SHARED.glob("reports/dev/INDEX.tsv")).splitlines()
