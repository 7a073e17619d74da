"""The public record: copies made by publishing, with no key back into the inside."""

from tracker.published.models.actor import PublishedForce, PublishedPerson
from tracker.published.models.article import PublishedArticle
from tracker.published.models.change import Change, ChangeMention, Counter, Op
from tracker.published.models.event import PublishedEvent, PublishedEventForce, PublishedEventPerson, Verification
from tracker.published.models.figures import PublishedClaim, PublishedTally
from tracker.published.models.name_index import PublishedName, PublishedNameKey, index_names, names_in
from tracker.published.models.place import PublishedPlace
from tracker.published.models.record import PublicStatus, PublishedRecord, RecordKind
from tracker.published.models.term import PublishedTerm
from tracker.published.models.topic import (
    PublishedArticleTopic,
    PublishedEventLink,
    PublishedEventTopic,
    PublishedTopic,
)

__all__ = [
    "Change",
    "ChangeMention",
    "Counter",
    "Op",
    "PublicStatus",
    "PublishedArticle",
    "PublishedArticleTopic",
    "PublishedClaim",
    "PublishedEvent",
    "PublishedEventForce",
    "PublishedEventLink",
    "PublishedEventPerson",
    "PublishedEventTopic",
    "PublishedForce",
    "PublishedName",
    "PublishedNameKey",
    "PublishedPerson",
    "PublishedPlace",
    "PublishedRecord",
    "PublishedTally",
    "PublishedTerm",
    "PublishedTopic",
    "RecordKind",
    "Verification",
    "index_names",
    "names_in",
]
