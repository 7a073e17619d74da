"""Surfaces shaped like other houses' interfaces, so that clients written for those work here by changing the host."""
