"""Lints a file: detects its template, runs the rules, and separates new findings from old ones."""
