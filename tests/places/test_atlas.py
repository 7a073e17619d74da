"""The shipped atlas: what a name in a text most likely means."""

import gzip
import time

import pytest

from tracker.places import shipped
from tracker.places.atlas import Atlas
from tracker.places.shipped import DamagedGazetteer, Row


@pytest.fixture(scope="module")
def atlas():
    return Atlas.shipped()


@pytest.mark.parametrize(
    ("name", "country_code", "kind", "admin1_name", "latitude", "longitude"),
    [
        ("Rawa", "IQ", "town", "Anbar", 34.5, 41.9),
        ("Anbar", "IQ", "admin1", "Anbar", 33.0, 41.0),
        ("Al-Qaim", "IQ", "town", "Anbar", 34.4, 41.0),
        ("Qaim", "IQ", "town", "Anbar", 34.4, 41.0),
        ("Gao", "ML", "town", "Gao", 16.3, 0.0),
        ("Rafah", "PS", "town", "Gaza Strip", 31.3, 34.2),
        ("Idlib", "SY", "town", "Idlib", 35.9, 36.6),
        ("Bakhmut", "UA", "town", "Donetsk", 48.6, 38.0),
        ("Artemivsk", "UA", "town", "Donetsk", 48.6, 38.0),
        ("El Fasher", "SD", "town", "North Darfur", 13.6, 25.3),
        ("Al-Fashir", "SD", "town", "North Darfur", 13.6, 25.3),
        ("Deir ez-Zor", "SY", "town", "Deir ez-Zor", 35.3, 40.1),
        ("Dayr az Zawr", "SY", "admin1", "Deir ez-Zor", 35.3, 40.1),
        ("Goma", "CD", "town", "North Kivu", -1.7, 29.2),
        ("Myawaddy", "MM", "town", "Kayin", 16.7, 98.5),
        ("Nyala", "SD", "town", "South Darfur", 12.0, 24.9),
        ("Mellit", "SD", "town", "North Darfur", 14.1, 25.5),
        ("Umm Rawaba", "SD", "town", "North Kordofan", 12.9, 31.2),
        ("Ituri", "CD", "admin1", "Ituri", 1.6, 30.2),
        ("الموصل", None, "town", "Nineveh", 36.3, 43.1),
        ("Бахмут", None, "town", "Donetsk", 48.6, 38.0),
    ],
)
def test_atlas_knows_places_of_the_news(atlas, name, country_code, kind, admin1_name, latitude, longitude):
    place = atlas.find(name, country_code=country_code)[0]

    assert (place.kind, place.admin1_name) == (kind, admin1_name)
    assert place.latitude == pytest.approx(latitude, abs=1.5)
    assert place.longitude == pytest.approx(longitude, abs=1.5)
    assert country_code in (None, place.country_code)


