"""Data sets of others, as articles, claims and events of the desk."""
