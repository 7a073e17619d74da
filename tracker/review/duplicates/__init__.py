"""Records that may be one: finding them, judging pairs, and seeing what a merge would do."""
