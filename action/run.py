"""Starts reportlint from the checkout of the action: `python -I action/run.py`."""

import sys
from pathlib import Path

# Isolated, Python looks neither here nor in the workspace; this is the code at the action's own ref.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reportlint.action import main

sys.exit(main())
