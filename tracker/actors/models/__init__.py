"""Who: forces, persons, and what ties them over time."""

from tracker.actors.models.force import Force, ForceKind, ForceLink, ForceName, LinkKind, NameKind
from tracker.actors.models.person import Certainty, Fate, Person, PersonName, Posting
from tracker.actors.models.voice import Voice

__all__ = [
    "Certainty",
    "Fate",
    "Force",
    "ForceKind",
    "ForceLink",
    "ForceName",
    "LinkKind",
    "NameKind",
    "Person",
    "PersonName",
    "Posting",
    "Voice",
]
