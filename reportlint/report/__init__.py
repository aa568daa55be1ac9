"""A report as it was parsed: its questions and answers, and what of its text is the template's."""
