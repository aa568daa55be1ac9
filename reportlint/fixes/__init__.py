"""Builds the edits of fixes; whether a fix is wanted is decided elsewhere.

Most checks offer few fixes: `from reportlint import fixes` imports each module at its first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from reportlint.fixes import answer, checklist, images, items, misplaced, template, twice

__all__ = ["answer", "checklist", "images", "items", "misplaced", "template", "twice"]


def __getattr__(name: str) -> "ModuleType":
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
