"""The desk as people use it, in Chromium."""
