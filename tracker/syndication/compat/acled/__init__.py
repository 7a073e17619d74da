"""The record in the columns and with the answers that clients of ACLED's interface know, under ``/compat/acled/``."""
