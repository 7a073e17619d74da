"""Who: forces, persons, and what ties them over time."""

from tracker.actors.models.force import Force, ForceId, ForceKind, ForceLink, ForceName, LinkKind, NameKind
from tracker.actors.models.name_index import IndexedName, NameKey, reindex
from tracker.actors.models.person import Certainty, Command, Fate, Person, PersonId, PersonName, Posting
from tracker.actors.models.voice import Voice

__all__ = [
    "Certainty",
    "Command",
    "Fate",
    "Force",
    "ForceId",
    "ForceKind",
    "ForceLink",
    "ForceName",
    "IndexedName",
    "LinkKind",
    "NameKey",
    "NameKind",
    "Person",
    "PersonId",
    "PersonName",
    "Posting",
    "Voice",
    "reindex",
]
