"""Addresses that are read in any case."""


def in_any_case(text: str) -> str:
    """A pattern for the text, however its letters are written.

    By classes of characters: Django cannot turn a pattern with flags inside
    back into an address.
    """
    return "".join(f"[{letter.lower()}{letter.upper()}]" if letter.isalpha() else letter for letter in text)
