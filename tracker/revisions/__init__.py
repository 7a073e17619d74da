"""What was saved: frozen versions of every aggregate."""
