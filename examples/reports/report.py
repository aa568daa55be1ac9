"""The course's `python report.py check` and `python report.py html`, done by reportlint."""

import subprocess
import sys
from pathlib import Path

COMMANDS = {"check": "check README.md --output-format course --fail-on never", "html": "html README.md"}
if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
    sys.exit("usage: python report.py check, or python report.py html")
if sys.argv[1] == "html":
    Path("report.html").unlink(missing_ok=True)  # reportlint replaces no page that another program made.
sys.exit(subprocess.call([sys.executable, "-P", "-m", "reportlint", *COMMANDS[sys.argv[1]].split()]))
