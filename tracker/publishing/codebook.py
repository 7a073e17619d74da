"""Publishes the codebook: every controlled word that documents use, with its definition."""

from django.db import models, transaction

from tracker.actors.models import Certainty, Fate, ForceKind, LinkKind, NameKind
from tracker.articles.models import ArticleKind, OutletKind
from tracker.events.models import (
    CitationRole,
    ClaimMode,
    ClaimTopic,
    EventLinkKind,
    EventType,
    Grade,
    Group,
    Hedge,
    InvolvementRole,
    LinkBasis,
    Outcome,
    Standing,
    StatementKind,
    TallyRule,
    TopicKind,
)
from tracker.events.sightings import Sign
from tracker.places.models import PlaceKind
from tracker.published.models import Op, PublishedTerm

_SCHEMES: dict[str, type[models.TextChoices]] = {
    "grade": Grade,
    "outcome": Outcome,
    "standing": Standing,
    "group": Group,
    "tally_rule": TallyRule,
    "claim_topic": ClaimTopic,
    "claim_mode": ClaimMode,
    "hedge": Hedge,
    "link": LinkBasis,
    "statement_kind": StatementKind,
    "role": InvolvementRole,
    "citation_role": CitationRole,
    "fate": Fate,
    "certainty": Certainty,
    "sign": Sign,
    "force_kind": ForceKind,
    "link_kind": LinkKind,
    "name_kind": NameKind,
    "place_kind": PlaceKind,
    "article_kind": ArticleKind,
    "topic_kind": TopicKind,
    "event_link": EventLinkKind,
    "outlet_kind": OutletKind,
    "op": Op,
}


def publish_codebook() -> int:
    """Write the terms that are missing or were reworded; twice is once. Returns how many terms there are."""
    terms = [
        PublishedTerm(
            scheme="event_type",
            code=row.code,
            label=row.label,
            definition=row.definition,
            parent=row.parent.code if row.parent else "",
            since=row.since,
            until=row.until,
            plover_class=row.plover_class,
            iptc_media_topic=row.iptc_media_topic,
        )
        for row in EventType.objects.select_related("parent").order_by("pk")
    ]
    terms += [
        PublishedTerm(scheme=scheme, code=code, label=label)
        for scheme, choices in _SCHEMES.items()
        for code, label in choices.choices
    ]
    with transaction.atomic():
        PublishedTerm.objects.bulk_create(
            terms,
            update_conflicts=True,
            unique_fields=["scheme", "code"],
            update_fields=[
                "label",
                "definition",
                "parent",
                "since",
                "until",
                "plover_class",
                "iptc_media_topic",
            ],
        )
    return len(terms)
