"""The editors' side: decisions on suggestions, the review desk, the admin."""
