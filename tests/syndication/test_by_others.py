"""What is exported, read by programs that nobody here wrote."""

import json

import pytest

from tests.published_factories import build_article, build_event, build_force, build_person, build_place
from tests.published_topics import build_topic
from tests.syndication.test_formats import whole

frictionless = pytest.importorskip("frictionless")
hxl = pytest.importorskip("hxl")
pytestmark = pytest.mark.django_db
HXL_SCHEMA = [
    ["#valid_tag", "#valid_required", "#valid_datatype", "#valid_value+min", "#valid_value+max"],
    ["#date+start", "true", "date", "", ""],
    ["#date+end", "true", "date", "", ""],
    ["#geo+lat", "false", "number", "-90", "90"],
    ["#geo+lon", "false", "number", "-180", "180"],
    ["#affected+killed", "false", "number", "0", ""],
    ["#event+type", "true", "", "", ""],
]


def several():
    army, rebels = build_force(name="Army, “first”"), build_force(name="Rebels")
    forces = ((army, "initiator", "A"), (rebels, "target", "B"))
    build_event(title='Raid, "so called"\nby night', place=build_place(longitude=-70.5, latitude=-33), forces=forces)
    build_event(title="=2+5", killed=None)
    build_event(title="غارة", killed=(1, 2, None))


@pytest.fixture
def saved(client, tmp_path):
    """The path of a file with what an address answers."""

    def save(address):
        path = tmp_path / address.rpartition("/")[2].partition("?")[0]
        path.write_bytes(whole(client.get(address)))
        return path

    return save


@pytest.mark.parametrize("collection", ["events", "persons", "forces", "places", "articles", "topics"])
def test_tables_are_valid_for_frictionless(saved, tmp_path, collection):
    several()
    build_article()
    build_person()
    build_topic()
    saved(f"/api/v1/{collection}.csv")

    report = frictionless.Resource(path=f"{collection}.csv", basepath=str(tmp_path)).validate()

    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])


def test_frictionless_reads_the_types_that_the_columns_have(saved, tmp_path):
    several()
    saved("/api/v1/events.csv")

    resource = frictionless.Resource(path="events.csv", basepath=str(tmp_path))
    resource.infer()

    types = {field.name: field.type for field in resource.schema.fields}
    assert (types["earliest"], types["longitude"], types["killed_best"]) == ("date", "number", "integer")
    assert types["is_disputed"] == "boolean"
    assert [row["longitude"] for row in resource.read_rows()].count(None) == 2


def test_the_hashtags_are_valid_hxl_and_so_is_what_stands_below_them(saved):
    several()

    source = hxl.data(str(saved("/api/v1/events.hxl.csv")), hxl.InputOptions(allow_local=True))
    report = hxl.validate(source, hxl.data(HXL_SCHEMA))

    assert report["is_valid"], json.dumps(report["issues"], default=str)
    assert report["stats"]["total"] == 0


def test_hxl_reads_every_row_and_finds_columns_by_their_hashtags(saved):
    several()

    source = hxl.data(str(saved("/api/v1/events.hxl.csv")), hxl.InputOptions(allow_local=True))

    assert sorted(row.get("#affected+killed-min-max") or "" for row in source) == ["", "14", "2"]
    assert any({"name", "first"} <= set(column.attributes) for column in source.columns if column.tag == "#group")


@pytest.mark.parametrize("collection", ["forces", "places"])
def test_other_lists_have_hashtags_too(saved, collection):
    several()

    source = hxl.data(str(saved(f"/api/v1/{collection}.hxl.csv")), hxl.InputOptions(allow_local=True))

    assert len(list(source)) > 0
    assert all(column.tag.startswith("#") for column in source.columns)
