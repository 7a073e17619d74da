"""Where things happen: the gazetteer and the atlas that ships with the project."""
