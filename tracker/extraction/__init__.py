"""Machine reading: suggestions, never records."""
