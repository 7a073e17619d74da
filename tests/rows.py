"""One valid, unsaved row of every table, for tests of constraints: ``row(Tally, low=5)``.

Only what a table demands is filled in; keys are made on the way.
"""

import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from tracker.accounts.models import AuditEntry, User
from tracker.actors import models as actors
from tracker.articles import models as articles
from tracker.events import models as events
from tracker.extraction import models as extraction
from tracker.places import models as places
from tracker.published import models as published
from tracker.publishing import models as publishing
from tracker.review import models as review
from tracker.revisions.models import Kind, Merge, Revision

NOON = datetime(2024, 9, 13, 12, tzinfo=UTC)
DAY = date(2024, 9, 13)
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Same:
    """As a change: whatever the row has in ``column``."""

    column: str


@dataclass(frozen=True)
class another:  # noqa: N801 - reads as the value it stands for
    """As a value: a row of ``model``, made and saved when its turn comes."""

    model: type[models.Model]

    def __call__(self) -> models.Model:
        return saved(self.model)

    def __repr__(self) -> str:
        return f"another {self.model._meta.model_name}"


def saved(model: type[models.Model], **changes: Any) -> Any:
    """A valid row, in the database."""
    made = row(model, **changes)
    made.save(force_insert=True)
    return made


def row(model: type[models.Model], /, **changes: Any) -> Any:
    """A valid row with ``changes``, not yet in the database. A callable change is called for its value."""
    values = {**DEMANDED[model](), **changes}
    made = {name: value() if callable(value) else value for name, value in values.items()}
    return model(**{name: made[value.column] if isinstance(value, Same) else value for name, value in made.items()})


def _next() -> int:
    return next(_numbers)


def _published() -> dict[str, Any]:
    return {
        "public_id": uuid.uuid4(),
        "number": _next(),
        "title": "A title",
        "document": b"{}",
        "epoch": 1,
        "seq": 1,
        "first_published_at": NOON,
        "last_published_at": NOON,
    }


