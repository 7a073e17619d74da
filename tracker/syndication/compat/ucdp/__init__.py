"""Lethal events in the columns and with the answers that clients of UCDP's interface know, under ``/compat/ucdp/``."""
