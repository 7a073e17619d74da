"""What a record takes with it when it goes out, and what keeps it in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from tracker.actors.models import Force, Person
from tracker.articles.models import ArticleKind
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState
from tracker.events.models import CitationRole, EventLinkKind, Topic
from tracker.events.wholes import fault_of_parent, fault_of_whole
from tracker.places.models import Place, PlaceKind
from tracker.publishing.directory import Directory
from tracker.publishing.documents.claims import build_claims, has_words, is_public, public_claims
from tracker.publishing.guarding import guarded
from tracker.publishing.holding import embargoes_on, words_that_tell
from tracker.publishing.kinds import Snapshot
from tracker.publishing.prose import plain
from tracker.publishing.quoting import faults_of_story
from tracker.publishing.redaction import Redaction
from tracker.publishing.resolving import Resolver, frozen
from tracker.publishing.ties import forces_named, people_named, places_named, topics_named, warm
from tracker.publishing.withheld import texts_in, withheld_people_in
from tracker.revisions.models import Kind

_NOT_THE_DESKS_WORDS = {"internal_notes", "translation", "translator", "canonical_url", "text_hash", "raw_hash"}


def snapshot_of(kind: Kind, record: EditorialModel, resolver: Resolver | None = None) -> Snapshot:
    """The working row as it would be frozen now, read through merges."""
    resolver = resolver or Resolver()
    return resolver.resolved(kind, record.pk, frozen(kind, record, resolver.standing))


def companions(
    kind: Kind, record: EditorialModel, snapshot: Snapshot | None = None
) -> list[tuple[Kind, EditorialModel]]:
    """Forces, regions and people that the record names and the public does not have yet.

    A person belongs to them only once somebody proposed to name the person; others go out as a description.
    """
    found: dict[tuple[Kind, int], EditorialModel] = {}
    resolver = Resolver()
    directory = Directory(planned=True)
    waiting = [(kind, record, snapshot or snapshot_of(kind, record, resolver))]
    while waiting:
        of_kind, _, frozen = waiting.pop()
        for other_kind, other in _named(of_kind, guarded(of_kind, frozen, directory)):
            key = (other_kind, other.pk)
            if key not in found and not (other_kind == kind and other.pk == record.pk):
                found[key] = other
                waiting.append((other_kind, other, snapshot_of(other_kind, other, resolver)))
    return sorted(
        ((other_kind, other) for (other_kind, _), other in found.items()), key=lambda pair: (pair[0], pair[1].pk)
    )


def blockers(
    kind: Kind,
    record: EditorialModel,
    with_companions: Iterable[tuple[Kind, int]] = (),
    snapshot: Snapshot | None = None,
    directory: Directory | None = None,
    *,
    at: datetime | None = None,
) -> list[str]:
    """Why the record cannot go out with these companions at a moment (now, unless told), one sentence each.

    Looks at what this record names itself: each companion answers for its own.
    A directory handed in keeps what it fetched for the next record.
    """
    directory = directory or Directory(planned=True)
    frozen = directory.resolver.resolved(kind, record.pk, snapshot or snapshot_of(kind, record, directory.resolver))
    warm(kind, frozen, directory)
    if directory.is_withdrawn(kind, record.pk):
        return [f"“{record}” was withdrawn from the public record and stays out."]
    shown = guarded(kind, frozen, directory)
    found = embargoes_on(kind, record, shown, directory, at)
    found += _missing_companions(kind, record, shown, set(with_companions))
    found += words_that_tell(shown) if kind == Kind.EVENT else []
    found += _CHECKS[kind](record, frozen, directory)
    found += _names_let_slip(kind, record, frozen, directory, set(with_companions))
    return found


def _named(kind: Kind, snapshot: Snapshot) -> list[tuple[Kind, EditorialModel]]:
    found: list[tuple[Kind, EditorialModel]] = []
    if forces := forces_named(kind, snapshot):
        rows = Force.objects.filter(pk__in=forces, live_revision__isnull=True)
        found += [(Kind.FORCE, force) for force in rows]
    if people := people_named(kind, snapshot):
        waiting = Person.objects.filter(pk__in=people, live_revision__isnull=True, naming_decisions__isnull=False)
        found += [(Kind.PERSON, one) for one in waiting.exclude(state=EditorialState.RETRACTED).distinct()]
    if topics := topics_named(kind, snapshot):
        unknown = Topic.objects.filter(pk__in=topics, live_revision__isnull=True)
        found += [(Kind.TOPIC, topic) for topic in unknown.exclude(state=EditorialState.RETRACTED)]
    if places := places_named(kind, snapshot):
        regions = Place.objects.filter(pk__in=places, live_revision__isnull=True, kind=PlaceKind.REGION)
        found += [(Kind.PLACE, region) for region in regions]
    return found


def _missing_companions(
    kind: Kind, record: EditorialModel, snapshot: Snapshot, along: set[tuple[Kind, int]]
) -> list[str]:
    found = []
    for other_kind, other in _named(kind, snapshot):
        if (other_kind, other.pk) == (kind, record.pk):
            continue
        if (other_kind, other.pk) in along:
            if other.state not in {EditorialState.APPROVED, EditorialState.PUBLISHED}:
                found.append(f"{other_kind.label} “{other}” goes out with this record, so it has to be approved first.")
        elif (isinstance(other, Person) and other.is_private) or (
            other_kind == Kind.PLACE and other.state == EditorialState.APPROVED
        ):
            continue
        else:
            found.append(f"{other_kind.label} “{other}” is not public: publish it with this record, or first.")
    return found


def _check_event(record: EditorialModel, snapshot: Snapshot, directory: Directory) -> list[str]:
    fields, parts = snapshot["fields"], snapshot["parts"]
    found = []
    if not fields["earliest"]:
        found.append("Give the event a date, if only a span: the first and the last day on which it may have happened.")
    if not any(is_public(row, directory) for row in parts["citations"] if row["role"] != CitationRole.BACKGROUND):
        found.append("Cite at least one passage that reports the event, from an article that is no internal note.")
    for name, label in (
        ("involvements", "part played"),
        ("claims", "claim"),
        ("further_places", "place"),
        ("targets", "target"),
    ):
        bare = sum(row["passage_id"] is None for row in parts[name])
        if bare:
            found.append(f"{bare} {label}{'s' if bare > 1 else ''} without a passage: point to the words.")
    public = public_claims(parts["claims"], directory)
    hidden = [row for row in parts["claims"] if row not in public]
    claims = build_claims(public, directory, {}, {})
    unfounded = [row for row in parts["tallies"] if not has_words(row, claims, hidden)]
    if unfounded:
        found.append(
            f"{len(unfounded)} figure(s) rest on words that cannot go out, or on none: recount them, or set them "
            "by hand with a reason."
        )
    return found + _odd_facts(fields, directory) + _check_links(record, snapshot, directory)


def _check_links(record: EditorialModel, snapshot: Snapshot, directory: Directory) -> list[str]:
    """What happened after or because of what needs words; what belongs to what is the desk's own grouping."""
    rows = snapshot["parts"].get("links_out", [])
    worded = [row for row in rows if row["kind"] in {EventLinkKind.FOLLOWS, EventLinkKind.RETALIATION_FOR}]
    found = _bare_names(worded, "link")
    whole = next((row for row in rows if row["kind"] == EventLinkKind.PART_OF), None)
    if whole and whole["passage_id"] is not None and not is_public(whole, directory):
        found.append("The link to its whole rests on words that stay inside: cite others, or none.")
    if whole and (fault := fault_of_whole(record.pk, whole["other_id"])):
        found.append(fault)
    return found


