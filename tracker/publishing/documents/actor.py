"""Forces and persons as the public reads them."""

from typing import Any

from tracker.actors.models import Fate, ForceId, ForceKind, LinkKind, Person, PersonId
from tracker.core.states import EditorialState
from tracker.events.models import ClaimTopic
from tracker.publishing.directory import Directory
from tracker.publishing.documents.claims import build_speaker, is_public
from tracker.publishing.documents.dated import build_names, build_post, day, days, source_of
from tracker.publishing.documents.disputes import fate_of
from tracker.publishing.documents.fates import build_contradiction, build_fates, public_fates
from tracker.publishing.documents.ids import external_ids
from tracker.publishing.documents.place import place_ref
from tracker.publishing.documents.terms import required, term
from tracker.publishing.kinds import Document, Snapshot
from tracker.revisions.models import Kind

Row = dict[str, Any]
_NO_SOURCE = dict.fromkeys(("id", "outlet", "published_on", "url"))


def build_force(snapshot: Snapshot, directory: Directory) -> Document:
    """A force, its names, its links to other public forces, who holds its posts, and its strengths as claimed."""
    fields, parts = snapshot["fields"], snapshot["parts"]
    claims = [row for row in parts["claims_about"] if row["topic"] == ClaimTopic.STRENGTH and row["event_id"] is None]
    strengths = sorted((row for row in claims if is_public(row, directory)), key=lambda row: row["said_on"] or "")
    links = [
        _link(row, direction, row[other], directory)
        for part, direction, other in (("links_up", "up", "parent_id"), ("links_down", "down", "child_id"))
        for row in parts[part]
        if is_public(row, directory)
    ]
    return {
        "name": fields["name"],
        "names": build_names(parts["names"], directory),
        "force_kind": required(ForceKind, fields["kind"]),
        "country_code": fields["country_code"],
        "country": directory.country(fields["country_code"]),
        "allegiance": fields["allegiance"],
        **dict(day(fields, "active_from", "active_from_precision")),
        **dict(day(fields, "active_until", "active_until_precision")),
        "summary": fields["summary"],
        "links": [link for link in links if link["force"]],
        "postings": _postings_in(snapshot, directory),
        "strengths": [_strength(row, directory) for row in strengths],
        "external_ids": external_ids(snapshot, ucdp_page=ForceId.ucdp_page),
    }


def build_person(snapshot: Snapshot, directory: Directory, naming_reason: str) -> Document:
    """A person whom two people of the desk decided to name, with the reason."""
    fields, parts = snapshot["fields"], snapshot["parts"]
    told = public_fates(snapshot, directory)
    fates = build_fates(told, directory)
    postings = [_posting(row, directory) for row in parts["postings"] if is_public(row, directory)]
    fate, note = term(Fate, fields["status"]), fields["status_note"] or None
    if "claims_about" in parts:  # an older version knows no claims, only what they came to
        fate, note = fate_of(fields["id"], told, directory)
    return {
        "name": fields["name"],
        "names": build_names(parts["names"], directory),
        "summary": fields["summary"],
        "fate": fate,
        "fate_note": note,
        "fates": fates,
        "contradiction": build_contradiction(fates, postings),
        "postings": postings,
        "external_ids": external_ids(snapshot, ucdp_page=PersonId.ucdp_page),
        "naming_reason": naming_reason,
    }


def _posting(row: Row, directory: Directory) -> Document:
    names = directory.body(Kind.FORCE, row["force_id"]).get("names", []) if row["force_id"] else []
    post = build_post(row, [name["name"] for name in names], directory)
    return {"force": directory.ref(Kind.FORCE, row["force_id"]), **post}


def _postings_in(snapshot: Snapshot, directory: Directory) -> list[Document]:
    """Who holds which post. Of somebody who is not named only that they command, and when: no title, area or source."""
    rows = [row for row in snapshot["parts"].get("postings", []) if is_public(row, directory)]
    people = {row["person_id"] for row in rows}
    directory.warm(Kind.PERSON, people)
    gone = set(Person.objects.filter(pk__in=people, state=EditorialState.RETRACTED).values_list("pk", flat=True))
    names = [snapshot["fields"]["name"], *(row["name"] for row in snapshot["parts"]["names"])]
    found = []
    for row in rows:
        if row["person_id"] in gone or directory.is_withdrawn(Kind.PERSON, row["person_id"]):
            continue
        post = build_post(row, names, directory)
        ref = directory.ref(Kind.PERSON, row["person_id"])
        if ref is not None:
            found.append({"person": ref, "description": None, **post})
        elif post["is_command"]:
            nameless = {**post, **dict.fromkeys(("title", "rank", "area", "source"))}
            found.append({"person": None, "description": directory.description(row["person_id"]), **nameless})
    return found


def _link(row: Row, direction: str, other_id: int, directory: Directory) -> Document:
    return {
        "kind": required(LinkKind, row["kind"]),
        "direction": direction,
        "force": directory.ref(Kind.FORCE, other_id),
        **days(row),
        "source": source_of(row["passage_id"], directory),
    }


def _strength(row: Row, directory: Directory) -> Document:
    return {
        **{key: row[key] for key in ("low", "best", "high", "is_approximate")},
        "place": place_ref(row["about_place_id"], directory),
        "speaker": build_speaker(row, directory),
        "said_on": row["said_on"],
        "said_precision": row["said_precision"],
        "source": source_of(row["passage_id"], directory) or _NO_SOURCE,
    }
