"""What every room may use: no tables, no Django views."""
