"""reportlint: a linter for exam reports written in a question template."""

__version__ = "0.1.0"

PROJECT = "reportlint/reportlint"
"""Where it stands on GitHub; hook and action are taken from there, at this version's tag."""
