"""What the desk asserts."""
