"""Published records for tests of the public side, each with a document as docs/documents.md has it, and its Change.

``build_event(title="…", when={"is_inferred": True}, killed=(2, 3, 5))``: the named
parameters are short cuts, every other keyword replaces a key of the document (a
dict is merged into the one that is there). Columns are read from the document.
"""

import hashlib
import itertools
import json
import uuid
from datetime import UTC, date, datetime
from typing import Any

from tests import published_defaults as defaults
from tests import published_parts as parts
from tracker.core.names import fold
from tracker.published.models import (
    Change,
    Counter,
    Op,
    PublicStatus,
    PublishedArticle,
    PublishedClaim,
    PublishedEvent,
    PublishedEventForce,
    PublishedEventPerson,
    PublishedForce,
    PublishedPerson,
    PublishedPlace,
    PublishedRecord,
    PublishedTally,
    PublishedTerm,
    index_names,
    names_in,
)

FIRST_PUBLISHED = datetime(2024, 9, 13, 18, 20, tzinfo=UTC)
_names = itertools.count(1)


def next_number(model: type[PublishedRecord]) -> int:
    """The number after the highest of this kind."""
    last = model.objects.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def encode(document: dict[str, Any]) -> bytes:
    """The document as it is stored."""
    return json.dumps(document, ensure_ascii=False).encode()


def log(record: PublishedRecord, op: str, note: str, at: datetime) -> Change:
    """Number a publication of ``record``, with its digest and the chain."""
    counter, _ = Counter.objects.get_or_create(id=1)
    counter.seq += 1
    nonce = hashlib.sha256(f"{counter.epoch}.{counter.seq}".encode()).digest()
    digest = hashlib.sha256(nonce + bytes(record.document))
    counter.chain = hashlib.sha256(bytes.fromhex(counter.chain) + digest.digest()).hexdigest()
    counter.save()
    record.epoch, record.seq = counter.epoch, counter.seq
    return Change.objects.create(
        epoch=counter.epoch,
        seq=counter.seq,
        kind=record.kind,
        public_id=record.public_id,
        number=record.number,
        version=record.version,
        op=op,
        note=note,
        at=at,
        document=record.document,
        nonce=nonce,
        digest=digest.hexdigest(),
        chain=counter.chain,
    )


def publish(record: PublishedRecord, body: dict[str, Any], document: dict[str, Any], at: datetime) -> None:
    """Give ``record`` a head and a document, number the change, and save."""
    record.public_id = document.pop("id", None) or uuid.uuid4()
    record.number = document.pop("number", None) or next_number(type(record))
    whole = {**parts.head(record.kind, record.public_id, record.number, at), **body}
    for key, value in document.items():
        whole[key] = {**whole[key], **value} if isinstance(whole.get(key), dict) and isinstance(value, dict) else value
    record.title = str(whole.get("title") or whole.get("name") or "")[:300]
    record.is_second_check_pending = whole["second_check_pending"]
    record.document = encode(whole)
    record.first_published_at = record.last_published_at = at
    log(record, Op.PUBLISH, "", at)


def build_place(*, at: datetime = FIRST_PUBLISHED, **document: Any) -> PublishedPlace:
    """A place; a town unless told otherwise."""
    body = {**defaults.PLACE, "name": document.get("name") or f"Town {next(_names)}"}
    if isinstance(document.get("place_kind"), str):
        document["place_kind"] = parts.term(document["place_kind"])
    place = PublishedPlace()
    publish(place, body, document, at)
    found = place.body
    place.place_kind, place.country_code = found["place_kind"]["code"], found["country_code"] or ""
    place.latitude, place.longitude = found["latitude"], found["longitude"]
    place.admin1 = found["admin1"] or ""
    place.names = folded(found)
    place.save()
    index_names(place, names_in(found))
    return place


def build_force(*, at: datetime = FIRST_PUBLISHED, **document: Any) -> PublishedForce:
    """A force with one name."""
    name = document.get("name") or f"Brigade {next(_names)}"
    force = PublishedForce()
    publish(force, {**defaults.FORCE, "name": name, "names": [parts.name(name)]}, document, at)
    found = force.body
    force.force_kind, force.country_code = found["force_kind"]["code"], found["country_code"] or ""
    force.names = folded(found)
    force.save()
    index_names(force, names_in(found))
    return force


def build_person(*, at: datetime = FIRST_PUBLISHED, **document: Any) -> PublishedPerson:
    """A person named in public, with one name."""
    name = document.get("name") or f"Commander {next(_names)}"
    person = PublishedPerson()
    publish(person, {**defaults.PERSON, "name": name, "names": [parts.name(name)]}, document, at)
    found = person.body
    person.fate = found["fate"]["code"] if found["fate"] else ""
    person.names = folded(found)
    person.save()
    index_names(person, names_in(found))
    return person


def build_article(*, at: datetime = FIRST_PUBLISHED, **document: Any) -> PublishedArticle:
    """A report; with ``article_kind="story"`` a story of the desk, in full."""
    kind = document.pop("article_kind", "report")
    code = kind if isinstance(kind, str) else kind["code"]
    body = {**(defaults.STORY if code == "story" else defaults.REPORT), "article_kind": parts.term(code)}
    article = PublishedArticle()
    publish(article, body, document, at)
    found = article.body
    article.article_kind, article.outlet = found["article_kind"]["code"], found["outlet"] or ""
    article.published_on = date.fromisoformat(found["published_on"]) if found["published_on"] else None
    article.save()
    return article


