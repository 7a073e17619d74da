"""The public record: copies with no key back into the inside."""
