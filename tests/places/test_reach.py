"""What the gazetteer reaches: places of the news, given the country; distances on annotated texts; speed; memory."""

import ast
import json
import math
import statistics
import time
from collections import Counter
from pathlib import Path

import pytest

from tracker.places import gazetteer, seeding
from tracker.places.atlas import Atlas
from tracker.places.shipped import read_rows

ROOT = Path(__file__).resolve().parents[2]
ANNOTATED = ROOT.parent / "shared" / "data" / "extraction" / "geovirus_dev.jsonl"
MANY_KM = 161
NEWS = [
    ("Rawa", "IQ", "Rawa", "Anbar"),
    ("Anbar", "IQ", "Anbar", "Anbar"),
    ("Al-Qaim", "IQ", "Al-Qaim", "Anbar"),
    ("Qaim", "IQ", "Al-Qaim", "Anbar"),
    ("al-Qa'im", "IQ", "Al-Qaim", "Anbar"),
    ("Gao", "ML", "Gao", "Gao"),
    ("Rafah", "PS", "Rafah", "Gaza Strip"),
    ("Rafah", "EG", "Rafah", "North Sinai"),
    ("Idlib", "SY", "Idlib", "Idlib"),
    ("Bakhmut", "UA", "Bakhmut", "Donetsk"),
    ("Artemivsk", "UA", "Bakhmut", "Donetsk"),
    ("El Fasher", "SD", "El Fasher", "North Darfur"),
    ("Al-Fashir", "SD", "El Fasher", "North Darfur"),
    ("Deir ez-Zor", "SY", "Deir ez-Zor", "Deir ez-Zor"),
    ("Dayr az Zawr", "SY", "Deir ez-Zor", "Deir ez-Zor"),
    ("Goma", "CD", "Goma", "North Kivu"),
    ("Myawaddy", "MM", "Myawaddy", "Kayin"),
]


@pytest.mark.parametrize(("name", "code", "expected", "area"), NEWS)
def test_the_atlas_knows_the_places_of_the_news(name, code, expected, area):
    found = Atlas.shipped().find(name, country_code=code)[0]

    assert (found.name, found.country_code, found.admin1_name) == (expected, code, area)


@pytest.mark.django_db
def test_the_desk_knows_them_too():
    seeding.seed(countries=sorted({code for _, code, _, _ in NEWS}))

    for name, code, expected, area in NEWS:
        found = gazetteer.find(name, country_code=code)[0]
        areas = {found.name, getattr(found.parent, "name", "")}

        assert (found.name, found.country_code) == (expected, code)
        assert area in areas


def test_a_namesake_abroad_comes_after_and_is_not_lost():
    rafah = [place.country_code for place in Atlas.shipped().find("Rafah", country_code="EG")]

    assert rafah == ["EG", "PS"]


def test_towns_of_five_hundred_are_there_where_the_desk_looks_and_of_five_thousand_elsewhere(settings):
    small = Counter(row.country_code for row in read_rows() if row.kind == "town" and 500 <= row.population < 5_000)
    large = Counter(row.country_code for row in read_rows() if row.kind == "town" and row.population >= 5_000)

    assert small["UA"] > 1_000
    assert sum(small[code] for code in settings.DESK_FOLLOWED_COUNTRIES) > 5_000
    assert len(large) > 200
    assert sum(large.values()) > 60_000


def test_gaza_and_the_west_bank_have_the_codes_that_their_towns_have():
    rows = [row for row in read_rows() if row.country_code == "PS"]
    codes = {row.admin1_code for row in rows if row.kind == "admin1"}

    assert codes == {"GZ", "WE"}
    assert {row.admin1_code for row in rows if row.kind == "town"} == codes


def test_every_town_of_the_young_areas_finds_its_area():
    """DR Congo's, Kenya's and Mali's areas are younger than the outlines."""
    for code in ("CD", "KE", "ML"):
        rows = [row for row in read_rows() if row.country_code == code]
        areas = {row.admin1_code for row in rows if row.kind == "admin1"}

        assert {row.admin1_code for row in rows if row.kind == "town"} - {""} <= areas


# --- annotated texts -------------------------------------------------------------------------------------


def km(one, other):
    (south, west), (north, east) = one, other
    half = math.radians(north - south) / 2, math.radians(east - west) / 2
    shrink = math.cos(math.radians(south)) * math.cos(math.radians(north))
    return 12_742 * math.asin(math.sqrt(math.sin(half[0]) ** 2 + shrink * math.sin(half[1]) ** 2))


def country_about(names):
    """The country most names of a text lie in; one that is named itself counts thrice."""
    votes = Counter()
    for name in names:
        for place in Atlas.shipped().find(name)[:1]:
            votes[place.country_code] += 3 if place.kind == "country" else 1
    return votes.most_common(1)[0][0] if votes else None


def measured():
    """By the kind of what was found ("none": nothing): how many, and how many within 161 km."""
    found_of, near_of = Counter(), Counter()
    for line in ANNOTATED.read_text(encoding="utf-8").splitlines():
        given = [each for each in json.loads(line)["mentions"] if each.get("lat") is not None]
        code = country_about(each["text"] for each in given)
        for each in given:
            places = Atlas.shipped().find(each["text"], country_code=code)
            kind = places[0].kind if places else "none"
            found_of[kind] += 1
            if places:
                point = (places[0].latitude, places[0].longitude)
                near_of[kind] += km(point, (each["lat"], each["lon"])) <= MANY_KM
    return found_of, near_of


@pytest.mark.skipif(not ANNOTATED.exists(), reason="the annotated articles are not here")
def test_places_below_the_country_lie_within_161_km_in_nine_of_ten():
    """Of a country or a part of the world, everybody has a point of their own: these are held to a lower floor."""
    found_of, near_of = measured()
    below = ("town", "admin1", "admin2")

    assert sum(near_of[kind] for kind in below) / sum(found_of[kind] for kind in below) >= 0.92
    assert near_of["country"] / found_of["country"] >= 0.7
    assert found_of["none"] / sum(found_of.values()) <= 0.1


# --- speed and memory ------------------------------------------------------------------------------------


def test_a_look_up_takes_a_fifth_of_a_millisecond_at_most():
    names = [(row.name, row.country_code) for row in list(read_rows())[::50]]
    seconds = []

    for name, code in names:
        started = time.perf_counter()
        Atlas.shipped().find(name, country_code=code)
        seconds.append(time.perf_counter() - started)

    assert len(names) > 1_500
    assert statistics.median(seconds) <= 0.0002


def test_no_part_of_the_web_reads_the_whole_gazetteer():
    """It stands in the database; the atlas is for the readers, which are processes of their own."""
    whole = {"tracker.places.atlas", "tracker.places.shipped", "tracker.places.seeding", "tracker.places.importing"}
    faces = ("pages", "syndication", "published", "publishing", "events", "actors", "articles", "review", "places")
    found = {}
    for room in faces:
        for path in (ROOT / "tracker" / room).rglob("*.py"):
            own = f"tracker.{path.relative_to(ROOT / 'tracker').with_suffix('').as_posix().replace('/', '.')}"
            if own in whole or {"commands", "building", "migrations"} & set(path.parts):
                continue
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            taken = {node.module for node in nodes if isinstance(node, ast.ImportFrom)} & whole
            if taken:
                found[own] = taken

    assert not found


@pytest.mark.django_db
def test_a_name_that_thousands_share_loads_a_few_hundred_rows():
    seeding.seed(countries=["MX"])

    assert len(gazetteer.search("San", limit=20)) == 20
    assert len(gazetteer.names_like("sa", limit=100)) == 100