def build_event(
    *,
    at: datetime = FIRST_PUBLISHED,
    earliest: date = date(2024, 8, 29),
    latest: date | None = None,
    event_type: str = "raid",
    grade: str = "one_party",
    place: PublishedPlace | None = None,
    killed: tuple[int | None, int | None, int | None] | None = (14, 14, 15),
    forces: tuple[tuple[PublishedForce, str, str], ...] = (),
    persons: tuple[tuple[PublishedPerson, str, str], ...] = (),
    **document: Any,
) -> PublishedEvent:
    """An event with one claim, one tally and one source. ``forces`` and ``persons``: (row, role, side)."""
    event = PublishedEvent()
    body = parts.event(earliest, latest or earliest, event_type, grade)
    if place:
        body["where"] |= parts.where(place)
    body["claims"], body["tallies"] = parts.figures(killed)
    body["forces"] = [parts.force_part(row, role, side) for row, role, side in forces]
    body["persons"] = [parts.person_part(row, role, side) for row, role, side in persons]
    publish(event, body, document, at)
    fill_columns(event, place)
    event.save()
    PublishedEventForce.objects.bulk_create(
        PublishedEventForce(event=event, force=row, role=role, side=side) for row, role, side in forces
    )
    PublishedEventPerson.objects.bulk_create(
        PublishedEventPerson(event=event, person=row, role=role, side=side) for row, role, side in persons
    )
    write_figures(event)
    for row in [place, *(row for row, _, _ in forces), *(row for row, _, _ in persons)]:
        if row:
            row.event_count += 1
            row.save(update_fields=["event_count"])
    return event


def fill_columns(event: PublishedEvent, place: PublishedPlace | None) -> None:
    """The columns that filters need, from the document."""
    found = event.body
    when, where = found["when"], found["where"]
    event.earliest, event.latest = date.fromisoformat(when["earliest"]), date.fromisoformat(when["latest"])
    event.event_type, event.grade = found["type"]["code"], found["grade"]["code"]
    event.place, event.country_code = place, where["place"]["country_code"] if where["place"] else ""
    event.latitude, event.longitude = where["latitude"], where["longitude"]
    event.geo_precision = where["geo_precision"]
    event.outlets = "".join(f"\n{fold(source['outlet'])}\n" for source in found["sources"] if source["outlet"])
    event.source_count, event.is_disputed = found["source_count"], found["is_disputed"]
    event.is_provisional = found["verification"]["code"] == "provisional"
    for tally in found["tallies"]:
        if tally["outcome"]["code"] == "killed" and tally["who"]["code"] == "all":
            event.killed_low, event.killed_best, event.killed_high = (
                tally["low"],
                tally["best"],
                tally["high"],
            )
    named = [where["place"], *found["forces"], *found["persons"]]
    words = [found["title"], found["summary"] or "", *(part["name"] for part in named if part)]
    event.search_text = " ".join(fold(word) for word in words)


def write_figures(event: PublishedEvent) -> None:
    """The rows of claims and tallies, from the document."""
    for claim in event.body["claims"]:
        PublishedClaim.objects.create(
            event=event,
            position=claim["position"],
            topic=claim["topic"]["code"],
            mode=claim["mode"]["code"],
            speaker=claim["speaker"]["name"],
            outcome=(claim["outcome"] or {}).get("code", ""),
            standing=(claim["standing"] or {}).get("code", ""),
            who=(claim["who"] or {}).get("code", ""),
            side=claim["side"] or "",
            low=claim["low"],
            best=claim["best"],
            high=claim["high"],
            said_on=claim["said_on"],
        )
    for tally in event.body["tallies"]:
        figures = {key: tally[key] for key in ("low", "best", "high", "is_at_least", "side")}
        words = {key: tally[key]["code"] for key in ("outcome", "standing", "who")}
        PublishedTally.objects.create(event=event, **words, **figures)


def build_change(
    record: PublishedRecord,
    *,
    op: str = Op.CORRECT,
    note: str = "The figure was wrong.",
    at: datetime = FIRST_PUBLISHED,
) -> Change:
    """Publish ``record`` again, or retract or withdraw it, with ``note`` as the public note or reason."""
    body = record.body
    record.version += 1
    record.last_published_at = at
    changes = [parts.change(record.version, op, note, at), *body["changes"]]
    if op in (Op.RETRACT, Op.WITHDRAW):
        record.status = PublicStatus.RETRACTED if op == Op.RETRACT else PublicStatus.WITHDRAWN
        if op == Op.WITHDRAW:
            record.title = ""
            changes = [{**change, "note": ""} for change in changes]
            Change.objects.filter(public_id=record.public_id).update(document=None, nonce=None, note="")
        kept = {key: body[key] for key in ("schema", "kind", "id", "number", "url", "api_url")}
        body = {
            **kept,
            "version": record.version,
            "status": record.status,
            "reason": note,
            "at": parts.iso(at),
        }
    record.document = encode({**body, "version": record.version, "updated_at": parts.iso(at), "changes": changes})
    made = log(record, op, note, at)
    record.save()
    index_names(record, names_in(body))
    return made


def build_term(scheme: str, code: str, label: str, definition: str = "") -> PublishedTerm:
    """One word of the codebook."""
    return PublishedTerm.objects.create(scheme=scheme, code=code, label=label, definition=definition)


def folded(document: dict[str, Any]) -> str:
    """Every public spelling, folded, one a line."""
    names = [document["name"], *(row["name"] for row in document["names"])]
    return "\n".join(dict.fromkeys(fold(name) for name in names))
