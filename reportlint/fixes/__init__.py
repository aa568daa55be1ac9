"""Builds the edits of fixes; whether a fix is wanted is decided elsewhere."""