@pytest.mark.parametrize(
    ("name", "country_code"),
    [
        ("US", "US"),
        ("U.S.", "US"),
        ("USA", "US"),
        ("America", "US"),
        ("the United States", "US"),
        ("UK", "GB"),
        ("Britain", "GB"),
        ("DR Congo", "CD"),
        ("DRC", "CD"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("UAE", "AE"),
        ("Burma", "MM"),
    ],
)
def test_countries_answer_to_their_common_names(atlas, name, country_code):
    place = atlas.find(name)[0]

    assert (place.kind, place.country_code) == ("country", country_code)


def test_acronyms_count_only_in_capitals(atlas):
    assert atlas.find("us") == []
    assert atlas.find("car") == []
    assert "us" not in set(atlas.names())
    assert {"US", "UK", "UAE"} <= set(atlas.acronyms())


@pytest.mark.parametrize(
    ("name", "country_code", "kind", "expected_country"),
    [
        ("Georgia", None, "country", "GE"),
        ("Georgia", "US", "admin1", "US"),
        ("Lebanon", None, "country", "LB"),
        ("Lebanon", "US", "country", "LB"),
        ("Moscow", "US", "town", "RU"),
        ("Niger", "NG", "admin1", "NG"),
        ("Rafah", "EG", "town", "EG"),
        ("Rafah", None, "town", "PS"),
        ("Tripoli", "LB", "town", "LB"),
        ("Tripoli", None, "town", "LY"),
        ("Gaza", None, "admin1", "PS"),
        ("Virginia", None, "admin1", "US"),
        ("Ontario", None, "admin1", "CA"),
        ("New York", None, "town", "US"),
        ("Washington", None, "town", "US"),
        ("Darfur", None, "region", "SD"),
        ("Red Sea", None, "region", ""),
        ("Red Sea", "SD", "admin1", "SD"),
        ("Africa", None, "region", ""),
        ("England", None, "admin1", "GB"),
    ],
)
def test_the_country_of_the_text_decides_between_namesakes(atlas, name, country_code, kind, expected_country):
    place = atlas.find(name, country_code=country_code)[0]

    assert (place.kind, place.country_code) == (kind, expected_country)


@pytest.mark.parametrize(
    ("name", "country_code", "expected"),
    [
        ("St. Marc", "HT", "Saint-Marc"),
        ("St Petersburg", "RU", "Saint Petersburg"),
        ("Saint Louis", "US", "St. Louis"),
        ("St. Petersburg", "US", "St. Petersburg"),
    ],
)
def test_a_saint_may_be_written_short_or_in_full(atlas, name, country_code, expected):
    found = atlas.find(name, country_code=country_code)

    assert (found[0].name, found[0].country_code) == (expected, country_code)
    assert len(set(found)) == len(found)


def test_an_area_word_means_the_area_and_not_the_city(atlas):
    assert atlas.find("Idlib", country_code="SY")[0].kind == "town"
    assert [place.kind for place in atlas.find("Idlib governorate", country_code="SY")] == ["admin1"]
    assert [place.kind for place in atlas.find("province of Idlib")] == ["admin1"]
    assert [place.name for place in atlas.find("Republic of Yemen")] == ["Yemen"]


def test_an_area_ranks_before_a_village_of_that_name(atlas):
    kinds = [place.kind for place in atlas.find("Anbar")]

    assert kinds == ["admin1", "town"]


@pytest.mark.parametrize("name", ["", "  ", "—", "Nowhere-upon-Nothing", "x" * 5_000])
def test_unknown_names_find_nothing(atlas, name):
    assert atlas.find(name) == []


def test_towns_carry_their_geonames_id_and_areas_do_not(atlas):
    assert atlas.find("Gao", country_code="ML")[0].geoname_id == "2457163"
    assert atlas.find("Anbar", country_code="IQ")[0].geoname_id is None


def test_neighbours_and_country_names(atlas):
    assert set(atlas.neighbours("IQ")) == {"SY", "SA", "IR", "JO", "TR", "KW"}
    assert atlas.neighbours("ZZ") == []
    assert atlas.country_name("cd") == "Democratic Republic of the Congo"
    assert atlas.country_name("ZZ") == "ZZ"
    assert atlas.country("IQ").name == "Iraq"
    assert atlas.country("ZZ") is None


def test_every_name_it_lists_is_found_again(atlas):
    names = list(atlas.names())

    assert len(names) > 150_000
    assert all(atlas.find(name) for name in names[::997])


def test_looking_up_is_quick(atlas):
    names = list(atlas.names())[::50]

    started = time.process_time()
    for name in names:
        atlas.find(name, country_code="IQ")

    assert (time.process_time() - started) / len(names) < 0.0002


def test_every_place_of_the_file_is_on_earth_and_has_a_known_country():
    rows = list(shipped.read_rows())

    countries = {row.country_code for row in rows if row.kind == "country"}
    assert all(-90 <= row.latitude <= 90 and -180 <= row.longitude <= 180 for row in rows)
    assert {row.country_code for row in rows if row.kind != "region"} <= countries
    assert len({(row.source, row.source_id) for row in rows}) == len(rows)


@pytest.fixture
def small_file(tmp_path):
    path = tmp_path / "gazetteer.tsv.gz"
    row = Row("country", "IQ", "", "Iraq", 33.0, 44.0, 40_000_000, "geonames", "99237", (), "SY,IR")
    shipped.write(path, rows=[row.line()], keys=["iraq\t00"], sources="a test")
    return path


def test_a_file_is_read_as_it_was_written(small_file):
    atlas = Atlas.open(small_file)

    assert [place.name for place in atlas.find("IRAQ")] == ["Iraq"]
    assert atlas.neighbours("IQ") == ["SY", "IR"]


def test_a_damaged_file_is_refused(small_file):
    whole = small_file.read_bytes()
    text = gzip.decompress(whole)

    altered = [gzip.compress(text[:-4]), gzip.compress(text.replace(b"33.0", b"43.0"))]
    for content in (whole[:-9], b"", b"nonsense", *altered):
        small_file.write_bytes(content)
        with pytest.raises(DamagedGazetteer):
            shipped.read(small_file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DamagedGazetteer, match=r"nowhere\.gz"):
        shipped.read(tmp_path / "nowhere.gz")
