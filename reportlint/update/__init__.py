"""Moves a report to another revision of its template."""
