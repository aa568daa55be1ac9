"""reportlint: a linter for exam reports written in a question template."""

__version__ = "0.1.0"
