"""GeoNames' dumps: all of them or nothing, and never over what an editor saved."""

import csv
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_editor, make_place
from tracker.places import gazetteer
from tracker.places.dumps import DamagedDump, entries_of
from tracker.places.models import Place, PlaceId, PlaceName
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def line(geoname_id, name, feature, population=0, *, code="IQ", at=(34.5, 41.9), admin=("01", ""), others=""):
    kind, sub = feature.split(".")
    fields = [geoname_id, name, name, others, *at, kind, sub, code, "", *admin, "", "", population]
    return "\t".join(map(str, [*fields, "", "", "Asia/Baghdad", "2024-01-01"])) + "\n"


ANBAR = line(99592, "Muḩāfaz̧at al Anbār", "A.ADM1", 1_700_000)
DISTRICT = line(8, "Rawah District", "A.ADM2", admin=("01", "0105"))
RAWA = line(91, "Rāwah", "P.PPL", 20_000, admin=("01", "0105"), others="Rava,راوة,RWA")
VILLAGE = line(92, "Small Village", "P.PPL", 700)
HAMLET = line(93, "Smaller Hamlet", "P.PPL", 90)
GONE = line(94, "Old Rawa", "P.PPLH", 9_000)
SPRING = line(95, "A Spring", "H.SPNG")
ABROAD = line(96, "Elsewhere", "P.PPL", 9_000, code="SY", admin=("", ""))
DUMP = ANBAR + DISTRICT + RAWA + VILLAGE + HAMLET + GONE + SPRING


@pytest.fixture
def iraq():
    return make_place(source="geonames", source_id="99237")


@pytest.fixture
def anbar(iraq):
    fields = {"parent": iraq, "admin1_code": "01", "source": "natural_earth", "source_id": "IQ-anbar"}
    return make_place("Anbar", "admin1", state="approved", **fields)


@pytest.fixture
def write(tmp_path):
    def written(text, name="IQ.zip"):
        path = tmp_path / name
        if path.suffix != ".zip":
            path.write_text(text, encoding="utf-8")
            return path
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "About this file")
            archive.writestr(f"{path.stem}.txt", text)
        return path

    return written


def run(path, **options):
    out = StringIO()
    call_command("import_geonames", str(path), stdout=out, **options)
    return out.getvalue()


def outcomes(path):
    with path.open(encoding="utf-8") as handle:
        return {row["name"]: row["outcome"] for row in csv.DictReader(handle, dialect="excel-tab")}


@pytest.mark.usefixtures("anbar")
@pytest.mark.parametrize("name", ["IQ.zip", "IQ.txt"])
def test_areas_and_towns_come_in_with_what_they_lie_in(write, settings, name):
    settings.DESK_FOLLOWED_COUNTRIES = []

    said = run(write(DUMP, name))

    rawa = Place.objects.get(source_id="91")
    assert (rawa.name, rawa.kind, rawa.population, rawa.state) == ("Rawah", "town", 20_000, "approved")
    assert [rawa.parent.name, rawa.parent.kind, rawa.parent.parent.name] == ["Rawah District", "admin2", "Anbar"]
    assert set(rawa.names.values_list("name", flat=True)) == {"Rawah", "Rava", "راوة"}
    assert not Place.objects.filter(source_id__in=["92", "93", "94", "95"]).exists()
    assert "2 added, 1 updated" in said
    assert gazetteer.find("Rava") == [rawa]


@pytest.mark.usefixtures("anbar")
def test_smaller_towns_come_in_where_the_desk_follows_the_country(write, settings):
    settings.DESK_FOLLOWED_COUNTRIES = ["IQ"]

    run(write(DUMP))

    assert set(Place.objects.filter(kind="town").values_list("source_id", flat=True)) == {"91", "92"}


@pytest.mark.usefixtures("anbar")
def test_the_least_number_of_people_can_be_set(write):
    run(write(DUMP), min_population=50)

    assert Place.objects.filter(source_id="93").exists()


@pytest.mark.usefixtures("anbar")
def test_a_second_run_writes_nothing(write, tmp_path):
    path, report = write(DUMP), tmp_path / "report.tsv"
    run(path)
    before = (list(Place.objects.values_list().order_by("pk")), list(PlaceName.objects.values_list().order_by("pk")))

    run(path, report=report)

    after = (list(Place.objects.values_list().order_by("pk")), list(PlaceName.objects.values_list().order_by("pk")))
    assert after == before
    assert set(outcomes(report).values()) == {"same"}


@pytest.mark.usefixtures("anbar")
def test_a_dry_run_reports_and_writes_nothing(write, tmp_path):
    report = tmp_path / "report.tsv"

    said = run(write(DUMP), dry_run=True, report=report)

    assert "Would be: " in said
    assert outcomes(report)["Rāwah"] == "added"
    assert not Place.objects.filter(source_id="91").exists()


def test_what_is_there_is_brought_up_to_date_and_keeps_its_name(write, anbar, tmp_path):
    rawa = make_place(
        "Rawa", "town", parent=anbar, admin1_code="01", source="geonames", source_id="91", population=13_000,
        latitude="34.5001", longitude="41.9",
    )  # fmt: skip
    report = tmp_path / "report.tsv"

    run(write(DUMP), report=report)

    rawa.refresh_from_db()
    assert (rawa.name, rawa.population, rawa.parent.name) == ("Rawa", 20_000, "Rawah District")
    assert str(rawa.latitude) == "34.50010"
    assert rawa.names.filter(name="Rava").exists()
    assert outcomes(report)["Rāwah"] == "updated"


