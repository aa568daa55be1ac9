"""What lies around a report: the files of its checkout, of a commit, and what git says of them."""