def _odd_facts(fields: dict[str, Any], directory: Directory) -> list[str]:
    """Dates that lie ahead, and places that no longer stand."""
    found = []
    if fields["earliest"] and date.fromisoformat(fields["earliest"]) > timezone.now().date() + timedelta(days=1):
        found.append("The event lies in the future: check its dates.")
    place = directory.place_row(fields["place_id"]) if fields["place_id"] else None
    if place and place.state == EditorialState.RETRACTED and not directory.is_withdrawn(Kind.PLACE, place.pk):
        found.append(f"The place “{place}” was retracted: choose another one.")
    return found  # fmt: skip


def _check_person(record: EditorialModel, snapshot: Snapshot, directory: Directory) -> list[str]:
    found = []
    if getattr(record, "is_private", True):
        found.append(f"“{record}” is private: a second person has to agree to a recorded reason to name this person.")
    return found + _bare_names(snapshot["parts"]["postings"], "posting")


def _check_force(record: EditorialModel, snapshot: Snapshot, directory: Directory) -> list[str]:
    links = snapshot["parts"]["links_up"]
    return _bare_names(links, "link")


def _bare_names(rows: list[dict[str, Any]], label: str) -> list[str]:
    bare = sum(row["passage_id"] is None for row in rows)
    return [f"{bare} {label}{'s' if bare > 1 else ''} without a passage: point to the words."] if bare else []


def _check_article(record: EditorialModel, snapshot: Snapshot, directory: Directory) -> list[str]:
    fields = snapshot["fields"]
    if fields["kind"] == ArticleKind.NOTE:
        return ["An internal note is never public."]
    if fields["kind"] == ArticleKind.STORY and not (fields["title"].strip() and fields["body"].strip()):
        return ["A story needs a headline and a text."]
    return faults_of_story(snapshot, directory) if fields["kind"] == ArticleKind.STORY else []


def _check_place(record: EditorialModel, snapshot: Snapshot, directory: Directory) -> list[str]:
    return []


def _check_topic(record: EditorialModel, snapshot: Snapshot, directory: Directory) -> list[str]:
    bare = sum(row["passage_id"] is None for row in snapshot["parts"]["parties"])
    parties = "part" + ("ies" if bare > 1 else "y")
    found = [f"{bare} {parties} without a passage: point to the words."] if bare else []
    parent = snapshot["fields"]["parent_id"]
    fault = fault_of_parent(record.pk, parent) if parent else ""
    return [*found, fault] if fault else found


def _names_let_slip(
    kind: Kind, record: EditorialModel, snapshot: Snapshot, directory: Directory, along: set[tuple[Kind, int]]
) -> list[str]:
    """The desk's own words must not name anybody of the register whose name is withheld."""
    skipped = _NOT_THE_DESKS_WORDS | ({"name", "names"} if kind == Kind.PERSON else set())
    own = [text for text in texts_in(snapshot, but=frozenset(skipped)) if text]
    own += plain(snapshot["fields"]["body"]) if kind == Kind.ARTICLE else []
    going_out = {pk for other_kind, pk in along if other_kind == Kind.PERSON}
    if kind == Kind.PERSON:
        going_out.add(record.pk)
    tied = people_named(kind, snapshot) - going_out
    hidden = [pk for pk in tied if directory.ref(Kind.PERSON, pk) is None]
    redaction = Redaction(directory.names_of(hidden) if hidden else [])
    slipped = any(redaction.names_in(words) for words in own)
    if slipped or withheld_people_in(own, except_for=going_out):
        return ["The desk's own words here name somebody whose name is withheld: reword them."]
    return []


_CHECKS = {
    Kind.EVENT: _check_event,
    Kind.PERSON: _check_person,
    Kind.FORCE: _check_force,
    Kind.ARTICLE: _check_article,
    Kind.PLACE: _check_place,
    Kind.TOPIC: _check_topic,
}
