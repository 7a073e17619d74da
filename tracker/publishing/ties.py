"""What a frozen snapshot is tied to: people, forces, places and articles, by row id."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models import Q

from tracker.actors.models import Person, PersonName, Posting
from tracker.events.models import Claim, ClaimTopic, Involvement
from tracker.publishing.directory import Directory
from tracker.publishing.kinds import Snapshot
from tracker.revisions.models import Kind
from tracker.revisions.standing import stand_ins

_FORCE_KEYS = ("force_id", "speaker_force_id", "speaks_for_id", "about_force_id")
_PERSON_KEYS = ("person_id", "speaker_person_id", "about_person_id")
_PLACE_KEYS = ("place_id", "about_place_id", "area_id")
_TOPIC_KEYS = ("topic_id",)


class Frozen(Protocol):
    """Anything with a kind and a snapshot."""

    kind: Kind
    snapshot: Snapshot


def forces_named(kind: Kind, snapshot: Snapshot) -> set[int]:
    """Forces that the document of this snapshot would name."""
    return _ids(kind, snapshot, _FORCE_KEYS)


def people_named(kind: Kind, snapshot: Snapshot) -> set[int]:
    """People that the document of this snapshot would name, or describe."""
    return _ids(kind, snapshot, _PERSON_KEYS)


def people_shown(kind: Kind, snapshot: Snapshot) -> set[int]:
    """People that the document would name or describe, those included for whom it does not wait."""
    return people_named(kind, snapshot) | {row["person_id"] for row in posts_in_force(kind, snapshot)}


def places_named(kind: Kind, snapshot: Snapshot) -> set[int]:
    """Places that the document of this snapshot would name."""
    own = snapshot["fields"].get("place_id")
    return _ids(kind, snapshot, _PLACE_KEYS) | ({own} if own else set())


def posts_in_force(kind: Kind, snapshot: Snapshot) -> list[dict[str, Any]]:
    """The posts that people hold in a force. They go out with each person, who takes along what they name.

    So the force asks for nobody, no place and no article on their account: it shows what is public already.
    """
    found: list[dict[str, Any]] = snapshot["parts"].get("postings", []) if kind == Kind.FORCE else []
    return found


def topics_named(kind: Kind, snapshot: Snapshot) -> set[int]:
    """Topics that the document of this snapshot would name."""
    parent = snapshot["fields"].get("parent_id") if kind == Kind.TOPIC else None
    return _ids(kind, snapshot, _TOPIC_KEYS) | ({parent} if parent else set())


def events_linked(kind: Kind, snapshot: Snapshot) -> set[int]:
    """Events that the document of this snapshot would link to, where they are public."""
    return _ids(kind, snapshot, ("other_id",)) if kind == Kind.EVENT else set()


def passages_cited(kind: Kind, snapshot: Snapshot) -> set[int]:
    """Passages that the document of this snapshot rests on."""
    return _ids(kind, snapshot, ("passage_id",))


def cited_articles(members: Iterable[Frozen], directory: Directory) -> dict[int, int]:
    """The articles that the members cite, with the length of their text in characters."""
    pks = {pk for member in members for pk in passages_cited(member.kind, member.snapshot)}
    directory.warm_passages(pks)
    passages = [directory.passage(pk) for pk in sorted(pks)]
    return {passage.text.article_id: len(passage.text.text) for passage in passages if passage}


def private_people(members: list[Any], directory: Directory) -> set[int]:
    """People tied to the members, or to an article they cite, whose names must not go out."""
    tied = {pk for member in members for pk in people_shown(member.kind, member.snapshot)}
    articles = set(cited_articles(members, directory)) | {
        member.record.pk for member in members if member.kind == Kind.ARTICLE
    }
    for model, columns in (
        (Claim, ("speaker_person_id", "about_person_id")),
        (Involvement, ("person_id",)),
        (Posting, ("person_id",)),
        (PersonName, ("person_id",)),
    ):
        some_person = Q(*[(f"{column}__isnull", False) for column in columns], _connector=Q.OR)
        rows = model._default_manager.filter(some_person, passage__text__article_id__in=articles)
        tied.update(pk for row in rows.values_list(*columns) for pk in row if pk)
    going_out = {member.record.pk for member in members if member.kind == Kind.PERSON}
    tied = set(stand_ins(Kind.PERSON, tied).values())
    hidden = Person.objects.filter(pk__in=tied, live_revision__isnull=True).exclude(pk__in=going_out)
    return set(hidden.values_list("pk", flat=True))


def warm(kind: Kind, snapshot: Snapshot, directory: Directory) -> None:
    """Fetch at once what the document of this snapshot will ask for."""
    directory.warm_passages(passages_cited(kind, snapshot))
    for named, pks in (
        (Kind.FORCE, forces_named(kind, snapshot)),
        (Kind.PERSON, people_named(kind, snapshot)),
        (Kind.PLACE, places_named(kind, snapshot)),
        (Kind.TOPIC, topics_named(kind, snapshot)),
        (Kind.EVENT, events_linked(kind, snapshot)),
    ):
        directory.warm(named, pks)


def _ids(kind: Kind, snapshot: Snapshot, keys: tuple[str, ...]) -> set[int]:
    found: set[int] = set()
    for name, rows in snapshot["parts"].items():
        if name == "claims_about":
            topic = ClaimTopic.STRENGTH if kind == Kind.FORCE else ClaimTopic.FATE
            rows = [row for row in rows if row["topic"] == topic and row["event_id"] is None]
        if name in {"names", "voices"} or (kind == Kind.FORCE and name == "postings"):
            continue
        found.update(row[key] for row in rows for key in keys if row.get(key))
    return found