def test_what_an_editor_saved_is_left_alone(write, anbar, tmp_path):
    rawa = make_place("Rawa town", "town", source="geonames", source_id="91", population=7)
    save_version(Kind.PLACE, rawa, by=make_editor(), reason="Counted")
    save_version(Kind.PLACE, anbar, by=make_editor(), reason="Named")
    report = tmp_path / "report.tsv"

    run(write(DUMP), report=report)

    rawa.refresh_from_db()
    assert (rawa.name, rawa.population, rawa.parent) == ("Rawa town", 7, None)
    assert list(rawa.names.values_list("name", flat=True)) == ["Rawa town"]
    assert anbar.names.count() == 1
    assert outcomes(report)["Rāwah"] == "kept"


@pytest.mark.usefixtures("anbar")
def test_a_country_that_the_desk_lacks_is_skipped_with_what_to_do(write, tmp_path):
    report = tmp_path / "report.tsv"

    said = run(write(ABROAD + RAWA), report=report)

    assert "1 skipped" in said
    assert "run seed_gazetteer first" in report.read_text()
    assert Place.objects.filter(source_id="91").exists()


@pytest.mark.usefixtures("anbar")
def test_countries_can_be_chosen(write):
    make_place("Syria", country_code="SY")

    run(write(ABROAD + RAWA, "allCountries.zip"), countries="sy")

    assert list(Place.objects.filter(kind="town").values_list("source_id", flat=True)) == ["96"]


@pytest.mark.usefixtures("anbar")
def test_names_bring_languages_and_wikidata_and_leave_codes_out(write):
    other = "\t\t\t\t"
    names = (
        f"1\t91\tfr\tRawa-en-Irak\t1\t{other}\n2\t91\twkdt\tQ587\t{other}\t\n3\t91\ticao\tORRA\t{other}\t\n"
        f"4\t91\ten\tOld Name\t\t\t\t1\t\t\n5\t777\ten\tNobody\t{other}\t\n6\t8\twkdt\tnothing\t{other}\t\n"
    )

    run(write(DUMP), names=write(names, "alternateNamesV2.zip"))

    rawa = Place.objects.get(source_id="91")
    assert rawa.names.get(name="Rawa-en-Irak").language == "fr"
    assert not rawa.names.filter(name__in=["ORRA", "Old Name"]).exists()
    assert [(row.place, row.value) for row in PlaceId.objects.all()] == [(rawa, "Q587")]


def test_an_identifier_that_another_place_bears_stays_there(write, anbar):
    PlaceId.objects.create(place=anbar, scheme="wikidata", value="Q587")

    run(write(DUMP), names=write("2\t91\twkdt\tQ587\t\t\t\t\t\t\n", "alternateNamesV2.zip"))

    assert PlaceId.objects.get().place == anbar


@pytest.mark.usefixtures("anbar")
def test_lists_of_codes_name_areas_that_the_dump_has_no_line_for(write):
    admin1 = write("IQ.01\tAnbar\tAnbar\t99592\nIQ.99\tNew Area\tNew Area\t7\n", "admin1CodesASCII.txt")
    admin2 = write("IQ.99.01\tNew District\tNew District\t6\n", "admin2Codes.txt")

    run(write(RAWA), admin1=admin1, admin2=admin2)

    district = Place.objects.get(source_id="6")
    assert (district.kind, district.parent.name, district.latitude) == ("admin2", "New Area", None)
    assert Place.objects.filter(kind="admin1").count() == 2


# --- bad files ----------------------------------------------------------------------------------------


def cut_zip(path):
    path.write_bytes(path.read_bytes()[:-40])


def damaged_zip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


@pytest.mark.usefixtures("anbar")
@pytest.mark.parametrize("spoil", [cut_zip, damaged_zip])
def test_a_zip_that_was_cut_or_damaged_loads_nothing(write, spoil):
    path = write(DUMP + "".join(line(1000 + n, f"Town {n}", "P.PPL", 9_000 + n * 7) for n in range(3_000)))
    spoil(path)

    with pytest.raises(CommandError, match=r"Fetch it again: nothing was loaded"):
        run(path)

    assert Place.objects.count() == 2


@pytest.mark.usefixtures("anbar")
@pytest.mark.parametrize("text", [DUMP[:-20], DUMP + RAWA.rstrip("\n"), DUMP + "\n", "<html>\n"])
def test_a_text_that_was_cut_within_a_line_loads_nothing(write, text):
    with pytest.raises(CommandError, match=r"columns, the file was cut\. Fetch it again"):
        run(write(text, "IQ.txt"))

    assert Place.objects.count() == 2


@pytest.mark.usefixtures("anbar")
def test_a_cut_file_of_names_loads_no_places_either(write):
    with pytest.raises(CommandError, match="alternateNamesV2"):
        run(write(DUMP), names=write("1\t91\tfr\tRawa", "alternateNamesV2.zip"))

    assert Place.objects.count() == 2


@pytest.mark.parametrize(
    "bad",
    [
        line(91, "Rawa", "P.PPL", 9, at=(134.5, 41.9)),
        line(91, "Rawa", "P.PPL", 9, at=("north", 41.9)),
        line(91, "Rawa", "P.PPL", "many"),
        line("x1", "Rawa", "P.PPL", 9),
    ],
)
def test_a_line_without_valid_numbers_is_refused_by_its_id(write, bad):
    with pytest.raises(DamagedDump, match=r"place '(91|x1)'"):
        list(entries_of(write(bad, "IQ.txt")))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"absent\.zip"):
        run(tmp_path / "absent.zip")


@pytest.mark.usefixtures("anbar")
def test_nine_hundred_towns_take_forty_queries_at_most(write, django_assert_max_num_queries):
    many = "".join(line(1000 + n, f"Town {n}", "P.PPL", 9_000) for n in range(900))

    with django_assert_max_num_queries(40):
        run(write(many))

    assert Place.objects.filter(kind="town").count() == 900
