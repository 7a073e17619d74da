"""What leaves the desk for programs: the read API and the feeds. Reads published copies only."""
