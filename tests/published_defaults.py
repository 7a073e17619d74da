"""What a record of each kind holds where a test says nothing else, for ``published_factories``."""

from typing import Any

from tests.published_parts import term

PLACE: dict[str, Any] = {
    "names": [],
    "place_kind": term("town"),
    "country_code": "IQ",
    "country": "Iraq",
    "admin1": "Al Anbar",
    "compass": None,
    "latitude": 33.1,
    "longitude": 41.9,
    "radius_km": None,
    "population": None,
    "source": "GeoNames",
    "external_ids": [],
}
FORCE: dict[str, Any] = {
    "force_kind": term("state_military", "State military"),
    "country_code": "IQ",
    "country": "Iraq",
    "allegiance": "",
    "active_from": None,
    "active_until": None,
    "summary": "",
    "links": [],
    "strengths": [],
}
PERSON: dict[str, Any] = {
    "summary": "",
    "fate": term("killed"),
    "fate_note": "Reported killed, by Central Command only",
    "postings": [],
    "naming_reason": "Named by a party as a military leader.",
}
REPORT: dict[str, Any] = {
    "title": "Raid reported in the west",
    "outlet": "News wire",
    "outlet_kind": term("agency", "News agency"),
    "published_on": "2024-09-13",
    "language": "en",
    "link": "https://news.example/1",
    "quotes": [],
}
STORY: dict[str, Any] = {
    "title": "What is known about the raid",
    "outlet": "Conflict Desk",
    "outlet_kind": None,
    "published_on": "2024-09-14",
    "language": "en",
    "link": None,
    "standfirst": "One party gives a figure, nobody else does.",
    "body": ["First paragraph.", "Second paragraph."],
    "byline": "The desk",
    "about": [],
}