DEMANDED: dict[type[models.Model], Callable[[], dict[str, Any]]] = {
    User: lambda: {"username": f"editor{_next()}"},
    AuditEntry: lambda: {"action": "approve"},
    Revision: lambda: {
        "kind": Kind.EVENT,
        "record_id": _next(),
        "version": 1,
        "snapshot": {},
        "by": another(User),
    },
    places.Place: lambda: {"kind": "town", "name": "Rutba"},
    places.PlaceName: lambda: {"place": another(places.Place), "name": "Rutba"},
    places.PlaceId: lambda: {"place": another(places.Place), "scheme": "wikidata", "value": "Q796"},
    articles.Outlet: lambda: {"name": f"Outlet {_next()}"},
    articles.Article: lambda: {"title": "A report"},
    articles.ArticleText: lambda: {
        "article": another(articles.Article),
        "text": "Words.",
        "sha256": "0" * 64,
    },
    articles.Passage: lambda: {"text": another(articles.ArticleText), "start": 0, "end": 5},
    actors.Force: lambda: {"name": "A force"},
    actors.ForceId: lambda: {"force": another(actors.Force), "scheme": "wikidata", "value": "Q796"},
    actors.ForceName: lambda: {"force": another(actors.Force), "name": "A force"},
    actors.ForceLink: lambda: {
        "child": another(actors.Force),
        "parent": another(actors.Force),
        "kind": "part_of",
    },
    actors.Person: lambda: {"name": "A person"},
    actors.PersonId: lambda: {"person": another(actors.Person), "scheme": "wikidata", "value": "Q796"},
    actors.PersonName: lambda: {"person": another(actors.Person), "name": "A person"},
    actors.IndexedName: lambda: {
        "force": another(actors.Force),
        "name": "Another name",
        "sound": "anoder name",
        "size": 2,
    },
    actors.NameKey: lambda: {"name": another(actors.IndexedName), "key": "f:NM", "size": 2},
    actors.Posting: lambda: {"person": another(actors.Person), "title": "spokesman"},
    actors.Voice: lambda: {"outlet": another(articles.Outlet), "force": another(actors.Force)},
    events.EventType: lambda: {"code": f"type-{_next()}", "label": "Raid", "definition": "A raid."},
    events.Event: lambda: {"title": "A raid", "event_type": another(events.EventType)},
    events.EventPlace: lambda: {"event": another(events.Event), "place": another(places.Place)},
    events.EventTarget: lambda: {"event": another(events.Event), "kind": "reception houses"},
    events.Citation: lambda: {"event": another(events.Event), "passage": another(articles.Passage)},
    events.StoryLink: lambda: {
        "story": lambda: saved(articles.Article, kind="story", processing="own"),
        "force": another(actors.Force),
    },
    events.PullQuote: lambda: {
        "story": lambda: saved(articles.Article, kind="story", processing="own"),
        "position": _next(),
        "passage": another(articles.Passage),
    },
    events.Involvement: lambda: {
        "event": another(events.Event),
        "force": another(actors.Force),
        "role": "initiator",
    },
    events.Claim: lambda: {"speaker_code": "medics", "paraphrase": "Says something."},
    events.Tally: lambda: {"event": another(events.Event), "outcome": "killed"},
    events.Topic: lambda: {"name": "A campaign"},
    events.TopicParty: lambda: {"topic": another(events.Topic), "force": another(actors.Force)},
    events.EventTopic: lambda: {"event": another(events.Event), "topic": another(events.Topic)},
    events.ArticleTopic: lambda: {"article": another(articles.Article), "topic": another(events.Topic)},
    events.EventLink: lambda: {
        "event": another(events.Event),
        "other": another(events.Event),
        "kind": "part_of",
    },
    events.EventId: lambda: {"event": another(events.Event), "scheme": "ucdp", "value": "412345"},
    events.TopicId: lambda: {"topic": another(events.Topic), "scheme": "ucdp", "value": "259"},
    extraction.Run: lambda: {
        "text": another(articles.ArticleText),
        "extractor": "rules",
        "extractor_version": "1",
        "seconds": 0.1,
    },
    extraction.Suggestion: lambda: {
        "run": another(extraction.Run),
        "kind": "force",
        "key": f"f{_next()}",
        "payload": {},
    },
    publishing.Approval: lambda: {"revision": another(Revision), "by": another(User)},
    publishing.NamingDecision: lambda: {
        "person": another(actors.Person),
        "reason": "Announced by a ministry.",
        "proposed_by": another(User),
    },
    publishing.Withdrawal: lambda: {
        "kind": Kind.PERSON,
        "record_id": _next(),
        "reason": "Safety.",
        "by": another(User),
    },
    publishing.BlurLift: lambda: {
        "event": another(events.Event),
        "reason": "The owner of the house agreed.",
        "by": another(User),
    },
    publishing.Schedule: lambda: {
        "kind": Kind.EVENT,
        "record_id": _next(),
        "version": 1,
        "due_at": NOON,
        "by": another(User),
    },
    publishing.Embargo: lambda: {
        "kind": Kind.EVENT,
        "record_id": _next(),
        "until": NOON,
        "reason": "Agreed with the families.",
        "by": another(User),
    },
    publishing.Judgement: lambda: {
        "kind": Kind.EVENT,
        "first": 1,
        "second": 1 + _next(),
        "verdict": "same",
        "by": another(User),
    },
    Merge: lambda: {
        "kind": Kind.EVENT,
        "record_id": -_next(),
        "into_id": 1,
        "state_before": "draft",
        "reason": "Entered twice.",
        "by": another(User),
    },
    review.Assignment: lambda: {"kind": Kind.EVENT, "record_id": _next(), "to": another(User), "by": another(User)},
    review.DeskNote: lambda: {"kind": Kind.EVENT, "record_id": 1, "text": "Call back.", "by": another(User)},
    review.UnsavedForm: lambda: {"by": another(User), "address": "/desk/", "fields": []},
    review.Presence: lambda: {"by": another(User), "kind": Kind.EVENT, "record_id": 1, "seen_at": NOON},
    review.ColumnMapping: lambda: {
        "name": f"Sheet {_next()}",
        "model": "force",
        "columns": {},
        "by": another(User),
    },
    review.BulkImport: lambda: {
        "model": "force",
        "file_name": "forces.csv",
        "sha256": "0" * 64,
        "by": another(User),
    },
    published.PublishedForce: _published,
    published.PublishedPerson: _published,
    published.PublishedPlace: _published,
    published.PublishedArticle: _published,
    published.PublishedEvent: lambda: {**_published(), "earliest": DAY, "latest": DAY},
    published.PublishedTopic: _published,
    published.PublishedName: lambda: {
        "force": another(published.PublishedForce),
        "name": "The Group",
        "sound": "grup",
        "size": 1,
    },
    published.PublishedNameKey: lambda: {"key": "fo:KRP", "size": 1, "name": another(published.PublishedName)},
    published.PublishedEventLink: lambda: {
        "event": another(published.PublishedEvent),
        "other": another(published.PublishedEvent),
        "kind": "part_of",
        "certainty": "confirmed",
    },
    published.PublishedEventTopic: lambda: {
        "event": another(published.PublishedEvent),
        "topic": another(published.PublishedTopic),
    },
    published.PublishedArticleTopic: lambda: {
        "article": another(published.PublishedArticle),
        "topic": another(published.PublishedTopic),
    },
    published.PublishedEventForce: lambda: {
        "event": another(published.PublishedEvent),
        "force": another(published.PublishedForce),
        "role": "initiator",
        "side": "A",
    },
    published.PublishedEventPerson: lambda: {
        "event": another(published.PublishedEvent),
        "person": another(published.PublishedPerson),
        "role": "victim",
        "side": "B",
    },
    published.PublishedClaim: lambda: {
        "event": another(published.PublishedEvent),
        "position": 0,
        "topic": "casualties",
        "mode": "quote",
        "speaker": "Centcom",
    },
    published.PublishedTally: lambda: {
        "event": another(published.PublishedEvent),
        "outcome": "killed",
        "standing": "unknown",
        "who": "all",
        "side": "B",
    },
    published.PublishedTerm: lambda: {"scheme": "event_type", "code": f"raid-{_next()}", "label": "Raid"},
    published.Counter: lambda: {"id": 1},
    published.Change: lambda: {
        "epoch": 1,
        "seq": _next(),
        "kind": "event",
        "public_id": uuid.uuid4(),
        "number": 1,
        "version": 1,
        "op": "publish",
        "at": NOON,
        "document": b"{}",
        "nonce": b"n",
        "digest": "0" * 64,
        "chain": "0" * 64,
    },
    published.ChangeMention: lambda: {"change": another(published.Change), "public_id": uuid.uuid4()},
}
