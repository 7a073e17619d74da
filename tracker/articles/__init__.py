"""What was written, and where we keep it."""
