"""The codebook as published, for filters, charts and the methodology page."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.published.models import PublishedTerm

EVENT_TYPES = "event_type"


@dataclass(frozen=True)
class Scheme:
    """One controlled vocabulary."""

    code: str
    label: str
    terms: list[PublishedTerm]

    @property
    def is_defined(self) -> bool:
        """Whether any of its terms says more than its label."""
        return any(term.definition for term in self.terms)


def event_types() -> list[PublishedTerm]:
    """The types of event, by label. One query."""
    return list(PublishedTerm.objects.filter(scheme=EVENT_TYPES).order_by("label"))


def schemes() -> list[Scheme]:
    """Every vocabulary, the types of event first. One query."""
    found: dict[str, list[PublishedTerm]] = {}
    for term in PublishedTerm.objects.order_by("scheme", "id"):
        found.setdefault(term.scheme, []).append(term)
    ordered: Sequence[str] = sorted(found, key=lambda code: (code != EVENT_TYPES, code))
    return [Scheme(code, code.replace("_", " ").replace("-", " ").capitalize(), found[code]) for code in ordered]
