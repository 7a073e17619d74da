"""Who: forces and persons."""
