"""A parsed report: its questions and answers, and which of its text belongs to the template."""
