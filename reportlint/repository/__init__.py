"""The surroundings of a report: the files of its checkout or of a commit, and git's view of them."""
