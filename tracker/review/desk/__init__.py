"""The review desk: a text with its proposed spans, and a card for every suggestion."""
