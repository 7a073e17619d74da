"""The columns of every table, in their order, and what each holds."""

from enum import Enum


class Holds(Enum):
    """What a column holds, which says how a filter reads its values and compares them."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"


_TEXT, _CODE, _NUMBER, _DAY, _MOMENT = Holds
Columns = dict[str, Holds]

EVENTS: Columns = {
    "event_id_cnty": _TEXT,
    "event_date": _DAY,
    "year": _NUMBER,
    "time_precision": _NUMBER,
    "disorder_type": _TEXT,
    "event_type": _TEXT,
    "sub_event_type": _TEXT,
    "actor1": _TEXT,
    "assoc_actor_1": _TEXT,
    "inter1": _CODE,
    "actor2": _TEXT,
    "assoc_actor_2": _TEXT,
    "inter2": _CODE,
    "interaction": _CODE,
    "civilian_targeting": _TEXT,
    "iso": _NUMBER,
    "region": _TEXT,
    "country": _TEXT,
    "admin1": _TEXT,
    "admin2": _TEXT,
    "admin3": _TEXT,
    "location": _TEXT,
    "latitude": _NUMBER,
    "longitude": _NUMBER,
    "geo_precision": _NUMBER,
    "source": _TEXT,
    "source_scale": _TEXT,
    "notes": _TEXT,
    "fatalities": _NUMBER,
    "tags": _TEXT,
    "timestamp": _MOMENT,
}
DELETED: Columns = {"event_id_cnty": _TEXT, "deleted_timestamp": _MOMENT}
_SEEN: Columns = {"first_event_date": _DAY, "last_event_date": _DAY, "event_count": _NUMBER}
ACTORS: Columns = {"actor_name": _TEXT, **_SEEN}
COUNTRIES: Columns = {"country": _TEXT, "iso": _NUMBER, "iso3": _TEXT, **_SEEN}
REGIONS: Columns = {"region": _NUMBER, "region_name": _TEXT, **_SEEN}

PREFIX = "CDK"
REGION_CODES = {
    "Western Africa": 1,
    "Middle Africa": 2,
    "Eastern Africa": 3,
    "Southern Africa": 4,
    "Northern Africa": 5,
    "South Asia": 7,
    "Southeast Asia": 9,
    "Middle East": 11,
    "Europe": 12,
    "Caucasus and Central Asia": 13,
    "Central America": 14,
    "South America": 15,
    "Caribbean": 16,
    "East Asia": 17,
    "North America": 18,
    "Oceania": 19,
    "Antarctica": 20,
}
REGION_NAMES = {code: name for name, code in REGION_CODES.items()}


def event_id(number: int) -> str:
    """Our identifier of an event in these tables; it stays when the country is corrected."""
    return f"{PREFIX}{number}"
