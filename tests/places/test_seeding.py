"""Loading the shipped gazetteer: once, in part, and never half."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tracker.places import shipped
from tracker.places.models import Place, PlaceName
from tracker.places.shipped import Row

pytestmark = pytest.mark.django_db


def seed(**options):
    out = StringIO()
    call_command("seed_gazetteer", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def rows():
    return [
        Row(
            "country",
            "IQ",
            "",
            "Iraq",
            33.0,
            44.0,
            40_000_000,
            "geonames",
            "99237",
            ("+Al Iraq", "=IQ"),
            "SY",
        ),
        Row("admin1", "IQ", "01", "Anbar", 33.0, 41.0, 0, "natural_earth", "IQ-anbar", ("Al-Anbar",), ""),
        Row("town", "IQ", "01", "Rawa", 34.5, 41.9, 13_000, "geonames", "91", ("Rawah", "Rāwah"), ""),
        Row("town", "IQ", "", "Somewhere", 33.5, 42.9, 6_000, "geonames", "92", (), ""),
    ]


@pytest.fixture
def write(tmp_path):
    def written(rows):
        path = tmp_path / "gazetteer.tsv.gz"
        shipped.write(path, rows=[row.line() for row in rows], keys=[], sources="a test")
        return path

    return written


def test_places_come_in_with_parents_names_and_state(rows, write):
    said = seed(file=write(rows))

    rawa = Place.objects.get(name="Rawa")
    assert "Loaded 4 places with 9 names" in said
    assert (rawa.parent.name, rawa.parent.parent.name) == ("Anbar", "Iraq")
    assert (rawa.state, rawa.live_revision, rawa.population) == ("approved", None, 13_000)
    assert str(rawa.latitude) == "34.50000"
    assert set(rawa.names.values_list("name", "kind")) == {
        ("Rawa", "own"),
        ("Rawah", "other"),
        ("Rāwah", "other"),
    }
    assert Place.objects.get(name="Anbar").population is None
    assert Place.objects.get(name="Somewhere").parent.name == "Iraq"
    assert set(PlaceName.objects.filter(place__name="Iraq").values_list("name", "kind")) == {
        ("Iraq", "own"),
        ("Al Iraq", "own"),
        ("IQ", "acronym"),
    }


def test_a_second_run_writes_nothing_and_says_so(rows, write, django_assert_max_num_queries):
    seed(file=write(rows))
    Place.objects.filter(name="Rawa").update(name="Rawa, as an editor has it")

    with django_assert_max_num_queries(4):
        said = seed(file=write(rows))

    assert "nothing to load" in said
    assert Place.objects.filter(name="Rawa, as an editor has it").exists()


def test_a_place_added_to_the_file_joins_its_parents(rows, write):
    seed(file=write(rows[:2]))

    said = seed(file=write(rows))

    assert "Loaded 2 places" in said
    assert Place.objects.get(name="Rawa").parent.name == "Anbar"


def test_a_region_is_loaded_without_a_point(rows, write):
    jazira = Row("region", "IQ", "", "Jazira", 35.0, 42.0, 0, "desk", "region-jazira", (), "")
    africa = Row("region", "", "", "Africa", 7.0, 21.0, 0, "desk", "region-africa", (), "")

    seed(file=write([*rows, jazira, africa]))

    assert Place.objects.get(name="Jazira").parent.name == "Iraq"
    assert Place.objects.get(name="Jazira").latitude is None
    assert Place.objects.get(name="Africa").parent is None
    assert Place.objects.get(name="Rawa").parent.name == "Anbar"


def test_every_shipped_value_fits_its_column():
    """SQLite does not mind; PostgreSQL does."""
    sizes = {name: Place._meta.get_field(name).max_length for name in ("kind", "name", "admin1_code", "source_id")}

    for row in shipped.read_rows():
        assert all(len(getattr(row, name)) <= size for name, size in sizes.items()), row
        assert all(len(name) <= 200 for name in row.names), row


def test_countries_can_be_chosen():
    said = seed(countries="iq, SY")

    assert set(Place.objects.values_list("country_code", flat=True)) == {"IQ", "SY"}
    assert Place.objects.countries().count() == 2
    assert Place.objects.filter(country_code="IQ", kind="admin1").count() == 19
    assert "Loaded" in said
    assert not Place.objects.filter(parent=None).exclude(kind="country").exists()


def test_an_unknown_country_is_refused():
    with pytest.raises(CommandError, match=r"No such country.*ZZ"):
        seed(countries="IQ,ZZ")

    assert not Place.objects.exists()


def test_a_damaged_file_loads_nothing(rows, write):
    path = write(rows)
    path.write_bytes(path.read_bytes()[:-5])

    with pytest.raises(CommandError, match="Nothing was loaded"):
        seed(file=path)

    assert not Place.objects.exists()


def test_a_town_without_its_country_rolls_all_back(rows, write):
    stray = Row("town", "SY", "", "Nowhere", 33.0, 41.0, 6_000, "geonames", "7", (), "")

    with pytest.raises(CommandError, match="Nowhere: its country SY"):
        seed(file=write([*rows, stray]))

    assert not Place.objects.exists()
    assert not PlaceName.objects.exists()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"absent\.gz"):
        seed(file=tmp_path / "absent.gz")
