"""Which editor: users, roles, and what a role may do."""
