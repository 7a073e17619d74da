"""A small published record for tests of the surfaces shaped like other houses' interfaces."""

from datetime import UTC, date, datetime

from tests import published_parts as parts
from tests.published_factories import build_event, build_force, build_place

FIRST = datetime(2024, 9, 13, 18, 20, tzinfo=UTC)
MOSUL = {"name": "Mosul", "admin1": "Nineveh", "latitude": 36.3, "longitude": 43.1}


def kind(code):
    return parts.term(code)


def build_battle(**overrides):
    """A clash near Mosul between the Iraqi army and the Islamic State group: 14 killed."""
    given = {
        "title": "Clash near Mosul",
        "summary": "Soldiers and fighters exchanged fire.\n\nOne party gives a figure.",
        "event_type": "battle",
        "earliest": date(2024, 8, 29),
        "place": overrides.pop("place", None) or build_place(**MOSUL),
    }
    forces = overrides.pop("forces", None)
    if forces is None:
        army = build_force(name="Iraqi army")
        group = build_force(name="Islamic State group", force_kind=kind("rebel"), country_code="", country=None)
        forces = ((army, "initiator", "A"), (group, "target", "B"))
    return build_event(**{**given, **overrides}, forces=forces)


def build_shelling(**overrides):
    """A town in Sudan is shelled, nobody says by whom; no point, no figure."""
    place = build_place(
        name="Zalingei", country_code="SD", country="Sudan", admin1="Central Darfur", latitude=None, longitude=None
    )
    given = {
        "title": "Town shelled",
        "event_type": "shelling",
        "earliest": date(2024, 7, 2),
        "place": place,
        "killed": None,
        "civilian_targeting": True,
        "where": {"latitude": None, "longitude": None, "geo_precision": 4},
    }
    return build_event(**{**given, **overrides})


def build_protest(**overrides):
    """A protest in Baghdad; nobody was hurt."""
    place = build_place(name="Baghdad", admin1="Baghdad", latitude=33.3, longitude=44.4)
    given = {
        "title": "Protest in Baghdad",
        "event_type": "protest",
        "earliest": date(2024, 6, 1),
        "place": place,
        "killed": (0, 0, 0),
    }
    return build_event(**{**given, **overrides})
