"""The demo: a desk with two editors, a chief and an administrator, and something to read."""
