"""The question schemas: what a course's template holds, one edition a file."""
