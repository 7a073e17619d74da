"""Writes the public copy of a document: the typed columns that filters need, link rows, and the bytes."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from tracker.core.names import fold
from tracker.events.models import Group, Outcome, Side, Standing
from tracker.published.models import (
    Change,
    PublicStatus,
    PublishedClaim,
    PublishedEvent,
    PublishedEventForce,
    PublishedEventPerson,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedRecord,
    PublishedTally,
    Verification,
    index_names,
    names_in,
)
from tracker.publishing.documents.disputes import voice_of
from tracker.publishing.kinds import AGGREGATES, Document
from tracker.publishing.link_rows import untie, write_topics
from tracker.revisions.models import Kind

Columns = dict[str, Any]


def write_copy(kind: Kind, document: Document, stored: bytes, change: Change) -> PublishedRecord:
    """Insert or replace the public row of a live document, and its link rows."""
    model = AGGREGATES[kind].copy
    columns = {
        **_shared(document, stored, change),
        "title": (document.get("title") or document.get("name") or "")[:300],
        **_COLUMNS[kind](document),
    }
    copy, is_new = model._default_manager.get_or_create(
        public_id=change.public_id, defaults={**columns, "first_published_at": change.at}
    )
    if not is_new:
        if copy.is_live and copy.title != columns["title"]:
            copy.renamed_at_seq = change.seq
        for name, value in columns.items():
            setattr(copy, name, value)
        copy.save()
    if isinstance(copy, PublishedEvent):
        _write_event_links(copy, document, is_new=is_new)
    write_topics(copy, document)
    index_names(copy, names_in(document))
    return copy


def write_tombstone(kind: Kind, stored: bytes, change: Change, *, status: PublicStatus) -> PublishedRecord:
    """Empty the public row but for number, status and the tombstone; only a retracted one keeps its title."""
    model = AGGREGATES[kind].copy
    copy = model._default_manager.get(public_id=change.public_id)
    title = copy.title if status == PublicStatus.RETRACTED else ""
    for name, value in {**_EMPTY[kind], "title": title, "status": status, "successor": change.successor}.items():
        setattr(copy, name, value)
    copy.document, copy.version, copy.epoch, copy.seq = stored, change.version, change.epoch, change.seq
    copy.last_published_at = change.at
    copy.is_second_check_pending = False
    copy.save()
    if isinstance(copy, PublishedEvent):
        _clear_event_links(copy)
    untie(copy)
    index_names(copy, ())
    return copy


def _shared(document: Document, stored: bytes, change: Change) -> Columns:
    return {
        "number": change.number,
        "status": PublicStatus.LIVE,
        "successor": None,
        "version": change.version,
        "document": stored,
        "epoch": change.epoch,
        "seq": change.seq,
        "is_second_check_pending": document["second_check_pending"],
        "last_published_at": change.at,
    }


def _event(document: Document) -> Columns:
    where, when = document["where"], document["when"]
    place = where["place"]
    killed = _killed(document["tallies"], document["claims"])
    return {
        "earliest": date.fromisoformat(when["earliest"]),
        "latest": date.fromisoformat(when["latest"]),
        "event_type": document["type"]["code"],
        "country_code": place["country_code"] if place else "",
        "place": PublishedPlace.objects.filter(public_id=place["id"]).first() if place else None,
        "latitude": where["latitude"],
        "longitude": where["longitude"],
        "geo_precision": where["geo_precision"],
        "grade": document["grade"]["code"],
        **killed,
        "source_count": document["source_count"],
        "outlets": _outlets(document),
        "is_disputed": document["is_disputed"],
        "is_provisional": document["verification"]["code"] == Verification.PROVISIONAL,
        "search_text": _search_text(document),
    }


def _killed(tallies: list[Document], claims: list[Document]) -> Columns:
    """The killed of the whole event; null when not reported, 0 when the only word is that there were no casualties.

    Figures for several sides and standings are added up where they rest on the
    word of the same speakers: one who counts both sides counts nobody twice.
    Where they rest on different speakers they may be the same people told
    otherwise, so they are never added: the lowest of all is low, the lowest best
    is best, the highest is high, open where one is. Parts of a whole are left
    out. Figures set by an editor count as the desk's own word.
    """
    whole = [row for row in tallies if row["who"]["code"] == Group.ALL and row["best"] is not None]
    known = [row for row in whole if row["outcome"]["code"] == Outcome.KILLED]
    if not known:
        nobody = any(
            (row["outcome"]["code"], row["standing"]["code"], row["side"], row["high"])
            == (Outcome.ANY, Standing.UNKNOWN, Side.NONE, 0)
            for row in whole
        )
        return dict.fromkeys(("killed_low", "killed_best", "killed_high"), 0 if nobody else None)
    voices = {claim["position"]: voice_of(claim) for claim in claims}
    sums: dict[frozenset[str], list[Document]] = {}
    for row in known:
        sums.setdefault(frozenset(voices[position] for position in row["claims"]), []).append(row)
    is_open = any(row["high"] is None for row in known)
    return {
        "killed_low": min(sum(row["low"] for row in rows) for rows in sums.values()),
        "killed_best": min(sum(row["best"] for row in rows) for rows in sums.values()),
        "killed_high": None if is_open else max(sum(row["high"] for row in rows) for rows in sums.values()),
    }


def _search_text(document: Document) -> str:
    place = document["where"]["place"] or {}
    names = [named["name"] for named in (*document["forces"], *document["persons"], *document["further_places"])]
    words = [document["title"], document["summary"], place.get("name", ""), place.get("country", ""), *names]
    return fold(" ".join(word or "" for word in words))


def _outlets(document: Document) -> str:
    folded = dict.fromkeys(fold(source["outlet"] or "") for source in document["sources"])
    named = [name for name in folded if name]
    return "\n{}\n".format("\n".join(named)) if named else ""


def _names(document: Document) -> str:
    spellings = dict.fromkeys(fold(name) for name in (document["name"], *(row["name"] for row in document["names"])))
    return "\n".join(spelling for spelling in spellings if spelling)


def _force(document: Document) -> Columns:
    return {
        "force_kind": document["force_kind"]["code"],
        "country_code": document["country_code"],
        "names": _names(document),
    }


def _person(document: Document) -> Columns:
    return {"fate": document["fate"]["code"] if document["fate"] else "", "names": _names(document)}


def _place(document: Document) -> Columns:
    return {
        "place_kind": document["place_kind"]["code"],
        "country_code": document["country_code"],
        "admin1": (document["admin1"] or "")[:200],
        "names": _names(document),
        "latitude": document["latitude"],
        "longitude": document["longitude"],
    }


def _article(document: Document) -> Columns:
    day = document["published_on"]
    return {
        "article_kind": document["article_kind"]["code"],
        "outlet": document["outlet"] or "",
        "published_on": date.fromisoformat(day) if day else None,
    }


def _topic(document: Document) -> Columns:
    return {"topic_kind": document["topic_kind"]["code"], "names": fold(document["name"])}


_COLUMNS: dict[Kind, Callable[[Document], Columns]] = {
    Kind.EVENT: _event,
    Kind.PERSON: _person,
    Kind.FORCE: _force,
    Kind.PLACE: _place,
    Kind.ARTICLE: _article,
    Kind.TOPIC: _topic,
}
_EMPTY: dict[Kind, Columns] = {
    Kind.EVENT: {
        "event_type": "", "country_code": "", "place": None, "latitude": None, "longitude": None,
        "geo_precision": None, "grade": "", "killed_low": None, "killed_best": None, "killed_high": None,
        "source_count": 0, "outlets": "", "is_disputed": False, "is_provisional": False, "search_text": "",
    },
    Kind.PERSON: {"fate": "", "names": "", "event_count": 0},
    Kind.FORCE: {"force_kind": "", "country_code": "", "names": "", "event_count": 0},
    Kind.PLACE: {
        "place_kind": "", "country_code": "", "admin1": "", "names": "", "latitude": None, "longitude": None,
    },
    Kind.ARTICLE: {"article_kind": "", "outlet": "", "published_on": None},
    Kind.TOPIC: {"topic_kind": "", "names": "", "event_count": 0},
}  # fmt: skip


def _write_event_links(copy: PublishedEvent, document: Document, *, is_new: bool) -> None:
    if not is_new:
        _clear_event_links(copy)
    force_rows = _rows_by_id(PublishedForce, document["forces"])
    person_rows = _rows_by_id(PublishedPerson, document["persons"])
    PublishedEventForce.objects.bulk_create(
        PublishedEventForce(event=copy, force_id=force_rows[part["id"]], role=part["role"]["code"], side=part["side"])
        for part in document["forces"]
    )
    PublishedEventPerson.objects.bulk_create(
        PublishedEventPerson(
            event=copy, person_id=person_rows[part["id"]], role=part["role"]["code"], side=part["side"]
        )
        for part in document["persons"]
    )
    PublishedClaim.objects.bulk_create(_claim_row(copy, claim) for claim in document["claims"])
    PublishedTally.objects.bulk_create(_tally_row(copy, tally) for tally in document["tallies"])


def _rows_by_id(model: type[PublishedRecord], parts: list[Document]) -> dict[str, int]:
    ids = {UUID(part["id"]) for part in parts}
    rows = model._default_manager.filter(public_id__in=ids).values_list("public_id", "pk") if ids else []
    return {str(public_id): pk for public_id, pk in rows}


def _clear_event_links(copy: PublishedEvent) -> None:
    for related in (copy.claims, copy.tallies, copy.force_links, copy.person_links):
        related.all().delete()


def _claim_row(copy: PublishedEvent, claim: Document) -> PublishedClaim:
    return PublishedClaim(
        event=copy,
        position=claim["position"],
        topic=claim["topic"]["code"],
        mode=claim["mode"]["code"],
        speaker=claim["speaker"]["name"][:300],
        outcome=claim["outcome"]["code"] if claim["outcome"] else "",
        standing=claim["standing"]["code"] if claim["standing"] else "",
        who=claim["who"]["code"] if claim["who"] else "",
        side=claim["side"] or "",
        low=claim["low"],
        best=claim["best"],
        high=claim["high"],
        said_on=claim["said_on"],
    )


def _tally_row(copy: PublishedEvent, tally: Document) -> PublishedTally:
    return PublishedTally(
        event=copy,
        outcome=tally["outcome"]["code"],
        standing=tally["standing"]["code"],
        who=tally["who"]["code"],
        side=tally["side"],
        **{key: tally[key] for key in ("low", "best", "high", "is_at_least")},
    )
