"""Lints a file: finds its template, runs the rules, and tells what is new from what is old."""
