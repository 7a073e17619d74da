"""The whitelist of what goes out: one builder a kind, over frozen snapshots and public names only."""
