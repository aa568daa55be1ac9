"""The question schemas: one file for each edition of a course's template."""
