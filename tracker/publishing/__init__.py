"""The act of publishing: the one door from the inside to the public record."""
