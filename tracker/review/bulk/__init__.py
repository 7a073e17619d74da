"""Many records at once: files read into drafts, lists written into files, one verb over many rows."""
