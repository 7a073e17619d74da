"""The public pages: read copies only."""
