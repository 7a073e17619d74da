"""The rooms of the desk, each standing only on those below it."""
