"""Plain-Python reading of a text: one file per kind of reading, no Django."""
