"""How the shipped gazetteer and map shapes are made from their sources; not needed at run time."""
