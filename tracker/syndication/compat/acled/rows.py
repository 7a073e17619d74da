"""One published event as one row: whatever ACLED's columns ask for, from the document that went out."""

from collections.abc import Set
from typing import Any

import orjson
from django.conf import settings

from tracker.published.models import PublishedEvent
from tracker.syndication.compat.acled.actors import LABELS as INTER_LABELS
from tracker.syndication.compat.acled.actors import actors, interaction, interaction_label
from tracker.syndication.compat.acled.columns import event_id
from tracker.syndication.compat.acled.deaths import fatalities
from tracker.syndication.compat.acled.event_types import Class, Facts, classify
from tracker.syndication.compat.countries import Country, country
from tracker.syndication.compat.sides import Sides, is_state, sides

Row = dict[str, Any]
_TIME = {1: 1, 2: 2, 3: 2}
_GEO = {1: 1, 2: 2, 3: 2}
_COARSEST = 3
GEO_PRECISIONS = {value: [key for key in range(1, 8) if _GEO.get(key, _COARSEST) == value] for value in (1, 2, 3)}
_SCALES = {"agency": "International", "newspaper": "National", "broadcaster": "National", "social": "New media"}


def row_of(event: PublishedEvent, abroad: Set[str]) -> Row:
    """The row of a live event. ``abroad`` holds the ids of states' forces outside their own country.

    The event comes with its place.
    """
    document = orjson.loads(bytes(event.document))
    land, found = country(event.country_code), sides(document)
    kind = classify(_facts(event, document, found))
    first, second = actors(
        found, kind, targets_civilians=document["civilian_targeting"], where=land.acled_name, abroad=abroad
    )
    return {
        **_head(event, document, kind),
        "actor1": first.name,
        "assoc_actor_1": first.others,
        "inter1": first.inter,
        "actor2": second.name,
        "assoc_actor_2": second.others,
        "inter2": second.inter,
        "interaction": interaction(first.inter, second.inter),
        "civilian_targeting": "Civilian targeting" if document["civilian_targeting"] else "",
        **_where(event, document, land),
        "source": "; ".join(dict.fromkeys(source["outlet"] for source in document["sources"] if source["outlet"])),
        "source_scale": _scale(document["sources"]),
        "notes": _notes(document),
        "fatalities": fatalities(document, event.killed_best),
        "tags": _tags(document),
        "timestamp": int(event.last_published_at.timestamp()),
    }


def labelled(row: Row) -> Row:
    """The row with words where it has the codes of actors."""
    first, second = row["inter1"], row["inter2"]
    words = {"inter1": INTER_LABELS[first], "inter2": INTER_LABELS[second]}
    return {**row, **words, "interaction": interaction_label(first, second)}


def _facts(event: PublishedEvent, document: Row, found: Sides) -> Facts:
    return Facts(
        event_type=event.event_type,
        is_civilian_targeting=document["civilian_targeting"],
        are_two_sides=found.are_two,
        is_first_state=bool(found.first) and is_state(found.first[0]),
        killed=event.killed_best,
        means=" ".join(document["means"]).casefold(),
    )


def _head(event: PublishedEvent, document: Row, kind: Class) -> Row:
    return {
        "event_id_cnty": event_id(event.number),
        "event_date": event.earliest.isoformat(),
        "year": event.earliest.year,
        "time_precision": _TIME.get(document["when"]["precision"], _COARSEST),
        "disorder_type": kind.disorder_type,
        "event_type": kind.event_type,
        "sub_event_type": kind.sub_event_type,
    }


def _where(event: PublishedEvent, document: Row, land: Country) -> Row:
    where = document["where"]
    place = where["place"] or {"kind": "", "name": ""}
    area = orjson.loads(bytes(event.place.document)).get("admin1") if event.place else None
    first_level = place["name"] if place["kind"] == "admin1" else area or ""
    return {
        "iso": land.numeric,
        "region": land.acled_region,
        "country": land.acled_name,
        "admin1": first_level,
        "admin2": place["name"] if place["kind"] == "admin2" else "",
        "admin3": "",
        "location": place["name"] or where["as_worded"] or land.acled_name,
        "latitude": where["latitude"],
        "longitude": where["longitude"],
        "geo_precision": _GEO.get(where["geo_precision"], _COARSEST),
    }


def _scale(sources: list[Row]) -> str:
    kinds = (source["outlet_kind"] for source in sources)
    return "-".join(dict.fromkeys(_SCALES.get(kind["code"], "Other") if kind else "Other" for kind in kinds))


def _notes(document: Row) -> str:
    """What happened, and whose account this is: rows are copied without their table."""
    account = " ".join((document["summary"] or document["title"]).split())
    page = f"{settings.DESK_BASE_URL}{document['url']}"
    return f"{account} [{settings.DESK_NAME}, {document['licence']}, {page}]"


def _tags(document: Row) -> str:
    tags = [f"grade={document['grade']['code']}"]
    tags += ["disputed"] if document["is_disputed"] else []
    tags += ["provisional"] if document["verification"]["code"] == "provisional" else []
    parts = [link["event"]["number"] for link in document["links"] if link["kind"]["code"] == "part_of"]
    return "; ".join([*tags, *(f"part_of={event_id(number)}" for number in parts)])
