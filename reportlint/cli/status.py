"""The exit statuses of every command."""

CLEAN, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130
"""Nothing found, something found, wrong use, stopped by the user (as shells have it)."""
